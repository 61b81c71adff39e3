"""Checking a whole ledger: what is sound is called so, and what was changed is found."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import apsw
import psycopg
import pytest

from ledger.book import Book
from ledger.keeping.checking import Checked, check
from ledger.keeping.findings import Findings
from ledger.keeping.keys import Keys
from ledger.keeping.places import place_of
from ledger.kernel.projection import Projection
from ledger.kernel.words import Words
from ledger.opening import ledger_place, open_book
from ledger.store.recorder import Recorded, StoreError
from ledger.vault import WrappingKey, key_store_path, wrapping_key_path
from ledger.views.runner import Runner
from ledger.views.storing import stored_views
from ledger.views.tables import views_path
from tests.ledger.keeping.conftest import grow, make
from tests.ledger.views.calls_a_day import CallsADay
from tests.postgres_server import TestServer

LOOKS = {
    "sqlite": ["file structure", "positions", "event types", "index of tags", "commands"],
    "postgres": ["positions", "event types", "index of tags", "commands"],
}
BEYOND = ["events themselves", "keys", "sealed fields", "view calls_a_day"]


def views(_: Book) -> list[Projection]:
    """The views that are checked here."""
    return [CallsADay()]


def checked(target: str) -> dict[str, Checked]:
    """What a check tells, by the English name of what was checked."""
    return {each.name.en: each for each in check(place_of(target), views)}


def findings(target: str) -> list[str]:
    """What a check finds, as `what was checked: sentence`."""
    return [
        f"{name}: {finding.en}"
        for name, each in checked(target).items()
        for finding in each.findings
    ]


def store_views(target: str) -> None:
    """Fold the view and store it, as a monitor does."""
    book, tables = open_book(target), stored_views(ledger_place(target))
    assert tables is not None
    runner = Runner(book, CallsADay(), tables)
    runner.catch_up()
    runner.save()
    tables.close()
    book.close()


def tamper(target: str, *statements: str) -> None:
    """Change a ledger file behind its triggers' back."""
    with apsw.Connection(target) as hand:
        for (trigger,) in hand.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'"):
            hand.execute(f"DROP TRIGGER {trigger}")
        for statement in statements:
            hand.execute(statement)
    hand.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_sound_ledger_is_called_so(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Everything is looked at, counted and found sound, on every kind of store."""
    target = str(tmp_path / "floor.ledger")
    if kind == "postgres":
        target = request.getfixturevalue("new_url")()
    make(target)
    store_views(target)
    told = checked(target)
    assert list(told) == LOOKS[kind] + BEYOND
    assert [each.findings for each in told.values()] == [()] * len(told)
    assert [each.left_out for each in told.values()] == [None] * len(told)
    assert told["positions"].seen == told["events themselves"].seen == 42
    assert told["event types"].seen == 4
    assert told["commands"].seen == 22
    assert told["keys"].seen == told["sealed fields"].seen == 21
    assert told["view calls_a_day"].seen > 0


@pytest.mark.parametrize(
    ("harm", "where"),
    [
        ("UPDATE event SET occurred_at = occurred_at + 1 WHERE position = 7", "other times"),
        ("UPDATE event SET recorded_at = 0 WHERE position = 7", "other times"),
        ("UPDATE event SET data = replace(data, 'c2', 'c3') WHERE position = 7", "other tags"),
        ("UPDATE event SET data = replace(data, 'program', 'robot')", "other tags"),
        ("UPDATE event SET data = '{' WHERE position = 7", "cannot be read"),
        ("UPDATE event SET data = x'ff' WHERE position = 7", "cannot be read"),
        (
            'UPDATE event SET data = replace(data, \'"command":"0\', \'"command":"1\')'
            " WHERE position = 7",
            "other command",
        ),
    ],
)
def test_an_event_that_does_not_say_what_is_kept_beside_it_is_found(
    ledger: str, harm: str, where: str
) -> None:
    """A change to an event alone, or to its columns alone, shows, with its position."""
    tamper(ledger, harm)
    found = findings(ledger)
    assert any(
        told.startswith("events themselves: Event 7 of the ledger") and where in told
        for told in found
    ), found


def test_a_missing_event_and_a_broken_index_are_both_found(ledger: str) -> None:
    """One fault does not hide the next."""
    tamper(
        ledger,
        "DELETE FROM event WHERE position = 9",
        "DELETE FROM tagged WHERE position = 5",
    )
    found = findings(ledger)
    assert any("event 9 is missing" in told for told in found)
    assert any("event 5 is missing from the index of tags" in told for told in found)


def test_of_many_findings_the_first_are_told(ledger: str) -> None:
    """A ledger changed everywhere is told in a few sentences and a number."""
    tamper(ledger, "UPDATE event SET occurred_at = 1")
    found = checked(ledger)["events themselves"].findings
    assert len(found) == 11
    assert found[-1] == Words("同类问题另有 32 处。", "There are 32 more of this kind.")


def test_each_finding_is_a_sentence_in_both_languages(ledger: str) -> None:
    """Whatever is wrong, it ends as a sentence does."""
    store_views(ledger)
    tamper(ledger, "UPDATE event SET recorded_at = 1 WHERE position = 7")
    with apsw.Connection(str(views_path(Path(ledger)))) as hand:
        hand.execute('DELETE FROM "calls_a_day_1_open"')
        hand.execute('DELETE FROM "calls_a_day_1_days"')
    with apsw.Connection(str(key_store_path(Path(ledger)))) as hand:
        hand.execute("UPDATE subject_key SET wrapped = zeroblob(60) WHERE id = 2")
    told = [finding for each in checked(ledger).values() for finding in each.findings]
    assert len(told) >= 4
    for finding in told:
        assert finding.zh.endswith("。")
        assert finding.en.endswith(".")
        assert finding.en[0].isupper()
        assert "\n" not in finding.zh + finding.en


def test_a_byte_flipped_in_a_sealed_name_is_found(ledger: str) -> None:
    """A sealed value opens only as it was sealed, and the event is named."""
    at = "instr(data, 'sealed.v1.') + 40"
    tamper(
        ledger,
        f"UPDATE event SET data = substr(data, 1, {at}) ||"
        f" CASE substr(data, {at} + 1, 1) WHEN 'A' THEN 'B' ELSE 'A' END ||"
        f" substr(data, {at} + 2) WHERE position = 2",
    )
    (found,) = findings(ledger)
    assert found.startswith("sealed fields: Event 2: The field person.registered.name")


def columns(target: str) -> list[tuple[object, ...]]:
    """What stands beside the events."""
    with place_of(target).open() as recorder:
        found: list[Recorded] = list(recorder.read())  # type: ignore[arg-type]
        return [
            (each.position, each.event.type, each.event.tags, each.occurred_at, each.command)
            for each in found
        ]


def test_a_flipped_byte_is_found_unless_it_only_changes_an_events_own_words(
    tmp_path: Path,
) -> None:
    """Of bytes flipped anywhere in a file, those that escape left all but words as it was."""
    ledger = make(str(tmp_path / "floor.ledger"), calls=150)
    sound, before = Path(ledger).read_bytes(), columns(ledger)
    chance, caught, escaped = random.Random(11), 0, 0
    for _ in range(120):
        spoilt = bytearray(sound)
        spoilt[chance.randrange(100, len(sound))] ^= 1 << chance.randrange(8)
        Path(ledger).write_bytes(spoilt)
        try:
            found = findings(ledger)
        except StoreError:
            caught += 1
            continue
        caught += bool(found)
        if not found:
            assert columns(ledger) == before
            escaped += 1
    assert caught > escaped


@pytest.mark.parametrize(
    ("harm", "rows"),
    [
        ("UPDATE {} SET calls = calls + 1", 20),
        ("DELETE FROM {} WHERE day = (SELECT max(day) FROM {})", 1),
        ("INSERT INTO {} VALUES (3, '189', 1), (4, '189', 1)", 2),
    ],
)
def test_a_stored_view_that_is_not_the_fold_is_found(ledger: str, harm: str, rows: int) -> None:
    """Rows that were changed, taken away or added are counted, and the table is named."""
    table = "calls_a_day_1_days"
    store_views(ledger)
    with apsw.Connection(str(views_path(Path(ledger)))) as hand:
        hand.execute(harm.replace("{}", table))
    (found,) = findings(ledger)
    assert found.startswith(f"view calls_a_day: The table {table} of the views")
    assert f"in {rows} rows, first in (" in found


def test_a_view_follows_the_ledger_it_is_of(ledger: str) -> None:
    """One that lags behind is sound; none, or one of another ledger, is no finding."""
    assert checked(ledger)["view calls_a_day"].left_out is not None
    store_views(ledger)
    grow(ledger, 3, first=20)
    assert checked(ledger)["view calls_a_day"].left_out is None
    assert findings(ledger) == []
    with apsw.Connection(str(views_path(Path(ledger)))) as hand:
        hand.execute("UPDATE view SET mark = 'another'")
    left_out = checked(ledger)["view calls_a_day"].left_out
    assert left_out is not None
    assert "another ledger" in left_out.en


@pytest.mark.parametrize("content", [b"noise" * 2_000, b""])
def test_a_views_file_that_is_none_is_found(ledger: str, content: bytes) -> None:
    """It is told that it can be deleted, and it is left as it is."""
    views_path(Path(ledger)).write_bytes(content)
    (found,) = findings(ledger)
    assert found.startswith("view calls_a_day: The views")
    assert views_path(Path(ledger)).read_bytes() == content


def test_a_damaged_key_is_found(ledger: str) -> None:
    """The key is named by whose it is, and so is every event it no longer opens."""
    with apsw.Connection(str(key_store_path(Path(ledger)))) as hand:
        hand.execute("UPDATE subject_key SET wrapped = zeroblob(60) WHERE subject = 'person:A003'")
    found = findings(ledger)
    assert found[0].startswith("keys: The key of person:A003/identity")
    assert found[1].startswith("sealed fields: Event 2:")


def test_a_destroyed_key_is_no_finding(ledger: str) -> None:
    """What was erased on purpose is as it should be."""
    shelf = place_of(ledger).keys()
    with shelf.read() as keys:
        assert keys is not None
        gone = next(row for row in keys.rows if row.subject == "person:A003")
    shelf.put(Keys(keys.heading, iter([gone._replace(wrapped=None, destroyed_at=7)])), "x")
    assert findings(ledger) == []
    assert checked(ledger)["sealed fields"].seen == 20


def test_a_missing_key_is_found(ledger: str) -> None:
    """A field whose key is not in the key store cannot be opened, and its event is named."""
    with apsw.Connection(str(key_store_path(Path(ledger)))) as hand:
        hand.execute("DELETE FROM subject_key WHERE subject = 'person:A003'")
    (found,) = findings(ledger)
    assert found.startswith("sealed fields: Event 2:")


def test_without_keys_at_hand_the_rest_is_checked(ledger: str) -> None:
    """An auditor's machine lacks the wrapping key; a lost key store is told, too."""
    wrapping_key_path().unlink()
    for reason in ("wrapping key", "key store"):
        told = checked(ledger)
        for name in ("keys", "sealed fields"):
            assert told[name].left_out is not None
        left_out = told["keys"].left_out
        assert left_out is not None
        assert reason in left_out.en
        assert told["events themselves"].seen == 42
        key_store_path(Path(ledger)).unlink(missing_ok=True)


def test_another_wrapping_key_is_found(ledger: str) -> None:
    """Keys that this machine cannot unwrap do not pass for sound."""
    WrappingKey.generate().write(wrapping_key_path())
    (found,) = findings(ledger)
    assert found.startswith("keys: The wrapping key")


def test_a_ledger_on_a_server_is_checked_by_an_auditor(
    postgres_server: TestServer, new_url: Callable[[], str]
) -> None:
    """Who may only read checks all but the keys; what the owner changed is found."""
    target = make(new_url())
    store_views(target)
    auditor = target.replace("postgres@", "dutybook_auditor@", 1)
    told = checked(auditor)
    assert told["keys"].left_out is not None
    assert told["view calls_a_day"].left_out is None
    assert [each.findings for each in told.values()] == [()] * len(told)
    with psycopg.connect(target, autocommit=True) as hand:
        hand.execute("ALTER TABLE ledger.event DISABLE TRIGGER only_added_to")
        hand.execute("ALTER TABLE ledger.tagged DISABLE TRIGGER only_added_to")
        hand.execute("UPDATE ledger.event SET data = replace(data, 'c2', 'c3') WHERE position = 7")
        hand.execute("DELETE FROM ledger.tagged WHERE position = 9")
        hand.execute("UPDATE views.calls_a_day_1_days SET calls = calls + 1")
    found = "\n".join(findings(auditor))
    assert "Event 7 of the ledger" in found
    assert "event 9 is missing from the index of tags" in found
    assert "calls_a_day_1_days" in found


def test_a_first_event_that_cannot_be_understood_is_found(ledger: str) -> None:
    """Whose ledger it is and in which zone its days are: without that no view can be checked."""
    tamper(ledger, "UPDATE event SET data = replace(data, 'Asia/', 'Mars/') WHERE position = 1")
    assert any(told.startswith("book: ") for told in findings(ledger))


def test_a_ledger_without_a_book_is_sound_as_far_as_it_goes(tmp_path: Path) -> None:
    """An empty ledger, such as a copy cut off at once, has nothing wrong with it."""
    target = str(tmp_path / "empty.ledger")
    place_of(target).make().close()
    assert findings(target) == []
    assert checked(target)["book"].left_out is not None


def test_an_index_that_leads_elsewhere_is_found(ledger: str) -> None:
    """An index is held against the events, not only against itself."""
    with apsw.Connection(ledger) as hand:
        (page,) = hand.execute(
            "SELECT pageno FROM dbstat WHERE name = 'event_occurred' AND pagetype = 'leaf'"
        ).fetchone() or (0,)
        at = page * hand.pragma("page_size") - 20
    hand.close()
    spoilt = bytearray(Path(ledger).read_bytes())
    spoilt[at] ^= 1
    Path(ledger).write_bytes(spoilt)
    assert any(told.startswith("file structure: ") for told in findings(ledger))


def test_findings_are_few_enough_to_read() -> None:
    """Up to ten sentences are told as they are."""
    few = Findings()
    for number in range(10):
        few.add(Words(str(number), str(number)))
    assert len(few.told()) == 10
