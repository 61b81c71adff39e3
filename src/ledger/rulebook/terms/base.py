"""What all terms share: a closed schema, patterns of happenings, and the people concerned."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import msgspec

from ledger.kernel.event import Event
from ledger.kernel.words import Words

Window = Literal["case", "day", "calendar-month", "calendar-year"]
"""Over what something is counted: one case, or a period of the site's own days."""


class Closed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A struct that refuses a key it does not know."""


class Title(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A title in both languages."""

    zh: str
    en: str

    @property
    def words(self) -> Words:
        """The title as words."""
        return Words(self.zh, self.en)


class Test(Closed, frozen=True):
    """A test of a field's value; all that is given must hold. None passes only ``present = false``.

    ``at_least``, ``above``, ``at_most`` and ``below`` compare numbers; ``differs`` is any other
    value than this, ``unlike`` any other than what that field of the same event holds.
    """

    at_least: float | None = None
    above: float | None = None
    at_most: float | None = None
    below: float | None = None
    differs: str | int | bool | None = None
    unlike: str | None = None
    present: bool | None = None

    def passes(self, value: Any, event: Event) -> bool:
        """Whether a value of an event stands the test."""
        if value is None:
            return self.present is False
        return (
            self.present is not False
            and (self.at_least is None or value >= self.at_least)
            and (self.above is None or value > self.above)
            and (self.at_most is None or value <= self.at_most)
            and (self.below is None or value < self.below)
            and (self.differs is None or value != self.differs)
            and (self.unlike is None or value != getattr(event, self.unlike))
        )


Wanted = bool | int | float | str | tuple[str | int, ...] | Test
"""What a field must be: this value, one of these, or what passes a test."""


class Pattern(Closed, frozen=True):
    """Happenings of some kind: events by stable type name, with what their fields must be.

    ``about`` names the field by which the event belongs to the case, where it differs from the
    name that the clause gives.
    """

    event: str | tuple[str, ...]
    where: dict[str, Wanted] = {}
    about: str | None = None

    @property
    def events(self) -> tuple[str, ...]:
        """The stable type names."""
        return (self.event,) if isinstance(self.event, str) else self.event

    def matches(self, event: Event) -> bool:
        """Whether an event is such a happening."""
        return event.type_name in self.events and self.fits(event)

    def fits(self, event: Event) -> bool:
        """Whether the fields of an event of one of these types are as wanted."""
        return all(_is(getattr(event, name), wanted, event) for name, wanted in self.where.items())


def any_matches(patterns: Iterable[Pattern], event: Event) -> bool:
    """Whether an event is a happening of one of these kinds."""
    return any(pattern.matches(event) for pattern in patterns)


class Party(Closed, frozen=True):
    """Who is meant: the person or people in a field of the event, or whoever holds a post.

    Exactly one of ``field`` and ``post`` is given.
    """

    field: str | None = None
    post: str | None = None


def _is(value: Any, wanted: Wanted, event: Event) -> bool:
    if isinstance(wanted, Test):
        return wanted.passes(value, event)
    if isinstance(wanted, tuple):
        return value in wanted
    return bool(value == wanted)
