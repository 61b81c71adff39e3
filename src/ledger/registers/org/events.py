"""What is established about the organisation."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from ledger.kernel.action import Role
from ledger.kernel.event import Event, Personal
from ledger.kernel.tags import DelegatorId, PersonId, QueueId, SeatId, TeamId


class SiteOpened(Event, type="site.opened", version=1):
    """A site has opened its book, and counts its days in this time zone."""

    site: str
    timezone: str
    format: int = 1


class PersonRegistered(Event, type="person.registered", version=1):
    """A person has been entered under an employee number, with a post and roles."""

    person: PersonId
    name: Annotated[str, Personal(of="person", purpose="identity")]
    roles: tuple[Role, ...]
    team: TeamId | None = None
    post: str | None = None


class PersonPlaced(Event, type="person.placed", version=1):
    """A person has been given a post, a place in a unit, and a superior, from a day on.

    ``post`` is one of the posts of the rulebook's list, such as ``cs-director``. The supervisor
    is no tag: the event is about the person placed. ``since`` is the day it counts from, where
    that is earlier than the day it is entered. ``licences_until`` says of each of the ``licences``,
    in the same order, through which day it is valid; none of them expires where it is empty.
    """

    person: PersonId
    post: str
    unit: str | None = None
    supervisor: str | None = None
    job: str | None = None
    grade: str | None = None
    since: date | None = None
    licences: tuple[str, ...] = ()
    licences_until: tuple[date | None, ...] = ()


class RolesAssigned(Event, type="person.roles_assigned", version=1):
    """A person's roles have been set anew; these alone hold from now on."""

    person: PersonId
    roles: tuple[Role, ...]


class DelegationGranted(Event, type="delegation.granted", version=1):
    """A person stands in for another for a time, with that one's post and leading roles."""

    deputy: PersonId
    delegator: DelegatorId
    from_at: datetime
    to_at: datetime
    post: str | None = None
    roles: tuple[Role, ...] = ()
    reason: str | None = None


class DelegationEnded(Event, type="delegation.ended", version=1):
    """A person stands in for another no longer, before the time was over."""

    deputy: PersonId
    delegator: DelegatorId


class TeamFormed(Event, type="team.formed", version=1):
    """A team has been formed under a leader."""

    team: TeamId
    title: str
    leader: PersonId | None = None


class QueueOpened(Event, type="queue.opened", version=1):
    """A queue has been opened for calls of one kind."""

    queue: QueueId
    title: str


class SeatInstalled(Event, type="seat.installed", version=1):
    """A workplace has been installed at which one agent at a time can sign in."""

    seat: SeatId
    extension: str | None = None
