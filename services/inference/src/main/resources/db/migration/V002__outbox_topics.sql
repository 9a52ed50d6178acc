-- Events of more than one topic wait in the outbox. A replica of the version before writes neither column: its rows are answers, keyed by request.
ALTER TABLE outbox
    ADD COLUMN topic text NOT NULL DEFAULT 'surety.answers.v1',
    ADD COLUMN key   text,
    -- What belongs to no request; the version before reads this column of every row.
    ALTER COLUMN request_id SET DEFAULT gen_random_uuid();
