"""The network may fail at any byte; no caller is told anything that does not hold."""

from __future__ import annotations

from itertools import islice
from random import Random

import pytest

from ledger.store.postgres import PostgresRecorder
from ledger.store.postgres.attempt import Attempt
from ledger.store.postgres.writing import Writer
from tests.faults.account import Account, Findings, outcome
from tests.faults.network import behind_a_proxy, network_faults
from tests.faults.proxy import Fault
from tests.postgres_server import TestServer

FAULTS = 40


def test_network_faults_lose_nothing(postgres_server: TestServer) -> None:
    """After each fault all that was acknowledged stands, and every unknown outcome settles."""
    findings = Findings()
    with network_faults(postgres_server, Random(13)) as trials:
        for _ in range(FAULTS):
            findings += trials.trial()
    assert findings == Findings()
    assert trials.account.acknowledged > FAULTS


def test_the_trials_find_who_repeats_blindly(
    postgres_server: TestServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A writer that repeats an append whose answer was lost records it twice."""

    def repeated(self: Writer, attempt: Attempt) -> None:
        self._reconnected(unknown=False)

    monkeypatch.setattr(Writer, "_resolved", repeated)
    account = Account(Random(13))
    with (
        behind_a_proxy(postgres_server) as (proxy, through, direct),
        PostgresRecorder(through) as recorder,
        PostgresRecorder(direct) as auditor,
    ):
        nameless = (asked for asked in iter(account.ask, None) if not asked.repeatable)
        # The first few prepare statements; then the append's is the only answer on its way.
        for asked in islice(nameless, 3):
            account.note(asked.number, outcome(recorder, asked.command))
        # On a busy machine another answer may be lost first, such as one that tells of news.
        for asked in islice(nameless, 5):
            proxy.arm(Fault("reset", "to client", 1))
            account.note(asked.number, outcome(recorder, asked.command))
        found = account.audit(auditor)
        assert found.duplicates
        assert found == Findings(duplicates=found.duplicates)
