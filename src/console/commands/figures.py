"""`dutybook figures`: the floor's figures over any span, the same numbers as the floor's."""

from __future__ import annotations

import re
import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from console.commands.books import opened, time_in
from console.commands.help import both
from console.commands.options import Ledger, ledger_named, terminal_of
from console.commands.plain_frame import current_floor
from console.commands.terminal import Terminal, UsageFault

if TYPE_CHECKING:
    from ledger.book import Book
    from ledger.kernel.projection import Micros
    from projections.figures import FigureRow, Formula, FormulaSet
    from projections.floor import Floor

By = Literal["day", "queue", "agent", "interval", "none"]
Format = Literal["table", "csv", "json"]
Formulas = Literal["floor", "queue-log"]

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DASH = "—"


def figures(
    ctx: typer.Context,
    ledger: Ledger = None,
    *,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="D",
            help=both("从哪天或何时起；默认账本最新一天", "from this day or time; the newest day"),
        ),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(
            "--until",
            metavar="D",
            help=both("到哪天（含）或何时为止", "up to and including this day, or up to this time"),
        ),
    ] = None,
    by: Annotated[
        By,
        typer.Option(
            "--by",
            metavar="day|queue|agent|interval|none",
            help=both("分组方式", "how to group them"),
        ),
    ] = "none",
    format_: Annotated[
        Format,
        typer.Option("--format", metavar="table|csv|json", help=both("输出格式", "the form")),
    ] = "table",
    formulas: Annotated[
        Formulas,
        typer.Option(
            "--formulas", metavar="floor|queue-log", help=both("公式组", "set of formulas")
        ),
    ] = "floor",
) -> None:
    """Print every figure of a set of formulas."""
    from ledger.opening import ledger_place
    from projections.figures import SETS, figures_between

    terminal = terminal_of(ctx)
    target = ledger_named(terminal, ledger)
    book = opened(terminal, target, readonly=True)
    try:
        floor = current_floor(book, ledger_place(target))
        first, last = _span(book, floor, since, until)
        chosen = SETS[formulas]
        rows = figures_between(floor, first, last, by, chosen=chosen)
        shown = chosen.people if by == "agent" else chosen.calls
        if format_ == "json":
            print(_as_json(book, rows, shown, chosen, (first, last)))
        elif format_ == "csv":
            _print_csv(rows, shown, by)
        else:
            law = _service_level(book, first)
            lines = (
                _listed(rows[0], shown, law, terminal)
                if by == "none"
                else (_table(rows, shown, law, terminal, by))
            )
            print("\n".join(lines))
            _warn(rows, terminal)
    finally:
        book.close()


def _span(book: Book, floor: Floor, since: str | None, until: str | None) -> tuple[Micros, Micros]:
    """From when to when; dates are business days, of which the last is included."""
    from console.trail.pages import newest_day
    from ledger.kernel.event import micros
    from projections.figures import day_span

    def boundary(text: str, *, end: bool) -> Micros:
        instant = time_in(book, text, end=end)
        if not _DATE.fullmatch(text):
            return micros(instant)
        day = date.fromisoformat(text)
        return day_span(floor, day, day)[1 if end else 0]

    since = since or newest_day(book).isoformat()
    first = boundary(since, end=False)
    last = boundary(until or (since if _DATE.fullmatch(since) else "23:59:59"), end=True)
    if first >= last:
        raise UsageFault(
            f"--since {since} 不早于 --until {until}；请调换。",
            f"--since {since} is not before --until {until}; swap them.",
        )
    return first, last


def _service_level(book: Book, at: Micros) -> str:
    """The id of the formula of the service level that the law of a day has chosen."""
    from ledger.kernel.event import instant
    from projections.formulas import service_level

    return service_level(book.law_on(instant(at))).id


