"""The registers of a month."""

from __future__ import annotations

from msgspec import structs

from ledger.kernel.event import instant
from ledger.registers.leave.events import LeaveRejected, LeaveReturned
from ledger.registers.swaps.events import SwapMissed, SwapRejected
from projections.requests import Requests
from projections.requests.registers import asked_between, leaves_asked, swaps_made
from tests.projections.happenings import Happening, at, ledger
from tests.projections.requests.test_requests import ASKED, GRANTED, OFFERED, SWAPPED


def requests(*happened: Happening) -> Requests:
    """The requests after these events."""
    made = Requests()
    made.apply(ledger(*happened))
    return made


def test_swaps_are_numbered_as_they_were_made() -> None:
    """One that was rejected has no number; what becomes of one later does not change it."""
    second = structs.replace(OFFERED, swap="S2")
    third = structs.replace(OFFERED, swap="S3")
    found = requests(
        ("08:00:00", OFFERED),
        ("08:01:00", second),
        ("08:02:00", third),
        ("09:00:00", SwapRejected(swap="S2", leader="A017", reason="no")),
        ("09:30:00", structs.replace(SWAPPED, swap="S3", repays="S1")),
        ("10:00:00", SWAPPED),
        (
            "11:00:00",
            SwapMissed(swap="S3", giver="A009", taker="A015", giver_share=50, taker_share=50),
        ),
    )
    entries = swaps_made(found, at("00:00"), at("23:00"))

    assert [(each.number, each.row.request, each.row.state) for each in entries] == [
        (1, "S3", "missed"),
        (2, "S1", "swapped"),
    ]
    assert [each.repaid_by for each in entries] == [None, "S3"]
    assert not swaps_made(found, at("00:00"), at("09:30"))


def test_leaves_are_listed_as_they_were_asked_for_with_what_became_of_them() -> None:
    """Whoever was back late is told with the minutes."""
    other = structs.replace(ASKED, leave="L2", person="A004")
    found = requests(
        ("08:00:00", ASKED),
        ("08:01:00", other),
        ("08:30:00", OFFERED),
        ("09:00:00", GRANTED),
        ("09:01:00", LeaveRejected(leave="L2", reason="no")),
        (
            "18:30:00",
            LeaveReturned(leave="L1", person="A003", returned_at=instant(at("18:12:59"))),
        ),
    )
    entries = leaves_asked(found, at("00:00"), at("23:00"))

    assert [(each.number, each.row.request, each.minutes_over) for each in entries] == [
        (1, "L1", 12),
        (2, "L2", 0),
    ]
    assert [row.request for row in asked_between(found, at("08:01"), at("23:00"))] == ["L2", "S1"]
