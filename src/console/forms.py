"""Forms made from actions: their fields, what can be chosen, and the action that was filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Literal, NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from console.subject import Subject
from ledger import registers
from ledger.kernel.action import Action, Law, Role, actions
from ledger.kernel.words import Words

Kind = Literal["text", "number", "choice", "choices", "flag", "texts", "instant"]

_CHOICES_OF_THE_LAW = {("pause-seat", "reason"): ("seats.pause_reasons", "reasons")}
"""Fields whose values a clause lists: by action and field, the clause and its parameter."""

_TOPICS = frozenset(
    ("agent", "bulletin", "call", "file", "leave", "obligation", "offence", "shift", "swap")
)
"""What a row can be about that actions name in a field of the same name."""

_MISSING = Words("请填写{label}", "fill in: {label}")
_WRONG = Words("{label}填写不对：{value}", "{label} cannot be {value}")


class FormField(NamedTuple):
    """One field of a form."""

    name: str
    label: Words
    kind: Kind
    required: bool
    default: str = ""
    choices: tuple[tuple[str, Words], ...] = ()
    derived: bool = False
    """Whether it follows from the ledger, and is told only where the ledger does not know."""


class FormFault(Exception):
    """What was typed makes no action: which field, and a sentence."""

    def __init__(self, field: str, words: Words) -> None:
        super().__init__(words.en)
        self.field = field
        self.words = words


def fields_of(
    action: type[Action], law: Law | None = None, *, composed: bool = False
) -> tuple[FormField, ...]:
    """The fields of an action's form, in the action's order; the law may list what to choose.

    Those that a screen composes are among them only where somebody may type them after all.
    """
    labels = registers.field_words()
    described = msgspec.inspect.type_info(action)
    assert isinstance(described, msgspec.inspect.StructType)
    found = []
    for field in described.fields:
        if field.name in action.composed and not composed:
            continue
        kind, values = _kind(field.type)
        if law is not None and (listed := _CHOICES_OF_THE_LAW.get((action.verb, field.name))):
            kind, values = "choice", tuple(law.read(*listed, list))
        default = "" if field.default in (msgspec.NODEFAULT, None) else field.default
        found.append(
            FormField(
                field.name,
                labels.get(field.name, Words(field.name, field.name)),
                kind,
                field.required,
                _written(default),
                tuple((value, _label(value)) for value in values),
                field.name in action.derived,
            )
        )
    return tuple(found)


def filled(
    fields: Iterable[FormField], subject: Subject | None, actor: str | None
) -> dict[str, str]:
    """What a form starts with: what the row under the cursor is about, else the defaults."""
    known = {"agent": actor}
    given = dict(subject.given) if subject is not None else {}
    if subject is not None:
        known |= {"call": subject.call, "queue": subject.queue, "queues": subject.queue}
        if subject.agent is not None:
            known |= {"agent": subject.agent, "person": subject.agent}
    return {
        field.name: given.get(field.name)
        or (known.get(field.name) if field.required else None)
        or field.default
        for field in fields
    }


def build(
    action: type[Action], fields: Iterable[FormField], typed: Mapping[str, str], zone: ZoneInfo
) -> Action:
    """The action that was filled in.

    :raises FormFault: at the first field that is missing or cannot be what was typed.
    """
    values: dict[str, Any] = {}
    for field in fields:
        value = typed.get(field.name, "").strip()
        if not value:
            if field.required:
                raise FormFault(field.name, _said(_MISSING, field, value))
            continue
        values[field.name] = _value(field, value, zone)
    try:
        return msgspec.convert(values, action, strict=False)
    except msgspec.ValidationError as fault:
        wrong = next((each for each in fields if f"$.{each.name}" in str(fault)), None)
        if wrong is None:
            raise FormFault("", Words(str(fault), str(fault))) from fault
        raise FormFault(wrong.name, _said(_WRONG, wrong, typed[wrong.name])) from fault


def applicable(subject: Subject | None) -> list[type[Action]]:
    """All actions that people can do, those first that are about what is under the cursor."""
    done_by_people = (action for action in actions().values() if action.by != (Role.PROGRAM,))
    return sorted(done_by_people, key=lambda action: (not concerns(action, subject), action.verb))


def concerns(action: type[Action], subject: Subject | None) -> bool:
    """Whether an action is about what is under the cursor."""
    if subject is None:
        return False
    fields = action.__struct_fields__
    if subject.duty is not None and action.verb == subject.duty.action:
        return True
    if subject.topic in _TOPICS:
        return subject.topic in fields
    return "queue" in fields


def _kind(described: msgspec.inspect.Type) -> tuple[Kind, tuple[str, ...]]:
    inspect = msgspec.inspect
    if isinstance(described, inspect.UnionType):
        options = [each for each in described.types if not isinstance(each, inspect.NoneType)]
        return _kind(options[0])
    if isinstance(described, inspect.EnumType):
        return "choice", tuple(str(member.value) for member in described.cls)
    if isinstance(described, inspect.LiteralType):
        return "choice", tuple(map(str, described.values))
    if isinstance(described, inspect.VarTupleType):
        inner, values = _kind(described.item_type)
        return ("choices", values) if inner == "choice" else ("texts", ())
    if isinstance(described, inspect.BoolType):
        return "flag", ()
    if isinstance(described, inspect.IntType):
        return "number", ()
    if isinstance(described, inspect.DateTimeType):
        return "instant", ()
    return "text", ()


def _value(field: FormField, typed: str, zone: ZoneInfo) -> Any:
    if field.kind in ("choices", "texts"):
        parts = typed.replace("，", ",").replace("、", ",").split(",")
        return [part.strip() for part in parts if part.strip()]
    if field.kind == "instant":
        try:
            at = datetime.fromisoformat(typed)
        except ValueError as fault:
            raise FormFault(field.name, _said(_WRONG, field, typed)) from fault
        return at if at.tzinfo else at.replace(tzinfo=zone)
    return typed


def _written(default: object) -> str:
    if isinstance(default, tuple):
        return ", ".join(map(str, default))
    if isinstance(default, bool):
        return "true" if default else "false"
    return str(default)


def _label(value: str) -> Words:
    return registers.value_words().get(value, Words(value, value))


def _said(words: Words, field: FormField, value: str) -> Words:
    return Words(
        words.zh.format(label=field.label.zh, value=value),
        words.en.format(label=field.label.en, value=value),
    )
