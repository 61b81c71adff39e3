"""The runner: a view carried along a ledger, saved, and loaded again when it must be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from ledger.book import Book, Facts, Site
from ledger.kernel.event import Event
from ledger.kernel.projection import ProjectionFailed
from ledger.registers.calls.events import CallEnded, CallOffered
from ledger.vault import Vault
from ledger.views import runner as running
from ledger.views.runner import Runner
from ledger.views.tables import ViewTables
from tests.ledger.views.calls_a_day import CallsADay, contents

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the views are kept."""
    return tmp_path / "book.views.sqlite"


@pytest.fixture
def open_tables(path: Path) -> Iterator[Callable[[], ViewTables]]:
    """Opens the views' file, as each process does."""
    made: list[ViewTables] = []

    def opened() -> ViewTables:
        made.append(ViewTables(path))
        return made[-1]

    yield opened
    for each in made:
        each.close()


def happen(book: Book, *calls: str, at: int = 10) -> None:
    """Calls are offered, a microsecond after each other, or ended when their name says so."""
    head = book.recorder.head()
    facts = []
    for number, call in enumerate(calls):
        event: Event = CallOffered(call=call, queue="189")
        if call.startswith("-"):
            event = CallEnded(call=call[1:], queue="189")
        instant = EPOCH + timedelta(microseconds=at + number)
        facts.append(Facts(UUID(int=(head + number) << 20 | at), [(event, instant)]))
    book.record(facts, by="program:test")


def whole(book: Book) -> dict[str, object]:
    """What a view holds that saw all in memory."""
    view = CallsADay()
    view.apply(book.recorder.rows())
    return contents(view)


def test_a_view_catches_up_and_follows(book: Book) -> None:
    """From the first event to the head, and then with every new one."""
    happen(book, "c1", "c2")
    view = CallsADay()
    runner = Runner(book, view)

    assert runner.catch_up() == book.recorder.head()
    assert not runner.wait(0)
    happen(book, "c3")
    assert runner.wait(5)
    assert runner.catch_up() == 1
    assert contents(view) == whole(book)


def test_a_view_can_stop_short(book: Book) -> None:
    """At a position, however far the ledger goes."""
    happen(book, "c1", "c2", "c3")
    view = CallsADay()

    assert Runner(book, view).catch_up(upto=2) == 2
    assert (view.position, set(view.open)) == (2, {"c1"})


def test_a_view_goes_on_from_what_was_saved(
    book: Book, open_tables: Callable[[], ViewTables]
) -> None:
    """Only what happened since is folded."""
    happen(book, "c1", "c2")
    first = Runner(book, CallsADay(), open_tables())
    first.catch_up()
    first.save()
    happen(book, "-c1", "c3", at=110)
    view = CallsADay()
    second = Runner(book, view, open_tables())

    assert second.catch_up() == 2
    assert contents(view) == whole(book)


def test_what_was_never_saved_is_folded_again(
    book: Book, open_tables: Callable[[], ViewTables]
) -> None:
    """A process that dies between two saves loses nothing but the work."""
    happen(book, "c1", "c2")
    runner = Runner(book, CallsADay(), open_tables())
    runner.catch_up()
    runner.save()
    happen(book, "c3", "-c2")
    runner.catch_up()
    del runner
    view = CallsADay()

    assert Runner(book, view, open_tables()).catch_up() == 2
    assert contents(view) == whole(book)


