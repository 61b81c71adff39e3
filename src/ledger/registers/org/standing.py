"""What a person may do, as the book stands; the one place where roles are enforced."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from ledger.kernel import tags
from ledger.kernel.action import Action, NotEntitled, Refused, Role
from ledger.kernel.boundary import Boundary, Past, about, anywhere
from ledger.kernel.tags import PersonId
from ledger.registers.org.events import PersonPlaced, PersonRegistered, RolesAssigned

PROGRAM = "program:"
"""How the names of this program's own actors begin; no employee number does."""


@lru_cache(maxsize=4_096)
def standing(person: PersonId) -> Boundary:
    """The events that say which roles a person holds."""
    return about(tags.person(person)).last(PersonRegistered, RolesAssigned)


def roles_of(past: Past, person: PersonId) -> frozenset[Role]:
    """The roles a person holds; none for a person who is not registered."""
    if person.startswith(PROGRAM):
        return frozenset((Role.PROGRAM,))
    found = past.last(PersonRegistered, RolesAssigned, tag=tags.person(person))
    if found is None or not isinstance(found.event, PersonRegistered | RolesAssigned):
        return frozenset()
    return frozenset(found.event.roles)


@lru_cache(maxsize=4_096)
def placing(person: PersonId) -> Boundary:
    """The events that say which post a person holds, and under whom."""
    return about(tags.person(person)).last(PersonPlaced, PersonRegistered)


class Place(NamedTuple):
    """Where a person stands: the post, and the employee number of the superior."""

    post: str | None = None
    supervisor: str | None = None
    unit: str | None = None


def place_of(past: Past, person: PersonId) -> Place:
    """Where a person stands, as far as the decision's boundary shows it (:func:`placing`)."""
    tag = tags.person(person)
    placed = past.last(PersonPlaced, tag=tag)
    if placed is not None:
        return Place(placed.event.post, placed.event.supervisor, placed.event.unit)
    registered = past.last(PersonRegistered, tag=tag)
    return Place(registered.event.post) if registered is not None else Place()


class RoleOfAProgram(
    Refused,
    clause="org.roles",
    zh="“程序”这一权限只属于本程序，不能给人；请改选",
    en="the role program belongs to this program alone, not to a person; choose others",
):
    """No person may do what only this program's own parts may."""


def require_for_people(roles: Iterable[Role]) -> None:
    """Let roles pass that a person can hold.

    :raises RoleOfAProgram: when one of them is the program's own.
    """
    if Role.PROGRAM in roles:
        raise RoleOfAProgram()


def entitlement(action: Action, actor: PersonId) -> Boundary:
    """The events that say whether the actor may do this."""
    needed = standing(actor)
    if type(action).placed:
        needed |= placing(actor)
    if type(action).founding:
        needed |= anywhere().last(PersonRegistered)
    return needed


def require_entitled(past: Past, action: Action, actor: PersonId) -> None:
    """Let the actor pass who holds a role the action is open to, or whom it concerns.

    :raises NotEntitled: citing clause ``org.roles``, for anyone else.
    """
    if type(action).founding and past.last(PersonRegistered) is None:
        return
    held = roles_of(past, actor)
    if held.intersection(type(action).by):
        return
    if held and action.own is not None and getattr(action, action.own) == actor:
        return
    raise NotEntitled(actor=actor, needed=", ".join(type(action).by))
