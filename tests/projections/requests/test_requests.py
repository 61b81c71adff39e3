"""What was asked for, who signed it, and what became of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs

from ledger.kernel.event import Event, instant, micros
from ledger.registers.leave.events import (
    Category,
    LeaveGranted,
    LeaveRejected,
    LeaveRequested,
    LeaveReturned,
    LeaveSigned,
    LeaveWithdrawn,
)
from ledger.registers.swaps.events import (
    ShiftOffered,
    ShiftSwapped,
    Side,
    SwapAgreed,
    SwapHandedOver,
    SwapMissed,
    SwapRejected,
    SwapRequested,
    SwapWithdrawn,
)
from ledger.views.postgres_tables import PostgresTables
from ledger.views.tables import ViewTables
from projections.requests import LEAVE, SWAP, RequestRow, Requests, Signature, signatures
from projections.requests.absences import absences
from tests.projections.happenings import HOUR, Happening, Stored, as_stored, at, ledger

ASKED = LeaveRequested(
    leave="L1",
    person="A003",
    category=Category.PERSONAL,
    starts=instant(at("12:00:00")),
    ends=instant(at("18:00:00")),
    days=0.5,
)
SIGNED = LeaveSigned(leave="L1", signer="A017", post="team-leader")
GRANTED = LeaveGranted(
    leave="L1", person="A003", applicant="A003", days=0.5, category=Category.PERSONAL
)
OFFERED = SwapRequested(
    swap="S1",
    giver="A009",
    taker="A015",
    given="2026-11-23/N/A009",
    taken="2026-11-25/D/A015",
    giver_month="A009/2026-11",
    taker_month="A015/2026-11",
)
SWAPPED = ShiftSwapped(
    swap="S1",
    giver="A009",
    taker="A015",
    giver_month="A009/2026-11",
    taker_month="A015/2026-11",
)


def requests(*happened: Happening) -> Requests:
    """The requests after these events."""
    made = Requests()
    made.apply(ledger(*happened))
    return made


def leave(*happened: Happening) -> RequestRow:
    """The leave that goes on after these events."""
    return requests(("08:00:00", ASKED), *happened).open[LEAVE, "L1"]


def closed(opening: Event, *happened: Happening) -> tuple[str, str | None, int | None]:
    """How the one request ended: its state, the reason, and which event decided it."""
    found = requests(("08:00:00", opening), *happened)
    assert not found.open
    (row,) = found.closed_between(at("08:00:00"), at("23:00:00"))
    return row.state, row.reason, row.decided


def test_a_leave_waits_with_its_span_and_its_signatures_in_order() -> None:
    """Who signed stands with post, instant and position."""
    row = leave(("09:00:00", SIGNED))

    assert (row.state, row.category, row.days) == ("asked", "personal", 0.5)
    assert (row.starts, row.ends) == (micros(ASKED.starts), micros(ASKED.ends))
    assert signatures(row) == [Signature("A017", "team-leader", None, at("09:00:00"), 2)]
    assert (row.asked, row.position) == (1, 2)


def test_a_leave_begins_when_it_was_asked_to_though_its_first_shift_is_later() -> None:
    """What was asked for stands there, before it is granted as well as after."""
    early = structs.replace(ASKED, away_from=instant(at("08:00:00")))
    assert requests(("07:00:00", early)).open[LEAVE, "L1"].starts == at("08:00:00")


def test_a_granted_leave_goes_on_until_the_return() -> None:
    """Until then it stands among the open ones, as granted."""
    row = leave(("09:00:00", SIGNED), ("09:00:01", GRANTED))

    assert (row.state, row.decided_at, row.decided) == ("granted", at("09:00:01"), 3)
    back = LeaveReturned(leave="L1", person="A003")
    assert closed(ASKED, ("09:00:00", GRANTED), ("17:00:00", back)) == ("returned", None, 2)


def test_a_rejected_leave_is_closed_with_its_reason() -> None:
    """The reason is what the applicant reads."""
    rejected = LeaveRejected(leave="L1", reason="three are away already")

    assert closed(ASKED, ("09:00:00", rejected)) == ("rejected", "three are away already", 2)


def test_a_swap_stands_with_both_people_and_the_sides_that_agreed() -> None:
    """The leader of the giver's side has agreed, that of the taker's has not."""
    agreed = SwapAgreed(swap="S1", leader="A017", side=Side.GIVER, post="team-leader")
    row = requests(("08:00:00", OFFERED), ("09:00:00", agreed)).open[SWAP, "S1"]

    assert (row.person, row.other) == ("A009", "A015")
    assert (row.given, row.taken) == ("2026-11-23/N/A009", "2026-11-25/D/A015")
    assert [(each.signer, each.side) for each in signatures(row)] == [("A017", "giver")]


def test_a_swap_is_over_when_both_have_signed_the_handover() -> None:
    """One signature is not enough, and the same twice is one."""
    first = SwapHandedOver(swap="S1", signer="A009")
    second = SwapHandedOver(swap="S1", signer="A015")
    made = ("08:00:01", SWAPPED)
    going = requests(("08:00:00", OFFERED), made, ("09:00:00", first), ("09:01:00", first))

    assert going.open[SWAP, "S1"].handed == "A009"
    ended = closed(OFFERED, made, ("09:00:00", first), ("09:01:00", second))
    assert ended == ("handed_over", None, 2)


def test_a_missed_swap_is_over() -> None:
    """What it leads to is a matter of discipline."""
    missed = SwapMissed(swap="S1", giver="A009", taker="A015", giver_share=50, taker_share=50)

    assert closed(OFFERED, ("08:00:01", SWAPPED), ("20:00:00", missed)) == ("missed", None, 2)


def test_what_is_withdrawn_or_rejected_names_who_did_it_and_why() -> None:
    """Of a granted leave that is withdrawn it still stands when it was granted."""
    withdrawn = LeaveWithdrawn(leave="L1", person="A003", withdrawer="A003", reason="well again")
    found = requests(("08:00:00", ASKED), ("09:00:00", GRANTED), ("10:00:00", withdrawn))
    (row,) = found.closed_between(at("08:00:00"), at("23:00:00"))
    assert (row.state, row.ender, row.reason, row.decided) == (
        "withdrawn",
        "A003",
        "well again",
        2,
    )
    assert not absences(found, at("00:00"), at("23:00"))
    rejected = SwapRejected(swap="S1", leader="A017", reason="two nights in a row")
    assert closed(OFFERED, ("09:00:00", rejected)) == ("rejected", "two nights in a row", 2)
    taken_back = SwapWithdrawn(swap="S1", withdrawer="A009")
    assert closed(OFFERED, ("09:00:00", taken_back)) == ("withdrawn", None, 2)


def test_an_offered_shift_waits_for_whoever_takes_it() -> None:
    """With the taker it becomes a request like any other."""
    offer = ShiftOffered(
        swap="S1",
        giver="A009",
        given="2026-11-23/N/A009",
        starts=instant(at("12:00:00")),
        ends=instant(at("20:00:00")),
    )
    row = requests(("08:00:00", offer)).open[SWAP, "S1"]
    assert (row.state, row.other, row.starts) == ("offered", None, at("12:00:00"))
    row = requests(("08:00:00", offer), ("09:00:00", OFFERED)).open[SWAP, "S1"]
    assert (row.state, row.other) == ("asked", "A015")


def test_a_swap_holds_its_legs_and_a_repayment_points_back() -> None:
    """The shifts and the instants are those of the event that made it."""
    made = structs.replace(
        SWAPPED,
        given="2026-11-23/N/A009",
        given_starts=instant(at("12:00:00")),
        given_ends=instant(at("20:00:00")),
        repays="S0",
    )
    found = requests(("08:00:00", OFFERED), ("09:00:00", made))
    row = found.open[SWAP, "S1"]

    assert (row.given, row.starts, row.repays) == ("2026-11-23/N/A009", at("12:00:00"), "S0")
    assert found.repayments["S0"].by == "S1"


def test_who_is_back_may_say_so_later() -> None:
    """The absence ends when the person was back, not when that was entered."""
    back = LeaveReturned(leave="L1", person="A003", returned_at=instant(at("14:00:00")))
    found = requests(("08:00:00", ASKED), ("09:00:00", GRANTED), ("17:00:00", back))

    assert [each.ends for each in absences(found, at("00:00"), at("23:00"))] == [at("14:00:00")]


def test_what_was_decided_is_found_whether_it_goes_on_or_is_closed() -> None:
    """A register of a month lists all that was decided in it."""
    other = LeaveRequested(
        leave="L2",
        person="A004",
        category=Category.SICK,
        starts=ASKED.starts,
        ends=ASKED.ends,
        days=1,
    )
    found = requests(
        ("08:00:00", ASKED),
        ("08:00:01", other),
        ("08:30:00", OFFERED),
        ("09:00:00", GRANTED),
        ("09:30:00", LeaveRejected(leave="L2", reason="no")),
    )

    assert {row.request for row in found.decided_since(at("08:00:00"))} == {"L1", "L2"}
    assert [row.request for row in found.decided_since(at("09:15:00"))] == ["L2"]


def test_what_an_old_book_granted_without_a_request_is_there() -> None:
    """An import may hold the decision alone."""
    found = requests(("08:00:00", GRANTED), ("08:00:01", SWAPPED))

    assert found.open[LEAVE, "L1"].state == "granted"
    assert found.open[SWAP, "S1"].other == "A015"


def history() -> list[Stored]:
    """A leave from the request to the return, and a swap that is asked for seventy days later."""
    begin = at("08:00")
    later = begin + 70 * 24 * HOUR
    happened = [
        (begin, ASKED),
        (begin + HOUR, SIGNED),
        (begin + HOUR, GRANTED),
        (begin + 9 * HOUR, LeaveReturned(leave="L1", person="A003")),
        (later, OFFERED),
        (later + HOUR, SWAPPED),
    ]
    return [as_stored(event, when, number) for number, (when, event) in enumerate(happened, 1)]


@pytest.mark.parametrize("pause", range(1, 7))
def test_what_was_closed_long_ago_rests_in_its_table(tmp_path: Path, pause: int) -> None:
    """Wherever it was stored on the way, it is found whole by when it was closed."""
    view, tables = Requests(), ViewTables(tmp_path / "views.sqlite")
    for upto in (pause, len(history())):
        tables.load(view, str)
        since = view.position
        view.apply(history()[since:upto])
        assert tables.save(view, since=since, mark=str(upto))
        view.put_away()

    assert [row.request for row in view.open.values()] == ["S1"]
    assert not view.closed
    (row,) = view.closed_between(at("08:00"), at("18:00"))
    assert (row.request, row.days, row.decided) == ("L1", 0.5, 3)
    assert [each.signer for each in signatures(row)] == ["A017"]


def test_the_tables_of_a_server_hold_every_kind_of_row(postgres_url: str) -> None:
    """What goes on, what is closed and what was repaid come back as they were."""
    repaying = structs.replace(SWAPPED, repays="S0")
    view = requests(
        ("08:00:00", ASKED),
        ("08:30:00", OFFERED),
        ("09:00:00", SIGNED),
        ("09:01:00", LeaveRejected(leave="L1", reason="three are away already")),
        ("09:02:00", repaying),
    )
    tables, loaded = PostgresTables(postgres_url), Requests()
    try:
        tables.load(Requests(), str)
        assert tables.save(view, since=0, mark=str(view.position))
        assert tables.load(loaded, str) == view.position
    finally:
        tables.close()
    for name, rows in view.tables().items():
        assert rows, name
        assert dict(loaded.tables()[name]) == dict(rows), name
