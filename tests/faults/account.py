"""The account of a trial: what callers asked for and were told, against what the ledger holds."""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import count
from random import Random

from ledger.store.recorder import (
    AppendConflict,
    Batch,
    Contended,
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBQueryItem,
    Decision,
    LedgerRecorder,
    Span,
    StoreError,
)


@dataclass
class Findings:
    """How often a ledger broke its word, by the way in which it did."""

    lost: int = 0
    """Commands acknowledged, and not in the place that was named."""
    gaps: int = 0
    """Positions that no event has."""
    duplicates: int = 0
    """Commands recorded more than once."""
    halves: int = 0
    """Commands recorded in part, or torn apart."""
    unasked: int = 0
    """Commands refused or never asked for, and recorded nevertheless."""
    unresolved: int = 0
    """Commands whose outcome could not be found out by their id."""
    damaged: int = 0
    """Ledgers that could not be opened any more, or contradict themselves."""

    def __iadd__(self, other: Findings) -> Findings:
        for field in fields(Findings):
            name = field.name
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return self == Findings()


@dataclass(frozen=True)
class Asked:
    """A command: what is asked for first, and what is asked again when that was interrupted."""

    number: int
    command: Batch | Decision
    repeat: Batch

    @property
    def repeatable(self) -> bool:
        """Whether it has an id by which its outcome can be found out."""
        return self.repeat.command is not None


def drawn(number: int, chance: Random) -> Asked:
    """A command of some kind: plain, without an id, to be decided, or on a condition."""
    size = chance.choice((1, 1, 1, 2, 3, 9))
    events = [
        DCBEvent(
            f"type {number % 5}",
            b"%d %d %d" % (number, part, size),
            [f"command:{number}", f"few:{number % 3}"],
        )
        for part in range(size)
    ]
    identity = b"command %d" % number
    batch = Batch(events, None, identity)
    item = DCBQueryItem([f"type {number % 5}"], [f"few:{number % 3}"])
    kind = chance.choice(("plain", "plain", "nameless", "decided", "conditional"))
    if kind == "decided":
        return Asked(number, Decision([(item, True)], lambda _: events, identity), batch)
    if kind == "nameless":
        batch = Batch(events)
    if kind == "conditional":
        batch = Batch(events, DCBAppendCondition(DCBQuery([item])), identity)
    return Asked(number, batch, batch)


class Account:
    """Makes numbered commands, and remembers what their callers were told."""

    def __init__(self, chance: Random) -> None:
        self.acknowledged = 0
        self.unknown: dict[int, Asked] = {}
        """Commands asked for, and not answered."""
        self._chance = chance
        self._numbers = count(1)
        self._asked: dict[int, Asked] = {}
        self._refused: set[int] = set()
        self._told: dict[int, Span] = {}
        self._places: dict[int, int] = {}
        self._audited = 0

    def ask(self) -> Asked:
        """Make a new command, whose outcome is unknown until it is noted."""
        asked = drawn(next(self._numbers), self._chance)
        self.adopt(asked)
        return asked

    def adopt(self, asked: Asked) -> None:
        """Take over a command that another process has asked for."""
        self._asked[asked.number] = self.unknown[asked.number] = asked

    def note(self, number: int, answer: Span | Exception | None) -> None:
        """Remember what the caller of a command was told; a fault of the store tells nothing."""
        if isinstance(answer, Span):
            self.acknowledged += 1
            self._told[number] = answer
        elif isinstance(answer, AppendConflict | Contended):
            self._refused.add(number)
        elif not isinstance(answer, StoreError):
            raise AssertionError(f"command {number} was answered with {answer!r}")
        else:
            return
        del self.unknown[number]

    def ask_again(self, recorder: LedgerRecorder) -> Findings:
        """Ask once more for all whose outcome is unknown, and for some whose outcome is known."""
        findings = Findings()
        for number, asked in list(self.unknown.items()):
            if asked.repeatable:
                self.note(number, outcome(recorder, asked.repeat))
                findings.unresolved += number in self.unknown
        for number, told in list(self._told.items())[-5:]:
            asked = self._asked[number]
            if asked.repeatable:
                again = outcome(recorder, asked.repeat)
                if isinstance(again, StoreError):
                    findings.unresolved += 1
                else:
                    findings.lost += again != Span(told.first, told.last, duplicate=True)
        return findings

    def audit(self, recorder: LedgerRecorder) -> Findings:
        """Read what was recorded since the last audit, and compare it with what was told."""
        findings = Findings()
        current, due = 0, 0
        for event in recorder.read(after=self._audited):
            number, part, size = (int(each) for each in event.event.data.split())
            findings.gaps += event.position - self._audited - 1
            self._audited = event.position
            if part == 0:
                findings.halves += due > 0
                findings.duplicates += number in self._places
                findings.unasked += number not in self._asked or number in self._refused
                self._places[number] = event.position
                current, due = number, size
            elif number != current or part != size - due:
                findings.halves += 1
                current, due = number, size - part
            due -= 1
        findings.halves += due > 0
        for number, told in self._told.items():
            whole = told.last - told.first + 1 == len(self._asked[number].repeat.events)
            findings.lost += not (whole and self._places.get(number) == told.first)
        self._told.clear()
        for number in [number for number in self.unknown if number in self._places]:
            del self.unknown[number]
        return findings


def outcome(recorder: LedgerRecorder, command: Batch | Decision) -> Span | Exception | None:
    """What the caller of a command is told, be it a span or a fault."""
    try:
        if isinstance(command, Decision):
            return recorder.decide(command)
        return recorder.commit(command)
    except (StoreError, AppendConflict, Contended) as fault:
        return fault
