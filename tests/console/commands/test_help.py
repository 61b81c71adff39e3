"""Help names every command in both languages, and the reference page is made from it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from console.cli import command_line
from console.commands.reference import reference
from console.commands.terminal import UsageFault, language_of_locale, take_language
from console.text.columns import width
from tests.console.commands.conftest import Dutybook

PAGE = Path(__file__).resolve().parents[3] / "docs" / "commands.md"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_names_every_command(dutybook: Dutybook, lang: str) -> None:
    """`dutybook --help` lists each command with a few words, in the reader's language."""
    ended = dutybook("--help", lang=lang)
    assert ended.status == 0
    listed = [line.split()[0] for line in ended.out.splitlines() if line.startswith("  ")]
    assert set(command_line().commands) <= set(listed)
    assert ("新建账本" in ended.out) == (lang == "zh")


def test_without_a_command_the_help_is_shown(dutybook: Dutybook) -> None:
    """Somebody who types the bare name sees what can be done."""
    assert dutybook().out == dutybook("--help").out


@pytest.mark.parametrize("family", ["handover", "roster", "rulebook", "statement", "token"])
def test_a_family_of_commands_lists_what_it_can_do(dutybook: Dutybook, family: str) -> None:
    """Its bare name is no fault: it shows the help, as the program's own does."""
    ended = dutybook(family)
    assert (ended.status, ended.err) == (0, "")
    assert ended.out == dutybook(family, "--help").out != ""


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", sorted(command_line().commands))
def test_every_help_fits_eighty_columns(dutybook: Dutybook, name: str, lang: str) -> None:
    """No line of any command's help is wider than a terminal of 80 columns."""
    ended = dutybook(name, "--help", lang=lang)
    assert ended.status == 0
    assert max(width(line) for line in ended.out.splitlines()) <= 80


def test_the_help_is_in_one_language(dutybook: Dutybook) -> None:
    """An English help holds no Chinese."""
    for name in command_line().commands:
        assert not any("一" <= letter <= "鿿" for letter in dutybook(name, "--help").out)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LC_ALL": "zh_TW", "LANG": "en_US.UTF-8"}, "zh"),
        ({"DUTYBOOK_LANG": "en", "LC_ALL": "zh_CN"}, "en"),
    ],
)
def test_the_locale_chooses_the_language(environment: dict[str, str], language: str) -> None:
    """Chinese first: another locale gives English, and C names no language."""
    assert language_of_locale(environment) == language


def test_lang_may_stand_anywhere() -> None:
    """`--lang` is taken out of the words wherever it stands, but not after `--`."""
    assert take_language(["floor", "--lang", "en", "x"], {}) == ("en", ["floor", "x"])
    assert take_language(["--lang=en", "--", "--lang"], {}) == ("en", ["--", "--lang"])


def test_an_unknown_language_is_a_usage_fault() -> None:
    """A language nobody translated into is not silently replaced."""
    with pytest.raises(UsageFault, match="--lang zh or --lang en"):
        take_language(["--lang", "fr"], {})


def test_the_reference_page_is_up_to_date() -> None:
    """docs/commands.md says what the commands themselves say."""
    if os.environ.get("DUTYBOOK_UPDATE_GOLDEN"):
        PAGE.write_text(reference(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == reference()
