-- Runs of suites, what each case came to, and events that are still to be sent.

CREATE TABLE eval_run (
    id              uuid        PRIMARY KEY,
    suite           text        NOT NULL,
    suite_version   text        NOT NULL,
    tenant          text        NOT NULL,
    requested_by    text        NOT NULL,
    idempotency_key text,
    state           text        NOT NULL CHECK (state IN ('running', 'finished', 'aborted')),
    cases           integer     NOT NULL CHECK (cases > 0),
    thresholds      jsonb       NOT NULL,
    verdict         text        CHECK (verdict IN ('passed', 'failed')),
    started_at      timestamptz NOT NULL,
    finished_at     timestamptz,
    CHECK ((state = 'finished') = (verdict IS NOT NULL)),
    CHECK ((state = 'running') = (finished_at IS NULL)),
    UNIQUE (requested_by, idempotency_key)
);

CREATE TABLE eval_case_result (
    run_id  uuid    NOT NULL REFERENCES eval_run (id) ON DELETE CASCADE,
    case_id text    NOT NULL,
    place   integer NOT NULL,
    result  jsonb   NOT NULL,
    PRIMARY KEY (run_id, case_id)
);

-- Written in the same transaction as the change that it tells of, deleted once Kafka has it.
CREATE TABLE eval_run_event (
    place  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id uuid   NOT NULL,
    event  jsonb  NOT NULL
);
