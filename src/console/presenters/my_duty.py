"""One's own duty: shifts, leave, requests, cases, what is to be read and to be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple, TypeVar

from console.presenters.docket import Item as CaseItem
from console.presenters.docket import own_items
from console.presenters.people import People as Registered
from console.presenters.requests import Group, InboxView, Request
from ledger.book import Book
from ledger.kernel.boundary import Found
from ledger.kernel.event import Event, micros
from ledger.kernel.projection import Micros, Projection
from ledger.kernel.tags import person_year, tag
from ledger.obligations.tracker import Tracker
from ledger.registers.leave.absent import OUTCOMES
from ledger.registers.leave.balance import used_in
from ledger.registers.leave.events import Category, LeaveRequested
from ledger.rulebook.lookup import OutsideCoverage
from ledger.store.recorder import DCBQuery, DCBQueryItem
from ledger.views.runner import Runner
from ledger.views.storing import StoredViews
from projections import obligations
from projections.attendance.fold import Attendance
from projections.attendance.lane import Lane, lane
from projections.discipline import FILED, Discipline
from projections.handover.rows import UnreadRow
from projections.handover.running import Running
from projections.requests import Requests
from projections.requests.absences import Absence, absences, away_from, by_person
from projections.roster import ShiftRow
from projections.roster.board import midnight

P = TypeVar("P", bound=Projection)

DAYS = 14
"""How many days of shifts are shown, today's first."""

_MOST_DUTIES = 20_000
_PIECE = 50_000
"""How many events are folded between two pictures of a ledger that nobody has stored views of."""

_DAY = timedelta(days=1)
_LATELY: Micros = 30 * 86_400_000_000


class Section(Enum):
    """What a line of one's own duty is about, in the order of the screen."""

    READ = "read"
    CASE = "case"
    DUTY = "duty"
    SHIFT = "shift"
    REQUEST = "request"
    BALANCE = "balance"


class ShiftOn(NamedTuple):
    """A shift of one's own, and the leave that takes it."""

    row: ShiftRow
    absence: Absence | None


class Balance(NamedTuple):
    """How many days of a kind of leave one has had this year, and may have."""

    category: Category
    year: int
    used: float
    limit: float | None


Matter = UnreadRow | CaseItem | obligations.Line | ShiftOn | Request | Balance


class Entry(NamedTuple):
    """One line: what it is about, what identifies it there, and the matter itself."""

    section: Section
    key: str
    matter: Matter


class Mine(NamedTuple):
    """All of it, at one instant."""

    entries: tuple[Entry, ...]
    names: Mapping[str, str]
    lane: Lane | None
    span: tuple[Micros, Micros]
    next_leave: str = ""
    next_swap: str = ""
    percent: int | None = None
    """How far a long ledger is read; until it is, some sections are left out."""

    def count(self, section: Section) -> int:
        """How many lines a section has."""
        return sum(each.section is section for each in self.entries)


