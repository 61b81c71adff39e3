"""An offence and what it costs; a reward is its mirror image."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from ledger.rulebook.terms.base import Closed, Party, Pattern, Title, Window
from ledger.rulebook.terms.money import Money

Measure = Literal[
    "warning",
    "stop-work",
    "suspension",
    "wage-stop",
    "administrative",
    "dismissal",
    "self-resignation",
    "law-enforcement",
    "accountability",
]
"""A sanction that is not an amount."""

ONLY_PROPOSED: tuple[Measure, ...] = ("dismissal", "self-resignation", "law-enforcement")
"""Measures that this book never makes effective: people carry them out elsewhere, or not."""


class Fixed(Closed, frozen=True, tag_field="kind", tag="fixed"):
    """The same amount each time, with measures beside it if any.

    ``share`` names a field of the event with the part in per cent that falls on the person, where
    several answer by degree.
    """

    amount: Money
    share: str | None = None
    measures: tuple[Measure, ...] = ()
    wage_months: int = 0


class Range(Closed, frozen=True, tag_field="kind", tag="range"):
    """An amount that the decider chooses inside the range, with a reason."""

    least: Money
    most: Money
    measures: tuple[Measure, ...] = ()


class PerMinute(Closed, frozen=True, tag_field="kind", tag="per-minute"):
    """An amount for each full minute that the event's field ``of`` counts.

    From ``cap`` on it is not this offence any more but the one that ``becomes`` names.
    """

    amount: Money
    of: str = "minutes"
    cap: timedelta | None = None
    becomes: str | None = None


class PerHour(Closed, frozen=True, tag_field="kind", tag="per-hour"):
    """An amount for each hour of delay beyond the due instant; a started hour counts as one."""

    amount: Money


class PerDay(Closed, frozen=True, tag_field="kind", tag="per-day"):
    """An amount for each day that the event's field ``of`` counts.

    With ``most``, no more days than these are charged to one person in a calendar month; what
    comes after is for a threshold to say.
    """

    amount: Money
    of: str = "days"
    most: int | None = None


class Percent(Closed, frozen=True, tag_field="kind", tag="percent-of-bonus"):
    """A share of the year-end bonus, which the decider enters."""

    percent: int


class Compensation(Closed, frozen=True, tag_field="kind", tag="compensation"):
    """The loss itself, as the decider establishes it, with a reason."""

    measures: tuple[Measure, ...] = ()


class Measures(Closed, frozen=True, tag_field="kind", tag="measures"):
    """No amount, but a measure; perhaps with months of wages deducted."""

    measures: tuple[Measure, ...]
    wage_months: int = 0


class Untariffed(Closed, frozen=True, tag_field="kind", tag="none"):
    """The source sets no sanction; the offence is recorded."""


Tariff = (
    Fixed | Range | PerMinute | PerHour | PerDay | Percent | Compensation | Measures | Untariffed
)


class Repeats(Closed, frozen=True):
    """What the second, third and later offences of one person against this clause cost.

    The last one given holds for all later ones. With ``same``, only those count whose fact has
    the same value in the first of these fields that the fact has, such as the ``rule`` that was
    broken, or the ``clause`` of a breached obligation.
    """

    window: Window
    then: tuple[Tariff, ...]
    same: tuple[str, ...] = ()


class Threshold(Closed, frozen=True):
    """The offence arises by itself when so many of others were confirmed in a window.

    With ``once`` it arises once a window; else again with each one after. ``counts`` are the
    cases, or the days that their quantities state.
    """

    of: tuple[str, ...]
    reach: int
    window: Window
    once: bool = True
    counts: Literal["cases", "days"] = "cases"


class Joint(Closed, frozen=True):
    """The supervisor answers too: with a multiple of the fine, or with a recorded liability.

    The supervisor is who stood above the offender when the offence was proposed; other people who
    answer are named by whoever decides. Deducted ``wages`` are multiplied only where it says so.
    ``spares`` are posts for whose holders' own offences nobody answers.
    """

    on: Literal["supervisor", "department-manager", "both-heads"] = "supervisor"
    factor: int | None = None
    liability: Literal["joint", "leadership"] = "joint"
    wages: bool = False
    spares: tuple[str, ...] = ()


class Except(Closed, frozen=True):
    """Something that takes the offence away when it has happened before the offence.

    ``about`` is the field that the offence's event shares with it.
    """

    pattern: Pattern
    about: str
    title: Title


class Appeal(Closed, frozen=True):
    """An appeal within a time from the notice, decided by a post; the issuer never decides."""

    within: timedelta
    to: tuple[str, ...]


class Offence(Closed, frozen=True):
    """What is an offence, whose, what it costs, who decides, and how to appeal.

    ``when`` proposes it by itself when such a happening is recorded; without, people record it,
    or a deadline's breach proposes it. Of one ``family``, one fact is sanctioned once at most.
    Once it is confirmed, it stands instead of the same person's offences of that day against the
    clauses in ``replaces``. ``limits`` is the longest time from discovery to the decision.
    """

    tariff: Tariff
    decided_by: tuple[str, ...]
    when: tuple[Pattern, ...] = ()
    offender: Party = Party(field="person")
    unless: tuple[Except, ...] = ()
    repeats: Repeats | None = None
    threshold: Threshold | None = None
    joint: Joint | None = None
    family: str | None = None
    appeal: Appeal | None = None
    limits: timedelta | None = None
    report_to: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    notice: Literal["at-once", "by-hand"] = "at-once"


class Reward(Closed, frozen=True):
    """What is rewarded, with how much, and who decides. No amount: praise."""

    decided_by: tuple[str, ...]
    when: tuple[Pattern, ...] = ()
    person: Party = Party(field="person")
    tariff: Fixed | Range | Untariffed = Untariffed()
