"""The roster of a period is published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ledger.kernel.action import Action, Law, Refused, Role
from ledger.kernel.boundary import Boundary, Past, about
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonDay, RosterId, person_day, tag
from ledger.kernel.values import Text
from ledger.kernel.words import Words
from ledger.registers.leave.absent import away_by_person, leaves, require_not_away
from ledger.registers.org.standing import standing
from ledger.registers.roster.events import Cause, RosterPublished, ShiftAssigned
from ledger.registers.roster.holding import (
    CHANGES,
    Held,
    days,
    held_by_all,
    require_free,
    require_registered,
)
from ledger.registers.roster.placing import RosterLine, assigned_before, identity, line_from, placed

_MOST_TOLD = 3


class PublishedAlready(
    Refused,
    clause="roster.shifts",
    zh="班表 {roster} 已发布（#{position}）；请换一个编号，或逐班改动",
    en="roster {roster} is published already (#{position}); give another name, or change shifts",
):
    """A roster is published once, and changed shift by shift."""


class NothingToPublish(
    Refused,
    clause="roster.shifts",
    zh="班表没有班次，或首日晚于末日；请改正",
    en="the roster has no shift, or its first day is after its last; correct it",
):
    """A roster is for some days, and holds something."""


class OutsideThePeriod(
    Refused,
    clause="roster.shifts",
    zh="{person} {on} 的班不在 {first} 至 {last} 之内；请改正",
    en="the shift of {person} on {on} is not from {first} to {last}; correct it",
):
    """Every shift of a roster lies in its period."""


class LinesUnfit(
    Refused,
    clause="roster.one_place",
    zh="{count} 行不能排：{faults}",
    en="{count} lines cannot be: {faults}",
):
    """A roster is published whole, or not at all."""


class PublishRoster(
    Action,
    by=(Role.TEAM_LEADER, Role.DUTY_LEADER, Role.ADMINISTRATOR),
    words=Words("发布班表", "Publish a roster"),
):
    """Publish the roster of a period with all its shifts, or none of them (S0.4-08, S2.5-01).

    A line is a person, a date and a code, such as ``A031 2026-11-23 D``; times of its own and a
    job may follow, such as ``08:00-12:00 complaints``.
    """

    roster: RosterId
    first: date
    last: date
    lines: tuple[Text, ...]

    def boundary(self) -> Boundary:
        """Everybody's registration, what is rostered for them on these days, and their leave."""
        lines = tuple(map(line_from, self.lines))
        people = {line.person for line in lines}
        each_day = {(line.person, line.on) for line in lines}
        found = about(tag("roster", self.roster)).last(RosterPublished)
        # Days of neighbouring shifts are the same; each is asked for once.
        selections = dict.fromkeys(
            each
            for boundary in (
                *(standing(person) for person in sorted(people)),
                *(days(person, on) for person, on in sorted(each_day)),
                *(leaves(person, on, on) for person, on in sorted(each_day)),
            )
            for each in boundary
        )
        return found | selections

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Publishes every line, unless one cannot be."""
        law.cite("roster.one_place")
        law.cite("roster.shifts")
        known = past.last(RosterPublished)
        if known is not None:
            raise PublishedAlready(
                evidence=(known.position,), roster=self.roster, position=known.position
            )
        if not self.lines or self.first > self.last:
            raise NothingToPublish()
        shifts = list(self._shifts(past, law))
        yield RosterPublished(
            roster=self.roster, first=self.first, last=self.last, shifts=len(shifts)
        )
        yield from shifts

    def _shifts(self, past: Past, law: Law) -> Iterator[ShiftAssigned]:
        held = held_by_all(past.peek(*CHANGES))
        earlier = assigned_before(past)
        away = away_by_person(past)
        faults: list[Refused] = []
        for line in map(line_from, self.lines):
            key: tuple[PersonDay, str] = person_day(line.person, line.on), line.code
            shift = identity(line.person, line.on, line.code, earlier[key])
            try:
                self._require_inside(line)
                require_registered(past, line.person)
                made = placed(line, law, shift, roster=self.roster, origin=Cause.ROSTER)
                mine = held.setdefault(line.person, {})
                require_free(mine.values(), line.person, made.starts, made.ends, law.zone)
                require_not_away(away.get(line.person, ()), made.starts, made.ends, law)
            except Refused as fault:
                faults.append(fault)
                continue
            earlier[key] += 1
            mine[shift] = Held(
                shift, line.person, made.starts, made.ends, line.code, self.roster, 0
            )
            yield made
        if faults:
            raise _together(faults)

    def _require_inside(self, line: RosterLine) -> None:
        if not self.first <= line.on <= self.last:
            raise OutsideThePeriod(person=line.person, on=line.on, first=self.first, last=self.last)


def _together(faults: list[Refused]) -> Refused:
    """One refusal for all lines that cannot be, in the first one's name."""
    if len(faults) == 1:
        return faults[0]
    told = faults[:_MOST_TOLD]
    more = len(faults) - len(told)
    rest = Words(f"；另有 {more} 行", f"; and {more} more") if more else Words("", "")
    return LinesUnfit(
        evidence=sorted({position for each in faults for position in each.evidence}),
        clause=faults[0].clause,
        count=len(faults),
        faults=Words(
            "；".join(each.text("zh") for each in told) + rest.zh,
            "; ".join(each.text("en") for each in told) + rest.en,
        ),
    )
