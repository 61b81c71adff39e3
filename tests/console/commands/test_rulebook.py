"""Rulebooks checked, read, compared and adopted at the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.console.commands.conftest import Dutybook

LANGUAGES = pytest.mark.parametrize("lang", ["zh", "en"])

HEAD = 'name = "ours"\ntitle = { zh = "本中心", en = "Our centre" }\n'
FINE = """
[[clause]]
id     = "late.fine"
kind   = "offence"
title  = {{ zh = "迟到罚款", en = "Fine for lateness" }}
source = ["S1.21-01", "our own practice"]

[[clause.in_force]]
from = 2002-02-19

[clause.in_force.values]
when       = [{{ event = "lateness.recorded" }}]
tariff     = {{ kind = "fixed", amount = "{amount}" }}
decided_by = ["{post}"]
"""
TOO_OFTEN = """
[[clause]]
id     = "late.often"
kind   = "offence"
title  = { zh = "屡次迟到", en = "Late too often" }
source = ["S2.5-18"]

[[clause.in_force]]
from = 2002-02-19

[clause.in_force.values]
tariff     = { kind = "percent-of-bonus", percent = 10 }
threshold  = { of = ["late.fine"], reach = 6, window = "calendar-year" }
decided_by = ["team-leader"]
"""


def folder(name: str, *, amount: str = "30.00 CNY", post: str = "team-leader") -> str:
    """A rulebook with a fine of an amount."""
    place = Path(name)
    place.mkdir()
    (place / "rulebook.toml").write_text(HEAD, encoding="utf-8")
    clauses = FINE.format(amount=amount, post=post) + TOO_OFTEN
    (place / "late.toml").write_text(clauses, encoding="utf-8")
    return name


def test_a_sound_rulebook_is_told_in_one_line(dutybook: Dutybook) -> None:
    """Name, number of clauses and edition, and exit status 0."""
    ended = dutybook("rulebook", "check", folder("ours"))
    assert ended.status == 0
    assert ended.out.startswith("ours: 2 clauses, 0 presets stacked, edition ours@")
    assert ended.out.count("\n") == 1


@LANGUAGES
def test_every_fault_is_told_at_once(dutybook: Dutybook, lang: str) -> None:
    """A line each, as file:line: clause: what and what to do, and exit status 4."""
    broken = folder("ours", amount="0 CNY", post="boss")
    ended = dutybook("rulebook", "check", broken, lang=lang)
    assert ended.status == 4
    lines = ended.out.splitlines()
    assert [line.partition(": ")[0] for line in lines] == ["late.toml:13", "late.toml:14"]
    assert all(": late.fine: " in line for line in lines)
    assert "boss" in lines[1]
    assert ("处问题" in ended.err) == (lang == "zh")


def test_a_preset_that_leaves_a_blank_says_so(dutybook: Dutybook) -> None:
    """The four-hour regulation cannot be adopted until its hourly fine is set."""
    ended = dutybook("rulebook", "check", "four-hour-chain")
    assert ended.status == 4
    assert "leaves delay_fine_per_hour blank; give it under [fill] in rulebook.toml" in ended.out


def test_what_is_no_rulebook_is_a_usage_fault(dutybook: Dutybook) -> None:
    """A misspelt preset is answered with the presets there are."""
    ended = dutybook("rulebook", "check", "town-dutty")
    assert ended.status == 2
    assert "town-duty" in ended.err


@LANGUAGES
def test_a_clause_is_shown_with_all_that_belongs_to_it(dutybook: Dutybook, lang: str) -> None:
    """Both titles, sources with the rules' titles, versions, values, and who refers to it."""
    ours = folder("ours")
    words = ("rulebook", "show", "late.fine", "--dir", ours, "--on", "2026-11-21")
    ended = dutybook(*words, lang=lang)
    assert ended.status == 0
    for told in (
        "迟到罚款  Fine for lateness",
        "迟到每分钟罚一元" if lang == "zh" else "Late: one yuan a minute",
        "our own practice",
        "2002-02-19",
        "tariff.amount = 30.00 CNY",
        "late.often",
    ):
        assert told in ended.out


def test_a_clause_outside_its_dates_has_no_values(dutybook: Dutybook) -> None:
    """Before its first version nothing is in force, which is said."""
    ours = folder("ours")
    ended = dutybook("rulebook", "show", "late.fine", "--dir", ours, "--on", "2001-01-01")
    assert "no version is in force on this day" in ended.out
    assert "30.00 CNY" not in ended.out


def test_a_clause_that_is_not_there_is_answered_with_the_like(dutybook: Dutybook) -> None:
    """A slip of the pen is a usage fault, with what was perhaps meant."""
    ended = dutybook("rulebook", "show", "late.fines", "--dir", folder("ours"))
    assert ended.status == 2
    assert "did you mean late.fine" in ended.err


