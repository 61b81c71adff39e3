"""The steps of a scenario: happenings and actions, told in a file, made into what they are."""

from __future__ import annotations

import typing
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any, Literal, NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from ledger.kernel.action import Action, actions
from ledger.kernel.event import Event, by_name, identifiers
from ledger.kernel.periods import periods
from ledger.kernel.words import Words
from ledger.registers.entries import Entry
from ledger.rulebook.checking.material import nearest

Kind = Literal["given", "do", "when"]

S = typing.TypeVar("S", bound=msgspec.Struct)


class Misfit(Exception):
    """A step that cannot be what it says; ``words`` tell what to change."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.words = Words(zh, en)


class Step(NamedTuple):
    """One step: what happens or is done, when, and by whom if it goes through an action."""

    kind: Kind
    number: int
    at: datetime
    by: str | None
    name: str
    """The event's stable type name, or the action's verb."""
    fields: dict[str, Any]


class Pointers(typing.Protocol):
    """What a number in place of an identifier stands for: the first case, the second given."""

    def identifier(self, kind: str, number: int) -> str:
        """The identifier that the number-th thing of a kind got.

        :raises Misfit: when there are not so many.
        """


def step_from(raw: Mapping[str, Any], kind: Kind, number: int, zone: ZoneInfo) -> Step:
    """A step as a file tells it, its times made instants.

    :raises Misfit: when it says not when, or not what.
    """
    fields = dict(raw)
    at = fields.pop("at", None)
    if not isinstance(at, datetime):
        raise Misfit(
            "缺少时间；请写 at = 2026-11-21T08:30:00", "no time; write at = 2026-11-21T08:30:00"
        )
    by = fields.pop("by", None)
    word = "event" if kind == "given" else "action"
    name = fields.pop(word, None)
    if not isinstance(name, str):
        raise Misfit(
            f'没有说明是什么；请写 {word} = "…"', f'it says not what; write {word} = "..."'
        )
    if kind != "given" and by is None:
        raise Misfit('没有说明谁办理；请写 by = "工号"', 'nobody does it; write by = "A017"')
    return Step(kind, number, local(at, zone), by, name, _localised(fields, zone))


def local(at: datetime, zone: ZoneInfo) -> datetime:
    """A time of the file as an instant; one without a zone is the site's own."""
    return at if at.tzinfo is not None else at.replace(tzinfo=zone)


def event_of(step: Step, zone: ZoneInfo) -> Event:
    """The event that a step of ``given`` tells.

    :raises Misfit: when there is no such event, or its fields do not fit.
    """
    event_type = by_name(step.name)
    if event_type is None:
        raise Misfit(f"没有事件 {step.name}", f"there is no event {step.name}")
    fallen = periods(event_type, step.fields, step.at.astimezone(zone).date())
    return _made(event_type, {**fallen, **step.fields}, step.name)


def action_of(step: Step, pointers: Pointers) -> Action:
    """The action that a step does.

    :raises Misfit: when there is no such action, or its fields do not fit.
    """
    action_type = actions().get(step.name)
    if action_type is None:
        raise Misfit(f"没有动作 {step.name}", f"there is no action {step.name}")
    return _made(action_type, pointed(action_type, step.fields, pointers), step.name)


def pointed(
    kind_of: type[msgspec.Struct], fields: Mapping[str, Any], pointers: Pointers
) -> dict[str, Any]:
    """The fields of an action, numbers in place of identifiers resolved."""
    whole = dict(fields)
    for name, kind, _ in identifiers(typing.cast("type[Event]", kind_of)):
        if isinstance(number := whole.get(name), int):
            whole[name] = pointers.identifier(kind, number)
    return whole


def entering(step: Step) -> Step:
    """The action by which a person enters the happening that a step of ``given`` tells.

    :raises Misfit: when no action enters such happenings.
    """
    entry = _entries().get(step.name)
    if entry is None:
        raise Misfit(
            f"没有登记 {step.name} 的动作；请去掉 by", f"no action enters {step.name}; leave by out"
        )
    return step._replace(name=entry.verb)


def tried(step: Step, zone: ZoneInfo) -> None:
    """See that a step can be made at all, whatever the numbers in it turn out to stand for.

    :raises Misfit: when it cannot.
    """
    if step.kind == "given" and step.by is None:
        event_of(step, zone)
    else:
        action_of(entering(step) if step.kind == "given" else step, _Anything())


class _Anything:
    """Lets any number stand for something."""

    def identifier(self, kind: str, number: int) -> str:
        return f"{number}"


@cache
def _entries() -> dict[str, type[Entry]]:
    """The actions that enter a happening as it is told, by the event's type name."""
    return {each.event.type_name: each for each in actions().values() if issubclass(each, Entry)}


def _made(kind: type[S], fields: Mapping[str, Any], name: str) -> S:
    for field in fields:
        if field not in kind.__struct_fields__:
            told = nearest(field, kind.__struct_fields__)
            raise Misfit(
                f"{name} 没有字段 {field}；{told.zh}",
                f"{name} has no field {field}; {told.en}",
            )
    missing = [
        field.name
        for field in msgspec.structs.fields(kind)
        if field.required and field.name not in fields
    ]
    if missing:
        raise Misfit(
            f"{name} 缺少 {'、'.join(missing)}；请补上",
            f"{name} lacks {', '.join(missing)}; add it",
        )
    try:
        return msgspec.convert(fields, kind)
    except msgspec.ValidationError as fault:
        raise Misfit(
            f"{name} 的字段不对（{fault}）；请改正", f"{name}: {fault}; correct it"
        ) from fault


def _localised(value: Any, zone: ZoneInfo) -> Any:
    if isinstance(value, datetime):
        return local(value, zone)
    if isinstance(value, list):
        return [_localised(each, zone) for each in value]
    if isinstance(value, dict):
        return {name: _localised(each, zone) for name, each in value.items()}
    return value
