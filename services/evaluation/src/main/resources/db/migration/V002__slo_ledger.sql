-- What replicas counted, booked once; how each objective stands.

-- Each event that was booked, in the transaction that booked it.
CREATE TABLE slo_seen (
    source    text        NOT NULL,
    id        text        NOT NULL,
    starts_at timestamptz NOT NULL,
    PRIMARY KEY (source, id)
);
CREATE INDEX slo_seen_age ON slo_seen (starts_at);

-- Counts of all replicas by the second in which a window started: for the ends of windows, and for short ones.
CREATE TABLE slo_count (
    objective text        NOT NULL,
    starts_at timestamptz NOT NULL,
    total     bigint      NOT NULL CHECK (total >= 0),
    failed    bigint      NOT NULL CHECK (failed >= 0),
    late      bigint      NOT NULL CHECK (late >= 0),
    degraded  bigint      NOT NULL CHECK (degraded >= 0),
    CHECK (failed + late <= total),
    PRIMARY KEY (objective, starts_at)
);
CREATE INDEX slo_count_age ON slo_count (starts_at);

-- The same by the hour, for what is longer. Sums of slo_count while that is kept.
CREATE TABLE slo_hour (
    objective text        NOT NULL,
    starts_at timestamptz NOT NULL,
    total     bigint      NOT NULL CHECK (total >= 0),
    failed    bigint      NOT NULL CHECK (failed >= 0),
    late      bigint      NOT NULL CHECK (late >= 0),
    degraded  bigint      NOT NULL CHECK (degraded >= 0),
    CHECK (failed + late <= total),
    PRIMARY KEY (objective, starts_at)
);

-- How an objective stands, and since when the conditions of its states are gone.
CREATE TABLE slo_standing (
    objective             text        PRIMARY KEY,
    state                 text        NOT NULL CHECK (state IN ('steady', 'ticket', 'page', 'exhausted')),
    since                 timestamptz NOT NULL,
    reason                text        NOT NULL,
    ticket_clear_since    timestamptz,
    page_clear_since      timestamptz,
    exhausted_clear_since timestamptz,
    revision              bigint      NOT NULL
);
CREATE SEQUENCE slo_revision;

-- When the budgets were looked at last: one row.
CREATE TABLE slo_look (
    only_one boolean     PRIMARY KEY DEFAULT true CHECK (only_one),
    at       timestamptz NOT NULL
);
