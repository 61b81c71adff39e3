"""What must be done next: the open obligations, by when they break."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from heapq import nsmallest
from typing import Literal, NamedTuple

from ledger.kernel.projection import Micros
from ledger.kernel.words import Words
from ledger.obligations.firing import ACKNOWLEDGED, SHELVED, alarm_of
from ledger.obligations.live import Live
from ledger.obligations.tracker import Tracker

Sign = Literal["!!", "!", ""]
"""Breached, at risk since its first warning, or neither."""

_NEVER: Micros = 1 << 62


class Alarm(NamedTuple):
    """An alarm that stands: where it was raised, and what a leader has done about it."""

    position: int
    at: Micros
    acknowledged: bool
    shelved_until: Micros | None

    def rings(self, now: Micros) -> bool:
        """Whether it is there at an instant; shelved, it is not."""
        return self.shelved_until is None or self.shelved_until <= now


class Line(NamedTuple):
    """One obligation as the panel shows it.

    ``left`` is the time until it is due, negative from then on, and what will be left of it while
    the clock stands still for a ``cause``. ``debtor`` is a person, or a post if ``to_post``;
    ``about`` is the identifier of its matter, ``case`` the tag of it. ``action`` is the verb that
    discharges it, if the clause names one; ``started_by`` the position of what started it, 0 for
    a periodic duty, ``breached_by`` that of the breach. From ``warn_at`` on it is at risk.
    ``given`` are fields of that action with what is known of them: its case, the code of a duty.
    """

    obligation: str
    sign: Sign
    clause: str
    title: Words
    about: str
    case: str
    debtor: str | None
    to_post: bool
    creditor: str | None
    state: str
    due_at: Micros | None
    left: Micros | None
    cause: Words | None
    action: str | None
    started_by: int
    warned: int
    escalated: int
    warn_at: Micros | None = None
    breached_by: int | None = None
    alarm: Alarm | None = None
    given: tuple[tuple[str, str], ...] = ()

    def sign_at(self, now: Micros) -> Sign:
        """Whether it is breached or at risk at another instant, as far as is known by now."""
        return _sign(self.due_at, self.warn_at, now)

    def left_at(self, now: Micros) -> Micros | None:
        """The time left at another instant; while the clock stands still it stays."""
        return self.due_at - now if self.due_at is not None else self.left


class Counts(NamedTuple):
    """How many obligations are open, and of them breached, at risk, and standing still.

    ``alarms`` are those that are there, shelved ones left out; of them so many are ``unanswered``.
    """

    open: int
    breached: int
    at_risk: int
    paused: int
    alarms: int = 0
    unanswered: int = 0


class Panel(NamedTuple):
    """The obligations that break next, and how many there are in all."""

    lines: tuple[Line, ...]
    counts: Counts


def panel(
    tracker: Tracker,
    now: Micros,
    *,
    most: int = 200,
    wanted: Callable[[Live], bool] | None = None,
) -> Panel:
    """The open obligations at an instant, those that break next first, at most so many of them.

    Those that stand still come last. ``wanted`` chooses, such as the obligations of one person.
    """
    lives = [live for live in tracker.unconcluded(now) if _shows(live, now)]
    if wanted is not None:
        lives = [live for live in lives if wanted(live)]
    first = nsmallest(most, lives, key=_breaks)
    return Panel(tuple(line(live, now) for live in first), counts(lives, now))


def counts(lives: Iterable[Live], now: Micros) -> Counts:
    """How many obligations there are of each sign."""
    total = breached = at_risk = paused = alarms = unanswered = 0
    for live in lives:
        sign = sign_of(live, now)
        alarm = alarm_on(live) if live.fired else None
        if alarm is not None and alarm.rings(now):
            alarms += 1
            unanswered += not alarm.acknowledged
        total += 1
        breached += sign == "!!"
        at_risk += sign == "!"
        paused += live.row.due_at is None
    return Counts(total, breached, at_risk, paused, alarms, unanswered)


def line(live: Live, now: Micros) -> Line:
    """An obligation as the panel shows it."""
    row, rule = live.row, live.rule
    cause = None
    if row.cause_zh is not None and row.cause_en is not None:
        cause = Words(row.cause_zh, row.cause_en)
    return Line(
        obligation=row.id,
        sign=sign_of(live, now),
        clause=row.clause,
        title=rule.title,
        about=row.about,
        case=row.case,
        debtor=row.debtor,
        to_post=row.to_post,
        creditor=row.creditor,
        state=row.state,
        due_at=row.due_at,
        left=row.due_at - now if row.due_at is not None else row.left,
        cause=cause,
        action=rule.terms.action,
        started_by=row.started_by,
        warned=row.warned,
        escalated=row.escalated,
        warn_at=row.warn_at,
        breached_by=row.breached_by,
        alarm=alarm_on(live),
        given=tuple(_given(live)),
    )


def alarm_on(live: Live) -> Alarm | None:
    """The alarm of an obligation that stands, if one does."""
    raised = alarm_of(live.fired)
    if raised is None:
        return None
    shelved = live.fired.get((SHELVED, 0, 0))
    return Alarm(
        raised.position,
        raised.at,
        (ACKNOWLEDGED, 0, 0) in live.fired,
        shelved.at if shelved is not None else None,
    )


def _given(live: Live) -> Iterator[tuple[str, str]]:
    """What is known of the action that discharges it."""
    row, terms = live.row, live.rule.terms
    kind, _, identifier = row.case.partition(":")
    if identifier:
        yield kind, identifier
    elif row.about and terms.about is not None:
        yield terms.about, row.about
    for name, wanted in live.rule.endings[0].where.items():
        if isinstance(wanted, str):
            yield name, wanted
    if row.debtor is not None and not row.to_post and kind != "person":
        yield "person", row.debtor


def sign_of(live: Live, now: Micros) -> Sign:
    """Whether an obligation is breached or at risk, whatever was recorded of it yet."""
    return _sign(live.row.due_at, live.row.warn_at, now)


def _sign(due_at: Micros | None, warn_at: Micros | None, now: Micros) -> Sign:
    if due_at is None:
        return ""
    if due_at <= now:
        return "!!"
    return "!" if warn_at is not None and warn_at <= now else ""


def _shows(live: Live, now: Micros) -> bool:
    """Whether anyone waits for it: of a report that only counts when it comes, nobody does."""
    due = live.row.due_at
    return not (live.rule.quiet and due is not None and due <= now)


def _breaks(live: Live) -> tuple[Micros, str]:
    due = live.row.due_at
    return (due if due is not None else _NEVER), live.row.id
