"""Typed identifiers and the tags made from them.

A tag says what an event is about (``call:1383900788.4``) and is the only thing a boundary
selects by. Tags are derived from the identifier types of an event's fields, so an event cannot
be written under the wrong tag. A tag holds employee numbers and opaque references, never
personal data.
"""

from functools import lru_cache
from typing import Annotated, NewType

import msgspec

from ledger.kernel.words import Unfit

Tag = NewType("Tag", str)

_LONGEST_IDENTIFIER = 96


def _identifier(kind: str) -> msgspec.Meta:
    return msgspec.Meta(min_length=1, max_length=_LONGEST_IDENTIFIER, extra={"tag": kind})


PersonId = Annotated[str, _identifier("person")]
"""An employee number, such as ``A017``."""

CallId = Annotated[str, _identifier("call")]
"""A call's identity within the site, as the telephone switch gave it or as minted here."""

QueueId = Annotated[str, _identifier("queue")]
"""A queue's short name, such as ``189``."""

TeamId = Annotated[str, _identifier("team")]
"""A team's short name."""

SeatId = Annotated[str, _identifier("seat")]
"""A workplace: the desk, headset and extension an agent signs in at."""

CustomerId = Annotated[str, _identifier("customer")]
"""An opaque reference to a caller, made by the vault; never a number or a name."""

SourceId = Annotated[str, _identifier("source")]
"""A file or feed that events were imported from."""


@lru_cache(maxsize=65_536)
def tag(kind: str, value: str) -> Tag:
    """The tag of one identifier.

    :raises Unfit: if the value is empty, over 96 characters, or holds a control character
        or a space at either end, which no switch or person would type on purpose.
    """
    if not value or len(value) > _LONGEST_IDENTIFIER or not value.isprintable():
        raise Unfit(
            f"{value!r} 不能作 {kind} 的标识；请改正",
            f"{value!r} cannot identify a {kind}; correct it",
        )
    if value != value.strip():
        raise Unfit(
            f"{value!r} 不能作 {kind} 的标识：首尾有空格；请去掉",
            f"{value!r} cannot identify a {kind}: it begins or ends with a space; leave that out",
        )
    return Tag(f"{kind}:{value}")


def person(value: PersonId) -> Tag:
    """The tag of everything that concerns a person."""
    return tag("person", value)


def call(value: CallId) -> Tag:
    """The tag of everything that happened to a call."""
    return tag("call", value)


def queue(value: QueueId) -> Tag:
    """The tag of everything that passed through a queue."""
    return tag("queue", value)


def team(value: TeamId) -> Tag:
    """The tag of everything about a team."""
    return tag("team", value)


def seat(value: SeatId) -> Tag:
    """The tag of everything that happened at a workplace."""
    return tag("seat", value)


def customer(value: CustomerId) -> Tag:
    """The tag of everything about one caller, known here only by an opaque reference."""
    return tag("customer", value)


def source(value: SourceId) -> Tag:
    """The tag of everything imported from one file or feed."""
    return tag("source", value)


def actor(value: str) -> Tag:
    """The tag of everything a person or a program did; the book adds it to every event."""
    return tag("actor", value)
