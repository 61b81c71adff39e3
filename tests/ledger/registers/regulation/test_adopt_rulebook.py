"""A rulebook is adopted, or amended."""

from datetime import date

import pytest

from ledger.kernel.action import NotEntitled
from ledger.registers.regulation.adopt_rulebook import (
    AdoptedAlready,
    AdoptedBackwards,
    AdoptedTooEarly,
    AdoptRulebook,
)
from ledger.registers.regulation.events import LawChanged, RulebookAdopted
from ledger.rulebook.loading import RulebookFault, from_texts
from ledger.testing import given
from tests.ledger.registers.people import CHIEF, LEADER

TODAY = date(2026, 11, 21)
TEXTS = {
    "rulebook.toml": """
name = "ours"
title = { zh = "本中心", en = "Our centre" }
""",
    "floor.toml": """
[[clause]]
id = "floor.greeting"
kind = "conduct"
title = { zh = "先问好", en = "Greet first" }
source = ["S4.14-02"]
in_force = [{ from = 2002-02-19 }]
""",
}
EDITION = from_texts(TEXTS).edition


def adopting(effective: date, texts: dict[str, str] = TEXTS) -> AdoptRulebook:
    """The adoption of a text by the centre's director."""
    return AdoptRulebook(texts=texts, effective=effective, approved_by="A001")


def test_an_adoption_holds_the_whole_text() -> None:
    """A ledger explains itself without the files that a rulebook was made from."""
    given(CHIEF).when(adopting(TODAY), by="A001").then(
        RulebookAdopted(
            rulebook="ours",
            digest=from_texts(TEXTS).digest,
            texts=TEXTS,
            effective=TODAY,
            approved_by="A001",
        ),
        LawChanged(edition=EDITION, effective=TODAY),
        reading=("rulebook.adoption",),
    )


def test_a_rulebook_touches_no_earlier_facts() -> None:
    """A rulebook that would be in force since yesterday is refused."""
    given(CHIEF).when(adopting(date(2026, 11, 20)), by="A001").refused(AdoptedBackwards)


def test_the_same_text_is_adopted_once() -> None:
    """Adopting what is in force already is refused with where it was adopted."""
    given(CHIEF, LawChanged(edition=EDITION, effective=TODAY)).when(
        adopting(TODAY), by="A001"
    ).refused(AdoptedAlready, citing=(2,))


def test_editions_take_force_in_the_order_of_adoption() -> None:
    """An edition cannot slip in before one that was adopted to take force later."""
    later = LawChanged(edition="other@1", effective=date(2026, 12, 1))
    given(CHIEF, later).when(adopting(TODAY), by="A001").refused(AdoptedTooEarly, citing=(2,))


def test_a_leader_adopts_nothing() -> None:
    """Only an administrator adopts a rulebook."""
    given(LEADER).when(adopting(TODAY), by="A017").refused(NotEntitled)


def test_a_text_with_a_fault_is_never_adopted() -> None:
    """A rulebook with a fault is adopted neither in whole nor in part."""
    broken = TEXTS | {"floor.toml": TEXTS["floor.toml"].replace('"conduct"', '"manners"')}
    with pytest.raises(RulebookFault):
        given(CHIEF).when(adopting(TODAY, broken), by="A001")
