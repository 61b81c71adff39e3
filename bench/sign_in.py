"""Guessing passwords: what it does to those who work, and what its time tells the guesser."""

from __future__ import annotations

import threading
import time
from collections import Counter
from datetime import UTC, datetime

from bench.centre import AGENTS, PROGRAM, agents, fill, work_calls
from bench.figures import Row, in_ms, median, quantile
from bench.workshop import Workshop
from ledger.authentication.door import Door
from ledger.book import Book, Facts
from ledger.kernel.action import Refused, Role
from ledger.kernel.clock import CountedIds
from ledger.registers.org.events import PersonRegistered

_ADMINISTRATOR = "M0001"
_WRONG = "not the password"
_GUESSES_A_SECOND = 100
_GUESSERS = 160
_MOST_MS = 10.0
_MOST_APART_PERCENT = 10.0


def sign_in(shop: Workshop) -> list[Row]:
    """Calls worked in quiet and under a hundred guesses a second; how long one guess takes."""
    # A ledger of its own, because a book with passwords asks everybody for theirs from then on.
    book = shop.new_book("sign-in")
    try:
        fill(book, shop.sizes.small)
        people = agents(min(AGENTS, shop.sizes.probes))
        door = _secured(book, people)
        shop.say("guessing at known and at unknown numbers in turn")
        known, unknown = _guessed(door, people)
        quiet: dict[str, list[float]] = {}
        work_calls(book, "quiet-", max(2, shop.sizes.lives // 3), quiet)
        shop.say("working calls while passwords are guessed")
        guessing = _Guessing(door, people)
        with guessing:
            busy = _worked(book, shop.sizes.watch_seconds / 4)
    finally:
        book.close()
    return [_working_row(quiet, busy, guessing), _telling_row(known, unknown)]


def _secured(book: Book, people: list[str]) -> Door:
    now = datetime.now(UTC)
    boss = PersonRegistered(person=_ADMINISTRATOR, name="Boss", roles=(Role.ADMINISTRATOR,))
    book.record([Facts(CountedIds().command(now), [(boss, now)])], by=PROGRAM)
    door = Door(book, station="bench")
    door.set_password(_ADMINISTRATOR, _ADMINISTRATOR, "a password of one's own")
    for person in people:
        door.set_password(_ADMINISTRATOR, person, f"the password of {person}")
    return door


def _guessed(door: Door, people: list[str]) -> tuple[list[float], list[float]]:
    """The seconds of one wrong password for each known number, and for as many unknown ones."""
    _guess(door, "X0000")
    known, unknown = [], []
    for number, person in enumerate(people):
        known.append(_timed(door, person))
        unknown.append(_timed(door, f"X{number + 1:04d}"))
    return known, unknown


def _guess(door: Door, number: str) -> str:
    """What one wrong password came to."""
    try:
        door.sign_in(number, _WRONG)
    except Refused as refusal:
        return type(refusal).__name__
    raise AssertionError("a wrong password let somebody in")


def _timed(door: Door, number: str) -> float:
    began = time.perf_counter()
    _guess(door, number)
    return time.perf_counter() - began


def _worked(book: Book, seconds: float) -> dict[str, list[float]]:
    """The time of each step of calls worked for a while."""
    found: dict[str, list[float]] = {}
    until = time.perf_counter() + seconds
    turn = 0
    while time.perf_counter() < until:
        work_calls(book, f"busy{turn}-", 2, found)
        turn += 1
    return found


class _Guessing:
    """Threads that give wrong passwords at an even rate, half of them for unknown numbers."""

    def __init__(self, door: Door, people: list[str]) -> None:
        self._door = door
        self._people = people
        self._over = threading.Event()
        self._threads = [
            threading.Thread(target=self._guess, args=(number,)) for number in range(_GUESSERS)
        ]
        self._began = time.perf_counter()
        self._counting = threading.Lock()
        self._given = 0
        self.outcomes: Counter[str] = Counter()
        self.rate = 0.0
        """How many were given a second."""

    def __enter__(self) -> None:
        self._began = time.perf_counter()
        for thread in self._threads:
            thread.start()

    def __exit__(self, *_: object) -> None:
        self.rate = self._given / (time.perf_counter() - self._began)
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _guess(self, first: int) -> None:
        turn = first
        while not self._over.is_set():
            due = self._began + turn / _GUESSES_A_SECOND
            if self._over.wait(max(0.0, due - time.perf_counter())):
                break
            known = turn % 2 == 0
            number = self._people[turn // 2 % len(self._people)] if known else f"Y{turn:06d}"
            with self._counting:
                self._given += 1
            outcome = _guess(self._door, number)
            with self._counting:
                self.outcomes[outcome] += 1
            turn += _GUESSERS


def _working_row(
    quiet: dict[str, list[float]], busy: dict[str, list[float]], guessing: _Guessing
) -> Row:
    before = [each for step in quiet.values() for each in step]
    during = [each for step in busy.values() for each in step]
    p50, p99 = median(during), quantile(during, 0.99)
    rate = guessing.rate
    told = ", ".join(f"{name} {count}" for name, count in guessing.outcomes.most_common())
    return Row(
        figure="decide and append, wrong passwords meanwhile",
        measured=f"p50 {in_ms(p50)}, p99 {in_ms(p99)}",
        target=f"p50 <= {_MOST_MS:.0f} ms at {_GUESSES_A_SECOND} /s",
        met=p50 * 1e3 <= _MOST_MS and rate >= 0.9 * _GUESSES_A_SECOND,
        beside=f"{rate:.0f} guesses a second ({told}); p50 in quiet {in_ms(median(before))}",
        values={
            "p50_ms": p50 * 1e3,
            "p99_ms": p99 * 1e3,
            "quiet_p50_ms": median(before) * 1e3,
            "guesses_a_second": rate,
        },
    )


def _telling_row(known: list[float], unknown: list[float]) -> Row:
    ours, theirs = median(known), median(unknown)
    apart = abs(ours - theirs) / ours * 100
    return Row(
        figure="a wrong password, known number or unknown",
        measured=f"p50 {in_ms(ours)} or {in_ms(theirs)}",
        target=f"< {_MOST_APART_PERCENT:.0f} % apart",
        met=apart < _MOST_APART_PERCENT,
        beside=f"{apart:.1f} % apart, {len(known)} of each in turn",
        values={"known_ms": ours * 1e3, "unknown_ms": theirs * 1e3, "apart_percent": apart},
    )
