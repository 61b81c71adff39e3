"""Views in a server's tables: loading, saving, one process at a time, and who may read them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import errors

from ledger.kernel.projection import Overtaken
from ledger.views.postgres_tables import PostgresTables
from ledger.views.storing import stored_views
from ledger.views.tables import ViewsUnavailable, ViewTables
from tests.ledger.views.calls_a_day import (
    HISTORY,
    CallsADay,
    LaterCallsADay,
    contents,
    folded,
    offered,
)
from tests.postgres_server import LEDGER, TestServer

FIRST_DAY = (0, "189")


def mark(position: int) -> str:
    """Stands in for a digest of the event at a position."""
    return f"event {position}"


@pytest.fixture
def tables(postgres_url: str) -> Iterator[PostgresTables]:
    """The views of a ledger."""
    made = PostgresTables(postgres_url)
    yield made
    made.close()


@pytest.fixture
def others(postgres_url: str) -> Iterator[PostgresTables]:
    """The same views as another process has them."""
    made = PostgresTables(postgres_url)
    yield made
    made.close()


def saved(tables: PostgresTables, upto: int = len(HISTORY), since: int = 0) -> CallsADay:
    """A view that was folded and saved."""
    view = CallsADay()
    tables.load(view, mark)
    view.apply(HISTORY[view.position : upto])
    assert tables.save(view, since=since, mark=mark(upto))
    return view


def test_what_was_saved_is_loaded(tables: PostgresTables, others: PostgresTables) -> None:
    """Rows of every kind of column, the position, the time and what was unknown."""
    saved(tables)
    view = CallsADay()

    assert others.load(view, mark) == len(HISTORY)
    assert contents(view) == contents(folded())
    assert view.unknown == {"call.teleported": 1}


@pytest.mark.parametrize("pause", range(len(HISTORY)))
def test_saved_in_between_it_is_the_same_view(tables: PostgresTables, pause: int) -> None:
    """Touched rows are written, dropped ones are deleted, and put away ones are brought back."""
    if pause:
        saved(tables, upto=pause).put_away()
    saved(tables, since=pause)
    view = CallsADay()
    tables.load(view, mark)

    assert contents(view) == contents(folded())


def test_the_tables_are_typed(tables: PostgresTables, postgres_server: TestServer) -> None:
    """Every column has the type that a tool for reports expects of it."""
    saved(tables)
    columns = postgres_server.run(
        "SELECT DISTINCT data_type FROM information_schema.columns WHERE table_schema = 'views'"
        " AND table_name <> 'view'",
        LEDGER,
    )
    assert {"bigint", "text"} <= {kind for (kind,) in columns}
    assert {kind for (kind,) in columns} <= {"bigint", "text", "boolean", "double precision"}


def test_an_auditor_reads_the_tables_and_no_more(
    tables: PostgresTables, postgres_server: TestServer
) -> None:
    """A tool that logs in as the auditor finds every table, and can change none."""
    saved(tables)
    names = [
        name
        for (name,) in postgres_server.run(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'views'", LEDGER
        )
    ]
    assert len(names) > 1
    with psycopg.connect(
        postgres_server.url(LEDGER, "dutybook_auditor"), autocommit=True
    ) as auditor:
        for name in names:
            named = psycopg.sql.Identifier("views", name)
            auditor.execute(psycopg.sql.SQL("SELECT * FROM {}").format(named))
            with pytest.raises(errors.InsufficientPrivilege):
                auditor.execute(psycopg.sql.SQL("DELETE FROM {}").format(named))


def test_one_process_stores_until_it_is_gone(
    tables: PostgresTables, others: PostgresTables
) -> None:
    """While one holds the lease another's rows stay touched; then they are written, all of them."""
    saved(tables, upto=3)
    follower = CallsADay()
    since = others.load(follower, mark)
    follower.apply(HISTORY[3:])
    assert not others.save(follower, since=since, mark=mark(7))
    tables.close()

    assert others.save(follower, since=since, mark=mark(7))
    view = CallsADay()
    others.load(view, mark)
    assert contents(view) == contents(folded())


def lapse(server: TestServer) -> None:
    """Let time pass until every lease has lapsed."""
    server.run("UPDATE views.lease SET until = 0", LEDGER)


def test_who_slept_through_the_lease_cannot_write(
    tables: PostgresTables, others: PostgresTables, postgres_server: TestServer
) -> None:
    """Its connection is as good as ever; another holds the lease, so it is fenced off."""
    asleep = saved(tables, upto=3)
    lapse(postgres_server)
    saved(others, upto=4, since=3)
    asleep.apply(HISTORY[3:])

    assert not tables.save(asleep, since=3, mark=mark(7))
    view = CallsADay()
    assert others.load(view, mark) == 4


def test_forgotten_tables_are_let_go_of_without_waiting(
    postgres_url: str, others: PostgresTables, postgres_server: TestServer
) -> None:
    """The collector may find them on a thread that a silent server must never hold."""
    forgotten = PostgresTables(postgres_url)
    saved(forgotten, upto=3)
    with psycopg.connect(postgres_server.url(LEDGER)) as holder:
        holder.execute("LOCK TABLE views.lease IN ACCESS EXCLUSIVE MODE")
        del forgotten
        gc.collect()
    follower = CallsADay()
    since = others.load(follower, mark)
    follower.apply(HISTORY[3:])
    while not others.save(follower, since=since, mark=mark(7)):
        pass
    assert since == 3


