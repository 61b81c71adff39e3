-- Format 2: events come as columns rather than as a document, and however many there are, so that
-- none need to be copied somewhere else first.

DROP FUNCTION ledger.append(text[], json, bigint, json);
DROP TABLE ledger.staging;

-- The one way into a ledger: conditional, unconditional and bulk.
--
-- type_names  the names of the types among the events, each once
-- kinds       of each event the place of its type among those, from 1 on
-- occurred, recorded, parts, tag_lists, commands, texts, contents
--             of each event what its row is to hold; a list of tags is written as a text[] is;
--             a whole column that holds nothing may be null
-- known       the position up to which the caller has read what it decided on
-- unless      [{"types", "tags"}]: nothing is appended when an event after known matches any of
--             these
--
-- Answers the head it found and the first position given; none when something stood in the way.
-- The lock is held until the caller's commit is durable, so the order of positions is the order of
-- commits and there is never a gap.
CREATE FUNCTION ledger.append(
    type_names text[],
    kinds integer[],
    occurred bigint[],
    recorded bigint[],
    parts integer[],
    tag_lists text[],
    commands bytea[],
    texts text[],
    contents bytea[],
    known bigint DEFAULT NULL,
    unless json DEFAULT NULL,
    OUT first bigint,
    OUT head bigint
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = ledger, pg_temp
AS $$
DECLARE
    numbers integer[];
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

    numbers := ledger.type_numbers(type_names);
    IF array_position(numbers, NULL) IS NOT NULL THEN
        INSERT INTO type (id, name)
            SELECT (SELECT coalesce(max(k.id), 0) FROM type AS k) + row_number() OVER (), new.name
            FROM (
                SELECT DISTINCT name FROM unnest(type_names) AS name
                WHERE name NOT IN (SELECT k.name FROM type AS k)
            ) AS new;
        numbers := ledger.type_numbers(type_names);
    END IF;

    INSERT INTO event (position, occurred_at, recorded_at, type, part, tags, command, data, bytes)
        SELECT append.head + e.number, e.occurred_at, e.recorded_at, numbers[e.kind],
            coalesce(e.part, 0), e.tags::text[], e.command, e.data, e.bytes
        FROM unnest(occurred, recorded, kinds, parts, tag_lists, commands, texts, contents)
            WITH ORDINALITY AS e (
                occurred_at, recorded_at, kind, part, tags, command, data, bytes, number
            );
    -- Sorted rows find their places in the index side by side.
    INSERT INTO tagged (tag, type, position)
        SELECT DISTINCT ledger.tag_number(tag), numbers[e.kind], append.head + e.number
        FROM unnest(kinds, tag_lists) WITH ORDINALITY AS e (kind, tags, number)
        CROSS JOIN unnest(e.tags::text[]) AS tag ORDER BY 1, 2, 3;
    first := head + 1;
END
$$;

-- The numbers of types, in the order of their names; null for one that the ledger has not met yet.
CREATE FUNCTION ledger.type_numbers(names text[]) RETURNS integer[]
LANGUAGE sql STABLE
AS $$
    SELECT ARRAY (
        SELECT (SELECT k.id FROM ledger.type AS k WHERE k.name = wanted.name)
        FROM unnest(names) WITH ORDINALITY AS wanted (name, place) ORDER BY wanted.place
    )
$$;

REVOKE ALL ON FUNCTION ledger.append, ledger.type_numbers FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.append TO dutybook_app;
