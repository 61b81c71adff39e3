"""Views in tables: loading, saving, several at one file, and files that are no good."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from ledger.kernel.projection import Overtaken
from ledger.views.tables import ViewsUnavailable, ViewTables
from tests.ledger.views.calls_a_day import (
    HISTORY,
    CallsADay,
    LaterCallsADay,
    contents,
    folded,
    offered,
)

FIRST_DAY = (0, "189")


def mark(position: int) -> str:
    """Stands in for a digest of the event at a position."""
    return f"event {position}"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the views are kept."""
    return tmp_path / "book.views.sqlite"


@pytest.fixture
def tables(path: Path) -> Iterator[ViewTables]:
    """The views of a ledger."""
    made = ViewTables(path)
    yield made
    made.close()


def saved(tables: ViewTables, upto: int = len(HISTORY), since: int = 0) -> CallsADay:
    """A view that was folded and saved."""
    view = CallsADay()
    tables.load(view, mark)
    view.apply(HISTORY[view.position : upto])
    assert tables.save(view, since=since, mark=mark(upto))
    return view


def test_what_was_saved_is_loaded(tables: ViewTables) -> None:
    """Rows of every kind of column, the position, the time and what was unknown."""
    saved(tables)
    view = CallsADay()

    assert tables.load(view, mark) == len(HISTORY)
    assert contents(view) == contents(folded())
    assert view.unknown == {"call.teleported": 1}


@pytest.mark.parametrize("pause", range(len(HISTORY)))
def test_saved_in_between_it_is_the_same_view(tables: ViewTables, pause: int) -> None:
    """Touched rows are written, dropped ones are deleted, and put away ones are brought back."""
    if pause:
        saved(tables, upto=pause).put_away()
    saved(tables, since=pause)
    view = CallsADay()
    tables.load(view, mark)

    assert contents(view) == contents(folded())


def test_the_tables_are_typed_and_readable_by_any_tool(tables: ViewTables, path: Path) -> None:
    """Names, types and values as they are, with nothing but Python's own sqlite3."""
    saved(tables)
    with sqlite3.connect(path) as other:
        rows = other.execute("SELECT * FROM calls_a_day_1_open ORDER BY call").fetchall()
        columns = other.execute("PRAGMA table_info(calls_a_day_1_open)").fetchall()
    other.close()

    assert rows == [("c3", 110, 0.5, 0, None, None), ("c4", 112, 0.5, 0, None, None)]
    assert [(name, kind, required) for _, name, kind, required, _, _ in columns] == [
        ("call", "TEXT", 1),
        ("at", "INTEGER", 1),
        ("share", "REAL", 1),
        ("first", "INTEGER", 1),
        ("agent", "TEXT", 0),
        ("waited", "INTEGER", 0),
    ]


def test_a_bool_comes_back_as_a_bool(tables: ViewTables) -> None:
    """A table knows only numbers."""
    saved(tables, upto=1)
    view = CallsADay()
    tables.load(view, mark)

    assert view.open["c1"].first is True


def test_the_file_is_the_owners_alone(tables: ViewTables, path: Path) -> None:
    """Views hold what the ledger holds."""
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_only_the_newest_day_is_loaded(tables: ViewTables) -> None:
    """However long the ledger, opening it costs what the present costs."""
    saved(tables)
    view = CallsADay()
    tables.load(view, mark)

    assert [day for day, _ in view.days] == [100]
    assert [row.day for row in view.days.between(0, 200)] == [100, 0]


def test_a_late_event_finds_the_row_of_its_day(tables: ViewTables) -> None:
    """It is added to what was counted, not counted from nothing."""
    saved(tables)
    view = CallsADay()
    since = tables.load(view, mark)
    view.apply([offered(8, "late", 50)])
    assert view.days[FIRST_DAY].calls == 3
    assert tables.save(view, since=since, mark=mark(8))
    again = CallsADay()
    tables.load(again, mark)

    assert [row.calls for row in again.days.between(0, 100)] == [3]


def test_versions_stand_beside_each_other(tables: ViewTables) -> None:
    """A newer version is built from the first event, and the older one stays."""
    saved(tables)
    later = LaterCallsADay()
    assert tables.load(later, mark) == 0
    later.apply(HISTORY[:2])
    assert tables.save(later, since=0, mark=mark(2))

    assert tables.load(CallsADay(), mark) == len(HISTORY)
    assert tables.load(LaterCallsADay(), mark) == 2


def test_rows_of_another_ledger_are_forgotten(tables: ViewTables) -> None:
    """Another event stands where they end, or none at all."""
    saved(tables)
    view = CallsADay()

    assert tables.load(view, lambda position: "another event") == 0
    assert contents(view) == contents(CallsADay())
    view.apply(HISTORY[:1])
    assert tables.save(view, since=0, mark=mark(1))
    short = CallsADay()
    assert tables.load(short, lambda position: "") == 0


def test_rows_of_another_shape_are_forgotten(tables: ViewTables) -> None:
    """A column too few, and the view is built anew."""
    saved(tables)
    with apsw.Connection(str(tables.path)) as other:
        other.execute("ALTER TABLE calls_a_day_1_open DROP COLUMN share")
    other.close()
    view = CallsADay()

    assert tables.load(view, mark) == 0
    view.apply(HISTORY)
    assert tables.save(view, since=0, mark=mark(len(HISTORY)))
    assert tables.load(CallsADay(), mark) == len(HISTORY)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b"this is no database, though it is long enough" * 100),
        lambda path: path.write_bytes(b"SQLite format 3\0" + b"\xff" * 8_000),
        lambda path: path.write_bytes(b""),
    ],
    ids=["foreign", "damaged", "empty"],
)
def test_a_file_that_is_no_good_is_made_anew(path: Path, spoil: object) -> None:
    """Views are disposable, so nobody is asked."""
    first = ViewTables(path)
    saved(first)
    first.close()
    spoil(path)  # type: ignore[operator]
    tables = ViewTables(path)
    saved(tables)
    view = CallsADay()

    assert tables.load(view, mark) == len(HISTORY)
    assert contents(view) == contents(folded())
    tables.close()


