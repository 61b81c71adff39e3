"""A played history to explain: a week of one agent under a team's regulation."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest

from ledger.book import Book
from ledger.rulebook.loading import preset
from ledger.scenarios.loading import from_texts
from ledger.scenarios.stage import Stage, steps_of

ZONE = ZoneInfo("Asia/Shanghai")

PEOPLE = """
[[scenario]]
name   = "a history"
people = [
  { person = "A031", post = "agent", supervisor = "A017" },
  { person = "A017", post = "team-leader", roles = ["team-leader"] },
]
then   = {}
"""

Played = Callable[..., Stage]


@pytest.fixture
def played() -> Played:
    """Play a history told as the rest of a scenario, under a preset; the stage it ended on."""

    def play(told: str, rulebook: str = "team-discipline") -> Stage:
        (written,) = from_texts({"history.toml": PEOPLE + told})
        steps = list(steps_of(written.scenario, ZONE))
        stage = Stage(written.scenario, preset(rulebook), steps, ZONE)
        for step in steps:
            stage.do(step)
        if written.scenario.until is not None:
            stage.pass_to(written.scenario.until.replace(tzinfo=ZONE))
        assert stage.troubles == []
        return stage

    return play


def position_of(book: Book, type_name: str) -> int:
    """Where the only event of a type stands."""
    (position,) = (each.position for each in book.read() if each.type_name == type_name)
    return position