def test_a_lease_goes_back_and_forth(
    tables: PostgresTables, others: PostgresTables, postgres_server: TestServer
) -> None:
    """Whoever gets it again writes all it has folded meanwhile, over what others stored."""
    first = saved(tables, upto=2)
    lapse(postgres_server)
    saved(others, upto=4, since=2)
    first.apply(HISTORY[2:])
    assert not tables.save(first, since=2, mark=mark(7))
    lapse(postgres_server)

    assert tables.save(first, since=2, mark=mark(7))
    view = CallsADay()
    others.load(view, mark)
    assert contents(view) == contents(folded())


def test_a_lease_that_lapsed_does_not_let_old_rows_in(
    tables: PostgresTables, others: PostgresTables, postgres_server: TestServer
) -> None:
    """Who is behind what is stored writes nothing, though nobody holds the lease."""
    behind = saved(tables, upto=3)
    lapse(postgres_server)
    saved(others, since=3)
    lapse(postgres_server)
    behind.apply(HISTORY[3:5])

    assert not tables.save(behind, since=3, mark=mark(5))
    view = CallsADay()
    others.load(view, mark)
    assert contents(view) == contents(folded())


def test_a_row_carried_on_by_another_is_not_added_to(
    tables: PostgresTables, others: PostgresTables
) -> None:
    """It would count what the other counted a second time; the view is loaded again instead."""
    behind = CallsADay()
    ahead = saved(others)
    tables.load(behind, mark)
    behind.put_away()
    late = [offered(8, "late", 50), offered(9, "later", 51)]
    ahead.apply(late)
    assert others.save(ahead, since=len(HISTORY), mark=mark(9))

    with pytest.raises(Overtaken):
        behind.apply(late[:1])


def test_a_view_begun_anew_by_another_is_not_written_over(
    tables: PostgresTables, others: PostgresTables
) -> None:
    """What this one saved is gone, so its touched rows are not enough."""
    view = saved(tables)
    assert others.load(CallsADay(), lambda position: "another event") == 0
    view.apply([offered(8, "c8", 114)])

    with pytest.raises(Overtaken):
        tables.save(view, since=len(HISTORY), mark=mark(8))


def test_versions_stand_beside_each_other(tables: PostgresTables) -> None:
    """A later version of a view is built while the earlier one is still read."""
    saved(tables)
    later = LaterCallsADay()
    assert tables.load(later, mark) == 0
    later.apply(HISTORY)
    assert tables.save(later, since=0, mark=mark(7))
    assert tables.load(CallsADay(), mark) == len(HISTORY)
    assert tables.load(LaterCallsADay(), mark) == len(HISTORY)


def test_a_lost_connection_is_replaced(tables: PostgresTables, postgres_server: TestServer) -> None:
    """Saving and looking up rows at rest go on after the server ended every connection."""
    view = saved(tables, upto=3)
    view.put_away()
    for upto in (5, 7):
        postgres_server.run(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE usename = 'dutybook_app'"
        )
        since = view.position
        view.apply(HISTORY[since:upto])
        assert tables.save(view, since=since, mark=mark(upto))
    again = CallsADay()
    tables.load(again, mark)
    assert contents(again) == contents(folded())


def test_rows_and_position_are_of_one_moment(
    tables: PostgresTables, others: PostgresTables
) -> None:
    """What another stores while a view is being loaded is not taken for what was there before."""
    keeper = saved(others, upto=3)

    def mark_while_another_saves(position: int) -> str:
        if keeper.position == 3:
            keeper.apply(HISTORY[3:])
            assert others.save(keeper, since=3, mark=mark(7))
        return mark(position)

    view = CallsADay()
    assert tables.load(view, mark_while_another_saves) == 3
    assert contents(view) == contents(folded(3))


def test_who_may_only_read_reads_what_is_stored(
    tables: PostgresTables, postgres_server: TestServer
) -> None:
    """An auditor's program begins with the stored rows, late events included, and stores none."""
    saved(tables).put_away()
    auditors = PostgresTables(postgres_server.url(LEDGER, "dutybook_auditor"))
    view = CallsADay()
    since = auditors.load(view, mark)
    assert since == len(HISTORY)
    assert contents(view) == contents(folded())
    view.apply([offered(8, "late", 50)])
    assert view.days[FIRST_DAY].calls == 3
    assert not auditors.save(view, since=since, mark=mark(8))
    auditors.close()


def test_who_may_not_store_views_does_without(
    postgres_server: TestServer, postgres_url: str, tmp_path: Path
) -> None:
    """Where none are stored an auditor's are in memory; a path gets a file, a URL the database."""
    auditor = postgres_server.url(LEDGER, "dutybook_auditor")
    with pytest.raises(ViewsUnavailable):
        PostgresTables(auditor)
    assert stored_views(auditor) is None
    in_the_database = stored_views(postgres_url)
    assert isinstance(in_the_database, PostgresTables)
    empty = PostgresTables(auditor)
    with pytest.raises(ViewsUnavailable):
        empty.load(CallsADay(), mark)
    empty.close()
    in_the_database.close()
    in_a_file = stored_views(tmp_path / "book")
    assert isinstance(in_a_file, ViewTables)
    in_a_file.close()