def test_damage_that_shows_later_is_found_out(path: Path) -> None:
    """A page of a table is spoilt: the file is made anew, and all must be loaded again."""
    tables = ViewTables(path)
    view = CallsADay()
    tables.load(view, mark)
    view.apply(offered(number, f"call {number:060}", 10) for number in range(1, 2_000))
    tables.save(view, since=0, mark=mark(1_999))
    tables.close()
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xff" * (size // 4))

    spoilt = ViewTables(path)
    with pytest.raises(Overtaken):
        spoilt.load(CallsADay(), mark)
    assert spoilt.load(CallsADay(), mark) == 0
    spoilt.close()


def test_two_carry_one_view_on_in_turns(path: Path) -> None:
    """Each writes what it folded since it saved last; the table is exactly the fold."""
    one, other = ViewTables(path), ViewTables(path)
    first, second = CallsADay(), CallsADay()
    one.load(first, mark)
    other.load(second, mark)
    first.apply(HISTORY[:3])
    second.apply(HISTORY[:4])

    assert one.save(first, since=0, mark=mark(3))
    assert other.save(second, since=0, mark=mark(4))
    first.apply(HISTORY[3:])
    assert one.save(first, since=3, mark=mark(7))
    second.apply(HISTORY[4:6])
    assert not other.save(second, since=4, mark=mark(6))
    second.apply(HISTORY[6:])
    assert other.save(second, since=4, mark=mark(7))
    view = CallsADay()
    one.load(view, mark)
    assert contents(view) == contents(folded())
    one.close()
    other.close()


def test_a_row_carried_on_by_another_is_not_added_to(path: Path) -> None:
    """It would count what the other counted a second time; the view is loaded again instead."""
    one, other = ViewTables(path), ViewTables(path)
    behind = saved(one)
    behind.put_away()
    ahead = CallsADay()
    since = other.load(ahead, mark)
    late = [offered(8, "late", 50), offered(9, "later", 51)]
    ahead.apply(late)
    assert other.save(ahead, since=since, mark=mark(9))

    with pytest.raises(Overtaken):
        behind.apply(late[:1])
    one.close()
    other.close()


def test_a_view_begun_anew_by_another_is_not_written_over(path: Path) -> None:
    """What this one saved is gone, so its touched rows are not enough."""
    one, other = ViewTables(path), ViewTables(path)
    view = saved(one)
    assert other.load(CallsADay(), lambda position: "another event") == 0
    view.apply([offered(8, "c8", 114)])

    with pytest.raises(Overtaken):
        one.save(view, since=len(HISTORY), mark=mark(8))
    one.close()
    other.close()


def test_a_locked_file_is_saved_to_later(path: Path) -> None:
    """Nothing is lost: the rows stay touched."""
    tables = ViewTables(path, lock_timeout=0)
    view = saved(tables, upto=3)
    view.apply(HISTORY[3:])
    locker = apsw.Connection(str(path))
    locker.execute("BEGIN IMMEDIATE")
    assert not tables.save(view, since=3, mark=mark(7))
    with pytest.raises(ViewsUnavailable):
        tables.load(CallsADay(), mark)
    locker.execute("COMMIT")
    locker.close()

    assert tables.save(view, since=3, mark=mark(7))
    again = CallsADay()
    tables.load(again, mark)
    assert contents(again) == contents(folded())
    tables.close()


def test_where_no_file_can_be_there_are_no_tables(tmp_path: Path) -> None:
    """The fault says which file; whoever can do without is told so."""
    ledger = tmp_path / "missing" / "book"

    with pytest.raises(ViewsUnavailable, match=r"book\.views\.sqlite"):
        ViewTables.beside(ledger)
    assert ViewTables.where_possible(ledger) is None
    assert ViewTables.where_possible(tmp_path / "book") is not None


KILLED = """
import os, sys
from pathlib import Path
from tests.ledger.views.calls_a_day import CallsADay, offered
from ledger.views.tables import ViewTables

tables = ViewTables(Path(sys.argv[1]))
view = CallsADay()
since = tables.load(view, lambda position: str(position))
upto = since + 500
view.apply(offered(number, f"c{number}", number) for number in range(since + 1, upto + 1))
if sys.argv[2] == "during":
    write = tables._write_all
    def torn(*arguments):
        write(*arguments)
        os._exit(9)
    tables._write_all = torn
tables.save(view, since=since, mark=str(upto))
os._exit(9)
"""


@pytest.mark.parametrize(("when", "reached"), [("after", 1_000), ("during", 0)])
def test_a_process_that_dies_leaves_a_prefix(path: Path, when: str, reached: int) -> None:
    """Rows and position are written together or not at all, so the view is always a fold."""
    for _ in range(2):
        subprocess.run([sys.executable, "-c", KILLED, str(path), when], env=os.environ, check=False)
    tables = ViewTables(path)
    view = CallsADay()

    assert tables.load(view, str) == reached
    whole = CallsADay()
    whole.apply(offered(number, f"c{number}", number) for number in range(1, reached + 1))
    assert contents(view) == contents(whole)
    tables.close()
