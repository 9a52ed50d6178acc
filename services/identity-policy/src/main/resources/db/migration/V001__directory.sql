-- A tenant's row is locked by whoever changes its directory: changes of one tenant happen one after the other, or two halves of a circle of groups could
-- each look harmless.
CREATE TABLE tenant (
    tenant text   PRIMARY KEY,
    -- Rises in the transaction of every change of what somebody may see.
    epoch  bigint NOT NULL
);

CREATE TABLE person (
    id          uuid        PRIMARY KEY,
    tenant      text        NOT NULL REFERENCES tenant,
    name        text        NOT NULL,
    -- NFKC and case folding: two names that differ in nothing else are one.
    folded_name text        NOT NULL,
    external_id text,
    active      boolean     NOT NULL,
    -- Null: the directory says nothing about it.
    clearance   integer     CHECK (clearance >= 0),
    -- What the provisioner wrote and nobody here needs.
    more        text        NOT NULL,
    created_at  timestamptz NOT NULL,
    changed_at  timestamptz NOT NULL,
    UNIQUE (tenant, folded_name)
);
CREATE INDEX person_external_id ON person (tenant, external_id);

-- Names of people who were deleted or renamed: whoever still has a token with such a name is nobody.
CREATE TABLE departed (
    tenant      text        NOT NULL REFERENCES tenant,
    folded_name text        NOT NULL,
    since       timestamptz NOT NULL,
    PRIMARY KEY (tenant, folded_name)
);

CREATE TABLE people_group (
    id          uuid        PRIMARY KEY,
    tenant      text        NOT NULL REFERENCES tenant,
    name        text        NOT NULL,
    folded_name text        NOT NULL,
    external_id text,
    more        text        NOT NULL,
    created_at  timestamptz NOT NULL,
    changed_at  timestamptz NOT NULL,
    UNIQUE (tenant, folded_name)
);
CREATE INDEX people_group_external_id ON people_group (tenant, external_id);

CREATE TABLE person_in_group (
    group_id  uuid NOT NULL REFERENCES people_group ON DELETE CASCADE,
    person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
    PRIMARY KEY (group_id, person_id)
);
CREATE INDEX groups_of_person ON person_in_group (person_id);

CREATE TABLE group_in_group (
    group_id  uuid NOT NULL REFERENCES people_group ON DELETE CASCADE,
    member_id uuid NOT NULL REFERENCES people_group ON DELETE CASCADE,
    PRIMARY KEY (group_id, member_id),
    CHECK (group_id <> member_id)
);
CREATE INDEX groups_of_group ON group_in_group (member_id);

-- Changes of entitlements on their way to Kafka.
CREATE TABLE outbox (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic      text        NOT NULL,
    key        text        NOT NULL,
    event      text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
