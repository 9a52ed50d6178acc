-- The tags of grants that carry only their digest. A row says the same for ever; it is kept for as long as a grant over it can live, and some more.
CREATE TABLE tag_set (
    digest     text        PRIMARY KEY CHECK (digest ~ '^[0-9a-f]{64}$'),
    tags       text[]      NOT NULL,
    keep_until timestamptz NOT NULL
);
CREATE INDEX tag_set_keep_until ON tag_set (keep_until);
