"""`dutybook rulebook adopt`: a rulebook takes force, after what it changes was shown."""

from __future__ import annotations

from typing import Annotated

import typer

from console.commands.books import opened
from console.commands.entering import acting, holds_token
from console.commands.faults import DONE
from console.commands.help import both
from console.commands.options import Actor, ledger_named, terminal_of
from console.commands.rulebooks import (
    Source,
    day_given,
    governing,
    rulebook_of,
    tell_faults,
    today_of,
)
from console.commands.terminal import UsageFault


def adopt(
    ctx: typer.Context,
    rulebook: Source,
    *,
    ledger: Annotated[
        str | None,
        typer.Option(
            "--ledger",
            metavar="LEDGER",
            help=both("账本；不写则取 DUTYBOOK_LEDGER", "the ledger; without it, DUTYBOOK_LEDGER"),
        ),
    ] = None,
    actor: Actor = None,
    effective: Annotated[
        str | None,
        typer.Option(
            "--effective",
            metavar="DATE",
            help=both("生效日；默认今天", "in force from; today if not given"),
        ),
    ] = None,
    approved_by: Annotated[
        str | None,
        typer.Option("--approved-by", metavar="PERSON", help=both("批准人", "who approved it")),
    ] = None,
    preview: Annotated[
        bool,
        typer.Option(
            "--preview", help=both("只看会改变什么，不写入", "show what it would change, only")
        ),
    ] = False,
) -> int:
    """Print what changes against the law in force, then adopt the rulebook from a day on."""
    from console.text.rulebook import comparison_lines, summary
    from ledger.registers.regulation.adopt_rulebook import AdoptRulebook
    from ledger.rulebook.comparing import compare
    from ledger.rulebook.faults import RulebookFault
    from ledger.rulebook.loading import built_in

    terminal = terminal_of(ctx)
    if (actor is None and not holds_token(terminal)) or approved_by is None:
        raise UsageFault(
            "没有说明谁在办理或谁批准；请写 --as 工号 和 --approved-by 工号。",
            "Nobody is said to act or to have approved; write --as and --approved-by.",
        )
    try:
        new = rulebook_of(rulebook)
    except RulebookFault as fault:
        return tell_faults(terminal, fault)
    book = opened(terminal, ledger_named(terminal, ledger), readonly=preview)
    try:
        day = day_given(effective, today_of(book))
        before = governing(book.lawbook, day)
        found = compare(before.clauses, {**built_in().clauses, **new.clauses}, day)
        for line in comparison_lines(found, terminal.language):
            print(line)
        terminal.tell(*summary(found))
        action = AdoptRulebook(texts=dict(new.texts), effective=day, approved_by=approved_by)
        by = acting(terminal, book, actor) or ""
        outcome = book.preview(action, by=by) if preview else book.act(action, by=by)
    finally:
        book.close()
    if preview:
        terminal.tell(
            f"将自 {day} 起施行 {new.edition}。", f"Would adopt {new.edition} from {day}."
        )
        return DONE
    position = outcome.kept[0][0]
    terminal.tell(
        f"#{position} 已通过 {new.edition}，自 {day} 起施行。",
        f"#{position} adopted {new.edition}, in force from {day}.",
    )
    return DONE
