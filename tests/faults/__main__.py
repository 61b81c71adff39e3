"""The long run of the crash laboratory: python -m tests.faults, or make faults.

Prints a table of trials and findings, and ends with status 1 when anything is not as it should be.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from random import Random

from ledger.store.postgres import PostgresRecorder
from tests.faults.account import Findings
from tests.faults.clocks import ClockJumps
from tests.faults.cuts import Careless, Durable, many_cuts
from tests.faults.fire import UnderFire
from tests.faults.kills import kills
from tests.faults.network import network_faults
from tests.faults.racers import raced
from tests.faults.scratch import scratch_folder
from tests.faults.servers import crash_server, end_connections
from tests.faults.space import NoSmallDisk, full_disk_under_a_file, full_disk_under_a_server
from tests.faults.tally import Tally, table
from tests.faults.victim import opened
from tests.faults.wardens import restarted
from tests.ledger.registers.swaps.leaders import conflicts
from tests.postgres_server import TestServer, running

_CUTS_AT_ONCE = 500
_SQLITE, _POSTGRES = "SQLite", "PostgreSQL"


def arguments() -> argparse.Namespace:
    """How many trials of each fault."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    for name, usual, what in (
        ("cuts", 100_000, "power cuts"),
        ("careless", 2_000, "power cuts that must lose commits, of each kind"),
        ("kills", 1_500, "clients killed, for each kind of store"),
        ("ended", 1_800, "times connections are ended by their server"),
        ("crashes", 200, "times the server is killed"),
        ("network", 1_000, "network faults"),
        ("full", 200, "times the disk is full, for each kind of store"),
        ("clocks", 300, "openings under a clock that jumps, for each kind of store"),
        ("rounds", 10_000, "rounds of sixteen racers, for each kind of store"),
        ("wardens", 1_000, "restarts of two wardens at once, for each kind of store"),
        ("swaps", 500, "swaps that cannot all be, agreed to by eight, for each kind of store"),
        ("seed", 1, "what all chance comes from"),
        ("workers", os.cpu_count() or 1, "processes that simulate power cuts"),
    ):
        parser.add_argument(f"--{name}", type=int, default=usual, help=f"{what} ({usual:,})")
    return parser.parse_args()


