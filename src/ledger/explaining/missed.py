"""Offences that no single happening makes: repeated ones, missed deadlines, observed ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from ledger.book import Book
from ledger.explaining.trace import Change, Condition, Told
from ledger.kernel import tags
from ledger.kernel.event import instant, micros
from ledger.obligations.people import holders
from ledger.obligations.rows import DISCHARGED, PAUSED, WITHDRAWN, ObligationRow
from ledger.obligations.tracker import Tracker
from ledger.registers.discipline.events import (
    OffenceConfirmed,
    OffenceRecorded,
    SanctionReversed,
)
from ledger.rulebook.lookup import LawOn
from ledger.rulebook.terms import Cadence, Deadline
from ledger.rulebook.terms.offence import Threshold
from ledger.store.recorder import DCBQuery, DCBQueryItem
from ledger.views.runner import Runner


def day_span(book: Book, day: date) -> tuple[datetime, datetime]:
    """From when to when a day of the site lasts."""
    zone = book.site.zone
    begins = datetime.combine(day, time(), zone)
    return begins, datetime.combine(day + timedelta(days=1), time(), zone)


def reached(book: Book, threshold: Threshold, person: str, day: date) -> Condition:
    """Whether enough other offences were confirmed in the window that the day lies in."""
    counted = list(_counted(book, threshold, person, day))
    number = sum(1 if threshold.counts == "cases" else quantity for _, quantity in counted)
    window, unit, reach = _WINDOWS[threshold.window], _UNITS[threshold.counts], threshold.reach
    demands = Told(
        f"{window[0]}确认 {'、'.join(threshold.of)} 满 {reach} {unit[0]}",
        f"{reach} {unit[1]} of {' or '.join(threshold.of)} confirmed in one {window[1]}",
    )
    found = tuple(position for position, _ in counted)
    if number >= threshold.reach:
        return Condition(demands, True, found)
    missing = threshold.reach - number
    words = Told(
        f"已确认 {number:g}，再确认 {missing:g} 才算",
        f"{number:g} confirmed so far; it takes {missing:g} more",
    )
    return Condition(demands, False, found, Change(words))


_WINDOWS = {
    "case": ("同一案内", "case"),
    "day": ("当日", "day"),
    "calendar-month": ("当月", "month"),
    "calendar-year": ("当年", "year"),
}
_UNITS = {"cases": ("次", "cases"), "days": ("天", "days")}
_WRITTEN = {"day": "%Y-%m-%d", "calendar-month": "%Y-%m", "calendar-year": "%Y"}


def _counted(
    book: Book, threshold: Threshold, person: str, day: date
) -> Iterator[tuple[int, float]]:
    """The confirmed cases that count, with the days that each states."""
    types = [OffenceConfirmed.type_name, SanctionReversed.type_name]
    about = DCBQuery([DCBQueryItem(types, [tags.person(person)])])
    form = _WRITTEN.get(threshold.window, "%Y")
    confirmed: dict[str, tuple[int, float]] = {}
    for each in book.read(about):
        event = each.event
        if isinstance(event, SanctionReversed) and event.annuls:
            confirmed.pop(event.offence, None)
        elif (
            isinstance(event, OffenceConfirmed)
            and event.clause in threshold.of
            and event.day.rpartition("/")[2].startswith(day.strftime(form))
        ):
            confirmed[event.offence] = (each.position, event.quantity or 1)
    yield from confirmed.values()


def missed_deadlines(
    book: Book, law: LawOn, offence: str, person: str, day: date
) -> Iterator[Condition]:
    """The conditions of an offence that a missed deadline proposes, or that people record."""
    clauses = {
        clause.id
        for clause in book.lawbook.clauses_on(day, "deadline", "cadence")
        if _breach_of(book, clause.id, day) == offence
    }
    if not clauses:
        yield _recorded(book, offence, person, day)
        return
    demands = Told(
        f"{person} 当日有应尽而到期的义务", f"{person} had an obligation that was due that day"
    )
    rows = [row for row in _due(book, day, person) if row.clause in clauses]
    if not rows:
        words = Told("没有到期的义务", "there was none due")
        yield Condition(demands, False, (), Change(words))
        return
    nearest = max(rows, key=lambda row: (row.breached_at is not None, row.due_at or 0))
    law.cite(nearest.clause)
    yield Condition(demands, True, (nearest.started_by,) if nearest.started_by else ())
    yield _missed(book, nearest)


def _breach_of(book: Book, clause: str, day: date) -> str | None:
    terms = book.lawbook.terms(clause, day, object)
    return terms.breach if isinstance(terms, Deadline | Cadence) else None


def _due(book: Book, day: date, person: str) -> Iterator[ObligationRow]:
    """What a person, or the post that the person holds now, owes on a day of the site."""
    runner = Runner(book, Tracker(book.site.zone))
    runner.catch_up()
    tracker = runner.projection
    since, until = map(micros, day_span(book, day))
    for row in tracker.standing(micros(book.clock.now())):
        if row.due_at is not None and not since <= row.due_at < until:
            continue
        debtors = (row.debtor or "").split(", ")
        if person in debtors or person in holders(tracker.people, row.debtor or ""):
            yield row


def _missed(book: Book, row: ObligationRow) -> Condition:
    """Whether the obligation was missed, and if not, what would have been needed for it."""
    demands = Told(f"义务 {row.id} 未按时履行", f"the obligation {row.id} was missed")
    due = _told(book, row.due_at)
    if row.state == DISCHARGED and row.discharged_at is not None:
        done = _told(book, row.discharged_at)
        words = Told(
            f"{done} 已履行，晚于 {due} 才算", f"it was met at {done}; after {due} it would count"
        )
        found = (row.discharged_by,) if row.discharged_by is not None else ()
        return Condition(demands, False, found, Change(words, row.discharged_by))
    if row.state == WITHDRAWN:
        words = Told("义务已撤销", "the obligation was withdrawn")
        return Condition(demands, False, (), Change(words))
    if row.state == PAUSED:
        words = Told(f"计时暂停：{row.cause_zh}", f"the clock stands still: {row.cause_en}")
        return Condition(demands, False, (), Change(words))
    if row.breached_at is None:
        words = Told(f"尚未到期，{due} 到期", f"it is not due yet; it is due at {due}")
        return Condition(demands, False, (), Change(words))
    return Condition(demands, True, (row.breached_by,) if row.breached_by is not None else ())


def _told(book: Book, at: int | None) -> str:
    return f"{instant(at).astimezone(book.site.zone):%m-%d %H:%M:%S}" if at is not None else "—"


def _recorded(book: Book, offence: str, person: str, day: date) -> Condition:
    """An offence that no happening and no deadline proposes is recorded by people."""
    since, until = day_span(book, day)
    about = DCBQuery([DCBQueryItem([OffenceRecorded.type_name], [tags.person(person)])])
    found = tuple(
        each.position
        for each in book.read(about, since=since, until=until)
        if isinstance(each.event, OffenceRecorded) and each.event.clause == offence
    )
    demands = Told("有人记录了这一违规", "somebody recorded the offence")
    if found:
        return Condition(demands, True, found)
    words = Told(
        "这一条由人记录；当日无人记录（dutybook act record-offence）",
        "people record this one, and nobody did that day (dutybook act record-offence)",
    )
    return Condition(demands, False, (), Change(words))
