"""A checklist: named items that a check, an inspection or a roll call can tick."""

from __future__ import annotations

from ledger.rulebook.terms.base import Closed, Pattern, Title


class Item(Closed, frozen=True):
    """One item, under a code of its own such as ``C12``."""

    code: str
    title: Title


class Checklist(Closed, frozen=True):
    """Items of conduct. ``breach`` is the offence recorded when one is found wanting."""

    items: tuple[Item, ...]
    breach: str | None = None

    @property
    def wanting(self) -> Pattern:
        """The observation that one of the items is wanting."""
        codes = tuple(item.code for item in self.items)
        return Pattern(event="conduct.observed", where={"ok": False, "code": codes})
