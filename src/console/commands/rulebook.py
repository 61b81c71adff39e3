"""`dutybook rulebook`: rulebooks checked, read, compared and adopted."""

from __future__ import annotations

from typing import Annotated

import typer

from console.commands.faults import DONE
from console.commands.help import Helped, HelpedGroup, both
from console.commands.options import terminal_of
from console.commands.rulebook_adopt import adopt
from console.commands.rulebook_coverage import coverage
from console.commands.rulebook_diff import diff
from console.commands.rulebook_test import test
from console.commands.rulebooks import (
    OfLedger,
    Source,
    day_given,
    governing,
    law_of,
    named_clauses,
    rulebook_of,
    tell_faults,
)
from console.commands.terminal import Terminal, UsageFault
from console.text.counting import several

HELP = both("规章：检查、查看、比较、通过", "check, read, compare and adopt rulebooks")


def rulebook_app() -> typer.Typer:
    """The commands about rulebooks, as one command with commands of its own."""
    app = typer.Typer(cls=HelpedGroup, add_completion=False, rich_markup_mode=None)
    for name, function, help_ in (
        ("check", check, both("检查规章，列出全部问题", "tell every fault of a rulebook")),
        ("test", test, both("演练规章的情景", "play a rulebook's scenarios")),
        ("show", show, both("查看一条条款", "read one clause")),
        ("list", list_, both("列出预设，或一份规章的条款", "list presets, or clauses")),
        ("diff", diff, both("比较两份规章", "compare two rulebooks")),
        ("adopt", adopt, both("通过规章或修订", "adopt a rulebook or an amended one")),
        ("coverage", coverage, both("哪条规则由什么落实", "what serves each rule")),
    ):
        app.command(name, cls=Helped, help=help_)(function)
    return app


def check(ctx: typer.Context, rulebook: Source) -> int:
    """Say what the rulebook holds, or every fault it has; exit status 4 when it has any."""
    from ledger.rulebook.faults import RulebookFault

    terminal = terminal_of(ctx)
    try:
        book = rulebook_of(rulebook)
    except RulebookFault as fault:
        return tell_faults(terminal, fault)
    presets = {path.split("/")[1] for path in book.texts if path.startswith("presets/")}
    stacked = f"（{'、'.join(sorted(presets))}）" if presets else ""
    stacked_en = f" ({', '.join(sorted(presets))})" if presets else ""
    terminal.tell(
        f"{book.name}：条款 {len(book.clauses)} 条，叠加预设 {len(presets)} 个{stacked}，"
        f"版本 {book.edition}；完好。",
        f"{book.name}: {several(len(book.clauses), 'clause')}, "
        f"{several(len(presets), 'preset')} stacked{stacked_en}, edition {book.edition}; sound.",
    )
    return DONE


def show(
    ctx: typer.Context,
    clause: Annotated[
        str, typer.Argument(metavar="CLAUSE", help=both("条款的编号", "the clause's id"))
    ],
    *,
    on: Annotated[
        str | None,
        typer.Option(
            "--on",
            metavar="DATE",
            help=both("哪一天的内容；默认今天", "the day; today if not given"),
        ),
    ] = None,
    ledger: OfLedger = None,
    preset: Annotated[
        str | None,
        typer.Option("--preset", metavar="NAME", help=both("取这个预设", "of this preset")),
    ] = None,
    folder: Annotated[
        str | None,
        typer.Option("--dir", metavar="DIR", help=both("取这个文件夹", "of this folder")),
    ] = None,
) -> None:
    """Print a clause: title, source, versions, the values of a day, and what refers to it."""
    from console.text.rulebook import clause_lines
    from ledger.rulebook.checking.material import nearest

    terminal = terminal_of(ctx)
    law, today = law_of(terminal, ledger, preset, folder)
    day = day_given(on, today)
    known = governing(law, day).clauses
    found = known.get(clause)
    if found is None:
        told = nearest(clause, known, most=0)
        raise UsageFault(
            f"没有条款 {clause}；{told.zh}。", f"There is no clause {clause}; {told.en}."
        )
    print("\n".join(clause_lines(found, day, known, terminal.language)))


def list_(
    ctx: typer.Context,
    rulebook: Annotated[
        str | None,
        typer.Argument(
            metavar="DIR|PRESET|LEDGER",
            help=both("列出它的条款；不写则列出预设", "whose clauses; without it, the presets"),
        ),
    ] = None,
) -> None:
    """Print the presets of the program, or the clauses of one rulebook."""
    from console.text.rulebook import listing

    terminal = terminal_of(ctx)
    if rulebook is None:
        _list_presets(terminal)
        return
    clauses = named_clauses(terminal, rulebook).clauses.values()
    print("\n".join(listing(clauses, terminal.language)))


def _list_presets(terminal: Terminal) -> None:
    from console.text.columns import padded
    from ledger.rulebook.loading import manifest_of, preset_names

    for name in preset_names():
        manifest = manifest_of(name)
        title = manifest.title.words.to(terminal.language) if manifest.title else ""
        print(f"{padded(name, 20)} {padded(title, 34)} {' '.join(manifest.systems)}".rstrip())
