"""One list of commands, from which everything a person sees of them is made."""

from __future__ import annotations

import os
from pathlib import Path
from typing import get_args

import pytest

from console.app import DutybookApp
from console.command import Place, State
from console.registry import COMMANDS, bindings, command, commands_at, keys_page
from console.screens.discipline import DisciplineScreen
from console.screens.duties import DutiesScreen
from console.screens.evidence import EvidenceScreen
from console.screens.floor import FloorScreen
from console.screens.handover import HandoverScreen
from console.screens.help import help_text
from console.screens.loans import LoansScreen
from console.screens.my_duty import MyDutyScreen
from console.screens.requests import RequestsScreen
from console.screens.roster import RosterScreen
from console.widgets.key_line import key_line
from console.widgets.panel import Panel
from ledger.kernel.words import Language
from tests.conftest import REPOSITORY

PAGES: dict[Language, Path] = {
    "en": REPOSITORY / "docs" / "keys.md",
    "zh": REPOSITORY / "docs" / "keys.zh.md",
}


def test_ids_are_unique() -> None:
    """No two commands share an id, which is how a key finds its command."""
    assert len({each.id for each in COMMANDS}) == len(COMMANDS)


@pytest.mark.parametrize("place", get_args(Place))
def test_a_key_means_one_thing_on_a_screen(place: Place) -> None:
    """No two commands of one screen share a key."""
    keys = [key for each in commands_at(place) for key in each.keys]
    assert sorted(set(keys)) == sorted(keys)


@pytest.mark.parametrize("each", COMMANDS, ids=lambda each: each.id)
def test_every_command_speaks_both_languages(each: object) -> None:
    """Area, name, tooltip and help are there in Chinese and in English, and differ."""
    told = command(each.id)  # type: ignore[attr-defined]
    for words in (told.area, told.name, told.tooltip, told.help):
        assert words.zh
        assert words.en
        assert words.zh != words.en


@pytest.mark.parametrize(
    ("place", "screen"),
    [
        ("floor", FloorScreen),
        ("evidence", EvidenceScreen),
        ("obligations", DutiesScreen),
        ("discipline", DisciplineScreen),
        ("loans", LoansScreen),
        ("roster", RosterScreen),
        ("handover", HandoverScreen),
        ("requests", RequestsScreen),
        ("my_duty", MyDutyScreen),
    ],
)
def test_every_command_of_a_screen_is_done_by_somebody(place: Place, screen: type[object]) -> None:
    """For each command the screen, its panels or the app have the method that does it."""
    for each in commands_at(place):
        doers = [who for who in (screen, Panel, DutybookApp) if hasattr(who, each.method)]
        assert doers, each.id


def test_bindings_hold_every_key_of_a_screen() -> None:
    """A screen binds exactly the keys that the registry lists for it."""
    bound = {key for each in bindings("floor") for key in str(each.key).split(",")}  # type: ignore[union-attr]
    assert bound == {key for each in commands_at("floor") for key in each.keys}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_lists_every_command_with_the_reason_against_it(lang: Language) -> None:
    """Help names each command of the screen, and why one cannot be used."""
    page = help_text(State("floor", actor=None), lang)
    for each in commands_at("floor"):
        assert each.name.to(lang) in page
        assert each.help.to(lang) in page
    reason = command("floor.act").why_not(State("floor"))
    assert reason is not None
    assert reason.to(lang) in page


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 100, 160])
def test_the_key_line_fits_and_always_shows_the_way_out(lang: Language, width: int) -> None:
    """However narrow, the line holds whole entries, and the last one is how to leave."""
    from console.drawing.spans import length, text_of

    line = key_line(State("floor", actor="A017"), lang, width)
    assert length(line) <= width
    assert text_of(line).rstrip().endswith({"zh": "q 离开", "en": "q Leave"}[lang])


@pytest.mark.parametrize(
    "place", [each for each in get_args(Place) if each not in ("anywhere", "form")]
)
@pytest.mark.parametrize("width", [80, 160])
def test_who_acts_stands_on_every_screen(place: Place, width: int) -> None:
    """Where the first line does not say who acts, the last one does."""
    from console.drawing.spans import length, text_of

    line = key_line(State(place, actor="A017"), "zh", width)
    assert length(line) <= width
    told_above = place in ("floor", "evidence")
    assert ("A017" in text_of(line)) != told_above


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_of_keys_is_up_to_date(lang: Language) -> None:
    """docs/keys is what the registry says; DUTYBOOK_UPDATE_GOLDEN=1 writes it anew."""
    page = keys_page(lang)
    if os.environ.get("DUTYBOOK_UPDATE_GOLDEN") == "1":
        PAGES[lang].parent.mkdir(exist_ok=True)
        PAGES[lang].write_text(page, encoding="utf-8")
    assert PAGES[lang].read_text(encoding="utf-8") == page
