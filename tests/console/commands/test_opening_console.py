"""A console that may write keeps watch behind the screen, whatever the screen shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.app import DutybookApp
from ledger.opening import open_book
from ledger.registers.attendance.entries import RecordLateness
from ledger.store.recorder import DCBQuery, DCBQueryItem
from tests.console.commands.conftest import Dutybook

RULES = """
name = "ours"
title = { zh = "本中心", en = "Our centre" }
stacks = ["team-discipline"]
"""


@pytest.fixture
def governed(dutybook: Dutybook, ledger: str, tmp_path: Path) -> str:
    """A ledger under the team's discipline, with the team leader A017."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "rulebook.toml").write_text(RULES, encoding="utf-8")
    by = ("--as", "A001", "--ledger", ledger)
    leader = ("person=A017", "name=王敏", "roles=team-leader", "post=team-leader")
    assert dutybook("act", "register-person", *leader, *by).status == 0
    assert dutybook("rulebook", "adopt", "rules", "--approved-by", "A001", *by).status == 0
    return ledger


def proposals(ledger: str) -> int:
    """How many offences were proposed."""
    book = open_book(ledger, readonly=True)
    try:
        return sum(1 for _ in book.read(DCBQuery([DCBQueryItem(["offence.proposed"])])))
    finally:
        book.close()


@pytest.mark.parametrize(("actor", "expected"), [(("--as", "A017"), 1), ((), 0)])
def test_a_console_that_may_write_keeps_watch(
    monkeypatch: pytest.MonkeyPatch,
    dutybook: Dutybook,
    governed: str,
    actor: tuple[str, ...],
    expected: int,
) -> None:
    """What happens while a leader's floor is open is proposed; one that only shows stays out."""

    def somebody_is_late(app: DutybookApp) -> None:
        """While the screen is on show."""
        other = open_book(governed)
        done = other.act(RecordLateness(person="A003", minutes=12), by="A017")
        head = done.kept[-1].position
        app.book.recorder.wait(head, 20.0 if expected else 0.2)
        other.close()

    monkeypatch.setattr(DutybookApp, "run", somebody_is_late)
    monkeypatch.setattr("console.commands.floor.require_screen", lambda _: None)
    ended = dutybook("floor", governed, *actor)

    assert ended.status == 0, ended.err
    assert proposals(governed) == expected
