"""Scenario files: everything that is wrong with them is told at once, with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.rulebook.faults import RulebookFault
from ledger.rulebook.loading import preset_names
from ledger.scenarios.loading import from_texts, in_folder, of_preset

HEAD = '[[scenario]]\nname = "late"\n'
THEN = "then = { nothing = true }\n"


def faults_of(text: str) -> list[str]:
    """What is told about the text of a file ``late.toml``, in English."""
    with pytest.raises(RulebookFault) as told:
        from_texts({"late.toml": text})
    return [each.told("en") for each in told.value.faults]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x = ", "late.toml:1: this is not TOML"),
        ('[scenarios]\nname = "x"\n', "late.toml:1: there is no key scenarios; write one of"),
        ('scenario = "late"\n', "late.toml:1: write each scenario as [[scenario]]"),
        (HEAD, "late.toml:1: late: then is missing; add it"),
        (HEAD + THEN + "rules = ['S1.21-99']\n", "late.toml:4: late: there is no rule S1.21-99"),
        (HEAD + THEN + "until = 2026-11-21\n", "late.toml:4: late: until cannot be 2026-11-21"),
        (
            HEAD + THEN + "site = { timezone = 'Asia/Shangri-La' }\n",
            "late.toml:4: late: there is no time zone Asia/Shangri-La",
        ),
        (
            HEAD + "then = { proposed = [{ offence = 'x', amount = '12' }] }\n",
            'late.toml:3: late: then.proposed[1].amount cannot be "12"; write an amount',
        ),
        (
            HEAD
            + THEN
            + "people = [\n  { person = 'A031' },\n  { person = 'A032', posts = 'x' },\n]",
            "late.toml:6: late: there is no key people[2].posts",
        ),
        (
            HEAD + THEN + "people = [{ person = 'A031', roles = ['agnet'] }]\n",
            'late.toml:4: late: people[1].roles[1] cannot be "agnet"; write one of agent',
        ),
        (
            HEAD + THEN + "given = [{ event = 'absence.recorded', person = 'A031' }]\n",
            "late.toml:4: late: no time; write at = 2026-11-21T08:30:00",
        ),
        (
            HEAD + THEN + "given = [{ at = 2026-11-21T08:30:00, event = 'absence.recorde' }]\n",
            "late.toml:4: late: there is no event absence.recorde; did you mean absence.recorded",
        ),
        (
            HEAD + THEN + "given = [{ at = 2026-11-21T08:30:00, event = 'absence.recorded' }]\n",
            "late.toml:4: late: absence.recorded lacks person",
        ),
        (
            HEAD
            + THEN
            + "given = [\n  { at = 2026-11-21T08:30:00, event = 'leave.returned', leave = 'L-1', "
            "person = 'A031' },\n  { at = 2026-11-21T08:30:00, event = 'leave.returned', "
            "leave = 'L-1', person = 'A031', late = 3 },\n]\n",
            "late.toml:6: late: leave.returned has no field late",
        ),
        (
            HEAD + THEN + "when = { at = 2026-11-21T08:30:00, action = 'request-leave' }\n",
            'late.toml:4: late: nobody does it; write by = "A017"',
        ),
        (
            HEAD + THEN + "do = [{ at = 2026-11-21T08:30:00, by = 'A1', action = 'confirm' }]\n",
            "late.toml:4: late: there is no action confirm",
        ),
    ],
)
def test_each_fault_is_told_with_its_line(text: str, says: str) -> None:
    """What is wrong, where it stands, and what to write instead."""
    (told,) = faults_of(text)

    assert told.startswith(f"scenarios/{says}")


def test_all_faults_of_all_files_are_told_at_once() -> None:
    """Whoever corrects a file does not correct it once for every fault."""
    with pytest.raises(RulebookFault) as told:
        from_texts({"a.toml": HEAD, "b.toml": HEAD + THEN + HEAD + THEN})

    assert [each.told("en") for each in told.value.faults] == [
        "scenarios/a.toml:1: late: then is missing; add it",
        "scenarios/b.toml:5: late: another of this file has that name; rename it",
    ]


def test_faults_are_told_in_chinese_as_well() -> None:
    """A department reads them in its own language."""
    with pytest.raises(RulebookFault) as told:
        from_texts({"a.toml": HEAD + THEN + "given = [{ event = 'absence.recorded' }]\n"})

    assert told.value.words.zh == (
        "scenarios/a.toml:4: late: 缺少时间；请写 at = 2026-11-21T08:30:00"
    )


def test_a_scenario_knows_where_it_stands_and_what_fills_the_blanks(tmp_path: Path) -> None:
    """A failing one can be found, and a regulation's blank is filled for all of a file."""
    (tmp_path / "scenarios").mkdir()
    text = "[fill]\nfine = '10.00 CNY'\n\n" + HEAD + THEN
    (tmp_path / "scenarios" / "late.toml").write_text(text, encoding="utf-8")

    (written,) = in_folder(tmp_path)

    assert (written.file, written.line) == ("scenarios/late.toml", 4)
    assert written.fill == {"fine": "10.00 CNY"}


def test_every_worked_example_of_the_presets_is_played() -> None:
    """W01 to W35 as far as presets go: the others are of vehicles and plans, and of a file's term.

    That a secret file is free by itself after its term (W20) changes no decision yet; the tests
    of the archive prove it.
    """
    played = {
        example
        for name in preset_names()
        for written in of_preset(name)
        if written.scenario.example
        for example in written.scenario.example.replace(",", " ").split()
    }
    elsewhere = {"W20", "W23", "W24", "W25", "W31", "W32"}

    assert {f"W{number:02d}" for number in range(1, 36)} - elsewhere <= played
