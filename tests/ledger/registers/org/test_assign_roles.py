"""A person's roles are set anew."""

from ledger.kernel.action import NotEntitled, Role
from ledger.registers.org.assign_roles import AssignRoles, PersonNotRegistered
from ledger.registers.org.events import RolesAssigned
from ledger.registers.org.standing import RoleOfAProgram
from ledger.testing import given
from tests.ledger.registers.people import AGENT, CHIEF, LEADER

PROMOTE = AssignRoles(person="A003", roles=(Role.TEAM_LEADER,))


def test_the_administrator_sets_roles() -> None:
    """The roles named are the only ones that hold from now on."""
    given(CHIEF, AGENT).when(PROMOTE, by="A001").then(
        RolesAssigned(person="A003", roles=(Role.TEAM_LEADER,)), reading=("org.roles",)
    )


def test_the_same_roles_need_no_event() -> None:
    """Setting the roles a person has says nothing."""
    given(CHIEF, AGENT).when(AssignRoles(person="A003", roles=(Role.AGENT,)), by="A001").nothing()


def test_nobody_is_given_the_role_of_the_program() -> None:
    """What only the warden may do, no person may."""
    given(CHIEF, AGENT).when(AssignRoles(person="A003", roles=(Role.PROGRAM,)), by="A001").refused(
        RoleOfAProgram
    )


def test_a_stranger_holds_no_role() -> None:
    """Only a registered person can hold a role."""
    given(CHIEF).when(PROMOTE, by="A001").refused(PersonNotRegistered)


def test_a_leader_sets_no_roles() -> None:
    """Only an administrator sets roles."""
    given(LEADER, AGENT).when(PROMOTE, by="A017").refused(NotEntitled)


def test_a_role_taken_away_is_gone() -> None:
    """Roles set anew replace those of the registration."""
    lost = RolesAssigned(person="A001", roles=(Role.AUDITOR,))
    given(lost, AGENT).when(PROMOTE, by="A001").refused(NotEntitled)
