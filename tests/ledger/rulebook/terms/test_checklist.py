"""Checklists: the observation that an item is wanting."""

from __future__ import annotations

from ledger.registers.quality.events import ConductObserved
from ledger.rulebook.terms.base import Title
from ledger.rulebook.terms.checklist import Checklist, Item

DRESS = Checklist((Item("C12", Title("着装", "Dress")), Item("C13", Title("坐姿", "Posture"))))


def seen(code: str, *, ok: bool) -> ConductObserved:
    """An item of A031's conduct as the inspector saw it."""
    return ConductObserved(person="A031", day="A031/2026-11-21", code=code, ok=ok, observer="Q001")


def test_an_item_of_the_list_is_wanting_when_it_is_seen_not_to_be_in_order() -> None:
    """S4.5-01: only the list's own items count, and only when they are not in order."""
    assert DRESS.wanting.matches(seen("C13", ok=False))
    assert not DRESS.wanting.matches(seen("C13", ok=True))
    assert not DRESS.wanting.matches(seen("C01", ok=False))