class MyDutyView:
    """Makes one person's own view; carries everybody's views along beneath it."""

    def __init__(self, book: Book, tables: StoredViews | None, actor: str) -> None:
        self._book = book
        self._actor = actor
        zone = book.site.zone
        self._inbox = InboxView(book, tables, actor)
        self._discipline = Runner(book, Discipline(), tables)
        self._running = Runner(book, Running(), tables)
        self._attendance = Runner(book, Attendance(zone), tables)
        self._tracker = Runner(book, Tracker(zone), tables)

    def mine(self, view: Requests, registered: Registered) -> Mine:
        """What concerns the person at this instant, and nothing of anybody else.

        :raises StoreError: when the ledger cannot be reached.
        """
        head = self._book.recorder.head()
        read = (
            self._carried(self._discipline, head),
            self._carried(self._running, head),
            self._carried(self._attendance, head),
            self._carried(self._tracker, head),
        )
        whole = all(position >= head for position in read)
        now = self._book.clock.now()
        today = now.astimezone(self._book.site.zone).date()
        inbox = self._inbox.inbox(view, registered)
        entries = (
            *(self._answerable(micros(now)) if whole else ()),
            *self._shifts(view, today),
            *_requests(inbox.requests, self._actor),
            *self._balances(today),
        )
        span = self._span(today, 1)
        return Mine(
            entries,
            registered.of((self._actor, *inbox.names)),
            lane(self._attendance.projection, self._actor, *span, micros(now)) if whole else None,
            span,
            inbox.next_leave,
            inbox.next_swap,
            None if whole else sum(read) * 100 // max(1, len(read) * head),
        )

    def _carried(self, runner: Runner[P], head: int) -> int:
        """Carry a view on, a piece at a time, and say how far it is."""
        runner.catch_up(upto=min(head, runner.projection.position + _PIECE))
        runner.save()
        return runner.projection.position

    def _answerable(self, now: Micros) -> Iterator[Entry]:
        """What is to be read, to be answered and to be done."""
        yield from self._unread()
        yield from self._cases(now)
        yield from self._duties(now)

    def _span(self, first: date, days: int) -> tuple[Micros, Micros]:
        zone = self._book.site.zone
        return micros(midnight(first, zone)), micros(midnight(first + days * _DAY, zone))

    def _unread(self) -> Iterator[Entry]:
        for row in self._running.projection.unread.values():
            if row.person == self._actor:
                yield Entry(Section.READ, row.bulletin, row)

    def _cases(self, now: Micros) -> Iterator[Entry]:
        for item in own_items(self._discipline.projection, self._actor):
            if _is_news(item, now):
                yield Entry(Section.CASE, f"{item.offence}/{item.sanction or ''}", item)

    def _duties(self, now: Micros) -> Iterator[Entry]:
        post = self._inbox.post
        for line in obligations.panel(self._tracker.projection, now, most=_MOST_DUTIES).lines:
            if line.debtor is not None and line.debtor == (post if line.to_post else self._actor):
                yield Entry(Section.DUTY, line.obligation, line)

    def _shifts(self, view: Requests, today: date) -> Iterator[Entry]:
        span = self._span(today, DAYS)
        shifts = [row for row in self._inbox.roster.between(*span) if row.person == self._actor]
        away = away_from(shifts, by_person(absences(view, *span)))
        for row in shifts:
            yield Entry(Section.SHIFT, row.shift, ShiftOn(row, away.get(row.shift)))

    def _balances(self, today: date) -> Iterator[Entry]:
        """The days of leave that stand in this year, counted as a request counts them."""
        limits = self._limits()
        year = person_year(self._actor, today)
        found = self._leaves_of(year)
        for category in Category:
            used, limit = used_in(found, year, category).days, limits.get(category)
            if used or limit is not None:
                balance = Balance(category, today.year, used, limit)
                yield Entry(Section.BALANCE, category, balance)

    def _limits(self) -> dict[str, float]:
        try:
            law = self._book.law_on(self._book.clock.now())
            return law.read("leave.allowance", "days", dict[str, float])
        except OutsideCoverage:
            return {}

    def _leaves_of(self, year: str) -> list[Found[Event]]:
        types = [each.type_name for each in (LeaveRequested, *OUTCOMES)]
        query = DCBQuery([DCBQueryItem(types, [tag("person-year", year)])])
        return [
            Found(each.position, each.envelope.at, each.event, ())
            for each in self._book.read(query)
            if each.event is not None
        ]


def _requests(found: Iterable[Request], actor: str) -> Iterator[Entry]:
    """What the person takes part in, and what waits for them."""
    for each in found:
        if each.group is Group.MINE or actor in (each.row.person, each.row.other):
            yield Entry(Section.REQUEST, "/".join(each.key), each)


def _is_news(item: CaseItem, now: Micros) -> bool:
    """Whether something can still be said to a case, or it is not long ago."""
    if item.sanction is None or item.appeal == FILED:
        return True
    appealable = item.appeal_until is not None and now <= item.appeal_until
    return not item.seen or appealable or now - item.since < _LATELY
