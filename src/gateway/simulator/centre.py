"""The centre itself: its queues, teams, seats and people, and who serves which queues."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from gateway.simulator.names import made_up_names
from gateway.simulator.settings import Settings
from gateway.simulator.shifts import SHIFTS, shift_of_each
from ledger.kernel.action import Role
from ledger.kernel.event import Event
from ledger.kernel.tags import PersonId, QueueId, SeatId, TeamId
from ledger.kernel.words import Words
from ledger.registers.org.events import PersonRegistered, QueueOpened, SeatInstalled, TeamFormed

_TEAM_SIZE = 12
_DUTY_LEADER = 17
_SECOND_QUEUE = 0.8
_THIRD_QUEUE = 0.45


class Queue(NamedTuple):
    """A queue: its share of the calls, and how long a conversation in it takes on average."""

    id: QueueId
    title: Words
    share: float
    talk_seconds: float


class Agent(NamedTuple):
    """Somebody who takes calls, and the queues they serve, first the one they are best at."""

    person: PersonId
    queues: tuple[QueueId, ...]


class Centre(NamedTuple):
    """A made-up call centre."""

    queues: tuple[Queue, ...]
    agents: tuple[Agent, ...]
    shifts: tuple[int, ...]
    """For each agent the index of their shift."""
    seats: tuple[SeatId, ...]
    registrations: tuple[Event, ...]
    """What must stand in the book before the first call, in a legal order."""


_QUEUES = (
    Queue("189", Words("查询", "Enquiries"), 0.46, 150),
    Queue("180", Words("投诉", "Complaints"), 0.20, 240),
    Queue("96123", Words("综合", "General"), 0.22, 165),
    Queue("10000", Words("报装", "Installation"), 0.12, 210),
)
_ADMINISTRATOR = Words("管理员", "Administrator")
_DUTY_LEADER_POST = Words("值班长", "Duty leader")
_LEADER_POST = Words("班长", "Team leader")
_AGENT_POST = Words("坐席员", "Agent")


def centre_of(settings: Settings) -> Centre:
    """The centre that these settings describe."""
    random = Random(f"{settings.seed}/centre")
    queues = _queues(settings.queues)
    shifts = shift_of_each(settings.agents, random)
    people = _employee_numbers(settings.agents)
    agents = tuple(
        Agent(person, queues_served)
        for person, queues_served in zip(people, _skills(queues, shifts, random), strict=True)
    )
    seats = tuple(f"Z{number:03d}" for number in range(1, settings.agents + 1))
    teams = _teams(agents, shifts)
    events = _registrations(settings, queues, teams, seats, agents, random)
    return Centre(queues, agents, tuple(shifts), seats, tuple(events))


def _queues(count: int) -> tuple[Queue, ...]:
    more = (
        Queue(f"{9600 + number}", Words(f"专席 {number}", f"Desk {number}"), 0.12, 180)
        for number in range(1, count - len(_QUEUES) + 1)
    )
    chosen = (*_QUEUES[:count], *more)
    whole = sum(queue.share for queue in chosen)
    return tuple(queue._replace(share=queue.share / whole) for queue in chosen)


def _employee_numbers(agents: int) -> list[PersonId]:
    """A001 is the administrator and A017 the duty leader; the other numbers take calls."""
    numbers = [number for number in range(2, agents + 3) if number != _DUTY_LEADER]
    return [f"A{number:03d}" for number in numbers[:agents]]


def _skills(
    queues: tuple[Queue, ...], shifts: list[int], random: Random
) -> list[tuple[QueueId, ...]]:
    """Up to three queues each, every shift split by the queues' shares; at night, all queues."""
    everything = tuple(queue.id for queue in queues)
    night = next(index for index, shift in enumerate(SHIFTS) if shift.name == "night")
    found = []
    dealt: dict[tuple[int, QueueId], int] = {}
    for shift in shifts:
        if shift == night:
            found.append(everything)
            continue
        first = min(queues, key=lambda queue: (dealt.get((shift, queue.id), 0) + 0.5) / queue.share)
        dealt[shift, first.id] = dealt.get((shift, first.id), 0) + 1
        others = [queue.id for queue in queues if queue is not first]
        random.shuffle(others)
        draw = random.random()
        more = 2 if draw < _THIRD_QUEUE else 1 if draw < _SECOND_QUEUE else 0
        found.append((first.id, *others[:more]))
    return found


def _teams(agents: tuple[Agent, ...], shifts: list[int]) -> list[list[PersonId]]:
    """Teams of colleagues who share a shift; the first of each leads it."""
    teams: list[list[PersonId]] = []
    for index in range(len(SHIFTS)):
        members = [
            agent.person for agent, shift in zip(agents, shifts, strict=True) if shift == index
        ]
        parts = -(-len(members) // _TEAM_SIZE)
        teams += [members[part::parts] for part in range(parts)]
    return teams


def _registrations(
    settings: Settings,
    queues: tuple[Queue, ...],
    teams: list[list[PersonId]],
    seats: tuple[SeatId, ...],
    agents: tuple[Agent, ...],
    random: Random,
) -> list[Event]:
    language = settings.language
    names = made_up_names(settings.agents + 2, random)
    duty_leader = f"A{_DUTY_LEADER:03d}"
    team_of: dict[PersonId, TeamId] = {}
    events: list[Event] = [
        _person("A001", names[0], (Role.ADMINISTRATOR,), None, _ADMINISTRATOR.to(language)),
        _person(
            duty_leader,
            names[1],
            (Role.DUTY_LEADER, Role.AUDITOR),
            None,
            _DUTY_LEADER_POST.to(language),
        ),
    ]
    for number, members in enumerate(teams, start=1):
        title = Words(f"{number} 班", f"Team {number}").to(language)
        events.append(TeamFormed(team=f"T{number}", title=title, leader=members[0]))
        team_of |= dict.fromkeys(members, f"T{number}")
    leaders = {members[0] for members in teams}
    for agent, name in zip(agents, names[2:], strict=True):
        leads = agent.person in leaders
        roles = (Role.AGENT, Role.TEAM_LEADER) if leads else (Role.AGENT,)
        post = (_LEADER_POST if leads else _AGENT_POST).to(language)
        events.append(_person(agent.person, name, roles, team_of[agent.person], post))
    events += [QueueOpened(queue=each.id, title=each.title.to(language)) for each in queues]
    events += [
        SeatInstalled(seat=seat, extension=f"{6000 + number}")
        for number, seat in enumerate(seats, start=1)
    ]
    return events


def _person(
    person: PersonId, name: str, roles: tuple[Role, ...], team: TeamId | None, post: str
) -> PersonRegistered:
    return PersonRegistered(person=person, name=name, roles=roles, team=team, post=post)
