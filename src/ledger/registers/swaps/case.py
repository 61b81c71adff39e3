"""The case of a swap: how it was opened, whether it is still open, and whose leader acts."""

from __future__ import annotations

from ledger.kernel import tags
from ledger.kernel.action import Law, Refused
from ledger.kernel.boundary import Boundary, Found, Past, about
from ledger.kernel.event import Event
from ledger.kernel.tags import SwapId, tag
from ledger.kernel.words import Words
from ledger.registers import event_words
from ledger.registers.entries import AlreadyEntered, BeforeItBegan, NotOpened
from ledger.registers.org.events import PersonPlaced
from ledger.registers.org.standing import delegation_of
from ledger.registers.swaps.events import (
    ShiftOffered,
    ShiftSwapped,
    Side,
    SwapRejected,
    SwapRequested,
    SwapWithdrawn,
)
from ledger.registers.swaps.exchange import Wish

_ENDS: tuple[type[Event], ...] = (ShiftSwapped, SwapRejected, SwapWithdrawn)
LABEL = Words("换班", "swap")
"""How a refusal names the case."""


class SwapOver(
    Refused,
    clause="cases.order_of_steps",
    zh="换班 {swap} 已有“{event}”（#{position}），不能再办",
    en="swap {swap} has “{event}” already (#{position}), and is over",
):
    """What was made, rejected or withdrawn is over."""


class NotTheirLeader(
    Refused,
    clause="swaps.own_shift",
    zh="{people} 的班长是 {leaders}，不是 {actor}；须由各自的班长办理",
    en="{people} are led by {leaders}, not by {actor}; their own leaders see to it",
):
    """Each side's own leader knows the person and answers for the consent (S4.10-09)."""


class NotOneOfTheTwo(
    Refused,
    clause="swaps.own_shift",
    zh="换班 {swap} 是 {people} 的事（#{position}），不是 {actor} 的",
    en="swap {swap} is a matter of {people} (#{position}), not of {actor}",
):
    """What two people asked for is theirs to withdraw, and theirs to hand over."""


def case_of(swap: SwapId) -> Boundary:
    """Everything about one swap, which ends."""
    return about(tag("swap", swap)).whole()


def opening_of(swap: SwapId) -> Boundary:
    """What a swap was opened with, from which its boundary follows."""
    return about(tag("swap", swap)).last(SwapRequested)


def wish_of(request: SwapRequested) -> Wish:
    """What a request asks for."""
    return Wish(request.giver, request.taker, request.given, request.taken, request.repays)


def opened(past: Past, law: Law, swap: SwapId) -> Found[SwapRequested]:
    """The request of a swap that is still open.

    :raises NotOpened: when nobody has asked for it.
    :raises BeforeItBegan: when that was later.
    :raises SwapOver: when it was made, rejected or withdrawn.
    """
    found = past.last(SwapRequested, tag=tag("swap", swap))
    if found is None:
        event = event_words()[SwapRequested.type_name]
        raise NotOpened(case=LABEL, id=swap, event=event)
    if found.at > past.at:
        raise BeforeItBegan(
            evidence=(found.position,),
            case=LABEL,
            id=swap,
            position=found.position,
            began=f"{found.at.astimezone(law.zone):%Y-%m-%d %H:%M:%S}",
        )
    require_open(past, swap)
    return found


def require_new(past: Past, swap: SwapId, *, offered: bool = False) -> None:
    """Let a swap pass that nobody has asked for or offered yet, or only offered where that is so.

    :raises AlreadyEntered: when somebody has.
    :raises SwapOver: when what was offered is withdrawn.
    """
    kinds: tuple[type[Event], ...] = (SwapRequested,) if offered else (SwapRequested, ShiftOffered)
    known = past.last(*kinds, tag=tag("swap", swap))
    if known is not None:
        raise entered_already(swap, known)
    require_open(past, swap)


def entered_already(swap: SwapId, known: Found[Event]) -> AlreadyEntered:
    """The refusal of what has happened in a swap and happens once."""
    return AlreadyEntered(
        evidence=(known.position,),
        case=LABEL,
        id=swap,
        event=event_words()[known.event.type_name],
        position=known.position,
    )


def require_open(past: Past, swap: SwapId) -> None:
    """Let a swap pass that was neither made nor rejected nor withdrawn.

    :raises SwapOver: for any other.
    """
    end = past.last(*_ENDS, tag=tag("swap", swap))
    if end is not None:
        raise SwapOver(
            evidence=(end.position,),
            swap=swap,
            event=event_words()[type(end.event).type_name],
            position=end.position,
        )


def made(past: Past, swap: SwapId) -> Found[ShiftSwapped]:
    """A swap as it was made.

    :raises NotOpened: when it was not made.
    """
    found = past.last(ShiftSwapped, tag=tag("swap", swap))
    if found is None:
        raise NotOpened(case=LABEL, id=swap, event=event_words()[ShiftSwapped.type_name])
    return found


def sides_of(
    past: Past, wish: Wish, told: Side | None = None, clause: str | None = None
) -> tuple[Side, ...]:
    """The sides whose leader acts, in person or as a deputy.

    Where nobody is placed under a leader, the side that is told, or none at all. ``clause`` is
    the one by which others are refused, where the rulebook has its own.

    :raises NotTheirLeader: when the leaders are known, and somebody else acts.
    """
    people = {Side.GIVER: wish.giver, Side.TAKER: wish.taker}
    asked = {side: people[side] for side in people if told in (None, side)}
    placed = {side: past.last(PersonPlaced, tag=tags.person(asked[side])) for side in asked}
    leaders = {side: each and each.event.supervisor for side, each in placed.items()}
    deputy = delegation_of(past, past.actor)
    acting = {past.actor} | ({deputy.event.delegator} if deputy is not None else set())
    mine = tuple(side for side, leader in leaders.items() if leader in acting)
    if deputy is not None and any(leaders[side] != past.actor for side in mine):
        past.cite(deputy)
    if mine:
        return mine
    if None in leaders.values():
        return () if told is None else (told,)
    raise NotTheirLeader(
        evidence=sorted(each.position for each in placed.values() if each is not None),
        clause=clause,
        actor=past.actor,
        people=" / ".join(asked.values()),
        leaders=" / ".join(dict.fromkeys(map(str, leaders.values()))),
    )