def _as_json(
    book: Book,
    rows: list[FigureRow],
    shown: tuple[Formula, ...],
    chosen: FormulaSet,
    span: tuple[Micros, Micros],
) -> str:
    import msgspec

    from ledger.kernel.event import instant

    zone = book.site.zone
    whole = {
        "site": book.site.name,
        "since": instant(span[0]).astimezone(zone),
        "until": instant(span[1]).astimezone(zone),
        "formulas": {
            "set": chosen.id,
            "version": chosen.version,
            "figures": [
                {
                    "id": each.id,
                    "version": each.version,
                    "unit": each.unit,
                    "zh": each.words.zh,
                    "en": each.words.en,
                }
                for each in shown
            ],
        },
        "rows": [
            {
                "key": row.key,
                "title": row.title,
                **row.values,
                "left_out": row.left_out,
                "unknown": row.unknown,
            }
            for row in rows
        ],
    }
    return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode()


def _print_csv(rows: list[FigureRow], shown: tuple[Formula, ...], by: By) -> None:
    import csv

    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow([by, "title", *(each.id for each in shown), "left_out", "unknown"])
    for row in rows:
        values = ("" if value is None else f"{value:.10g}" for value in row.values.values())
        out.writerow([row.key, row.title or "", *values, row.left_out, row.unknown])


def _listed(row: FigureRow, shown: tuple[Formula, ...], law: str, terminal: Terminal) -> list[str]:
    from console.text.columns import padded

    lines = []
    for each in shown:
        name = each.words.to(terminal.language) + (" *" if each.id == law else "")
        value = padded(_value(row.values[each.id], each), 10, right=True)
        meaning = each.meaning.to(terminal.language)
        lines.append(f"{padded(name, 22)} {value}   {each.id} v{each.version}  {meaning}")
    return lines


def _table(
    rows: list[FigureRow], shown: tuple[Formula, ...], law: str, terminal: Terminal, by: By
) -> list[str]:
    from console.text.columns import padded, printable, width

    names = {
        "day": terminal.say("日期", "Day"),
        "queue": terminal.say("队列", "Queue"),
        "agent": terminal.say("坐席员", "Agent"),
        "interval": terminal.say("时段", "Interval"),
        "none": "",
    }
    heads = [
        names[by],
        *(_head(each, terminal) + ("*" if each.id == law else "") for each in shown),
    ]
    body = [[_key(row, by), *(_value(row.values[each.id], each) for each in shown)] for row in rows]
    widths = [max(width(line[at]) for line in [heads, *body]) for at in range(len(heads))]
    if not rows:
        return [terminal.say("这段时间没有记录。", "Nothing is recorded in that span.")]
    return [
        printable(
            "  ".join(
                padded(cell, widths[at], right=at > 0) for at, cell in enumerate(line)
            ).rstrip()
        )
        for line in [heads, *body]
    ]


def _head(formula: Formula, terminal: Terminal) -> str:
    """A column's name; the service levels are told apart by their letters alone."""
    return formula.id if formula.id.startswith("SL-") else formula.words.to(terminal.language)


def _key(row: FigureRow, by: By) -> str:
    if by == "interval":
        return row.key[:16].replace("T", " ")
    if row.title is None:
        return row.key
    return row.title if row.title.startswith(row.key) else f"{row.key} {row.title}"


def _value(value: float | None, formula: Formula) -> str:
    from console.text.sentences import span

    if value is None:
        return _DASH
    if formula.unit == "percent":
        return f"{value:.1f} %"
    return span(value) if formula.unit == "seconds" else f"{value:.0f}"


def _warn(rows: list[FigureRow], terminal: Terminal) -> None:
    left_out = rows[0].left_out if rows else 0
    unknown = rows[0].unknown if rows else 0
    if left_out:
        terminal.note(
            f"导入时有 {left_out} 条记录未导入，统计不含它们。",
            f"Imports left out {left_out} records, which these figures do not count.",
        )
    if unknown:
        terminal.note(
            f"有 {unknown} 件事件本程序不认识，统计不含它们；请安装更新的 Dutybook。",
            f"{unknown} events are unknown to this program and not counted; install a newer "
            "Dutybook.",
        )
