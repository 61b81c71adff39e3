"""What a person may do, as the book stands; the one place where roles are enforced."""

from __future__ import annotations

from functools import lru_cache

from ledger.kernel import tags
from ledger.kernel.action import Action, NotEntitled, Role
from ledger.kernel.boundary import Boundary, Past, about, anywhere
from ledger.kernel.tags import PersonId
from ledger.registers.org.events import PersonRegistered, RolesAssigned


@lru_cache(maxsize=4_096)
def standing(person: PersonId) -> Boundary:
    """The events that say which roles a person holds."""
    return about(tags.person(person)).last(PersonRegistered, RolesAssigned)


def roles_of(past: Past, person: PersonId) -> frozenset[Role]:
    """The roles a person holds; none for a person who is not registered."""
    found = past.last(PersonRegistered, RolesAssigned, tag=tags.person(person))
    if found is None or not isinstance(found.event, PersonRegistered | RolesAssigned):
        return frozenset()
    return frozenset(found.event.roles)


def entitlement(action: Action, actor: PersonId) -> Boundary:
    """The events that say whether the actor may do this."""
    if type(action).founding:
        return standing(actor) | anywhere().last(PersonRegistered)
    return standing(actor)


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