def power_cuts(wanted: argparse.Namespace) -> Iterator[Tally]:
    """Cut the power of a disk that works, and of what must lose commits."""
    for fault, trials, connections, honest, failing in (
        ("power cut", wanted.cuts, Durable, True, 0.0),
        ("power cut, syncs that fail", wanted.cuts // 10, Durable, True, 0.1),
        ("power cut, synchronous=NORMAL", wanted.careless, Careless, True, 0.0),
        ("power cut, disk that does not sync", wanted.careless, Durable, False, 0.0),
    ):
        bites = connections is Careless or not honest
        tally = Tally(fault, _SQLITE, must_find=bites)
        with ProcessPoolExecutor(wanted.workers, get_context("spawn")) as processes:
            done = [
                processes.submit(
                    many_cuts,
                    wanted.seed * 1_000_000_000 + first,
                    min(_CUTS_AT_ONCE, trials - first),
                    connections,
                    honest,
                    failing,
                )
                for first in range(0, trials, _CUTS_AT_ONCE)
            ]
            for first, each in zip(range(0, trials, _CUTS_AT_ONCE), done, strict=True):
                findings, acknowledged = each.result()
                tally.add(findings, acknowledged, min(_CUTS_AT_ONCE, trials - first))
        yield tally


def repeated(tally: Tally, trials: int, trial: Callable[[], Findings]) -> None:
    """Count so many trials."""
    for _ in range(trials):
        tally.add(trial())


def client_kills(wanted: argparse.Namespace, place: str, store: str) -> Tally:
    """Kill clients of either kind of store."""
    tally = Tally("kill -9 of a client", store)
    opened(place).close()
    with kills(place, Random(wanted.seed)) as trials:
        repeated(tally, wanted.kills, trials.trial)
        tally.acknowledged = trials.account.acknowledged
    with opened(place) as recorder:
        recorder.verify()
    return tally


def ended_connections(wanted: argparse.Namespace, server: TestServer) -> Tally:
    """Have a server end connections."""
    tally = Tally("pg_terminate_backend", _POSTGRES)
    chance = Random(wanted.seed)
    url = server.empty_ledger()
    with PostgresRecorder(url) as recorder, PostgresRecorder(url) as auditor:
        trials = UnderFire(recorder, auditor, chance)
        for _ in range(wanted.ended):
            share = chance.choice((0.5, 1.0))
            tally.add(trials.trial(partial(end_connections, server, share)))
        tally.acknowledged = trials.account.acknowledged
        auditor.verify()
    return tally


def server_crashes(wanted: argparse.Namespace) -> Tally:
    """Kill a server, with all its processes or alone."""
    tally = Tally("kill -9 of the server", _POSTGRES)
    chance = Random(wanted.seed)
    with crash_server() as server:
        url = server.empty_ledger()

        def strike() -> None:
            server.kill(also_children=chance.random() < 0.5)
            server.start()

        with PostgresRecorder(url) as recorder, PostgresRecorder(url) as auditor:
            trials = UnderFire(recorder, auditor, chance)
            repeated(tally, wanted.crashes, lambda: trials.trial(strike))
            tally.acknowledged = trials.account.acknowledged
            auditor.verify()
    return tally


def failing_network(wanted: argparse.Namespace, server: TestServer) -> Tally:
    """Have the network between a recorder and its server fail."""
    tally = Tally("network fault", _POSTGRES)
    with network_faults(server, Random(wanted.seed)) as trials:
        repeated(tally, wanted.network, trials.trial)
        tally.acknowledged = trials.account.acknowledged
    return tally


def full_disks(wanted: argparse.Namespace) -> Iterator[Tally]:
    """Fill disks, where the system lets us make one."""
    chance = Random(wanted.seed)
    with contextlib.suppress(NoSmallDisk):
        tally = Tally("disk full", _SQLITE)
        with full_disk_under_a_file(chance) as trials:
            repeated(tally, wanted.full, trials.trial)
            tally.acknowledged = trials.account.acknowledged
        yield tally
        tally = Tally("disk full", _POSTGRES)
        with full_disk_under_a_server(chance) as (trials, server):
            for _ in range(wanted.full):
                tally.add(trials.trial(server))
            tally.acknowledged = trials.account.acknowledged
        yield tally


def jumping_clocks(wanted: argparse.Namespace, place: str, store: str) -> Tally:
    """Append under a clock that jumps."""
    tally = Tally("clock that jumps", store)
    trials = ClockJumps(place, Random(wanted.seed))
    repeated(tally, wanted.clocks, trials.trial)
    tally.acknowledged = trials.account.acknowledged
    return tally


def races(wanted: argparse.Namespace, place: str, store: str) -> Tally:
    """Have sixteen processes race."""
    tally = Tally("16 staggered racers", store)
    tally.add(raced(place, wanted.rounds, wanted.seed), wanted.rounds, wanted.rounds)
    return tally


def warden_restarts(wanted: argparse.Namespace, place: str, store: str) -> Tally:
    """Stop and start two wardens."""
    tally = Tally("two wardens restarted", store)
    tally.add(restarted(place, wanted.wardens, wanted.seed), wanted.wardens, wanted.wardens)
    return tally


def conflicting_swaps(wanted: argparse.Namespace, place: str, store: str) -> Tally:
    """Have eight leaders agree to swaps of which one can be made."""
    tally = Tally("8 leaders, conflicting swaps", store)
    tally.add(conflicts(place, wanted.swaps), wanted.swaps, wanted.swaps)
    return tally


def everything(wanted: argparse.Namespace) -> Iterator[Tally]:
    """Try every wanted fault on every kind of store it can happen to."""
    yield from power_cuts(wanted)
    with scratch_folder() as folder:
        yield from on_any_store(wanted, _SQLITE, lambda name: str(folder / name))
    shared = (wanted.kills, wanted.clocks, wanted.rounds, wanted.wardens, wanted.swaps)
    if any((*shared, wanted.ended, wanted.network)):
        with running() as server:
            yield from on_any_store(wanted, _POSTGRES, lambda _: server.empty_ledger())
            yield ended_connections(wanted, server)
            yield failing_network(wanted, server)
    if wanted.crashes:
        yield server_crashes(wanted)
    if wanted.full:
        yield from full_disks(wanted)


def on_any_store(
    wanted: argparse.Namespace, store: str, new_place: Callable[[str], str]
) -> Iterator[Tally]:
    """Try what can happen to any store; `new_place` gives an empty ledger."""
    if wanted.kills:
        yield client_kills(wanted, new_place("killed.ledger"), store)
    if wanted.clocks:
        yield jumping_clocks(wanted, new_place("clock.ledger"), store)
    if wanted.rounds:
        yield races(wanted, new_place("raced.ledger"), store)
    if wanted.wardens:
        yield warden_restarts(wanted, new_place("watched.ledger"), store)
    if wanted.swaps:
        yield conflicting_swaps(wanted, new_place("swapped.ledger"), store)


def main() -> int:
    """Run everything that is wanted at least once, saying what is done, and print the table."""
    done = []
    for tally in everything(arguments()):
        if tally.trials == 0:
            continue
        done.append(tally)
        verdict = "as it should be" if tally.passed else "WRONG"
        print(f"{tally.fault}, {tally.store}: {verdict}", file=sys.stderr, flush=True)
    print(table(done))
    return 0 if done and all(tally.passed for tally in done) else 1


if __name__ == "__main__":
    sys.exit(main())
