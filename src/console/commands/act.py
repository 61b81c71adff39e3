"""`dutybook act`: do any action of the registers from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from console.commands.books import opened
from console.commands.entering import acting, holds_token
from console.commands.help import both
from console.commands.options import Actor, ledger_named, terminal_of
from console.commands.terminal import Terminal, UsageFault

if TYPE_CHECKING:
    from datetime import tzinfo
    from zoneinfo import ZoneInfo

    from ledger.kernel.action import Action, Outcome
    from ledger.kernel.words import Language


def act(
    ctx: typer.Context,
    action: Annotated[
        str | None,
        typer.Argument(
            metavar="ACTION",
            help=both("办理事项；不写则列出全部", "what to do; without it all are listed"),
        ),
    ] = None,
    fields: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FIELD=VALUE",
            help=both("各项内容；多值用逗号隔开", "its fields; several values with commas"),
        ),
    ] = None,
    *,
    actor: Actor = None,
    ledger: Annotated[
        str | None,
        typer.Option(
            "--ledger",
            metavar="LEDGER",
            help=both("账本；不写则取 DUTYBOOK_LEDGER", "the ledger; without it, DUTYBOOK_LEDGER"),
        ),
    ] = None,
    preview: Annotated[
        bool,
        typer.Option(
            "--preview", help=both("只看将写入什么，不写入", "show what it would append, only")
        ),
    ] = False,
) -> None:
    """Decide the action and append what it yields, or say which rule refuses it."""
    terminal = terminal_of(ctx)
    if action is None:
        print(listing(terminal.language))
        return
    kind = _kind_of(action)
    typed = _typed(kind, fields or [])
    if not holds_token(terminal):
        _somebody(actor)
    book = opened(terminal, ledger_named(terminal, ledger), readonly=preview)
    try:
        made = _made(kind, typed, book.site.zone)
        by = _somebody(acting(terminal, book, actor))
        outcome = book.preview(made, by=by) if preview else book.act(made, by=by)
    finally:
        book.close()
    _report(terminal, outcome, book.site.zone, preview)


def _somebody(actor: str | None) -> str:
    if actor is None:
        raise UsageFault(
            "没有说明谁在办理；请写 --as 工号。",
            "Nobody is said to act; write --as and an employee number.",
        )
    return actor


def _kind_of(verb: str) -> type[Action]:
    """The action of a name.

    :raises UsageFault: for a name that no action has.
    """
    from ledger import registers
    from ledger.kernel.action import actions_of_people

    registers.load()
    open_to_people = actions_of_people()
    kind = open_to_people.get(verb)
    if kind is None:
        known = ", ".join(sorted(open_to_people))
        raise UsageFault(
            f"没有办理事项 {verb}；可用 {known}。",
            f"There is no action {verb}; the actions are {known}.",
        )
    return kind


def _typed(kind: type[Action], assignments: list[str]) -> dict[str, str]:
    """What was typed for each field, from words of the form ``field=value``.

    :raises UsageFault: for an unknown field, one given twice, or a missing one.
    """
    verb, names = kind.verb, kind.__struct_fields__
    values: dict[str, str] = {}
    known = ", ".join(names)
    for assignment in assignments:
        name, equals, value = assignment.partition("=")
        if not equals or name not in names:
            raise UsageFault(
                f"{verb} 没有 {name} 这一项；可写 {known}，形式为 项=内容。",
                f"{verb} has no field {name!r}; its fields are {known}, written as field=value.",
            )
        if name in values:
            raise UsageFault(
                f"{name} 写了两次；请只写一次。", f"{name} is given twice; give it once."
            )
        values[name] = value
    missing = ", ".join(name for name in required_fields(kind) if name not in values)
    if missing:
        raise UsageFault(f"{verb} 缺少 {missing}。", f"{verb} lacks {missing}.")
    return values


def _made(kind: type[Action], typed: dict[str, str], zone: ZoneInfo) -> Action:
    """The action that was typed, as its form would make it.

    :raises UsageFault: for a value that does not fit.
    """
    from console import forms

    try:
        return forms.build(kind, forms.fields_of(kind, composed=True), typed, zone)
    except forms.FormFault as fault:
        raise UsageFault(
            f"{kind.verb} 的 {fault.field}：{fault.words.zh}。",
            f"{kind.verb}, {fault.field}: {fault.words.en}.",
        ) from None


def required_fields(kind: type[Action]) -> tuple[str, ...]:
    """The fields of an action that have no default."""
    import msgspec

    return tuple(each.name for each in msgspec.structs.fields(kind) if each.required)


def listing(language: Language) -> str:
    """The actions of each register with their fields, labelled; optional ones in brackets."""
    from itertools import groupby

    from ledger import registers
    from ledger.kernel.action import actions_of_people

    registers.load()
    titles = registers.titles()
    by_people = sorted(
        actions_of_people().values(),
        key=lambda kind: (registers.register_of(kind), kind.verb),
    )
    lines = []
    for register, kinds in groupby(by_people, registers.register_of):
        lines.append(titles[register].to(language))
        lines += [_listed(kind, language) for kind in kinds]
    return "\n".join(lines)


def _listed(kind: type[Action], language: Language) -> str:
    from console.text.columns import padded
    from ledger import registers

    labels = registers.field_words()
    required = required_fields(kind)
    fields = [
        f"{name}={labels[name].to(language)}"
        if name in required
        else f"[{name}={labels[name].to(language)}]"
        for name in kind.__struct_fields__
    ]
    return f"  {padded(kind.verb, 26)} {padded(kind.words.to(language), 28)} {' '.join(fields)}"


def _report(terminal: Terminal, outcome: Outcome, zone: tzinfo, preview: bool) -> None:
    from datetime import UTC

    from console.text.sentences import label, sentence
    from ledger.kernel.codec import Envelope, Recorded

    if not outcome.kept:
        terminal.tell(
            "已是如此，没有可写入的事件。", "It is so already; there is nothing to append."
        )
        return
    for position, event, tags in outcome.kept:
        at = outcome.at.astimezone(UTC)
        envelope: Envelope[Any] = Envelope(at=at, recorded=at, by="", command="", v=1, body=event)
        recorded = Recorded(position, type(event).type_name, tuple(tags), envelope, event)
        named = label(recorded.type_name, terminal.language)
        told = sentence(recorded, terminal.language, zone)
        place = terminal.say("将写入", "would append") if preview else f"#{position}"
        print(f"{place}  {named}  {told}")
    clauses = ", ".join(clause.id for clause in outcome.clauses)
    terminal.note(f"依据条款 {clauses}。", f"Clauses read: {clauses}.")
    for each in dict.fromkeys(outcome.findings if preview else ()):
        terminal.note(f"{each.clause}：{each.words.zh}。", f"{each.clause}: {each.words.en}.")
