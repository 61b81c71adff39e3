"""What a case of discipline is called: by the offender, the day, and the fact it is about.

The name alone says where the person's record is found, so that a decision about the case can read
that record and nothing more.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ledger.kernel import tags
from ledger.kernel.tags import OffenceId, PersonDay, PersonId, PersonMonth, PersonYear, Tag, tag


class Named(NamedTuple):
    """What a case's name says."""

    person: PersonId
    occurred: date
    fact: str | None

    @property
    def day(self) -> PersonDay:
        """The offender's day."""
        return tags.person_day(self.person, self.occurred)

    @property
    def month(self) -> PersonMonth:
        """The offender's month."""
        return tags.person_month(self.person, self.occurred)

    @property
    def year(self) -> PersonYear:
        """The offender's year."""
        return tags.person_year(self.person, self.occurred)


def about_fact(person: PersonId, occurred: date, fact: str, number: int) -> OffenceId:
    """The name of a person's so-manieth case about one fact: ``A031/2026-11-21/184490.1``."""
    return f"{person}/{occurred.isoformat()}/{fact}.{number}"


def without_fact(person: PersonId, occurred: date, number: int) -> OffenceId:
    """The name of a person's so-manieth case of a day that rests on no event of the ledger."""
    return f"{person}/{occurred.isoformat()}/r{number}"


def reward(person: PersonId, occurred: date, number: int) -> OffenceId:
    """The name of a reward that was granted for something of that day."""
    return f"{person}/{occurred.isoformat()}/w{number}"


def is_reward(offence: OffenceId) -> bool:
    """Whether a case is a reward that was granted without a proposal."""
    return offence.rpartition("/")[2].startswith("w")


def named(offence: OffenceId) -> Named | None:
    """What a case's name says, or None for what is no such name."""
    person, _, rest = offence.rpartition("/")
    person, _, day = person.rpartition("/")
    fact = rest.partition(".")[0]
    try:
        occurred = date.fromisoformat(day)
    except ValueError:
        return None
    return Named(person, occurred, fact if fact.isdigit() else None) if person and rest else None


def offence_tag(offence: OffenceId) -> Tag:
    """The tag of everything about one case."""
    return tag("offence", offence)


def fact_tag(fact: str) -> Tag:
    """The tag of everything that was proposed or decided about one event."""
    return tag("fact", fact)
