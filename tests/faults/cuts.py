"""Power cuts: a writer at work on a disk that loses power at some change, and what is left."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

import apsw

from ledger.store.connection import ConnectionFactory, define
from ledger.store.names import Names
from ledger.store.recorder import ProgrammingError, StoreError
from ledger.store.sqlite import SQLiteRecorder
from ledger.store.writing import Writer
from tests.faults.account import Account, Findings
from tests.faults.power_loss import Disk, File, PowerLossVFS
from tests.faults.scratch import scratch_folder

NAME = "/floor.ledger"
STAMP = 1_795_000_000_000_000
_MOST_CHANGES = 200
_MOST_GROUPS = 20


class Durable(ConnectionFactory):
    """The connections as a recorder makes them, with a log and a cache that are soon full."""

    def __init__(self, vfs: str, chance: Random) -> None:
        super().__init__(Path(NAME), vfs=vfs)
        self._chance = chance

    def writer(self) -> apsw.Connection:
        """Open the connection that appends."""
        connection = super().writer()
        connection.wal_autocheckpoint(self._chance.choice((1, 5, 20, 4_000)))
        connection.pragma("cache_size", self._chance.choice((5, 2_000)))
        return connection


class Careless(Durable):
    """Connections that do not sync their commits."""

    def writer(self) -> apsw.Connection:
        """Open the connection that appends."""
        connection = super().writer()
        connection.pragma("synchronous", "normal")
        return connection


class PowerCuts:
    """Trials with one way of connecting, on a disk whose syncs are `honest` or `failing`."""

    def __init__(
        self,
        folder: Path,
        connections: Callable[[str, Random], ConnectionFactory] = Durable,
        *,
        honest: bool = True,
        failing: float = 0.0,
    ) -> None:
        self.acknowledged = 0
        self._folder = folder
        self._connections = connections
        self._honest = honest
        self._failing = failing
        self._vfs = PowerLossVFS(f"power loss {id(self):x}")
        with SQLiteRecorder(folder / "empty.ledger"):
            pass
        self._empty = (folder / "empty.ledger").read_bytes()

    def trial(self, seed: int) -> Findings:
        """Cut the power once, and look at what is left; the same for the same seed."""
        chance = Random(seed)
        account = Account(chance)
        disk = self._disk(chance)
        self._work(account, chance, new=chance.random() < 0.3)
        self.acknowledged += account.acknowledged
        return examined(left_of(disk, self._folder), account)

    def _disk(self, chance: Random) -> Disk:
        changes = chance.randrange(_MOST_CHANGES)
        disk = Disk(chance, changes=changes, honest=self._honest, failing=self._failing)
        self._vfs.disk, self._vfs.chance = disk, chance
        return disk

    def _work(self, account: Account, chance: Random, *, new: bool) -> None:
        factory = self._connections(self._vfs.name, chance)
        # The program makes the empty file of a new ledger itself before SQLite sees it.
        self._vfs.disk.files[NAME] = File(b"" if new else self._empty)
        with suppress(apsw.Error, StoreError):
            if new:
                define(factory)
            writer = Writer(factory, Names(), lambda: STAMP, lambda _: None)
            try:
                for _ in range(chance.randrange(_MOST_GROUPS)):
                    write_a_group(writer, account, chance)
            finally:
                self._vfs.disk.dead |= chance.random() < 0.5
                writer.close()


def many_cuts(
    first: int, trials: int, connections: type[Durable], honest: bool, failing: float
) -> tuple[Findings, int]:
    """Cut the power so many times; what was found, and how much had been acknowledged."""
    findings = Findings()
    with scratch_folder() as folder:
        cuts = PowerCuts(folder, connections, honest=honest, failing=failing)
        for seed in range(first, first + trials):
            findings += cuts.trial(seed)
        return findings, cuts.acknowledged


def write_a_group(writer: Writer, account: Account, chance: Random) -> None:
    """Have one to four callers' units of one to three commands written together."""
    units = [
        [account.ask() for _ in range(chance.choice((1, 1, 1, 2, 3)))]
        for _ in range(chance.choice((1, 1, 1, 2, 4)))
    ]
    answers = writer.write([[asked.command for asked in unit] for unit in units])
    for unit, answer in zip(units, answers, strict=True):
        replies = [answer] * len(unit) if isinstance(answer, Exception) else answer
        for asked, reply in zip(unit, replies, strict=True):
            account.note(asked.number, reply)


def left_of(disk: Disk, folder: Path) -> Path:
    """Put what a power cut leaves into a folder, and return where the ledger is."""
    folder = folder / "left"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for path, content in disk.after_a_cut().items():
        (folder / path[1:]).write_bytes(content)
    return folder / NAME[1:]


def cut_while_made(folder: Path, changes: int) -> Path:
    """Cut the power after so many changes of a new ledger's making; where its rest is."""
    vfs = PowerLossVFS("power loss in the making")
    vfs.disk = Disk(Random(changes), changes=changes)
    vfs.disk.files[NAME] = File()
    with suppress(apsw.Error, StoreError):
        factory = ConnectionFactory(Path(NAME), vfs=vfs.name)
        define(factory)
        factory.writer().close()
    return left_of(vfs.disk, folder)


def examined(path: Path, account: Account) -> Findings:
    """Open what is left of a ledger as any program would, and check all it was said to hold."""
    findings = Findings()
    try:
        with SQLiteRecorder(path) as recorder:
            findings += account.audit(recorder)
            findings += account.ask_again(recorder)
            findings += account.audit(recorder)
            recorder.verify()
    except (StoreError, ProgrammingError):
        # A ledger whose indexes contradict its events refuses appends as if they were at fault.
        findings.damaged += 1
    return findings
