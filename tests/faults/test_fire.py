"""Servers that end connections or die under their clients' hands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from random import Random

import pytest

from ledger.store.postgres import PostgresRecorder
from tests.faults.account import Findings
from tests.faults.fire import UnderFire
from tests.faults.servers import CrashServer, crash_server, end_connections
from tests.postgres_server import TestServer

ENDED = 30
KILLED = 4


@pytest.fixture(scope="module")
def server() -> Iterator[CrashServer]:
    """A server to be killed."""
    with crash_server() as made:
        yield made


def test_ended_connections_lose_nothing(postgres_url: str, postgres_server: TestServer) -> None:
    """While the server ends connections callers get true answers, and all of them settle."""
    chance = Random(3)
    findings = Findings()
    with PostgresRecorder(postgres_url) as recorder, PostgresRecorder(postgres_url) as auditor:
        trials = UnderFire(recorder, auditor, chance)
        for _ in range(ENDED):
            share = chance.choice((0.5, 1.0))
            findings += trials.trial(partial(end_connections, postgres_server, share))
        auditor.verify()
    assert findings == Findings()
    assert trials.account.acknowledged > ENDED


@pytest.mark.parametrize("also_children", [True, False])
def test_a_killed_server_loses_nothing(server: CrashServer, also_children: bool) -> None:
    """A server that dies and comes back has everything it has acknowledged, and nothing in part."""
    url = server.empty_ledger()
    findings = Findings()

    def strike() -> None:
        server.kill(also_children=also_children)
        server.start()

    with PostgresRecorder(url) as recorder, PostgresRecorder(url) as auditor:
        trials = UnderFire(recorder, auditor, Random(5))
        for _ in range(KILLED):
            findings += trials.trial(strike)
        auditor.verify()
    assert findings == Findings()
    assert trials.account.acknowledged > KILLED
