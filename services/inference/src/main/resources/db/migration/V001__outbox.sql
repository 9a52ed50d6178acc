-- Answer records on their way to Kafka.
CREATE TABLE outbox (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request_id uuid        NOT NULL,
    trace      text        NOT NULL,
    event      text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