def test_without_a_rulebook_named_nothing_is_guessed(dutybook: Dutybook) -> None:
    """Neither a ledger nor a rulebook: the options are named; two of them contradict."""
    assert "--preset" in dutybook("rulebook", "show", "late.fine").err
    both = ("--dir", folder("ours"), "--preset", "town-duty")
    assert dutybook("rulebook", "show", "late.fine", *both).status == 2
    bad_day = ("--dir", "ours", "--on", "yesterday")
    assert "yesterday is no date" in dutybook("rulebook", "show", "late.fine", *bad_day).err


def test_presets_and_clauses_are_listed(dutybook: Dutybook) -> None:
    """Without a name the presets with their systems, with one its clauses."""
    presets = dutybook("rulebook", "list").out
    assert "team-discipline" in presets
    assert "S1.20 S1.21" in presets
    clauses = dutybook("rulebook", "list", folder("ours")).out
    assert [line.split()[0] for line in clauses.splitlines()] == ["late.fine", "late.often"]


def test_what_an_amendment_changes_is_told(dutybook: Dutybook) -> None:
    """Values before and after; where an amount makes it plain, that it is stricter or milder."""
    old, new = folder("old"), folder("new", amount="50.00 CNY", post="store-manager")
    Path("new/greet.toml").write_text(
        FINE.format(amount="5.00 CNY", post="team-leader")
        .replace("late.fine", "early.fine")
        .replace("lateness.recorded", "early_leaving.recorded"),
        encoding="utf-8",
    )
    ended = dutybook("rulebook", "diff", old, new)
    assert "tariff.amount  30.00 CNY → 50.00 CNY  (stricter)" in ended.out
    assert "decided_by  [team-leader] → [store-manager]" in ended.out
    assert ended.out.splitlines()[0].startswith("+ early.fine")
    assert ended.out.splitlines()[-1] == "1 clause added, 0 removed, 1 changed."
    assert "(milder)" in dutybook("rulebook", "diff", new, old).out


def test_a_rulebook_is_adopted_after_its_changes_are_shown(dutybook: Dutybook, ledger: str) -> None:
    """From then on it governs the ledger, which shows it without the folder it came from."""
    approved = ("--ledger", ledger, "--as", "A001", "--approved-by", "A001")
    adopted = dutybook("rulebook", "adopt", folder("ours"), *approved)
    assert adopted.status == 0, adopted.err
    assert "+ late.fine" in adopted.out
    assert "2 clauses added, 0 removed, 0 changed." in adopted.out
    assert "adopted ours@" in adopted.out

    (Path("ours") / "late.toml").unlink()
    assert "30.00 CNY" in dutybook("rulebook", "show", "late.fine", "--ledger", ledger).out
    assert "late.often" in dutybook("rulebook", "list", ledger).out
    amended = folder("amended", amount="20.00 CNY")
    compared = dutybook("rulebook", "diff", ledger, amended).out
    assert "(milder)" in compared
    assert "0 removed, 1 changed." in compared, "what every ledger starts with is not removed"
    assert "(milder)" in dutybook("rulebook", "diff", f"{ledger}@2099-01-01", amended).out
    later = ("--effective", "2099-01-01")
    assert dutybook("rulebook", "adopt", amended, *approved, *later).status == 0
    shown = ("rulebook", "show", "late.fine", "--ledger", ledger)
    assert "30.00 CNY" in dutybook(*shown).out
    assert "20.00 CNY" in dutybook(*shown, "--on", "2099-01-01").out


def test_a_preview_adopts_nothing(dutybook: Dutybook, ledger: str) -> None:
    """What would change is shown, and the ledger is as it was."""
    approved = ("--ledger", ledger, "--as", "A001", "--approved-by", "A001")
    before = dutybook("events", ledger).out
    seen = dutybook("rulebook", "adopt", folder("ours"), *approved, "--preview")
    assert "Would adopt ours@" in seen.out
    assert dutybook("events", ledger).out == before


def test_a_rulebook_with_a_fault_is_never_adopted(dutybook: Dutybook, ledger: str) -> None:
    """Not in whole and not in part: the faults are told, and nothing is written."""
    approved = ("--ledger", ledger, "--as", "A001", "--approved-by", "A001")
    before = dutybook("events", ledger).out
    ended = dutybook("rulebook", "adopt", folder("ours", amount="30"), *approved)
    assert ended.status == 4
    assert "29.00 CNY" in ended.out
    assert dutybook("events", ledger).out == before


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("--as", "A003", "--approved-by", "A001"), 3),
        (("--as", "A001", "--approved-by", "A001", "--effective", "2001-01-01"), 3),
        (("--as", "A001"), 2),
    ],
)
def test_an_adoption_is_refused_by_its_rules(
    dutybook: Dutybook, ledger: str, words: tuple[str, ...], status: int
) -> None:
    """Only an administrator adopts, never backwards, and it is said who approved."""
    before = dutybook("events", ledger).out
    assert (
        dutybook("rulebook", "adopt", folder("ours"), "--ledger", ledger, *words).status == status
    )
    assert dutybook("events", ledger).out == before
