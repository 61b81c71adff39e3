"""Entries: the actions by which people say what has happened, made from the events themselves.

Most of what happens on the floor is simply entered: a ticket was opened, somebody was late. Such
an action has the fields of its event, refuses what is out of order within the case, asks the
rulebook's gates, and yields the event. Three kinds of field nobody has to fill in: the periods of
the event's people, whoever acts with the post they hold, and what the case already says.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

import msgspec

from ledger import registers
from ledger.kernel.action import Action, ActionMeta, Law, Refused, Role
from ledger.kernel.boundary import NOTHING, Boundary, Found, Past, about
from ledger.kernel.event import Event, identifiers
from ledger.kernel.periods import period_fields, periods
from ledger.kernel.tags import Tag, tag
from ledger.kernel.words import Words
from ledger.registers.org.standing import acting_post, require_no_own_case
from ledger.rulebook import gates
from ledger.rulebook.approvals import possible_turn

FLOOR = (Role.AGENT, Role.TEAM_LEADER, Role.DUTY_LEADER)
"""Everybody who works on the floor."""

LEADERS = (Role.TEAM_LEADER, Role.DUTY_LEADER)
"""Those who lead on the floor."""

_CASES = frozenset(
    (
        "absence",
        "bulletin",
        "call",
        "chat",
        "duty",
        "handover",
        "leave",
        "matter",
        "swap",
        "task",
        "ticket",
    )
)
"""The kinds of identifier whose whole history a decision may read, because it ends."""

_POST = "post"


class AlreadyEntered(
    Refused,
    clause="cases.order_of_steps",
    zh="{case} {id} 已有“{event}”（#{position}），不重复登记",
    en="{case} {id} has “{event}” already (#{position})",
):
    """It happens once in a case."""


class NotOpened(
    Refused,
    clause="cases.order_of_steps",
    zh="没有{case} {id}；请先登记“{event}”",
    en="there is no {case} {id}; enter “{event}” first",
):
    """A case is opened before it goes on."""


class BeforeItBegan(
    Refused,
    clause="cases.order_of_steps",
    zh="时间倒流：{case} {id} 在 {began} 才开始（#{position}）",
    en="time would go back: {case} {id} began at {began} (#{position})",
):
    """Nothing happens in a case before it is opened."""


class NotAsTheCaseSays(
    Refused,
    clause="cases.order_of_steps",
    zh="{field}是 {known}，不是 {given}；请更正或留空",
    en="{field} is {known}, not {given}; correct it or leave it empty",
):
    """What follows from the case, or from who acts, cannot be told otherwise."""


class HoldsNoPost(
    Refused,
    clause="org.register",
    zh="{actor} 没有岗位；请先安排岗位",
    en="{actor} holds no post; place the person first",
):
    """Only who holds a post signs under it."""


class _Plan(NamedTuple):
    """What one kind of entry does beside taking its event down."""

    once: bool
    after: tuple[type[Event], ...]
    said: Mapping[str, str]
    signs: str | None


class Entry(Action):
    """An action that enters one event; made by :func:`entry`."""

    event: ClassVar[type[Event]]
    plan: ClassVar[_Plan]

    if TYPE_CHECKING:

        def __init__(self, **fields: Any) -> None: ...

    def boundary(self) -> Boundary:
        """The case."""
        case = self._case()
        return NOTHING if case is None else about(case.tag).whole()

    def boundary_under(self, law: Law) -> Boundary:
        """The case, and the periods of the event's people."""
        kinds = {field.name: field.kind for field in period_fields(self.event)}
        told = periods(self.event, self._given(), law.day)
        return self.boundary() | about(*(tag(kinds[name], told[name]) for name in told)).whole()

    def decide(self, past: Past, law: Law) -> Iterator[Event]:
        """Enters the event when the case is in order and the rulebook's gates let it pass.

        :raises Refused: otherwise.
        """
        law.cite("cases.order_of_steps")
        values = self._given()
        opening = self._opening(past, law)
        if opening is not None:
            told = {name: getattr(opening.event, of) for name, of in self.plan.said.items()}
            _fill(values, told, (opening.position,))
        if self.plan.signs is not None:
            _fill(values, self._signature(past, self.plan.signs))
            if opening is not None:
                require_no_own_case(past, self, opening, values.get(_POST))
        values |= periods(self.event, values, law.day)
        event = self.event(**{name: _utc(value, law) for name, value in values.items()})
        if self.plan.signs is not None:
            whose = possible_turn(event, None if opening is None else opening.event, past, law)
            if whose is not None:
                whose.require(past.actor, values.get(_POST), past, law)
        gates.check(event, past, law)
        yield event

    def _given(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__struct_fields__}

    def _case(self) -> _Case | None:
        for field, kind, many in identifiers(self.event):
            if kind in _CASES and not many and getattr(self, field, None) is not None:
                value = getattr(self, field)
                return _Case(field, value, tag(kind, value))
        return None

    def _opening(self, past: Past, law: Law) -> Found[Event] | None:
        """What the case began with, where this entry has to come after it."""
        case = self._case()
        if case is None:
            return None
        if self.plan.once and (known := past.last(self.event, tag=case.tag)) is not None:
            raise AlreadyEntered(
                evidence=(known.position,),
                position=known.position,
                **case.named(self.event),
            )
        if not self.plan.after:
            return None
        opening = past.last(*self.plan.after, tag=case.tag)
        if opening is None:
            raise NotOpened(**case.named(self.plan.after[0]))
        if opening.at > past.at:
            raise BeforeItBegan(
                evidence=(opening.position,),
                position=opening.position,
                began=f"{opening.at.astimezone(law.zone):%Y-%m-%d %H:%M:%S}",
                **case.named(self.event),
            )
        return opening

    def _signature(self, past: Past, field: str) -> dict[str, Any]:
        """Who acts, and under which post, where the event says so."""
        signed: dict[str, Any] = {field: past.actor}
        if _POST in self.event.__struct_fields__:
            given = getattr(self, _POST, None)
            signed[_POST] = acting_post(past, past.actor, wanted=given)
            if signed[_POST] is None and _POST in _required(self.event):
                raise HoldsNoPost(actor=past.actor)
        return signed


