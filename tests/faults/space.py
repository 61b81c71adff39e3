"""Disks that run full, and have room again."""

from __future__ import annotations

import errno
import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from ledger.store.postgres import PostgresRecorder
from ledger.store.recorder import DiskFull, LedgerRecorder, StoreError
from ledger.store.sqlite import SQLiteRecorder
from tests.faults.account import Account, Findings, outcome
from tests.faults.servers import CrashServer, crash_server

_MOST_COMMANDS = 400
_MOST_ROOM = 200_000


class NoSmallDisk(Exception):
    """The system does not let us make a disk of our own."""


@contextmanager
def small_disk(megabytes: int) -> Iterator[Path]:
    """A disk in memory.

    Raises NoSmallDisk where only others may mount one.
    """
    with tempfile.TemporaryDirectory(prefix="dutybook-disk-") as name:
        options = f"size={megabytes}m,mode=755"
        mount = ["mount", "-t", "tmpfs", "-o", options, "dutybook-faults", name]
        try:
            subprocess.run(mount, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as fault:
            raise NoSmallDisk from fault
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", "--lazy", name], check=True, capture_output=True)


class FullDisk:
    """Trials on one ledger on a small disk."""

    def __init__(self, disk: Path, recorder: LedgerRecorder, chance: Random) -> None:
        self.account = Account(chance)
        self.fulls = 0
        """How often an append was refused because the disk was full."""
        self._ballast = disk / "ballast"
        self._recorder = recorder
        self._chance = chance

    def trial(self, server: CrashServer | None = None) -> Findings:
        """Fill the disk but for a little, append until it is full, and make room again."""
        fill(self._ballast, self._chance.randrange(_MOST_ROOM))
        full = 0
        for _ in range(_MOST_COMMANDS):
            asked = self.account.ask()
            answer = outcome(self._recorder, asked.command)
            self.account.note(asked.number, answer)
            full += isinstance(answer, DiskFull)
            if full > 2 or (isinstance(answer, StoreError) and not isinstance(answer, DiskFull)):
                break
        self.fulls += full
        self._ballast.unlink()
        if server is not None and not server.running:
            server.start()
        findings = self.account.ask_again(self._recorder)
        findings += self.account.audit(self._recorder)
        return findings


def fill(ballast: Path, leaving: int) -> None:
    """Take all room of a disk but for so many bytes."""
    with ballast.open("wb") as file:
        room = os.statvfs(ballast.parent)
        wanted = room.f_bavail * room.f_frsize - leaving
        try:
            os.posix_fallocate(file.fileno(), 0, max(1, wanted))
        except OSError as fault:
            if fault.errno != errno.ENOSPC:
                raise


@contextmanager
def full_disk_under_a_file(chance: Random) -> Iterator[FullDisk]:
    """Trials on a ledger file."""
    with small_disk(64) as disk, SQLiteRecorder(disk / "floor.ledger") as recorder:
        yield FullDisk(disk, recorder, chance)
        recorder.verify()


@contextmanager
def full_disk_under_a_server(chance: Random) -> Iterator[tuple[FullDisk, CrashServer]]:
    """Trials on a server's ledger."""
    with (
        small_disk(256) as disk,
        crash_server(disk) as server,
        PostgresRecorder(server.empty_ledger()) as recorder,
    ):
        yield FullDisk(disk, recorder, chance), server
        recorder.verify()
