"""How one handover stands, as its own events tell: the case that decisions about it read."""

from __future__ import annotations

from typing import NamedTuple

from ledger.kernel.action import Law, Refused
from ledger.kernel.boundary import Boundary, Found, Past, about
from ledger.kernel.event import Event
from ledger.kernel.tags import HandoverId, tag
from ledger.registers.handover.events import (
    HandedItem,
    HandoverAccepted,
    HandoverItemAccepted,
    HandoverItemRefused,
    HandoverOpened,
    HandoverSigned,
)


class HandoverNotKnown(
    Refused,
    clause="cases.order_of_steps",
    zh="没有交接 {handover}；请先开始交接班",
    en="there is no handover {handover}; open it first",
):
    """A handover is opened before anything of it is accepted."""


class HandoverBeganLater(
    Refused,
    clause="cases.order_of_steps",
    zh="时间倒流：交接 {handover} 已有后续（#{position}）",
    en="time would go back: handover {handover} went on already (#{position})",
):
    """Within a handover no step is earlier than the one before it."""


class HandoverClosed(
    Refused,
    clause="handover.item_by_item",
    zh="交接 {handover} 已接班（#{position}），不再逐项更改",
    en="handover {handover} is accepted (#{position}); its items stay as they are",
):
    """Once the whole is accepted, what was said to each item stays."""


class NotTheRelief(
    Refused,
    clause="handover.item_by_item",
    zh="交接 {handover} 由 {incoming} 接班，不由你确认（#{position}）",
    en="handover {handover} is for {incoming} to accept, not for you (#{position})",
):
    """Only the person who takes over accepts or refuses."""


class NoSuchItem(
    Refused,
    clause="handover.item_by_item",
    zh="交接 {handover} 没有第 {item} 项；共 {count} 项（#{position}）",
    en="handover {handover} has no item {item}; it has {count} (#{position})",
):
    """Only what was handed over can be accepted."""


class Case(NamedTuple):
    """One handover: how it was opened, the newest answer to each item, and the signatures."""

    opened: Found[HandoverOpened]
    answers: dict[int, Found[Event]]
    accepted: Found[HandoverAccepted] | None
    signed: Found[HandoverSigned] | None

    @property
    def items(self) -> tuple[HandedItem, ...]:
        """What was handed over."""
        return self.opened.event.items

    @property
    def unanswered(self) -> list[int]:
        """The numbers of the items that were neither accepted nor refused."""
        return [number for number, _ in enumerate(self.items, 1) if number not in self.answers]


def case(handover: HandoverId) -> Boundary:
    """All that has happened in one handover."""
    return about(tag("handover", handover)).whole()


def case_of(past: Past, law: Law, handover: HandoverId) -> Case:
    """How the handover stands; its opening is cited.

    :raises HandoverNotKnown: when it was never opened.
    :raises HandoverBeganLater: when the decision's instant is before what is known of it.
    """
    law.cite("cases.order_of_steps")
    opened = past.last(HandoverOpened, tag=tag("handover", handover))
    if opened is None:
        raise HandoverNotKnown(handover=handover)
    answers: dict[int, Found[Event]] = {}
    accepted: Found[HandoverAccepted] | None = None
    signed: Found[HandoverSigned] | None = None
    for each in past.peek(Event):
        if isinstance(each.event, HandoverItemAccepted | HandoverItemRefused):
            answers[each.event.item] = each
    for closing in past.peek(HandoverAccepted):
        accepted = closing
    for signature in past.peek(HandoverSigned):
        signed = signature
    latest = max(
        (each for each in (opened, *answers.values(), accepted, signed) if each is not None),
        key=lambda each: each.at,
    )
    if latest.at > past.at:
        raise HandoverBeganLater(
            evidence=(latest.position,), handover=handover, position=latest.position
        )
    return Case(opened, answers, accepted, signed)


def answerable(past: Past, law: Law, handover: HandoverId, item: int) -> Case:
    """The handover, whose item whoever acts may accept or refuse now.

    :raises NotTheRelief: when it is somebody else's to accept.
    :raises HandoverClosed: when the whole was accepted.
    :raises NoSuchItem: when it has no item of that number.
    """
    found = case_of(past, law, handover)
    require_relief(past, law, found)
    if found.accepted is not None:
        position = found.accepted.position
        raise HandoverClosed(evidence=(position,), handover=handover, position=position)
    if item > len(found.items):
        raise NoSuchItem(
            evidence=(found.opened.position,),
            handover=handover,
            item=item,
            count=len(found.items),
            position=found.opened.position,
        )
    if (before := found.answers.get(item)) is not None:
        past.cite(before)
    return found


def require_relief(past: Past, law: Law, found: Case) -> None:
    """Let the person pass who takes over.

    :raises NotTheRelief: for anyone else.
    """
    law.cite("handover.item_by_item")
    opened = found.opened
    if past.actor != opened.event.incoming:
        raise NotTheRelief(
            evidence=(opened.position,),
            handover=opened.event.handover,
            incoming=opened.event.incoming,
            position=opened.position,
        )