class _Case(NamedTuple):
    field: str
    id: str
    tag: Tag

    def named(self, event: type[Event]) -> dict[str, Any]:
        """The case and an event, as a refusal names them."""
        label = registers.field_words()[self.field]
        return {
            "case": Words(label.zh, label.en.lower()),
            "id": self.id,
            "event": registers.event_words()[event.type_name],
        }


def entry(
    event: type[Event],
    verb: str,
    by: tuple[Role, ...],
    words: Words,
    *,
    own: str | None = None,
    opens: bool = False,
    once: bool = False,
    of: type[Event] | tuple[type[Event], ...] = (),
    said: Mapping[str, str] | tuple[str, ...] = (),
    signs: str | None = None,
    base: type[Entry] = Entry,
) -> type[Entry]:
    """The action that enters events of a type, registered under a verb such as ``open-ticket``.

    ``own`` is the field that opens it to the person whom it holds. What ``opens`` a case happens
    ``once`` in it, and so does what is said to. ``of`` are the events one of which the case must
    begin with. ``said`` are fields that repeat what that event said (by its field names where
    they differ), ``signs`` the field for who acts; they may be left out, but not told otherwise.
    A ``base`` of its own looks at more before it enters the event.
    """
    repeated = said if isinstance(said, Mapping) else {name: name for name in said}
    after = of if isinstance(of, tuple) else (of,)
    filled = {*repeated, signs, *((_POST,) if signs is not None else ())}
    filled -= {own, *(field.person for field in period_fields(event))}
    namespace = _fields(event, filled)
    namespace["__module__"] = event.__module__.replace(".events", ".entries")
    namespace["__doc__"] = f"{words.en}. {event.__doc__}"
    name = "".join(part.capitalize() for part in verb.split("-"))
    placed = signs is not None and _POST in event.__struct_fields__
    made: Any = ActionMeta(name, (base,), namespace, by=by, own=own, placed=placed, words=words)
    made.event = event
    made.plan = _Plan(opens or once, after, repeated, signs)
    return cast("type[Entry]", made)


def _fields(event: type[Event], filled: set[Any]) -> dict[str, Any]:
    """The fields of the action as a class body; those that can be left out have no value then."""
    hints = typing.get_type_hints(event, include_extras=True)
    told = {field.name for field in period_fields(event)}
    annotations: dict[str, Any] = {}
    defaults: dict[str, Any] = {}
    for field in msgspec.structs.fields(event):
        if field.name in told:
            continue
        optional = field.name in filled
        annotations[field.name] = hints[field.name] | None if optional else hints[field.name]
        if optional:
            defaults[field.name] = None
        elif field.default is not msgspec.NODEFAULT:
            defaults[field.name] = field.default
    return {"__annotations__": annotations, **defaults}


@cache
def _required(event: type[Event]) -> frozenset[str]:
    return frozenset(field.name for field in msgspec.structs.fields(event) if field.required)


def _fill(values: dict[str, Any], told: Mapping[str, Any], evidence: tuple[int, ...] = ()) -> None:
    """Take over what is known already.

    :raises NotAsTheCaseSays: when it was given otherwise.
    """
    for name, known in told.items():
        given = values.get(name)
        if given is not None and given != known:
            label = registers.field_words()[name]
            raise NotAsTheCaseSays(
                evidence=evidence, field=Words(label.zh, label.en), known=known, given=given
            )
        values[name] = known


def _utc(value: Any, law: Law) -> Any:
    """An instant in UTC; one without a zone is meant in the site's."""
    if not isinstance(value, datetime):
        return value
    return (value if value.tzinfo else value.replace(tzinfo=law.zone)).astimezone(UTC)
