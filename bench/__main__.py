"""Run the benchmarks: ``python -m bench [NAMES...] [--quick|--large] [--json FILE]``."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

from bench import workloads
from bench.figures import NOT_MEASURED, Row, as_json, table
from bench.machine import head
from bench.workshop import FULL, LARGE, QUICK, Workshop


def main(arguments: list[str] | None = None) -> int:
    """Measure what was asked for and print it; 1 when something could not be measured.

    A target that is missed stands in the table and is no failure: the machine may be a slow one.
    """
    known = workloads.names()
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"any of: {', '.join(known)}")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="smaller sizes, under five minutes")
    size.add_argument("--large", action="store_true", help="up to ten million events, an hour")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    asked = parser.parse_args(arguments)
    if unknown := sorted(set(asked.names) - set(known)):
        parser.error(f"there is no workload {', '.join(unknown)}; known are {', '.join(known)}")
    sizes = QUICK if asked.quick else LARGE if asked.large else FULL
    with Workshop(sizes) as shop:
        machine = head(shop.folder)
        rows = [row for name in asked.names or known for row in run(name, shop)]
    for key, value in machine.items():
        print(f"{key:<10} {value}")
    print(f"\n{table(rows)}")
    if asked.json is not None:
        asked.json.parent.mkdir(parents=True, exist_ok=True)
        asked.json.write_bytes(as_json(machine, rows))
    return 1 if any(row.measured == NOT_MEASURED for row in rows) else 0


def run(name: str, shop: Workshop) -> list[Row]:
    """The rows of one workload; a workload that fails is a row that says so."""
    print(f"{name} ...", file=sys.stderr, flush=True)
    # What earlier workloads left for the disk to write would slow this one's commits down.
    os.sync()
    began = time.perf_counter()
    try:
        rows = workloads.find(name)(shop)
    except Exception as fault:
        reason = f"{type(fault).__name__}: {fault}"
        rows = [Row(figure=name, measured=NOT_MEASURED, met=False, beside=reason)]
    shop.say(f"{name} took {time.perf_counter() - began:.1f} s")
    return rows


if __name__ == "__main__":
    sys.exit(main())
