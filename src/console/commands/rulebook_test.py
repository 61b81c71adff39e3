"""`dutybook rulebook test`: plays a rulebook's scenarios, and tells what came out otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from console.commands.faults import DATA, DONE
from console.commands.options import terminal_of
from console.commands.rulebooks import Source, neither, tell_faults
from console.commands.terminal import Terminal, UsageFault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.scenarios.playing import Played

_COLUMNS = 80


def test(ctx: typer.Context, rulebook: Source) -> int:
    """Play every scenario; exit status 4 when one came out otherwise than expected."""
    from ledger.rulebook.faults import RulebookFault

    terminal = terminal_of(ctx)
    played = failed = 0
    try:
        for each in _played(rulebook):
            played += 1
            failed += bool(each.differences)
            for line in _told(each, terminal):
                print(line, flush=True)
    except RulebookFault as fault:
        return tell_faults(terminal, fault)
    if not played:
        raise UsageFault(
            f"{rulebook} 没有情景；请在它的 scenarios 文件夹里写 TOML 文件。",
            f"{rulebook} has no scenarios; write TOML files in its folder scenarios.",
        )
    print(
        terminal.say(
            f"情景 {played} 个，不符 {failed} 个。",
            f"Scenarios: {played}; otherwise than expected: {failed}.",
        )
    )
    return DATA if failed else DONE


def _played(rulebook: str) -> Iterator[Played]:
    from ledger.rulebook.loading import preset_names
    from ledger.scenarios.playing import play_folder, play_preset

    folder = Path(rulebook)
    if folder.is_dir():
        return play_folder(folder)
    if rulebook in preset_names():
        return play_preset(rulebook)
    raise neither(rulebook)


def _told(each: Played, terminal: Terminal) -> Iterator[str]:
    from console.text.columns import printable, wrapped

    mark = terminal.say("不符", "fails") if each.differences else terminal.say("通过", "passes")
    example = f" ({each.written.scenario.example})" if each.written.scenario.example else ""
    yield printable(f"{mark}  {each.written.file}: {each.written.scenario.name}{example}")
    for words in each.differences:
        for line in wrapped(printable(words.to(terminal.language)), _COLUMNS - 6):
            yield f"      {line}"
