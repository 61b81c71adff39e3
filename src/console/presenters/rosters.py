"""What the roster's screen and commands ask of a book: kinds, weeks, drafts, need and coverage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from ledger.book import Book
from ledger.kernel.event import instant, micros
from ledger.kernel.projection import Micros
from ledger.rulebook.shifts import (
    Member,
    ShiftKind,
    Span,
    Turn,
    comes_on,
    draft,
    kinds_on,
    span_of,
)
from ledger.views.current import caught_up
from projections.floor import Floor
from projections.requests import Requests
from projections.requests.absences import Absence, absences, by_person, worked
from projections.roster import Roster
from projections.roster.board import Board, Held, Wanted, board, day_of, last_turns, midnight
from projections.staffing.coverage import Slot, coverage
from projections.staffing.need import Aim, Need, needs

_DAY = timedelta(days=1)


def current_roster(book: Book, views: Path | str | None) -> Roster:
    """The roster folded up to the head, from the stored views where they can be used."""
    return caught_up(book, Roster(), views)


def today(book: Book) -> date:
    """The site's present day."""
    return book.clock.now().astimezone(book.site.zone).date()


def monday_of(day: date) -> date:
    """The first day of a day's week."""
    return day - day.weekday() * _DAY


def kinds(book: Book, day: date) -> dict[str, ShiftKind]:
    """The shift kinds in force on a day, by code."""
    return kinds_on(book.lawbook, day)


def kinds_between(book: Book, first: date, days: int) -> dict[str, ShiftKind]:
    """The shift kinds of some days by code, each as it is on the last day that it is in force."""
    found: dict[str, ShiftKind] = {}
    for number in range(days):
        found |= kinds(book, first + number * _DAY)
    return found


def wanted(book: Book, first: date, days: int) -> list[Wanted]:
    """The shifts that the rulebook wants on some days, with how many people on each."""
    zone = book.site.zone
    found = []
    for day in (first + number * _DAY for number in range(days)):
        for code, kind in kinds(book, day).items():
            if comes_on(kind.terms, day) and kind.terms.least:
                span = span_of(kind.terms.starts, kind.terms.ends, day, zone)
                starts, ends = micros(span.starts), micros(span.ends)
                found.append(Wanted(day, code, starts, ends, kind.terms.least))
    return found


def current_absences(book: Book, views: Path | str | None, first: date, days: int) -> list[Absence]:
    """Who is on leave on some days, from the requests folded up to the head."""
    zone = book.site.zone
    begins, ends = (micros(midnight(day, zone)) for day in (first, first + days * _DAY))
    return absences(caught_up(book, Requests(), views), begins, ends)


def week(
    book: Book,
    roster: Held,
    first: date,
    days: int = 7,
    team: str | None = None,
    absent: Iterable[Absence] = (),
) -> Board:
    """Some days of the roster, with what the rulebook wants and is not there."""
    # What a team lacks cannot be told from the team alone: shifts are wanted of the whole site.
    needed = wanted(book, first, days) if team is None else []
    return board(roster, first, days, book.site.zone, needed, team, absent)


def aim(book: Book, day: date) -> Aim:
    """The service level that a day's law wants, and how need is told from the past."""
    law = book.lawbook.on(day, book.site.zone)
    return Aim(
        within=law.read("calls.service_level", "within", timedelta).total_seconds(),
        goal=law.read("calls.service_level", "target_percent", float) / 100,
        weeks=law.read("staffing.need", "weeks", int),
        shrinkage=law.read("staffing.need", "shrinkage_percent", float) / 100,
    )


def need(book: Book, floor: Floor, day: date, queue: str | None = None) -> list[Need]:
    """How many agents each interval of a day needs."""
    return needs(floor, day, aim(book, day), queue)


def covered(
    book: Book,
    floor: Floor,
    roster: Roster,
    day: date,
    now: Micros,
    queue: str | None = None,
    absent: Iterable[Absence] = (),
) -> list[Slot]:
    """A day's intervals: needed, planned without whoever is on leave, present."""
    found = need(book, floor, day, queue)
    shifts = roster.between(found[0].demand.starts, found[-1].demand.ends)
    return coverage(found, worked(shifts, by_person(absent)), floor, now)


def members(
    roster: Roster, team: str | None = None, people: Sequence[str] | None = None
) -> list[Member]:
    """The people of a team or unit, or those named, in order."""
    if people is not None:
        known = roster.people
        return [Member(each, known[each].job if each in known else None) for each in people]
    return [
        Member(row.person, row.job)
        for row in sorted(roster.people.values(), key=lambda row: row.person)
        if team in (row.team, row.unit)
    ]


def drafted(
    book: Book,
    roster: Roster,
    people: Sequence[Member],
    first: date,
    last: date,
    codes: Iterable[str] = (),
) -> list[Turn]:
    """What the patterns give for some people and days, going on from the roster as it stands."""
    zone = book.site.zone
    taken = _taken(book, roster, first, last)
    had = last_turns(roster, first, zone)
    shown = _chosen(book, first, codes)
    filled = _filled(book, roster, first, last)
    return list(draft(shown, people, first, last, zone, had=had, taken=taken, filled=filled))


def groups_drafted(
    book: Book, roster: Roster, first: date, last: date, codes: Iterable[str]
) -> list[Turn]:
    """The turns of duty groups: the group whose turn is longest ago, with nobody on a shift."""
    zone = book.site.zone
    taken = _taken(book, roster, first, last)
    groups = sorted(roster.groups.values(), key=lambda row: row.group)
    busy = {
        row.group: [span for person in row.members.split(",") for span in taken.get(person, ())]
        for row in groups
    }
    had = {(row.group, ""): day_of(row.last, zone) for row in groups if row.last is not None}
    people = [Member(row.group) for row in groups]
    shown = _chosen(book, first, codes)
    # However many members a group has, it takes the one place of its turn.
    filled = dict.fromkeys(_filled(book, roster, first, last), 1)
    return list(
        draft(shown, people, first, last, zone, had=had, taken=busy, filled=filled, alike=True)
    )


def _chosen(book: Book, day: date, codes: Iterable[str]) -> dict[str, ShiftKind]:
    """The shift kinds of some codes; of all of them where none is named."""
    wanted_codes = set(codes)
    return {
        code: kind
        for code, kind in kinds(book, day).items()
        if not wanted_codes or code in wanted_codes
    }


def _filled(book: Book, roster: Roster, first: date, last: date) -> dict[tuple[date, str], int]:
    """How many are on each kind of shift on each day, as (day, code)."""
    zone = book.site.zone
    begins, ends = micros(midnight(first, zone)), micros(midnight(last + _DAY, zone))
    return Counter((day_of(row.starts, zone), row.code) for row in roster.between(begins, ends))


def _taken(book: Book, roster: Roster, first: date, last: date) -> dict[str, list[Span]]:
    """When people are on shifts already about some days."""
    zone = book.site.zone
    begins, ends = (micros(midnight(day, zone)) for day in (first - _DAY, last + 2 * _DAY))
    taken: dict[str, list[Span]] = {}
    for row in roster.between(begins, ends):
        if row.person is not None:
            span = Span(instant(row.starts), instant(row.ends))
            taken.setdefault(row.person, []).append(span)
    return taken
