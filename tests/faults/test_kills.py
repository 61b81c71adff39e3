"""A client may die at any instant; whoever comes next finds what it was told, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.faults.account import Findings
from tests.faults.kills import kills
from tests.faults.victim import opened
from tests.postgres_server import TestServer

KILLS = 25


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, scratch: Path) -> Iterator[str]:
    """An empty ledger in either kind of store."""
    if request.param == "sqlite":
        yield str(scratch / "floor.ledger")
        return
    server: TestServer = request.getfixturevalue("postgres_server")
    yield server.empty_ledger()


def test_a_killed_client_loses_nothing_acknowledged(place: str) -> None:
    """After each kill -9 all it was told stands, whole and once, and the rest settles by id."""
    opened(place).close()
    findings = Findings()
    with kills(place, Random(11)) as trials:
        for _ in range(KILLS):
            findings += trials.trial()
        assert findings == Findings()
        assert trials.account.acknowledged > KILLS
    with opened(place) as recorder:
        recorder.verify()