def test_a_long_catch_up_saves_on_its_way(
    book: Book, open_tables: Callable[[], ViewTables], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After each page whose time has come, so that a crash costs seconds of work."""
    monkeypatch.setattr(running, "_PAGE", 2)
    monkeypatch.setattr(running, "_SAVE_EVERY_SECONDS", 0)
    happen(book, "c1", "c2", "c3", "c4")
    Runner(book, CallsADay(), open_tables()).catch_up(upto=4)
    view = CallsADay()
    Runner(book, view, open_tables())

    assert view.position == 4


def test_in_memory_nothing_is_kept_for_a_save(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long catch-up without tables does not gather what was touched."""
    monkeypatch.setattr(running, "_SAVE_EVERY_SECONDS", 0)
    happen(book, "c1", "-c1")
    view = CallsADay()
    Runner(book, view).catch_up()

    assert view.open.touched == set()
    assert contents(view) == whole(book)


def test_several_keep_one_view(book: Book, open_tables: Callable[[], ViewTables]) -> None:
    """Whoever is slower, whatever they save: each is the fold, and so are the tables."""
    views = [CallsADay(), CallsADay()]
    runners = [Runner(book, view, open_tables()) for view in views]
    for turn in range(6):
        happen(book, f"c{turn}", at=turn * 60)
        runners[turn % 2].catch_up()
        if turn % 3:
            runners[0].save()
        runners[1].save()
    for runner in runners:
        runner.catch_up()
        runner.save()

    loaded = CallsADay()
    Runner(book, loaded, open_tables())
    assert [contents(view) for view in (*views, loaded)] == [whole(book)] * 3


def test_whoever_is_overtaken_loads_again(
    book: Book, open_tables: Callable[[], ViewTables]
) -> None:
    """A late event of a day that another has counted meanwhile is counted once."""
    happen(book, "c1", at=10)
    happen(book, "c2", at=110)
    view = CallsADay()
    behind = Runner(book, view, open_tables())
    behind.catch_up()
    behind.save()
    happen(book, "late", at=20)
    ahead = Runner(book, CallsADay(), open_tables())
    ahead.catch_up()
    ahead.save()

    behind.catch_up()
    assert contents(view) == whole(book)


def test_a_file_that_is_taken_away_is_made_anew(
    book: Book, open_tables: Callable[[], ViewTables], path: Path
) -> None:
    """Somebody emptied the stored views: the view is folded from the beginning."""
    happen(book, "c1", at=10)
    happen(book, "c2", at=110)
    view = CallsADay()
    runner = Runner(book, view, open_tables())
    runner.catch_up()
    runner.save()
    open_tables().load(CallsADay(), lambda position: "another event")
    happen(book, "c3", at=120)
    runner.catch_up()
    runner.save()
    assert view.position == 0
    runner.catch_up()

    assert contents(view) == whole(book)


def test_views_of_another_ledger_are_not_used(
    book: Book, open_tables: Callable[[], ViewTables], tmp_path: Path
) -> None:
    """A ledger of the same length beside the same file is another ledger all the same."""
    from ledger.store.sqlite import SQLiteRecorder

    happen(book, "c1", "c2")
    runner = Runner(book, CallsADay(), open_tables())
    runner.catch_up()
    runner.save()
    with (
        SQLiteRecorder(tmp_path / "other") as recorder,
        Vault.open(tmp_path / "other", create=True) as vault,
    ):
        other = Book.found(recorder, Site("城西", "Asia/Shanghai"), vault=vault)
        happen(other, "x1", "x2", at=11)
        view = CallsADay()
        assert Runner(other, view, open_tables()).catch_up() == 3
        assert set(view.open) == {"x1", "x2"}


def test_an_interrupted_view_goes_on_where_it_was(book: Book) -> None:
    """The same ledger is there again: nothing is folded twice, and nothing is left out."""
    happen(book, "c1", "c2")
    view = CallsADay()
    runner = Runner(book, view)
    runner.catch_up()
    happen(book, "c3")

    assert runner.resume()
    assert runner.catch_up() == 1
    assert contents(view) == whole(book)


def test_an_interrupted_view_goes_on_from_what_was_stored(
    book: Book, open_tables: Callable[[], ViewTables]
) -> None:
    """Rows that were loaded, and nothing folded since, are known to be the ledger's, too."""
    happen(book, "c1", "c2")
    first = Runner(book, CallsADay(), open_tables())
    first.catch_up()
    first.save()

    assert Runner(book, CallsADay(), open_tables()).resume()


def test_another_ledger_in_its_place_is_folded_from_the_beginning(
    book: Book, tmp_path: Path
) -> None:
    """A server that comes back with other events, or fewer, is not shown what it does not hold."""
    from ledger.store.sqlite import SQLiteRecorder

    happen(book, "c1", "c2")
    view = CallsADay()
    runner = Runner(book, view)
    runner.catch_up()
    with (
        SQLiteRecorder(tmp_path / "other") as recorder,
        Vault.open(tmp_path / "other", create=True) as vault,
    ):
        other = Book.found(recorder, Site("城西", "Asia/Shanghai"), vault=vault)
        happen(other, "x1", at=11)
        book.recorder = recorder
        assert not runner.resume()
        runner.catch_up()
        assert contents(view) == whole(other)


def test_a_view_that_failed_is_not_saved(book: Book, open_tables: Callable[[], ViewTables]) -> None:
    """Its rows may be half of an event; what was saved before stands."""
    happen(book, "c1")
    view = CallsADay()
    runner = Runner(book, view, open_tables())
    runner.catch_up()
    runner.save()
    happen(book, "c2", "bad", "c3")
    with pytest.raises(ProjectionFailed, match="stopped at event 4"):
        runner.catch_up()
    runner.save()
    with pytest.raises(ProjectionFailed, match="stopped at event 4"):
        runner.catch_up()
    again = CallsADay()
    Runner(book, again, open_tables())

    assert (again.position, set(again.open)) == (2, {"c1"})
