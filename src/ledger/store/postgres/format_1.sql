-- Format 1 of a ledger in PostgreSQL. Run as the role that is to own everything.

CREATE TABLE ledger.format (
    version integer PRIMARY KEY,
    migrated_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE ledger.format IS 'Dutybook ledger: the formats its tables have had, the last one counts';

CREATE TABLE ledger.type (
    id integer PRIMARY KEY,
    name text COLLATE "C" NOT NULL UNIQUE
);

-- Instants are microseconds since the Unix epoch, 0 when unknown. What is text stands in data, so
-- that psql shows it; anything else in bytes. A command's events are numbered by part from 0 on,
-- so that an id can be recorded only once.
CREATE TABLE ledger.event (
    position bigint PRIMARY KEY,
    occurred_at bigint NOT NULL,
    recorded_at bigint NOT NULL,
    type integer NOT NULL,
    part integer NOT NULL DEFAULT 0,
    tags text[] NOT NULL,
    command bytea,
    data text,
    bytes bytea,
    CONSTRAINT event_has_one_content CHECK ((data IS NULL) <> (bytes IS NULL))
);
CREATE INDEX event_type ON ledger.event (type, position);
CREATE INDEX event_occurred ON ledger.event (occurred_at, position);
CREATE INDEX event_recorded ON ledger.event (recorded_at, position);
CREATE UNIQUE INDEX event_command ON ledger.event (command, part) WHERE command IS NOT NULL;

-- A tag's number is short but may, once in a long while, stand for two tags: whoever finds an
-- event by it looks at the event's own tags before believing it.
CREATE TABLE ledger.tagged (
    tag bigint NOT NULL,
    type integer NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (tag, type, position)
);

-- Where a bulk append is copied to before it is appended. Each transaction sees its own rows only.
CREATE UNLOGGED TABLE ledger.staging (
    transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
    number bigint NOT NULL,
    type text NOT NULL,
    occurred_at bigint NOT NULL,
    recorded_at bigint NOT NULL,
    part integer NOT NULL,
    tags text[] NOT NULL,
    command bytea,
    data text,
    bytes bytea
);

CREATE FUNCTION ledger.tag_number(tag text) RETURNS bigint
LANGUAGE sql STABLE STRICT PARALLEL SAFE
RETURN ('x' || encode(substr(sha256(convert_to(tag, 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint;

CREATE FUNCTION ledger.lock() RETURNS void
LANGUAGE sql VOLATILE
AS 'SELECT pg_advisory_xact_lock(1148484962)';
COMMENT ON FUNCTION ledger.lock() IS 'Waits until nobody else appends; held to the end of the transaction';

-- The positions of the events that have one of the types (none: any) and all of the tags, between
-- two positions (the first excluded), from the oldest or the newest on, at most so many.
-- Names are left to the search path, so that an auditor finds by the views and appending by the
-- tables.
CREATE FUNCTION ledger.found(
    wanted_types text[],
    wanted_tags text[],
    above bigint,
    upto bigint,
    since bigint DEFAULT NULL,
    before bigint DEFAULT NULL,
    newest_first boolean DEFAULT false,
    most integer DEFAULT NULL
) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE ROWS 10
AS $$
DECLARE
    kinds integer[];
    number bigint;
BEGIN
    IF cardinality(wanted_types) > 0 THEN
        SELECT array_agg(id) INTO kinds FROM type WHERE name = ANY (wanted_types);
        IF kinds IS NULL THEN
            RETURN;
        END IF;
    END IF;

    IF cardinality(wanted_tags) = 0 THEN
        IF kinds IS NULL AND newest_first THEN
            RETURN QUERY SELECT e.position FROM event AS e
                WHERE e.position > above AND e.position <= upto
                AND (since IS NULL OR e.occurred_at >= since)
                AND (before IS NULL OR e.occurred_at < before)
                ORDER BY e.position DESC LIMIT most;
        ELSIF kinds IS NULL THEN
            RETURN QUERY SELECT e.position FROM event AS e
                WHERE e.position > above AND e.position <= upto
                AND (since IS NULL OR e.occurred_at >= since)
                AND (before IS NULL OR e.occurred_at < before)
                ORDER BY e.position LIMIT most;
        ELSIF newest_first THEN
            RETURN QUERY SELECT hit.position FROM unnest(kinds) AS kind (type)
                CROSS JOIN LATERAL (
                    SELECT e.position FROM event AS e
                    WHERE e.type = kind.type AND e.position > above AND e.position <= upto
                    AND (since IS NULL OR e.occurred_at >= since)
                    AND (before IS NULL OR e.occurred_at < before)
                    ORDER BY e.position DESC LIMIT most
                ) AS hit
                ORDER BY hit.position DESC LIMIT most;
        ELSE
            RETURN QUERY SELECT hit.position FROM unnest(kinds) AS kind (type)
                CROSS JOIN LATERAL (
                    SELECT e.position FROM event AS e
                    WHERE e.type = kind.type AND e.position > above AND e.position <= upto
                    AND (since IS NULL OR e.occurred_at >= since)
                    AND (before IS NULL OR e.occurred_at < before)
                    ORDER BY e.position LIMIT most
                ) AS hit
                ORDER BY hit.position LIMIT most;
        END IF;
        RETURN;
    END IF;

    number := ledger.tag_number(wanted_tags[1]);
    IF cardinality(wanted_tags) > 1 THEN
        -- The rarest tag leads the search.
        SELECT ledger.tag_number(tag) INTO number FROM unnest(wanted_tags) AS tag
            ORDER BY (
                SELECT count(*) FROM (
                    SELECT FROM tagged AS t WHERE t.tag = ledger.tag_number(tag.tag) LIMIT 1000
                ) AS sample
            ) LIMIT 1;
    END IF;

    IF kinds IS NULL AND most IS NULL AND NOT newest_first THEN
        RETURN QUERY SELECT t.position FROM tagged AS t JOIN event AS e ON e.position = t.position
            WHERE t.tag = number AND t.position > above AND t.position <= upto
            AND e.tags @> wanted_tags
            AND (since IS NULL OR e.occurred_at >= since)
            AND (before IS NULL OR e.occurred_at < before)
            ORDER BY t.position;
        RETURN;
    END IF;

    IF kinds IS NULL THEN
        -- The types a tag occurs with are found by skipping from each to the next.
        WITH RECURSIVE skip (type) AS (
            SELECT min(t.type) FROM tagged AS t WHERE t.tag = number
            UNION ALL
            SELECT (SELECT min(t.type) FROM tagged AS t WHERE t.tag = number AND t.type > skip.type)
            FROM skip WHERE skip.type IS NOT NULL
        )
        SELECT array_agg(skip.type) INTO kinds FROM skip WHERE skip.type IS NOT NULL;
    END IF;

    IF newest_first THEN
        RETURN QUERY SELECT hit.position FROM unnest(kinds) AS kind (type)
            CROSS JOIN LATERAL (
                SELECT t.position FROM tagged AS t JOIN event AS e ON e.position = t.position
                WHERE t.tag = number AND t.type = kind.type
                AND t.position > above AND t.position <= upto
                AND e.tags @> wanted_tags
                AND (since IS NULL OR e.occurred_at >= since)
                AND (before IS NULL OR e.occurred_at < before)
                ORDER BY t.position DESC LIMIT most
            ) AS hit
            ORDER BY hit.position DESC LIMIT most;
    ELSE
        RETURN QUERY SELECT hit.position FROM unnest(kinds) AS kind (type)
            CROSS JOIN LATERAL (
                SELECT t.position FROM tagged AS t JOIN event AS e ON e.position = t.position
                WHERE t.tag = number AND t.type = kind.type
                AND t.position > above AND t.position <= upto
                AND e.tags @> wanted_tags
                AND (since IS NULL OR e.occurred_at >= since)
                AND (before IS NULL OR e.occurred_at < before)
                ORDER BY t.position LIMIT most
            ) AS hit
            ORDER BY hit.position LIMIT most;
    END IF;
END
$$;

-- The one way into a ledger: conditional, unconditional and bulk.
--
-- types    the names of the types among the events, each once
-- events   [{"type", "occurred_at", "recorded_at", "part", "tags", "command", "data" or "bytes"}];
--          null for the rows this transaction has copied into ledger.staging, numbered from 1 on
-- known    the position up to which the caller has read what it decided on
-- unless   [{"types", "tags"}]: nothing is appended when an event after known matches any of these
--
-- Answers the head it found and the first position given; none when something stood in the way.
-- The lock is held until the caller's commit is durable, so the order of positions is the order of
-- commits and there is never a gap.
CREATE FUNCTION ledger.append(
    types text[],
    events json,
    known bigint DEFAULT NULL,
    unless json DEFAULT NULL,
    OUT first bigint,
    OUT head bigint
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = ledger, pg_temp
AS $$
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'a ledger is appended to in a transaction that reads what is committed'
            USING ERRCODE = 'DY003';
    END IF;
    IF current_setting('synchronous_commit') = 'off' OR current_setting('fsync') = 'off'
        OR current_setting('full_page_writes') = 'off'
    THEN
        RAISE EXCEPTION 'this server may lose what it has committed' USING ERRCODE = 'DY001';
    END IF;

    PERFORM ledger.lock();
    SELECT coalesce(max(e.position), 0) INTO head FROM event AS e;
    IF unless IS NOT NULL AND head > known AND EXISTS (
        SELECT FROM json_to_recordset(unless) AS item (types text[], tags text[])
        CROSS JOIN LATERAL ledger.found(item.types, item.tags, known, head, most => 1)
    ) THEN
        RETURN;
    END IF;

    IF (SELECT count(*) FROM type AS k WHERE k.name = ANY (append.types)) < cardinality(types) THEN
        INSERT INTO type (id, name)
            SELECT (SELECT coalesce(max(k.id), 0) FROM type AS k) + row_number() OVER (), new.name
            FROM (
                SELECT DISTINCT name FROM unnest(append.types) AS name
                WHERE name NOT IN (SELECT k.name FROM type AS k)
            ) AS new;
    END IF;

    IF events IS NOT NULL THEN
        WITH incoming AS MATERIALIZED (
            SELECT append.head + e.number AS position, e.occurred_at, e.recorded_at,
                (SELECT k.id FROM type AS k WHERE k.name = e.type) AS type,
                coalesce(e.part, 0) AS part, e.tags, e.command, e.data, e.bytes
            FROM ROWS FROM (
                json_to_recordset(events) AS (
                    type text, occurred_at bigint, recorded_at bigint, part integer, tags text[],
                    command bytea, data text, bytes bytea
                )
            ) WITH ORDINALITY AS e (
                type, occurred_at, recorded_at, part, tags, command, data, bytes, number
            )
        ), stored AS (
            INSERT INTO event (
                position, occurred_at, recorded_at, type, part, tags, command, data, bytes
            ) SELECT * FROM incoming
        )
        INSERT INTO tagged (tag, type, position)
            SELECT DISTINCT ledger.tag_number(tag), i.type, i.position
            FROM incoming AS i CROSS JOIN unnest(i.tags) AS tag ORDER BY 1, 2, 3;
    ELSE
        INSERT INTO event (
            position, occurred_at, recorded_at, type, part, tags, command, data, bytes
        )
            SELECT append.head + s.number, s.occurred_at, s.recorded_at,
                (SELECT k.id FROM type AS k WHERE k.name = s.type),
                s.part, s.tags, s.command, s.data, s.bytes
            FROM staging AS s WHERE s.transaction = pg_current_xact_id();
        INSERT INTO tagged (tag, type, position)
            SELECT DISTINCT ledger.tag_number(tag), i.type, i.position
            FROM (
                SELECT append.head + s.number AS position, s.tags,
                    (SELECT k.id FROM type AS k WHERE k.name = s.type) AS type
                FROM staging AS s WHERE s.transaction = pg_current_xact_id()
                -- Keeps the type from being looked up again for every tag.
                OFFSET 0
            ) AS i CROSS JOIN unnest(i.tags) AS tag ORDER BY 1, 2, 3;
        DELETE FROM staging WHERE transaction = pg_current_xact_id();
    END IF;
    first := head + 1;
END
$$;

CREATE FUNCTION ledger.refuse() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION 'a ledger is only ever added to' USING ERRCODE = 'DY002';
END
$$;

DO $$
DECLARE
    kept text;
BEGIN
    FOREACH kept IN ARRAY ARRAY['event', 'type', 'tagged', 'format'] LOOP
        EXECUTE format(
            'CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.%I'
            ' FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse()', kept);
        EXECUTE format('ALTER TABLE ledger.%I ENABLE ALWAYS TRIGGER only_added_to', kept);
    END LOOP;
END
$$;

-- What an auditor sees: the same tables, by views, and all of it spelled out.
CREATE VIEW audit.event AS SELECT * FROM ledger.event;
CREATE VIEW audit.type AS SELECT * FROM ledger.type;
CREATE VIEW audit.tagged AS SELECT * FROM ledger.tagged;
CREATE VIEW audit.format AS SELECT * FROM ledger.format;
CREATE VIEW audit.trail AS
    SELECT e.position, k.name AS type,
        to_timestamp(nullif(e.occurred_at, 0) / 1000000.0) AS occurred_at,
        to_timestamp(nullif(e.recorded_at, 0) / 1000000.0) AS recorded_at,
        e.tags, encode(e.command, 'hex') AS command, e.data, e.bytes
    FROM ledger.event AS e LEFT JOIN ledger.type AS k ON k.id = e.type;

-- The keys of personal fields, each wrapped by a key that never comes here.
CREATE TABLE vault.key_store (
    one integer PRIMARY KEY DEFAULT 1 CHECK (one = 1),
    created_at bigint NOT NULL,
    wrapping_key text NOT NULL,
    pseudonym_key bytea NOT NULL
);
CREATE TABLE vault.subject_key (
    subject text COLLATE "C" NOT NULL,
    purpose text COLLATE "C" NOT NULL,
    format integer NOT NULL,
    wrapping_key text NOT NULL,
    wrapped bytea,
    created_at bigint NOT NULL,
    destroyed_at bigint,
    PRIMARY KEY (subject, purpose),
    CONSTRAINT key_is_kept_or_destroyed CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
);

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ledger FROM PUBLIC;
GRANT USAGE ON SCHEMA ledger, audit, views TO dutybook_app, dutybook_auditor;
GRANT USAGE ON SCHEMA vault TO dutybook_app;
GRANT CREATE ON SCHEMA views TO dutybook_app;
GRANT SELECT ON ledger.event, ledger.type, ledger.tagged, ledger.format TO dutybook_app;
GRANT INSERT (number, type, occurred_at, recorded_at, part, tags, command, data, bytes)
    ON ledger.staging TO dutybook_app;
GRANT EXECUTE ON FUNCTION ledger.append, ledger.lock TO dutybook_app;
GRANT EXECUTE ON FUNCTION ledger.found, ledger.tag_number TO dutybook_app, dutybook_auditor;
GRANT SELECT ON ALL TABLES IN SCHEMA audit TO dutybook_app, dutybook_auditor;
GRANT SELECT, INSERT ON vault.key_store, vault.subject_key TO dutybook_app;
