"""Playing all scenarios of a preset, or of the rulebook in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ledger.kernel.words import Words
from ledger.rulebook.faults import Fault, RulebookFault
from ledger.rulebook.loading import load, preset
from ledger.scenarios.loading import Written, in_folder, of_preset
from ledger.scenarios.stage import play


class Played(NamedTuple):
    """A scenario that was played; without differences it came out as expected."""

    written: Written
    differences: tuple[Words, ...]


def play_preset(name: str) -> Iterator[Played]:
    """Play every scenario of a preset, with what each file gives for the blanks.

    :raises RulebookFault: when the preset or a scenario file has a fault.
    :raises LookupError: when there is no such preset.
    """
    for written in of_preset(name):
        yield Played(written, play(written.scenario, preset(name, written.fill)))


def play_folder(folder: Path) -> Iterator[Played]:
    """Play every scenario of the rulebook in a folder.

    :raises RulebookFault: when the rulebook or a scenario file has a fault.
    :raises OSError: when a file cannot be read.
    """
    rulebook = load(folder)
    found = in_folder(folder)
    faults = [_filled(each) for each in found if each.fill]
    if faults:
        raise RulebookFault(faults)
    for written in found:
        yield Played(written, play(written.scenario, rulebook))


def _filled(written: Written) -> Fault:
    """Only a preset's blanks are filled by its scenarios; a rulebook fills its own."""
    words = Words(
        "情景文件里的 fill 只用于预设；请写在 rulebook.toml 的 [fill] 下",
        "fill in a scenario file is for presets alone; give it under [fill] in rulebook.toml",
    )
    return Fault(written.file, 1, None, words)
