-- A call of a tool: the row stands before the call is made, so that none is made twice, and none is forgotten.
CREATE TABLE tool_call (
    id               uuid        PRIMARY KEY,
    tool             text        NOT NULL,
    tenant           text        NOT NULL,
    -- user:… or service:…
    caller           text        NOT NULL,
    -- The service that acts for the caller; empty when none does.
    actor            text        NOT NULL,
    request_id       uuid        NOT NULL,
    idempotency_key  text,
    -- The arguments themselves are kept nowhere.
    arguments_sha256 text        NOT NULL,
    policy_version   text        NOT NULL,
    state            text        NOT NULL CHECK (state IN ('to-confirm', 'calling', 'done', 'failed', 'unknown')),
    confirm_until    timestamptz,
    -- After which a call that nobody settled is unknown, and the record that says so.
    settled_by       timestamptz,
    unsettled        text,
    -- What the caller gets again with the same idempotency key: the result, or the label and detail of a problem.
    result           text,
    cost_usd         numeric(20,10) NOT NULL DEFAULT 0,
    problem          text,
    detail           text,
    created_at       timestamptz NOT NULL DEFAULT budget_now()
);
CREATE UNIQUE INDEX tool_call_once ON tool_call (tenant, caller, actor, tool, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX tool_call_unsettled ON tool_call (settled_by) WHERE state = 'calling';
CREATE INDEX tool_call_age ON tool_call (created_at);

-- Calls of a caller: of a day (UTC), and of a request.
CREATE TABLE tool_day (
    tool   text   NOT NULL,
    tenant text   NOT NULL,
    caller text   NOT NULL,
    day    date   NOT NULL,
    calls  bigint NOT NULL,
    PRIMARY KEY (tool, tenant, caller, day)
);
CREATE TABLE tool_request (
    tool       text   NOT NULL,
    tenant     text   NOT NULL,
    caller     text   NOT NULL,
    request_id uuid   NOT NULL,
    day        date   NOT NULL,
    calls      bigint NOT NULL,
    PRIMARY KEY (tool, tenant, caller, request_id)
);
