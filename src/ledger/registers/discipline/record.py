"""A person's record of a year: what stands against them, and what a new offence therefore costs."""

from __future__ import annotations

from typing import NamedTuple

from ledger.kernel.action import Law
from ledger.kernel.boundary import Boundary, Found, Past, about
from ledger.kernel.tags import tag
from ledger.registers.discipline.events import (
    OffenceConfirmed,
    OffenceExcused,
    OffenceProposed,
    OffenceRecorded,
    OffenceVoided,
    SanctionReversed,
)
from ledger.registers.discipline.naming import Named, fact_tag, named
from ledger.rulebook.tariffs import Charge, Entered, Measured, charge, nth_tariff
from ledger.rulebook.terms import Offence, Reward
from ledger.rulebook.terms.base import Window
from ledger.rulebook.terms.offence import PerDay, Threshold

Opened = OffenceProposed | OffenceRecorded
_TYPES = (
    OffenceProposed,
    OffenceRecorded,
    OffenceConfirmed,
    OffenceExcused,
    OffenceVoided,
    SanctionReversed,
)


class Matter(NamedTuple):
    """An offence as its cost depends on it."""

    named: Named
    clause: str
    quantity: float | None
    subject: str | None


def record_of(named: Named) -> Boundary:
    """A person's year, and whatever else was decided about the same fact."""
    year = about(tag("person-year", named.year)).read(*_TYPES)
    return year if named.fact is None else year | about(fact_tag(named.fact)).read(*_TYPES)


class Record:
    """The cases of one person that a boundary shows, and which of them stand.

    Only what an answer rests on is cited: a confirmation that counts, or what took it away.
    """

    def __init__(self, past: Past, person: str) -> None:
        self._past = past
        opened: list[Found[Opened]] = past.peek(OffenceProposed, OffenceRecorded)
        self._opened = [each for each in opened if each.event.person == person]
        self._confirmed = [
            each for each in past.peek(OffenceConfirmed) if each.event.person == person
        ]
        ended: list[Found[OffenceExcused | OffenceVoided]] = past.peek(
            OffenceExcused, OffenceVoided
        )
        self._ended = {each.event.offence: each for each in ended}
        self._annulled = {
            each.event.offence: each for each in past.peek(SanctionReversed) if each.event.annuls
        }
        self._decided = {each.event.offence for each in self._confirmed} | self._ended.keys()

    def standing(self, *, but: str = "") -> list[Found[OffenceConfirmed]]:
        """The confirmed cases that stand, oldest first; nothing is cited."""
        return [
            each
            for each in self._confirmed
            if each.event.offence != but and each.event.offence not in self._annulled
        ]

    def counted(
        self,
        matter: Matter,
        clauses: tuple[str, ...],
        window: Window,
        *,
        but: str = "",
        alike: bool = False,
        cite: bool = True,
    ) -> list[Found[OffenceConfirmed]]:
        """The confirmed cases of a window that stand; they, and what took others away, are cited.

        Only those of the same subject count, if they must be ``alike``; without ``cite`` the
        caller cites what its answer rests on.
        """
        inside = [
            each
            for each in self._confirmed
            if each.event.clause in clauses
            and each.event.offence != but
            and _within(each.event, matter.named, window)
            and (not alike or each.event.subject == matter.subject)
        ]
        standing = [each for each in inside if each.event.offence not in self._annulled]
        gone = {each.event.offence for each in inside} & self._annulled.keys()
        if cite:
            self._past.cite(*standing, *(self._annulled[each] for each in sorted(gone)))
        return standing

    def about(self, fact: str | None) -> list[Found[Opened]]:
        """The cases opened about one fact, oldest first; nothing is cited."""
        return [each for each in self._opened if fact is not None and each.event.fact == fact]

    def opened_on(self, named: Named) -> list[Found[Opened]]:
        """The cases of the person's day, oldest first; nothing is cited."""
        return [each for each in self._opened if each.event.day == named.day]

    def without_fact(self, day: str) -> int:
        """How many cases of a person's day rest on no event; nothing is cited."""
        return sum(each.event.day == day and each.event.fact is None for each in self._opened)

    def is_open(self, offence: str) -> bool:
        """Whether nobody has decided a case yet."""
        return offence not in self._decided

    def arisen(self, matter: Matter, clause: str, window: Window) -> Found[Opened] | None:
        """A case against a clause in the window that is open or stands, if there is one."""
        for each in self._opened:
            if (
                each.event.clause == clause
                and not self._gone(each.event.offence)
                and _within(each.event, matter.named, window)
            ):
                return each
        return None

    def later_repeats(self, own: OffenceConfirmed, law: Law) -> list[OffenceConfirmed]:
        """The standing cases that counted a case as an earlier time of the same breach."""
        terms = terms_of(law, own.clause)
        if not isinstance(terms, Offence) or terms.repeats is None:
            return []
        known = named(own.offence)
        window = terms.repeats.window
        return [
            each.event
            for each in self.standing(but=own.offence)
            if each.event.clause == own.clause
            and each.event.subject == own.subject
            and each.event.nth > own.nth
            and known is not None
            and _within(each.event, known, window)
        ]

    def arisen_from(self, offence: str) -> list[str]:
        """The open or standing cases that a threshold proposed because of a case, among others."""
        return [
            each.event.offence
            for each in self._opened
            if isinstance(each.event, OffenceProposed)
            and offence in each.event.arises_from
            and not self._gone(each.event.offence)
        ]

    def _gone(self, offence: str) -> bool:
        return offence in self._ended or offence in self._annulled


def assess(
    record: Record,
    matter: Matter,
    terms: Offence | Reward,
    *,
    offence: str = "",
    entered: Entered | None = None,
) -> tuple[int, Charge]:
    """Which of a person's offences in the window this is, counted from 1, and what it costs.

    :raises Uncharged: when what was entered does not fit the tariff.
    """
    nth, tariff = 1, terms.tariff
    if isinstance(terms, Offence) and terms.repeats is not None:
        window = terms.repeats.window
        nth += len(record.counted(matter, (matter.clause,), window, but=offence, alike=True))
        tariff = nth_tariff(tariff, terms.repeats, nth)
    days = 0
    if isinstance(tariff, PerDay) and tariff.most is not None:
        charged = record.counted(matter, (matter.clause,), "calendar-month", but=offence)
        days = sum(_days(each.event.quantity) for each in charged)
    return nth, charge(tariff, Measured(matter.quantity, days), entered)


def threshold_reached(threshold: Threshold, counted: list[OffenceConfirmed]) -> bool:
    """Whether confirmed offences, the newest among them, are as many as a threshold wants."""
    if threshold.counts == "days":
        return sum(_days(each.quantity) for each in counted) >= threshold.reach
    return len(counted) >= threshold.reach


def terms_of(law: Law, clause: str) -> Offence | Reward:
    """What a clause about an offence or a reward says.

    :raises OutsideCoverage: when there is no such clause on the law's day.
    """
    found = law.terms(clause, object)
    return found if isinstance(found, Reward) else law.terms(clause, Offence)


def _within(event: Opened | OffenceConfirmed, named: Named, window: Window) -> bool:
    if window == "case":
        return event.fact is not None and event.fact == named.fact
    if window == "day":
        return event.day == named.day
    return event.month == named.month if window == "calendar-month" else event.year == named.year


def _days(quantity: float | None) -> int:
    return 1 if quantity is None else int(quantity)
