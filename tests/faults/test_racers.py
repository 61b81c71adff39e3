"""Of many who want the same call exactly one gets it, however they are staggered."""

from __future__ import annotations

from pathlib import Path

from tests.faults.account import Findings
from tests.faults.racers import raced

ROUNDS = 100


def test_one_of_sixteen_processes_gets_each_call_of_a_file(scratch: Path) -> None:
    """In every round on a ledger file exactly one process is told that it has the call."""
    assert raced(str(scratch / "floor.ledger"), ROUNDS, 23) == Findings()


def test_one_of_sixteen_processes_gets_each_call_of_a_server(postgres_url: str) -> None:
    """In every round on a server's ledger exactly one process is told that it has the call."""
    assert raced(postgres_url, ROUNDS, 29) == Findings()


def test_the_race_finds_out_who_appends_without_a_condition(scratch: Path) -> None:
    """Racers who only look before they append get some calls twice, and that is noticed."""
    assert raced(str(scratch / "floor.ledger"), 50, 23, careless=True).duplicates > 0
