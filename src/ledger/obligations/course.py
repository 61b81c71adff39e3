"""The course of one obligation: what its facts, in the order in which they happened, make of it.

Everything is computed anew from the facts, so that one which is recorded late counts at the time
at which it happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple, Protocol

from ledger.kernel.projection import Micros

Role = Literal["ends", "withdrawn", "resumes", "pauses", "restarts", "reassigned"]

_ORDER: dict[str, int] = {
    "ends": 0,
    "withdrawn": 1,
    "resumes": 2,
    "pauses": 3,
    "restarts": 4,
    "reassigned": 5,
}


class Timer(Protocol):
    """Counts running time: in working hours, or day and night."""

    def add(self, at: Micros, span: Micros) -> Micros:
        """The instant at which so much running time has passed after another."""

    def between(self, since: Micros, until: Micros) -> Micros:
        """The running time between two instants."""


class DayAndNight:
    """A timer that never stands still."""

    def add(self, at: Micros, span: Micros) -> Micros:
        """The instant so much later."""
        return at + span

    def between(self, since: Micros, until: Micros) -> Micros:
        """The span itself."""
        return until - since


ALWAYS = DayAndNight()


class Fact(NamedTuple):
    """What an event means for an obligation. ``due`` is the instant it sets anew, if any."""

    at: Micros
    position: int
    role: Role
    pause: int = 0
    debtor: str | None = None
    due: Micros | None = None


class Beginning(NamedTuple):
    """How an obligation started.

    It has ``within`` of the timer's running time, or until the instant ``due``. ``least``
    happenings end it; at ``lapse`` its period is over, done or not. ``before`` are the times left
    at which something falls due, such as a warning.
    """

    at: Micros
    position: int
    debtor: str | None
    within: Micros | None = None
    due: Micros | None = None
    least: int = 1
    lapse: Micros | None = None
    before: tuple[Micros, ...] = ()


class Round(NamedTuple):
    """One run of the clock, from the start or a restart to the end (None while it runs).

    ``marks`` are the instants at which so much time was or will be left as was asked for; None
    for one that the clock will not come to while it stands still.
    """

    number: int
    since: Micros
    due: Micros | None
    until: Micros | None
    marks: tuple[Micros | None, ...] = ()

    def missed(self) -> bool:
        """Whether the due instant passed, or will pass, without the end."""
        return self.due is not None and (self.until is None or self.until > self.due)


class Stretch(NamedTuple):
    """A part of the obligation's time, under one debtor, running or paused for one cause."""

    starts: Micros
    ends: Micros
    debtor: str | None
    pause: int | None


class Course(NamedTuple):
    """What became of an obligation so far. ``stretches`` end at the newest fact."""

    rounds: tuple[Round, ...]
    stretches: tuple[Stretch, ...]
    debtor: str | None
    pause: int | None
    paused_since: Micros | None
    left: Micros | None
    concluded_at: Micros | None = None
    concluded_by: int | None = None
    withdrawn: bool = False

    def debtor_at(self, at: Micros) -> str | None:
        """Who owed it at an instant."""
        for each in self.stretches:
            if each.starts <= at < each.ends:
                return each.debtor
        return self.debtor


