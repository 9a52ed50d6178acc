-- A budget's day; its row is locked by whoever changes the day's leases.
CREATE TABLE budget_day (
    budget  text           NOT NULL,
    day     date           NOT NULL,
    per_day numeric(20,10) NOT NULL,
    PRIMARY KEY (budget, day)
);

-- What one replica holds of a day: spent <= used <= committed <= amount, but for what a provider charged beyond what was reserved.
CREATE TABLE budget_lease (
    lease      uuid           NOT NULL,
    budget     text           NOT NULL,
    day        date           NOT NULL,
    -- Counts the replica's visits: one that arrives after a later one changes nothing.
    visit      bigint         NOT NULL,
    -- Kept for this replica until the lease ends.
    amount     numeric(20,10) NOT NULL,
    -- The replica spends no more than this without asking again; it stays spent when the lease ends by itself.
    committed  numeric(20,10) NOT NULL,
    -- Settled, and reserved for calls under way.
    used       numeric(20,10) NOT NULL,
    spent      numeric(20,10) NOT NULL,
    expires_at timestamptz    NOT NULL,
    PRIMARY KEY (budget, day, lease),
    FOREIGN KEY (budget, day) REFERENCES budget_day
);

-- Shares that the owner was told of.
CREATE TABLE budget_share (
    budget  text         NOT NULL,
    day     date         NOT NULL,
    share   numeric(9,6) NOT NULL,
    told_at timestamptz  NOT NULL,
    PRIMARY KEY (budget, day, share)
);

-- The one clock that decides on days and on the end of leases.
CREATE FUNCTION budget_now() RETURNS timestamptz LANGUAGE sql VOLATILE AS 'SELECT clock_timestamp()';

-- A replica's visit: it says what it used, and leaves with what it may use. No replica's word is taken for more than its own lease.
CREATE FUNCTION budget_visit(
    p_lease     uuid,
    p_visit     bigint,
    p_budget    text,
    p_day       date,     -- of the replica's lease; null: it has none yet, and wants one of today
    p_per_day   numeric,
    p_used      numeric,
    p_spent     numeric,
    p_floor     numeric,  -- what the replica may use already and does not give back; at least p_used
    p_need      numeric,  -- of the request that waits; 0: nobody waits
    p_ahead     numeric,  -- to commit beyond what is used
    p_largest   numeric,  -- of the lease, beyond what is used
    p_lives_ms  bigint,
    p_shares    numeric[] -- that the owner wants to be told of, in percent
) RETURNS TABLE (day date, today date, day_left_ms bigint, granted boolean, committed numeric, total_used numeric, total_leased numeric, reached numeric[])
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    v_day          date := coalesce(p_day, (budget_now() AT TIME ZONE 'UTC')::date);
    v_now          timestamptz;
    v_today        date;
    v_granted      boolean;
    v_others       numeric;
    v_others_used  numeric;
    v_others_alive int;
    v_room         numeric;
    v_size         numeric := 0;
    v_amount       numeric := p_floor;
    v_committed    numeric := p_floor;
BEGIN
    INSERT INTO budget_day AS d (budget, day, per_day) VALUES (p_budget, v_day, p_per_day)
        ON CONFLICT ON CONSTRAINT budget_day_pkey DO UPDATE SET per_day = excluded.per_day
        -- What a contract says today was not said yesterday. The row is locked in either case.
        WHERE excluded.day >= (budget_now() AT TIME ZONE 'UTC')::date;
    -- Read behind the lock: who waited for it may have waited past midnight.
    v_now := budget_now();
    v_today := (v_now AT TIME ZONE 'UTC')::date;

    -- Leases of the dead: what they had committed may be spent, the rest is nobody's.
    UPDATE budget_lease l SET amount = l.committed, used = l.committed
     WHERE l.budget = p_budget AND l.day = v_day AND l.lease <> p_lease AND l.expires_at <= v_now
       AND (l.amount <> l.committed OR l.used <> l.committed);

    SELECT coalesce(sum(l.amount), 0), coalesce(sum(l.used), 0), count(*) FILTER (WHERE l.expires_at > v_now)
      INTO v_others, v_others_used, v_others_alive
      FROM budget_lease l
     WHERE l.budget = p_budget AND l.day = v_day AND l.lease <> p_lease;

    v_room := p_per_day - v_others - p_used;
    v_granted := v_day = v_today AND p_need <= v_room;
    IF v_granted THEN
        -- Half of an equal part: leases shrink with what is left, and the last of it is nobody's for long.
        v_size := greatest(trunc(least(p_largest, v_room / (2 * (v_others_alive + 1))), 10), p_need);
        v_amount := greatest(p_used + v_size, p_floor);
        v_committed := greatest(p_used + least(greatest(p_ahead, p_need), v_size), p_floor);
    END IF;

    INSERT INTO budget_lease AS l (lease, budget, day, visit, amount, committed, used, spent, expires_at)
    VALUES (p_lease, p_budget, v_day, p_visit, v_amount, v_committed, p_used, p_spent, v_now + p_lives_ms * interval '1 millisecond')
        ON CONFLICT ON CONSTRAINT budget_lease_pkey
        DO UPDATE SET visit = excluded.visit, amount = excluded.amount, committed = excluded.committed, used = excluded.used,
                      spent = excluded.spent, expires_at = excluded.expires_at
        WHERE l.visit < excluded.visit;
    IF NOT FOUND THEN
        RETURN;
    END IF;

    RETURN QUERY SELECT
        v_day,
        v_today,
        greatest(0, floor(extract(epoch FROM ((v_today + 1)::timestamp AT TIME ZONE 'UTC') - v_now) * 1000))::bigint,
        v_granted,
        v_committed,
        v_others_used + p_used,
        v_others + v_amount,
        -- 100 percent are reached too when what is left holds not one more request.
        ARRAY(SELECT s FROM unnest(p_shares) s
               WHERE (v_others_used + p_used >= p_per_day * s / 100
                      OR s = 100 AND p_need > 0 AND v_day = v_today AND v_others_used + p_used + p_need > p_per_day)
                 AND NOT EXISTS (SELECT 1 FROM budget_share t WHERE t.budget = p_budget AND t.day = v_day AND t.share = s)
               ORDER BY s);
END $$;
