"""A person is entered in the book."""

from ledger.kernel.action import NotEntitled, Role
from ledger.registers.org.events import PersonRegistered, TeamFormed
from ledger.registers.org.register_person import (
    NumberOfAProgram,
    PersonAlreadyRegistered,
    RegisterPerson,
    TeamNotFormed,
)
from ledger.registers.org.standing import RoleOfAProgram
from ledger.testing import given
from tests.ledger.registers.people import AGENT, CHIEF

NEW = RegisterPerson(person="A031", name="郭亮", team="T1", post="话务员")
ENTERED = PersonRegistered(
    person="A031", name="郭亮", roles=(Role.AGENT,), team="T1", post="话务员"
)
TEAM = TeamFormed(team="T1", title="甲班")


def test_the_administrator_enters_a_person() -> None:
    """S4.11-01: a person is entered with team, post and roles."""
    given(CHIEF, TEAM).when(NEW, by="A001").then(ENTERED, reading=("org.register",))


def test_an_employee_number_belongs_to_one_person() -> None:
    """A number that is taken is refused, and its holder is cited."""
    given(CHIEF, ENTERED, TEAM).when(NEW, by="A001").refused(PersonAlreadyRegistered, citing=(2,))


def test_nobody_is_entered_as_a_part_of_the_program() -> None:
    """Neither the name of a program nor its role can be had by a person."""
    given(CHIEF).when(RegisterPerson(person="program:warden", name="郭亮"), by="A001").refused(
        NumberOfAProgram, clause="org.register"
    )
    given(CHIEF).when(
        RegisterPerson(person="A031", name="郭亮", roles=(Role.AGENT, Role.PROGRAM)), by="A001"
    ).refused(RoleOfAProgram)


def test_a_person_joins_a_team_that_exists() -> None:
    """A team nobody formed has no members."""
    given(CHIEF).when(NEW, by="A001").refused(TeamNotFormed)


def test_an_agent_enters_nobody() -> None:
    """Only an administrator or a duty leader enters people."""
    given(AGENT, TEAM).when(NEW, by="A003").refused(NotEntitled)


def test_a_new_book_lets_anyone_enter_the_first_person() -> None:
    """While nobody is registered, the first person may be entered by anyone."""
    first = RegisterPerson(person="A001", name="高飞", roles=(Role.ADMINISTRATOR,))
    given().when(first, by="A001").then(
        PersonRegistered(person="A001", name="高飞", roles=(Role.ADMINISTRATOR,))
    )
