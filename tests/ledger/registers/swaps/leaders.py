"""Leaders who agree to conflicting swaps at the same moment, each in a process of their own.

python -m tests.ledger.registers.swaps.leaders LEDGER ROUNDS

writes the swaps of each round into an empty ledger, has eight leaders give the last consent to
eight of them at once, and prints what each was told, round by round.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any, NamedTuple

from ledger.book import Book, Facts, Site
from ledger.kernel.action import Refused, Role
from ledger.kernel.event import Event
from ledger.kernel.periods import periods
from ledger.registers.org.events import PersonPlaced, PersonRegistered
from ledger.registers.roster.events import ShiftAssigned
from ledger.registers.swaps.agree_swap import AgreeSwap
from ledger.registers.swaps.events import Side, SwapAgreed, SwapRequested
from ledger.vault import NoVault, VaultMissing
from tests.faults.account import Findings
from tests.faults.victim import opened
from tests.ledger.registers.discipline.test_properties import NoSecrets
from tests.ledger.registers.swaps.swapping import TELECOM

LEADERS = 8
REPOSITORY = Path(__file__).resolve().parents[4]
_PATIENCE = 300.0
_SITE = Site("East", "UTC")
_NOW = datetime(2027, 1, 5, 12, tzinfo=UTC)


class Told(NamedTuple):
    """What came of a consent: where the swap stands, or the refusal and what it rests on."""

    swapped: int
    refusal: str
    evidence: tuple[int, ...]


def history(rounds: int) -> list[Event]:
    """The people, and for each round a shift that eight want, or eight who want one person."""
    found: list[Event] = []
    for leader in ("L", *(f"L{number}" for number in range(LEADERS))):
        found.append(PersonRegistered(person=leader, name=leader, roles=(Role.TEAM_LEADER,)))
    for number in range(rounds):
        found += _round(number)
    return found


def _round(number: int) -> list[Event]:
    """In even rounds one shift is given to eight takers, in odd rounds eight shifts to one."""
    one_shift = number % 2 == 0
    alone = f"{'G' if one_shift else 'T'}{number}"
    others = [f"{'T' if one_shift else 'G'}{number}-{leader}" for leader in range(LEADERS)]
    found = [*_person(alone, "L")]
    shifts = [_shift(alone, 0)] if one_shift else []
    side = Side.GIVER if one_shift else Side.TAKER
    asked: list[Event] = []
    for leader, other in enumerate(others):
        found += _person(other, f"L{leader}")
        if not one_shift:
            shifts.append(_shift(other, leader))
        people = {"giver": alone, "taker": other}
        if not one_shift:
            people = {"giver": other, "taker": alone}
        swap = f"W{number}-{leader}"
        months = periods(SwapRequested, people, _NOW.date())
        given = shifts[-1].shift
        asked.append(SwapRequested(swap=swap, given=given, **people, **months))  # type: ignore[arg-type]
        asked.append(SwapAgreed(swap=swap, leader="L", side=side))
    return [*found, *shifts, *asked]


def _person(person: str, supervisor: str) -> tuple[Event, Event]:
    registered = PersonRegistered(person=person, name=person, roles=(Role.AGENT,))
    return registered, PersonPlaced(person=person, post="agent", supervisor=supervisor)


def _shift(person: str, later: int) -> ShiftAssigned:
    """A shift of twelve hours; those that begin less than twelve hours later meet it."""
    on = (_NOW + timedelta(days=12)).date()
    starts = datetime(on.year, on.month, on.day, 6 + later // 2, tzinfo=UTC)
    return ShiftAssigned(
        shift=f"{on}/D/{person}",
        person=person,
        day=f"{person}/{on}",
        starts=starts,
        ends=starts + timedelta(hours=12),
        code="D",
    )


def found(place: str, rounds: int) -> None:
    """Write everything that is there before the leaders act."""
    with opened(place) as recorder:
        book = Book.found(recorder, _SITE, vault=NoSecrets())
        began = datetime(2026, 12, 1, tzinfo=UTC)
        facts = Facts(book.new_command(), [(event, began) for event in history(rounds)])
        book.record([facts], by="program:test")


def agree(leader: int, place: str, rounds: int, together: Barrier, told: Any) -> None:
    """Give the last consent to a swap of every round, all at the same moment."""
    with opened(place) as recorder:
        book = Book(recorder, vault=NoVault(VaultMissing("none", zh="无")), law=TELECOM)
        for number in range(rounds):
            action = AgreeSwap(swap=f"W{number}-{leader}")
            together.wait(_PATIENCE)
            try:
                kept = book.act(action, by=f"L{leader}", at=_NOW).kept
                told.put((number, leader, Told(kept[-1].position, "", ())))
            except Refused as refusal:
                told.put((number, leader, Told(0, type(refusal).__name__, refusal.evidence)))


def main() -> None:
    """Have the leaders agree."""
    place, rounds = sys.argv[1], int(sys.argv[2])
    found(place, rounds)
    processes = get_context("fork")
    together, told = processes.Barrier(LEADERS), processes.Queue()
    leaders = [
        processes.Process(target=agree, args=(leader, place, rounds, together, told))
        for leader in range(LEADERS)
    ]
    for leader in leaders:
        leader.start()
    answers = sorted(told.get(timeout=_PATIENCE) for _ in range(rounds * LEADERS))
    for leader in leaders:
        leader.join()
    print(json.dumps([answer for *_, answer in answers]))
    sys.exit(any(leader.exitcode for leader in leaders))


def agreed(place: str, rounds: int) -> list[list[Told]]:
    """What eight leaders were told, round by round, on an empty ledger."""
    done = subprocess.run(
        [sys.executable, "-m", __spec__.name, place, str(rounds)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=REPOSITORY,
    )
    answers = [
        Told(swapped, refusal, tuple(evidence))
        for swapped, refusal, evidence in json.loads(done.stdout)
    ]
    return [answers[first : first + LEADERS] for first in range(0, len(answers), LEADERS)]


def conflicts(place: str, rounds: int) -> Findings:
    """Have eight leaders agree so often: a round with two swaps is a duplicate, with none lost."""
    findings = Findings()
    for told in agreed(place, rounds):
        made = sum(each.swapped > 0 for each in told)
        findings.duplicates += made > 1
        findings.lost += made < 1
    with opened(place) as recorder:
        recorder.verify()
    return findings


if __name__ == "__main__":
    main()
