"""`dutybook rulebook test` as people type it."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path

import pytest

from tests.console.commands.conftest import Dutybook

MANIFEST = """
name   = "our-team"
stacks = ["team-discipline"]
"""

SCENARIOS = """
[[scenario]]
name   = "Twelve minutes late"
rules  = ["S1.21-01"]
given  = [{ at = 2026-11-21T08:30:00, event = "lateness.recorded", person = "A031", MINUTES }]
then   = { proposed = [{ offence = "attendance.late", person = "A031", amount = "12.00 CNY" }] }
"""


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A department's own rulebook with one scenario, whose minutes are still to be told."""
    folder = tmp_path / "ours"
    (folder / "scenarios").mkdir(parents=True)
    (folder / "rulebook.toml").write_text(MANIFEST, encoding="utf-8")
    return folder


def _write(folder: Path, minutes: str) -> None:
    text = SCENARIOS.replace("MINUTES", minutes)
    (folder / "scenarios" / "late.toml").write_text(text, encoding="utf-8")


def test_a_scenario_that_comes_out_as_expected_is_a_line(dutybook: Dutybook, ours: Path) -> None:
    """A non-programmer sees at a glance that the book does what the example says."""
    _write(ours, 'minutes = 12, occasion = "shift"')

    ended = dutybook("rulebook", "test", str(ours))

    assert ended.status == 0
    assert ended.out.splitlines() == [
        "passes  scenarios/late.toml: Twelve minutes late",
        "Scenarios: 1; otherwise than expected: 0.",
    ]


def test_a_scenario_that_comes_out_otherwise_tells_the_difference(
    dutybook: Dutybook, ours: Path
) -> None:
    """What was expected, and what came instead, below the scenario's line; status 4."""
    _write(ours, 'minutes = 13, occasion = "shift"')

    ended = dutybook("rulebook", "test", str(ours))

    assert ended.status == 4
    told = " ".join(line.strip() for line in ended.out.splitlines())
    assert "fails  scenarios/late.toml: Twelve minutes late" in told
    assert (
        "expected a proposal of attendance.late for A031 of 12.00 CNY; "
        "proposed: attendance.late for A031 of 13.00 CNY"
    ) in told


def test_a_fault_of_a_scenario_is_told_with_its_line(dutybook: Dutybook, ours: Path) -> None:
    """A field that is missing is found before anything is played."""
    _write(ours, 'occasion = "shift"')

    ended = dutybook("rulebook", "test", str(ours), lang="en")

    assert ended.status == 4
    assert ended.out.splitlines() == [
        "scenarios/late.toml:5: Twelve minutes late: lateness.recorded lacks minutes; add it"
    ]


def test_a_rulebook_without_scenarios_says_where_to_write_them(
    dutybook: Dutybook, ours: Path
) -> None:
    """Nothing played is not the same as nothing wrong."""
    ended = dutybook("rulebook", "test", str(ours))

    assert ended.status == 2
    assert "has no scenarios; write TOML files in its folder scenarios" in ended.err


def test_a_name_that_is_nobodys_lists_the_presets(dutybook: Dutybook) -> None:
    """Whoever mistypes a preset sees which there are."""
    ended = dutybook("rulebook", "test", "no-such-book")

    assert ended.status == 2
    assert "team-discipline" in ended.err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_coverage_counts_every_rule(dutybook: Dutybook, lang: str) -> None:
    """Of 565 rules each is counted, and what is not served is listed with its reason."""
    ended = dutybook("rulebook", "coverage", lang=lang)

    assert ended.status == 0
    assert " 565 " in ended.out
    assert ("计划编制与下达" in ended.out) == (lang == "zh")
    assert "S0.7-01..10" in ended.out


def test_coverage_of_a_preset_names_what_serves_each_rule(dutybook: Dutybook) -> None:
    """The clause, the register and the scenario stand below the rule they serve."""
    lines = dutybook("rulebook", "coverage", "team-discipline").out.splitlines()

    first = next(number for number, line in enumerate(lines) if line.startswith("S1.21-01"))
    served = list(takewhile(lambda line: line.startswith("  "), lines[first + 1 :]))
    assert "  clause attendance.late" in served
    assert any(line.startswith("  scenario team-discipline: ") for line in served)
