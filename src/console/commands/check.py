"""`dutybook check`: read a whole ledger, and say whether all of it fits together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from console.commands.faults import DATA, DONE
from console.commands.options import Ledger, ledger_named, terminal_of
from console.commands.terminal import Terminal
from console.text.counting import several

if TYPE_CHECKING:
    from ledger.book import Book
    from ledger.keeping.checking import Checked
    from ledger.kernel.projection import Projection


def check(ctx: typer.Context, ledger: Ledger = None) -> int:
    """Print what was checked, how much of it and how long it took; then what was found."""
    from ledger.keeping.checking import check as checked
    from ledger.keeping.places import place_of

    terminal = terminal_of(ctx)
    place = place_of(ledger_named(terminal, ledger))
    done: list[Checked] = []
    for each in checked(place, _views):
        print(_line(each, terminal), flush=True)
        done.append(each)
    findings = [finding for each in done for finding in each.findings]
    for finding in findings:
        terminal.note(*finding)
    if findings:
        terminal.tell(
            f"{place.shown}：发现 {len(findings)} 处问题。",
            f"{place.shown}: {several(len(findings), 'finding')}.",
        )
        return DATA
    terminal.tell(f"{place.shown}：完好。", f"{place.shown} is sound.")
    return DONE


def _views(book: Book) -> list[Projection]:
    from projections.floor import Floor

    return [Floor(book.lawbook.on, book.site.zone)]


def _line(checked: Checked, terminal: Terminal) -> str:
    from console.text.columns import padded

    language = terminal.language
    verdict = terminal.say("完好", "sound")
    if checked.left_out is not None:
        reason = checked.left_out.to(language).rstrip("。.")
        verdict = terminal.say(f"未检查：{reason}", f"not checked: {reason}")
    elif checked.findings:
        verdict = terminal.say("有问题", "NOT SOUND")
    return " ".join(
        (
            padded(checked.name.to(language), 18),
            padded(f"{checked.seen:,}", 13, right=True),
            padded(checked.unit.to(language), 8),
            f"{checked.seconds:9.2f} s ",
            verdict,
        )
    )
