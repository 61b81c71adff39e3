"""How long the regulations take to load and check, and a clause to look up."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date

from bench.figures import Row, in_ms, median
from bench.workshop import REPOSITORY, Workshop
from ledger.rulebook.loading import built_in, preset
from ledger.rulebook.lookup import Edition, Lawbook

_TIMES = 5
_MOST_MS = 300
_MOST_MICROS = 5
_ROUNDS = 20
_FIRST = date(2026, 11, 1)

_LOADING = """
import time
from ledger import registers
registers.load()
began = time.perf_counter()
from ledger.rulebook.loading import preset, preset_names
fills = {"four-hour-chain": {"delay_fine_per_hour": "50.00 CNY"}}
clauses = sum(len(preset(name, fills.get(name, {})).clauses) for name in preset_names())
print(time.perf_counter() - began, len(preset_names()), clauses)
"""


def rulebook(shop: Workshop) -> list[Row]:
    """Loading all presets in a new process each time, and looking clauses up in one of them."""
    return [_loading(), *_lookups()]


def _loading() -> Row:
    """The median of several processes that have loaded the registers and nothing else."""
    told: list[tuple[float, str, str]] = []
    for _ in range(_TIMES + 1):
        done = subprocess.run(
            [sys.executable, "-c", _LOADING],
            check=True,
            capture_output=True,
            text=True,
            cwd=REPOSITORY,
        )
        seconds, presets, clauses = done.stdout.split()
        told.append((float(seconds), presets, clauses))
    middle = median([seconds for seconds, _, _ in told[1:]])
    _, presets, clauses = told[-1]
    return Row(
        figure="load and check all presets",
        measured=in_ms(middle),
        target=f"<= {_MOST_MS} ms",
        met=middle * 1e3 <= _MOST_MS,
        beside=f"{presets} presets, {clauses} clauses, a new process each time",
        values={"median_ms": middle * 1e3},
    )


def _lookups() -> list[Row]:
    """One clause a decision, of a law with an edition adopted: kept versions, then new days."""
    lawbook = Lawbook(built_in(), [Edition(date.min, preset("telecom-callcentre"))])
    clauses = [each.id for each in lawbook.clauses_on(_FIRST)]
    first = _each(lawbook, clauses, _FIRST)
    kept = median([_each(lawbook, clauses, _FIRST) for _ in range(_ROUNDS)])
    return [
        Row(
            figure="look a clause up",
            measured=f"{kept * 1e6:.2f} us",
            target=f"<= {_MOST_MICROS} us",
            met=kept * 1e6 <= _MOST_MICROS,
            beside=f"{first * 1e6:.1f} us the first time on a day, when its terms are read",
            values={"kept_us": kept * 1e6, "first_us": first * 1e6},
        )
    ]


def _each(lawbook: Lawbook, clauses: list[str], day: date) -> float:
    """The seconds of one lookup, a new decision each."""
    began = time.perf_counter()
    for clause in clauses:
        lawbook.on(day).cite(clause)
    return (time.perf_counter() - began) / len(clauses)
