"""A person is given a post."""

from datetime import date, timedelta

import pytest

from ledger.kernel.action import NotEntitled
from ledger.registers.org.events import PersonPlaced
from ledger.registers.org.place_person import (
    LicenceUnclear,
    NobodyToPlace,
    NotYet,
    OwnSuperior,
    PlacePerson,
)
from ledger.testing import NOON, given
from tests.ledger.registers.people import AGENT, CHIEF, LEADER

PLACE = PlacePerson(person="A003", post="agent", unit="desk-189", supervisor="A017")
PLACED = PersonPlaced(person="A003", post="agent", unit="desk-189", supervisor="A017")


def test_a_registered_person_gets_a_post_and_a_superior() -> None:
    """S4.11-01: the post, the unit and the superior stand in one event."""
    given(CHIEF, AGENT, LEADER).when(PLACE, by="A001").then(PLACED, reading=("org.register",))


def test_the_same_place_needs_no_event() -> None:
    """Placing a person where the person stands says nothing."""
    given(CHIEF, AGENT, LEADER, PLACED).when(PLACE, by="A001").nothing()


def test_an_unregistered_superior_is_refused() -> None:
    """A chain of command is made of people in the book."""
    given(CHIEF, AGENT).when(PLACE, by="A001").refused(NobodyToPlace)


def test_nobody_is_their_own_superior() -> None:
    """A chain of command that begins with a circle leads nowhere."""
    own = PlacePerson(person="A003", post="agent", supervisor="A003")
    given(CHIEF, AGENT).when(own, by="A001").refused(OwnSuperior)


def test_an_agent_places_nobody() -> None:
    """Only an administrator or a duty leader places people."""
    given(AGENT, LEADER).when(PLACE, by="A003").refused(NotEntitled)


def test_a_placement_may_count_from_an_earlier_day_but_not_from_a_later_one() -> None:
    """What is entered late says since when it holds; what is to come is entered when it comes."""
    today = NOON.date()
    licensed = PlacePerson(person="A003", post="driver", since=today, licences=("C1", "A2"))
    given(CHIEF, AGENT).when(licensed, by="A001", at=NOON).then(
        PersonPlaced(person="A003", post="driver", since=today, licences=("C1", "A2"))
    )
    tomorrow = PlacePerson(person="A003", post="driver", since=today + timedelta(days=1))
    given(CHIEF, AGENT).when(tomorrow, by="A001", at=NOON).refused(NotYet)


def test_a_licence_may_expire() -> None:
    """Its last day is written with it, and stands in the event beside its name."""
    licensed = PlacePerson(person="A003", post="driver", licences=("C1", "A2@2031-05-01"))
    given(CHIEF, AGENT).when(licensed, by="A001").then(
        PersonPlaced(
            person="A003",
            post="driver",
            licences=("C1", "A2"),
            licences_until=(None, date(2031, 5, 1)),
        )
    )


@pytest.mark.parametrize("told", ["C1@", "C1@soon", "C1@2031-02-30", "@2031-05-01"])
def test_a_licence_that_is_not_clear_is_refused(told: str) -> None:
    """A licence has a name, and its last day is one that exists."""
    licensed = PlacePerson(person="A003", post="driver", licences=("B1", told))
    given(CHIEF, AGENT).when(licensed, by="A001").refused(LicenceUnclear)
