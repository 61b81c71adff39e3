"""A checklist: named items that a check, an inspection or a roll call can tick."""

from __future__ import annotations

from ledger.rulebook.terms.base import Closed, Title


class Item(Closed, frozen=True):
    """One item, under a code of its own such as ``C12``."""

    code: str
    title: Title


class Checklist(Closed, frozen=True):
    """Items of conduct. ``breach`` is the offence recorded when one is found wanting."""

    items: tuple[Item, ...]
    breach: str | None = None
