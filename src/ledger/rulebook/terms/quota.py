"""A quota: how often something may, or must, have happened before something else is entered."""

from __future__ import annotations

from ledger.rulebook.terms.base import Closed, Pattern, Window


class Quota(Closed, frozen=True):
    """Refuses ``on`` when, without it, ``most`` have happened already or ``least`` have not.

    Counted are the happenings of ``counts`` within the window, about each of the identifiers in
    the fields ``each`` of the event to be entered (a case, or a person's period). With
    ``distinct``, those with the same value of that field count once. A happening of ``unless``
    about the same lifts the quota.
    """

    on: tuple[Pattern, ...]
    counts: tuple[Pattern, ...]
    each: tuple[str, ...]
    window: Window
    most: int | None = None
    least: int | None = None
    distinct: str | None = None
    unless: tuple[Pattern, ...] = ()
