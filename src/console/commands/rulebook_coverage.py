"""`dutybook rulebook coverage`: which clause, register or scenario serves each rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from console.commands.help import both
from console.commands.options import terminal_of
from console.commands.terminal import Terminal, UsageFault

if TYPE_CHECKING:
    from ledger.rulebook.coverage import Coverage

_COLUMNS = 80
_MARKS = {
    "clause": ("条款", "clause"),
    "register": ("登记", "register"),
    "scenario": ("情景", "scenario"),
}


def coverage(
    ctx: typer.Context,
    presets: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PRESET…]",
            help=both(
                "要逐条列出的预设；不写则各预设一行",
                "presets to list rule by rule; without any, a line each",
            ),
        ),
    ] = None,
) -> None:
    """Print what serves each rule, and why some are not served yet."""
    from ledger.scenarios.serving import coverage_here

    terminal = terminal_of(ctx)
    whole = coverage_here()
    chosen = presets or []
    for name in chosen:
        if name not in {each.preset for each in whole}:
            raise UsageFault(
                f"没有预设 {name}；不带参数运行可看到全部预设。",
                f"There is no preset {name}; without arguments all of them are listed.",
            )
    if chosen:
        lines = _listed([each for each in whole if each.preset in chosen], terminal)
    else:
        lines = _summed(whole, terminal)
    print("\n".join(lines))


def _summed(whole: list[Coverage], terminal: Terminal) -> Iterator[str]:
    heads = ("预设", "条文", "条款", "登记", "情景", "未服务")
    heads_en = ("Preset", "rules", "clauses", "registers", "scenarios", "unserved")
    yield _row(heads if terminal.language == "zh" else heads_en)
    for preset in dict.fromkeys(each.preset for each in whole):
        yield _counted(preset, [each for each in whole if each.preset == preset])
    yield _counted(terminal.say("合计", "together"), whole)
    yield ""
    reasons: dict[str, list[str]] = {}
    for each in whole:
        if not each.servers:
            why = each.reason
            told = why.to(terminal.language) if why else terminal.say("没有说明", "no reason given")
            reasons.setdefault(told, []).append(each.rule.id)
    for reason, rules in reasons.items():
        yield from _wrapped(terminal.say(f"{reason}：{len(rules)}", f"{reason}: {len(rules)}"), 0)
        yield from _wrapped(" ".join(_spans(rules)), 2)


def _counted(name: str, covered: list[Coverage]) -> str:
    by: Counter[str] = Counter()
    for each in covered:
        by.update({server.kind for server in each.servers})
        by["none"] += not each.servers
    counts = (by["clause"], by["register"], by["scenario"], by["none"])
    return _row((name, str(len(covered)), *map(str, counts)))


def _row(cells: tuple[str, ...]) -> str:
    from console.text.columns import padded

    return padded(cells[0], 22) + "".join(padded(cell, 11, right=True) for cell in cells[1:])


def _spans(rules: list[str]) -> Iterator[str]:
    """Rules of one system that follow each other told as one: ``S2.6-25..28``."""
    first = last = ""
    for rule in [*rules, ""]:
        if first and rule and _follows(last, rule):
            last = rule
            continue
        if first:
            yield first if first == last else f"{first}..{last.rpartition('-')[2]}"
        first = last = rule


def _follows(rule: str, other: str) -> bool:
    system, _, number = rule.rpartition("-")
    return other == f"{system}-{int(number) + 1:02d}"


def _listed(covered: list[Coverage], terminal: Terminal) -> Iterator[str]:
    language = terminal.language
    for each in covered:
        yield from _wrapped(f"{each.rule.id}  {each.rule.title.words.to(language)}", 0)
        for server in each.servers:
            mark = _MARKS[server.kind][0 if language == "zh" else 1]
            yield from _wrapped(f"{mark} {server.name}", 2)
        if not each.servers:
            why = each.reason
            told = why.to(language) if why else terminal.say("没有说明", "no reason given")
            yield from _wrapped(terminal.say(f"未服务：{told}", f"unserved: {told}"), 2)


def _wrapped(text: str, indent: int) -> Iterator[str]:
    from console.text.columns import printable, wrapped

    for line in wrapped(printable(text), _COLUMNS - indent):
        yield " " * indent + line
