"""The page of whoever goes off duty, composed from the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from ledger.kernel.event import Event, instant
from ledger.kernel.projection import Projection
from ledger.obligations.tracker import Tracker
from ledger.registers.alarms.events import AlarmRaised
from ledger.registers.archive.events import FileBorrowed, FileOpened, Level
from ledger.registers.bulletins.events import BulletinPosted
from ledger.registers.calls.events import CallOffered
from ledger.registers.desk.events import TicketKind, TicketOpened, TicketPromised
from ledger.registers.duty.events import KeyIssued
from ledger.registers.handover.events import (
    HandedItem,
    HandoverAccepted,
    HandoverOpened,
    Matter,
)
from projections.handover.composition import MOST_OF_A_KIND, Sources, compose
from projections.handover.running import Running
from projections.loans import Loans
from tests.ledger.obligations.history import STANDARD, MatterDone, MatterOpened, answer
from tests.projections.happenings import MINUTE, as_stored, at

UTC = ZoneInfo("UTC")
FIVE = instant(at("17:00", "2026-11-23"))
_DAY = "2026-11-23"


def on(clock: str) -> int:
    """An instant of the Monday on which the law of the histories is tried."""
    return at(clock, _DAY)


def sources(*happened: tuple[str, Event]) -> Sources:
    """The views after these events."""
    found = Sources(Running(), Loans(), Tracker(UTC, answer(STANDARD)))
    rows = [as_stored(event, on(clock), n) for n, (clock, event) in enumerate(happened, 1)]
    views: Sequence[Projection] = found
    for view in views:
        view.apply(rows)
    return found


def told(items: Sequence[HandedItem]) -> list[tuple[str, str]]:
    """What is on a page, by matter and reference."""
    return [(item.matter.value, item.reference) for item in items]


def test_what_is_open_comes_from_all_views_the_gravest_first() -> None:
    """Alarms, then calls; obligations by what breaks next; files, keys and news after them."""
    found = sources(
        ("08:00", MatterOpened(ticket="T1", owner="A1")),
        ("08:30", MatterOpened(ticket="T2", owner="A2")),
        ("08:31", MatterOpened(ticket="T3", owner="A2")),
        ("08:32", MatterDone(ticket="T3")),
        ("08:40", FileOpened(file="F1", category="customer", title="绝密", level=Level.SECRET)),
        ("08:41", FileBorrowed(loan="L1", file="F1", person="S1", card="C", due_at=FIVE)),
        ("08:42", KeyIssued(duty="K1", person="A3", due_at=FIVE)),
        ("08:43", BulletinPosted(bulletin="B1", title="新资费")),
        ("08:44", CallOffered(call="c1", queue="189")),
        ("09:01", AlarmRaised(obligation="answer#1", clause="answer", due_at=FIVE)),
    )
    items = compose(found, on("09:05"))
    assert told(items) == [
        ("standing-alarm", "obligation:answer#1"),
        ("open-call", "call:c1"),
        ("running-obligation", "obligation:answer#2"),
        ("borrowed-file", "file:F1"),
        ("key-out", "duty:K1"),
        ("new-bulletin", "bulletin:B1"),
    ]
    assert found.position == 10
    alarm, _, running, file, *_ = items
    assert (alarm.position, running.due_at) == (10, instant(on("09:30")))
    assert "绝密" not in file.zh + file.en


def test_new_is_what_the_ledger_has_learnt_since_the_last_handover() -> None:
    """A late entry about something earlier is new; what stood on the page before is not."""
    opened = HandoverOpened(handover="H-1", outgoing="A", incoming="B")
    found = sources(
        ("08:00", BulletinPosted(bulletin="B1", title="一")),
        ("08:10", opened),
        ("08:15", HandoverAccepted(handover="H-1", incoming="B")),
        ("08:05", BulletinPosted(bulletin="B2", title="二")),
        ("08:20", BulletinPosted(bulletin="B3", title="三")),
    )
    assert told(compose(found, on("09:00"))) == [
        ("new-bulletin", "bulletin:B2"),
        ("new-bulletin", "bulletin:B3"),
    ]
    assert len(compose(found, on("09:00"), seat="S-1")) == 3


def test_without_a_handover_before_new_is_what_came_this_day() -> None:
    """Yesterday's bulletins are not new to a seat that was never handed over."""
    found = sources(("08:00", BulletinPosted(bulletin="B1", title="一")))
    assert len(compose(found, on("09:00"), day_began=on("00:00"))) == 1
    assert compose(found, on("09:00"), day_began=on("08:30")) == []


def test_an_agent_hands_over_only_what_is_theirs() -> None:
    """Others' obligations, keys and files are left out."""
    found = sources(
        ("08:00", MatterOpened(ticket="T1", owner="A1")),
        ("08:30", MatterOpened(ticket="T2", owner="A2")),
        ("08:42", KeyIssued(duty="K1", person="A3", due_at=FIVE)),
    )
    assert told(compose(found, on("09:00"), of="A2")) == [
        ("running-obligation", "obligation:answer#2")
    ]


def test_beyond_a_hundred_obligations_the_others_are_counted() -> None:
    """The page names those that break next, and says how many more there are."""
    opened: list[tuple[str, Event]] = [
        ("08:00", MatterOpened(ticket=f"T{number}", owner="A1"))
        for number in range(MOST_OF_A_KIND + 7)
    ]
    items = compose(sources(*opened), on("08:01"))
    assert len(items) == MOST_OF_A_KIND + 1
    assert items[-1].en == "7 more obligations, due later"


def test_of_many_open_tickets_the_others_are_counted_last() -> None:
    """Those that were promised soonest are named, and the remark stands at their end."""
    opened: list[tuple[str, Event]] = [
        ("08:00", TicketOpened(ticket=f"T{number}", owner="A1", kind=TicketKind.QUERY))
        for number in range(MOST_OF_A_KIND + 3)
    ]
    promised = TicketPromised(ticket="T102", owner="A1", due_at=FIVE)
    items = compose(sources(*opened, ("08:01", promised)), on("08:02"))
    assert len(items) == MOST_OF_A_KIND + 1
    assert items[0].reference == "ticket:T102"
    assert (items[-1].matter, items[-1].en) == (Matter.TICKET, "3 more")


def test_obligations_that_are_due_much_later_are_only_counted() -> None:
    """S4.8-02: a handover is brief; what is overdue is always on it."""
    found = sources(
        ("08:00", MatterOpened(ticket="T1", owner="A1")),
        ("08:30", MatterOpened(ticket="T2", owner="A2")),
    )
    assert told(compose(found, on("08:40"), within=20 * MINUTE)) == [
        ("running-obligation", "obligation:answer#1"),
        ("all-others", "obligation:*"),
    ]
    late = compose(found, on("23:00"), within=20 * MINUTE)
    assert [item.matter for item in late] == [Matter.OBLIGATION, Matter.OBLIGATION]


def test_a_page_that_is_empty_says_nothing() -> None:
    """Nothing open and nothing new makes no items."""
    assert compose(sources(), on("08:00")) == []
