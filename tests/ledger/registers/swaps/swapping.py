"""Two colleagues, their leaders and their shifts, for the tests of swaps."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from ledger.kernel.action import Role
from ledger.kernel.event import Event
from ledger.registers.org.events import PersonPlaced, PersonRegistered
from ledger.registers.roster.events import ShiftAssigned
from ledger.registers.swaps.events import ShiftSwapped, Side, SwapAgreed, SwapRequested
from ledger.rulebook.loading import built_in, preset
from ledger.rulebook.lookup import Edition, Lawbook

SHANGHAI = ZoneInfo("Asia/Shanghai")
TELECOM = Lawbook(built_in(), [Edition(datetime(2002, 2, 19).date(), preset("telecom-callcentre"))])
STORE = Lawbook(built_in(), [Edition(datetime(2000, 1, 1).date(), preset("online-store"))])


def local(text: str) -> datetime:
    """An instant as the site's clock shows it, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(UTC)


def agent(number: str) -> PersonRegistered:
    """An agent."""
    return PersonRegistered(person=number, name=number, roles=(Role.AGENT,))


def leader(number: str) -> PersonRegistered:
    """A team leader."""
    return PersonRegistered(person=number, name=number, roles=(Role.TEAM_LEADER,))


def placed(
    number: str,
    supervisor: str | None,
    *,
    job: str | None = "投诉",
    grade: str | None = "中级",
    post: str = "agent",
) -> PersonPlaced:
    """Where somebody stands."""
    return PersonPlaced(person=number, post=post, supervisor=supervisor, job=job, grade=grade)


def shift(person: str, starts: str, ends: str, code: str) -> ShiftAssigned:
    """Somebody's shift between two times of the site's clock."""
    on, until = starts[:10], ends[:10]
    return ShiftAssigned(
        shift=f"{on}/{code}/{person}",
        person=person,
        day=f"{person}/{on}",
        next_day=None if until == on or ends.endswith("00:00") else f"{person}/{until}",
        starts=local(starts),
        ends=local(ends),
        code=code,
    )


GIVER, TAKER = agent("A009"), agent("A015")
GIVER_PLACED, TAKER_PLACED = placed("A009", "A017"), placed("A015", "A018")
ONE_LEADER, OTHER_LEADER = leader("A017"), leader("A018")
NIGHT = shift("A009", "2026-11-23 20:00", "2026-11-24 08:00", "N")
"""A009 on the night from Monday to Tuesday, two days after the tests' noon."""
DAY = shift("A015", "2026-11-25 08:00", "2026-11-25 14:00", "D")
"""A015 on the day shift of Wednesday."""

BOTH: tuple[Event, ...] = (GIVER, TAKER, GIVER_PLACED, TAKER_PLACED)
STAND: tuple[Event, ...] = (*BOTH, NIGHT, DAY)

REQUESTED = SwapRequested(
    swap="W1",
    giver="A009",
    taker="A015",
    given=NIGHT.shift,
    taken=DAY.shift,
    giver_month="A009/2026-11",
    taker_month="A015/2026-11",
    given_starts=NIGHT.starts,
    given_ends=NIGHT.ends,
    taken_starts=DAY.starts,
    taken_ends=DAY.ends,
)
ONE_AGREED = SwapAgreed(swap="W1", leader="A017", side=Side.GIVER)
OTHER_AGREED = SwapAgreed(swap="W1", leader="A018", side=Side.TAKER)
SWAPPED = ShiftSwapped(
    swap="W1",
    giver="A009",
    taker="A015",
    giver_month="A009/2026-11",
    taker_month="A015/2026-11",
    given=NIGHT.shift,
    given_starts=NIGHT.starts,
    given_ends=NIGHT.ends,
    given_code="N",
    taken=DAY.shift,
    taken_starts=DAY.starts,
    taken_ends=DAY.ends,
    taken_code="D",
    person_days=(
        "A009/2026-11-23",
        "A009/2026-11-24",
        "A015/2026-11-23",
        "A015/2026-11-24",
        "A009/2026-11-25",
        "A015/2026-11-25",
    ),
)


def earlier_swap(number: int, giver: str, taker: str, **more: object) -> ShiftSwapped:
    """A swap of the same month about shifts of no roster."""
    return ShiftSwapped(
        swap=f"V{number}",
        giver=giver,
        taker=taker,
        giver_month=f"{giver}/2026-11",
        taker_month=f"{taker}/2026-11",
        **more,  # type: ignore[arg-type]
    )
