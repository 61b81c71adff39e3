"""A morning under a small rulebook: tickets that are overdue, at risk and in time; two cases."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from ledger.book import Book
from ledger.registers.archive.events import FileBorrowed, FileOpened, Level
from ledger.registers.attendance.events import LatenessRecorded, Occasion
from ledger.registers.desk.events import TicketKind, TicketOpened
from ledger.registers.org.events import PersonPlaced
from ledger.registers.regulation.adopt_rulebook import AdoptRulebook
from ledger.warden import Warden
from tests.console.floor.day import LEADER, NOW, empty_book, morning, record

NAMED = 'name = "ours"\ntitle = { zh = "本中心", en = "Our centre" }\n'
DESK = """
[[clause]]
id = "desk.dispatch"
kind = "deadline"
title = { zh = "投诉派发 60 分钟", en = "Complaints dispatched in 60 minutes" }
source = ["S4.15-05"]
[[clause.in_force]]
from = 2002-02-19
[clause.in_force.values]
starts = [{ event = "ticket.opened", where = { kind = "complaint" } }]
about = "ticket"
ends = [{ event = "ticket.dispatched" }]
due = { within = "PT60M" }
debtor = { field = "owner" }
creditor = { post = "team-leader" }
warn = ["PT15M"]
escalate = [{ after = "PT30M", to = "team-leader" }]
action = "dispatch-ticket"

[[clause]]
id = "desk.weekly"
kind = "cadence"
title = { zh = "周满意度分析", en = "Weekly satisfaction report" }
source = ["S4.16-02"]
[[clause.in_force]]
from = 2002-02-19
[clause.in_force.values]
rrule = "FREQ=WEEKLY;BYDAY=MO;BYHOUR=18;BYMINUTE=0;BYSECOND=0"
done = [{ event = "periodic.done", where = { code = "satisfaction-report" } }]
debtor = { post = "team-leader" }
action = "do-periodic-duty"

[[clause]]
id = "attendance.late"
kind = "offence"
title = { zh = "迟到", en = "Lateness" }
source = ["S1.21-01"]
[[clause.in_force]]
from = 2002-02-19
[clause.in_force.values]
when = [{ event = "lateness.recorded" }]
tariff = { kind = "per-minute", amount = "1 CNY", of = "minutes" }
decided_by = ["team-leader"]
"""


def regulated(folder: Path, *, crowd: bool = True) -> Book:
    """The floor's morning, or an empty book, with the rulebook in force since half past seven.

    T1 is overdue by 41 seconds, T2 at risk, T3 has time; the weekly report is due on Monday. A031
    and A032 came late, and the warden has looked around.
    """
    book = morning(folder) if crowd else empty_book(folder)
    adopt = AdoptRulebook(
        texts={"rulebook.toml": NAMED, "desk.toml": DESK},
        effective=NOW.date(),
        approved_by=LEADER,
    )
    book.act(adopt, by=LEADER, at=NOW.replace(hour=7, minute=30))
    due = {"T1": -41, "T2": 250, "T3": 2400}
    opened = [
        (ticket, "A003" if ticket == "T1" else "A004", NOW - timedelta(seconds=3600 - left))
        for ticket, left in due.items()
    ]
    record(
        book,
        (PersonPlaced(person=LEADER, post="team-leader"), NOW.replace(hour=7, minute=40)),
        *(
            (TicketOpened(ticket=ticket, owner=owner, kind=TicketKind.COMPLAINT), at)
            for ticket, owner, at in opened
        ),
        (late("A031", 29), NOW - timedelta(minutes=20)),
        (late("A032", 5), NOW - timedelta(minutes=10)),
    )
    look_around(book)
    return book


def late(person: str, minutes: int) -> LatenessRecorded:
    """Somebody came late."""
    return LatenessRecorded(
        person=person,
        day=f"{person}/2026-11-21",
        month=f"{person}/2026-11",
        year=f"{person}/2026",
        minutes=minutes,
        occasion=Occasion.SHIFT,
    )


def look_around(book: Book) -> None:
    """The warden records and proposes what has come up."""
    Warden.of(book).step()


def lend(book: Book) -> None:
    """One file at home, one lent and three days overdue."""
    long_ago = NOW - timedelta(days=10)
    secret = FileOpened(file="F-1", category="customer", title="城东制衣", level=Level.SECRET)
    record(
        book,
        (secret, long_ago),
        (FileOpened(file="F-2", category="student", title="第 12 期 03 号"), long_ago),
        (
            FileBorrowed(
                loan="L-1",
                file="F-2",
                person="A003",
                card="C-7",
                due_at=NOW - timedelta(days=2, hours=1),
            ),
            NOW - timedelta(days=9),
        ),
    )