class _Walk:
    """Goes along the facts."""

    def __init__(self, begun: Beginning, timer: Timer) -> None:
        self.begun = begun
        self.timer = timer if begun.within is not None else ALWAYS
        self.since = self.mark = begun.at
        self.due = begun.due
        self.debtor = begun.debtor
        self.active: dict[int, Micros] = {}
        self.pauses: list[tuple[Micros, Micros | None]] = []
        self.rounds: list[Round] = []
        self.stretches: list[Stretch] = []
        self.ended = 0

    def stretch_to(self, at: Micros) -> None:
        """Close the stretch that runs, because something changes now."""
        if at > self.mark:
            pause = next(iter(self.active), None)
            self.stretches.append(Stretch(self.mark, at, self.debtor, pause))
            self.mark = at

    def pause(self, fact: Fact) -> None:
        if fact.pause in self.active:
            return
        self.stretch_to(fact.at)
        if not self.active:
            self.pauses.append((fact.at, None))
        self.active[fact.pause] = fact.at

    def resume(self, fact: Fact) -> None:
        if fact.pause not in self.active:
            return
        self.stretch_to(fact.at)
        del self.active[fact.pause]
        if not self.active:
            self.pauses[-1] = (self.pauses[-1][0], fact.at)

    def restart(self, fact: Fact) -> None:
        self.stretch_to(fact.at)
        self.close_round(fact.at)
        self.since = fact.at
        self.due = fact.due if fact.due is not None else self.due
        self.pauses = [(fact.at, None)] if self.active else []

    def reassign(self, fact: Fact) -> None:
        if fact.debtor is not None and fact.debtor != self.debtor:
            self.stretch_to(fact.at)
            self.debtor = fact.debtor

    def close_round(self, until: Micros | None) -> None:
        due, _ = self.due_now()
        marks = tuple(self.due_now(less=before)[0] for before in self.begun.before)
        self.rounds.append(Round(len(self.rounds), self.since, due, until, marks))

    def due_now(self, *, less: Micros = 0) -> tuple[Micros | None, Micros | None]:
        """The due instant of this round; while the clock stands still, what is left instead.

        With ``less``, the instant at which so much is left of the time.
        """
        within = self.begun.within
        left = within if within is not None else (self.due or self.since) - self.since
        left -= less
        if left <= 0:
            return self.since + left, None
        at = self.since
        for begins, ends in self.pauses:
            run = self.timer.between(at, begins)
            if run >= left:
                break
            left -= run
            if ends is None:
                return None, left
            at = ends
        return self.timer.add(at, left), None


def course_of(begun: Beginning, facts: Iterable[Fact], timer: Timer = ALWAYS) -> Course:
    """What the facts make of an obligation, in whatever order they are given."""
    walk = _Walk(begun, timer)
    for fact in sorted(facts, key=_when):
        if (fact.at, fact.position) <= (begun.at, begun.position):
            continue
        if fact.role == "ends":
            walk.ended += 1
            if walk.ended >= begun.least:
                return _concluded(walk, fact)
        elif fact.role == "withdrawn":
            return _concluded(walk, fact)
        elif fact.role == "pauses":
            walk.pause(fact)
        elif fact.role == "resumes":
            walk.resume(fact)
        elif fact.role == "restarts":
            walk.restart(fact)
        else:
            walk.reassign(fact)
    if begun.lapse is not None:
        return _lapsed(walk, begun.lapse)
    _, left = walk.due_now()
    walk.close_round(None)
    pause = next(iter(walk.active), None)
    since = walk.pauses[-1][0] if walk.active else None
    return Course(tuple(walk.rounds), tuple(walk.stretches), walk.debtor, pause, since, left)


def _concluded(walk: _Walk, fact: Fact) -> Course:
    walk.stretch_to(fact.at)
    walk.close_round(fact.at)
    return Course(
        tuple(walk.rounds),
        tuple(walk.stretches),
        walk.debtor,
        None,
        None,
        None,
        fact.at,
        fact.position,
        fact.role == "withdrawn",
    )


def _lapsed(walk: _Walk, at: Micros) -> Course:
    walk.stretch_to(at)
    walk.close_round(None)
    return Course(
        tuple(walk.rounds), tuple(walk.stretches), walk.debtor, None, None, None, concluded_at=at
    )


def _when(fact: Fact) -> tuple[Micros, int, int]:
    return fact.at, fact.position, _ORDER[fact.role]


class Sums(NamedTuple):
    """How the whole time of an obligation was spent; the three together are the wall time."""

    running: Micros
    paused: Micros
    outside: Micros


def sums_of(stretches: Sequence[Stretch], timer: Timer) -> Sums:
    """How much of some stretches was running, paused, and out of hours."""
    running = paused = outside = 0
    for each in stretches:
        length = each.ends - each.starts
        if each.pause is not None:
            paused += length
            continue
        run = timer.between(each.starts, each.ends)
        running += run
        outside += length - run
    return Sums(running, paused, outside)
