"""A process in which some agents work calls while other processes do the same on one ledger.

``python -m bench.rival LEDGER NUMBER CALLERS SECONDS`` says ``ready``, waits for a line, works,
and says how many actions were carried out, how many refused, and the monotonic instants of
beginning and end. Now and then all processes try to take the same call, which only one may get.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from bench.centre import agents, life
from ledger.book import Book
from ledger.kernel.action import Action, Refused
from ledger.opening import open_book

_RACE_EVERY = 10


def staff_of(process: int, callers: int) -> list[str]:
    """The agents who work in a process."""
    return agents((process + 1) * callers)[process * callers :]


def raced(number: int, caller: int) -> str:
    """The id of a call that the callers of that place in every process try to take."""
    return f"race-{caller}-{number}"


def work(book: Book, process: int, caller: int, agent: str, until: float) -> tuple[int, int]:
    """Work calls until an instant; how many actions were carried out, and how many refused."""
    carried_out = refused = number = 0
    while time.monotonic() < until:
        race = number % _RACE_EVERY == 0
        call = raced(number // _RACE_EVERY, caller) if race else f"own-{process}-{caller}-{number}"
        number += 1
        for action in _steps(call, agent):
            try:
                book.act(action, by=agent)
                carried_out += 1
            except Refused:
                refused += 1
                if not _goes_on(action):
                    break
    return carried_out, refused


def _steps(call: str, agent: str) -> Iterator[Action]:
    for _, action in life(call, agent):
        yield action


def _goes_on(action: Action) -> bool:
    """Another may have offered the call; it can be accepted all the same."""
    return type(action).__name__ == "OfferCall"


def main(ledger: str, process: int, callers: int, seconds: float) -> None:
    """Work as the module says."""
    book = open_book(ledger)
    print("ready", flush=True)
    sys.stdin.readline()
    began = time.monotonic()
    with ThreadPoolExecutor(callers) as pool:
        done = [
            pool.submit(work, book, process, caller, agent, began + seconds)
            for caller, agent in enumerate(staff_of(process, callers))
        ]
        results = [each.result() for each in done]
    ended = time.monotonic()
    carried_out, refused = (sum(each) for each in zip(*results, strict=True))
    print(carried_out, refused, began, ended, flush=True)
    book.close()


if __name__ == "__main__":
    ledger, process, callers, seconds = sys.argv[1:]
    main(ledger, int(process), int(callers), float(seconds))
