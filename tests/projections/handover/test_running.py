"""What is open, and what is new, for whoever comes on duty."""

from __future__ import annotations

import pytest

from ledger.kernel.event import Event, instant
from ledger.registers.attendance.events import AbsenceRecorded, PostLeft, PostReturned
from ledger.registers.bulletins.events import BulletinPosted, BulletinRead
from ledger.registers.calls.events import CallAccepted, CallEnded, CallHeld, CallOffered
from ledger.registers.chain.events import IncidentReported, InstructionRecorded
from ledger.registers.desk.events import (
    TicketClosed,
    TicketKind,
    TicketOpened,
    TicketPromised,
    TicketReassigned,
)
from ledger.registers.duty.events import (
    DutyCallDisposed,
    DutyCallLogged,
    KeyIssued,
    KeyReturned,
    NoticePhoned,
    NoticeRelayed,
    UrgentDocumentDelivered,
    UrgentDocumentReceived,
)
from ledger.registers.leave.events import Category, LeaveGranted, LeaveReturned, LeaveWithdrawn
from ledger.registers.swaps.events import ShiftSwapped
from projections.handover.running import Running
from tests.projections.happenings import Happening, at, ledger

FIVE = instant(at("17:00"))


def after(*happened: Happening) -> Running:
    """The view after these events."""
    running = Running()
    running.apply(ledger(*happened))
    return running


@pytest.mark.parametrize(
    ("begins", "ends", "matter"),
    [
        (
            CallOffered(call="1", queue="189"),
            CallEnded(call="1", queue="189", agent="A003"),
            "open-call",
        ),
        (
            TicketOpened(ticket="1", owner="A003", kind=TicketKind.COMPLAINT),
            TicketClosed(ticket="1", reason="满意"),
            "open-ticket",
        ),
        (
            TicketOpened(ticket="1", owner="A003", kind=TicketKind.FAULT),
            TicketClosed(ticket="1", reason="修复"),
            "open-fault",
        ),
        (KeyIssued(duty="1", person="A003", due_at=FIVE), KeyReturned(duty="1"), "key-out"),
        (DutyCallLogged(duty="1", leader="A017"), DutyCallDisposed(duty="1"), "duty-matter"),
        (NoticePhoned(duty="1", person="A003"), NoticeRelayed(duty="1"), "duty-matter"),
        (
            UrgentDocumentReceived(duty="1", person="A003", due_at=FIVE),
            UrgentDocumentDelivered(duty="1"),
            "duty-matter",
        ),
        (
            PostLeft(person="A003", day="A003/2026-11-21", absence="1"),
            PostReturned(person="A003", day="A003/2026-11-21", absence="1", minutes=5),
            "absent-person",
        ),
    ],
)
def test_what_began_is_open_until_it_ends(begins: Event, ends: Event, matter: str) -> None:
    """Each kind of matter is on the page once, and leaves it when it is over."""
    assert [row.matter for row in after(("09:00", begins)).open.values()] == [matter]
    assert not after(("09:00", begins), ("09:05", ends)).open


def test_a_call_says_how_it_stands_and_since_when() -> None:
    """Accepted and held, it is still the call that came at nine, now with whoever talks."""
    running = after(
        ("09:00", CallOffered(call="1", queue="189")),
        ("09:01", CallAccepted(call="1", queue="189", agent="A003")),
        ("09:02", CallHeld(call="1", queue="189", agent="A003")),
    )
    (row,) = running.open.values()
    assert (row.zh, row.person, row.since, row.position) == (
        "189 保持 1",
        "A003",
        at("09:00"),
        3,
    )


def test_a_ticket_is_with_its_newest_owner_and_due_as_promised() -> None:
    """Reassigned and promised, the page names the one who has it and by when."""
    running = after(
        ("09:00", TicketOpened(ticket="1", owner="A003", kind=TicketKind.QUERY)),
        ("09:01", TicketReassigned(ticket="1", owner="A004")),
        ("09:02", TicketPromised(ticket="1", owner="A004", due_at=FIVE)),
    )
    (row,) = running.open.values()
    assert (row.reference, row.person, row.due_at) == ("ticket:1", "A004", at("17:00"))


@pytest.mark.parametrize(
    ("event", "matter"),
    [
        (
            ShiftSwapped(
                swap="1", giver="A003", taker="A004", giver_month="A003/1", taker_month="A004/1"
            ),
            "swapped-shift",
        ),
        (
            LeaveGranted(
                leave="1", person="A003", applicant="A003", days=1, category=Category.SICK
            ),
            "leave-taken",
        ),
        (LeaveWithdrawn(leave="1", person="A003", withdrawer="A003"), "leave-taken"),
        (LeaveReturned(leave="1", person="A003"), "leave-taken"),
        (
            AbsenceRecorded(
                person="A003", day="A003/2026-11-21", month="A003/2026-11", year="A003/2026"
            ),
            "absent-person",
        ),
        (InstructionRecorded(matter="M-1"), "new-instruction"),
        (IncidentReported(matter="M-1", place="机房"), "open-fault"),
        (BulletinPosted(bulletin="B-1", title="新资费"), "new-bulletin"),
    ],
)
def test_changes_and_instructions_are_news(event: Event, matter: str) -> None:
    """Each is found by when it happened."""
    news = after(("09:00", event)).news
    assert [row.matter for row in news.between(at("09:00"), at("09:01"))] == [matter]
    assert not list(news.between(at("09:01"), at("10:00")))


def test_a_bulletin_is_unread_for_each_until_they_have_read_it() -> None:
    """S4.8-04: it is known who has not read what."""
    posted = BulletinPosted(bulletin="B-1", title="新资费", people=("A003", "A004"))
    running = after(("09:00", posted), ("09:05", BulletinRead(bulletin="B-1", person="A003")))
    assert [(row.person, row.title) for row in running.unread.values()] == [("A004", "新资费")]
