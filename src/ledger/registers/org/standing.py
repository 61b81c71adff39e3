"""What a person may do, as the book stands; the one place where roles are enforced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from ledger.kernel import tags
from ledger.kernel.action import Action, NotEntitled, Refused, Role
from ledger.kernel.boundary import Boundary, Found, Past, about, anywhere
from ledger.kernel.event import Event, identifiers
from ledger.kernel.tags import PersonId
from ledger.registers.org.events import (
    DelegationEnded,
    DelegationGranted,
    PersonPlaced,
    PersonRegistered,
    RolesAssigned,
)

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


@lru_cache(maxsize=4_096)
def delegations(deputy: PersonId) -> Boundary:
    """The events that say for whom a person stands in."""
    return about(tags.person(deputy)).last(DelegationGranted, DelegationEnded)


@lru_cache(maxsize=4_096)
def given_by(delegator: PersonId) -> Boundary:
    """The events that say who stands in for a person."""
    return about(tags.tag("delegator", delegator)).last(DelegationGranted, DelegationEnded)


def delegation_of(past: Past, deputy: PersonId) -> Found[DelegationGranted] | None:
    """What a person stands in for at the instant of the decision; uncited until it is used."""
    tag = tags.person(deputy)
    for each in reversed(past.peek(DelegationGranted, DelegationEnded)):
        if tag in each.tags:
            event = each.event
            if isinstance(event, DelegationGranted) and event.from_at <= past.at < event.to_at:
                return Found(each.position, each.at, event, each.tags)
            return None
    return None


def stands_in_for(past: Past, person: PersonId) -> PersonId | None:
    """The employee number of whom a person stands in for."""
    found = delegation_of(past, person)
    return None if found is None else found.event.delegator


def acting_roles(past: Past, actor: PersonId) -> frozenset[Role]:
    """The roles of whoever acts, with those of the one they stand in for."""
    own = roles_of(past, actor)
    found = delegation_of(past, actor)
    if not own or found is None:
        return own
    past.cite(found)
    return own | frozenset(found.event.roles)


def acting_post(
    past: Past, actor: PersonId, allowed: Iterable[str] | None = None, *, wanted: str | None = None
) -> str | None:
    """The post under which somebody acts: their own, or that of the one they stand in for.

    Of the two, one that is ``allowed`` if that is said; the ``wanted`` one if it is either; and
    otherwise that of the one they stand in for, because that is what they act for.
    """
    own = place_of(past, actor).post
    found = delegation_of(past, actor)
    if found is None or found.event.post is None:
        return own
    if wanted == own is not None or (allowed is not None and own in tuple(allowed)):
        return own
    past.cite(found)
    return found.event.post


def lapsed(past: Past, delegator: PersonId) -> Iterator[DelegationEnded]:
    """The end of a person's delegation, because what was passed on is not theirs any more."""
    known = standing_delegation(past, "delegator", delegator)
    if known is not None:
        yield DelegationEnded(deputy=known.event.deputy, delegator=delegator)


def standing_delegation(past: Past, kind: str, person: PersonId) -> Found[DelegationGranted] | None:
    """The delegation of a deputy or a delegator that is not over, whether it has begun or not."""
    newest = past.last(DelegationGranted, DelegationEnded, tag=tags.tag(kind, person))
    if newest is None or not isinstance(newest.event, DelegationGranted):
        return None
    if newest.event.to_at <= past.at:
        return None
    return Found(newest.position, newest.at, newest.event, newest.tags)


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


class OwnMatter(
    Refused,
    clause="org.delegation",
    zh="{actor} 代理 {delegator}，不办理涉及 {person} 的事（#{position}）",
    en="{actor} stands in for {delegator}, and not in a matter of {person} (#{position})",
):
    """A deputy decides neither their own matters nor those of the one they stand in for."""


def entitlement(kind: type[Action], actor: PersonId) -> Boundary:
    """The events that say whether the actor may do actions of a kind."""
    needed = standing(actor)
    if not actor.startswith(PROGRAM):
        needed |= delegations(actor)
    if kind.placed:
        needed |= placing(actor)
    if kind.founding:
        needed |= anywhere().last(PersonRegistered)
    return needed


def require_entitled(past: Past, action: Action, actor: PersonId) -> None:
    """Let the actor pass who holds a role the action is open to, or whom it concerns.

    A role that the actor has only as a deputy does not count where the action names the deputy
    or the one they stand in for.

    :raises NotEntitled: citing clause ``org.roles``, for anyone else.
    :raises OwnMatter: citing clause ``org.delegation``, for a deputy in such a matter.
    """
    if type(action).founding and past.last(PersonRegistered) is None:
        return
    held = roles_of(past, actor)
    if _entitled(action, actor, held):
        return
    found = delegation_of(past, actor) if held else None
    if found is not None and set(found.event.roles).intersection(type(action).by):
        _require_no_own_matter(action, actor, found)
        past.cite(found)
        return
    raise NotEntitled(actor=actor, needed=", ".join(type(action).by))


def require_no_own_case(
    past: Past, action: Action, opening: Found[Event], post: str | None
) -> None:
    """Keep a deputy from signing as such in a case of their own, or of whom they stand in for.

    :raises OwnMatter: when the event that opened the case is about one of the two.
    """
    actor = past.actor
    found = delegation_of(past, actor)
    if found is None:
        return
    in_own_right = _entitled(action, actor, roles_of(past, actor))
    if in_own_right and post in (None, place_of(past, actor).post):
        return
    for person in (actor, found.event.delegator):
        if tags.person(person) in opening.tags:
            raise _own_matter(actor, found, person, opening.position)


def _entitled(action: Action, actor: PersonId, held: frozenset[Role]) -> bool:
    """Whether roles open an action, or it concerns whoever acts."""
    if held.intersection(type(action).by):
        return True
    return bool(held) and action.own is not None and getattr(action, action.own) == actor


def _require_no_own_matter(
    action: Action, actor: PersonId, found: Found[DelegationGranted]
) -> None:
    for field, kind, many in identifiers(type(action)):
        value = getattr(action, field)
        named = (value if many else (value,)) if kind == "person" and value is not None else ()
        for person in named:
            if person in (actor, found.event.delegator):
                raise _own_matter(actor, found, person)


def _own_matter(
    actor: PersonId, found: Found[DelegationGranted], person: PersonId, *more: int
) -> OwnMatter:
    return OwnMatter(
        evidence=sorted((found.position, *more)),
        actor=actor,
        delegator=found.event.delegator,
        person=person,
        position=found.position,
    )
