"""Reading scenario files. All faults of all files are told at once, with file and line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from ledger import registers
from ledger.kernel.action import actions
from ledger.kernel.event import registered
from ledger.kernel.words import Words
from ledger.rulebook.checking.material import nearest
from ledger.rulebook.checking.schema import misfits
from ledger.rulebook.faults import Fault, RulebookFault
from ledger.rulebook.rules import catalogue
from ledger.rulebook.sheets import Sheet, read_sheet
from ledger.scenarios.form import Scenario, scenario_from
from ledger.scenarios.steps import Misfit, step_from, tried

SCENARIOS = "scenarios"
"""The folder inside a rulebook's own that holds its scenario files."""

_KEYS = ("fill", "scenario")
_ACTION = Words("动作", "action")


class Written(NamedTuple):
    """A scenario where it is written, with what its file gives for the rulebook's blanks."""

    file: str
    line: int
    scenario: Scenario
    fill: Mapping[str, Any]


def of_preset(name: str) -> list[Written]:
    """The scenarios of a preset of this program, by file and line.

    :raises RulebookFault: telling every fault.
    """
    folder = resources.files("ledger.rulebook") / "presets" / name / SCENARIOS
    return from_texts(dict(_texts(folder)) if folder.is_dir() else {})


def in_folder(folder: Path) -> list[Written]:
    """The scenarios of the rulebook in a folder, by file and line.

    :raises RulebookFault: telling every fault.
    :raises OSError: when a file cannot be read.
    """
    files = sorted((folder / SCENARIOS).glob("*.toml"))
    return from_texts({file.name: file.read_text(encoding="utf-8-sig") for file in files})


def from_texts(texts: Mapping[str, str]) -> list[Written]:
    """The scenarios in files' texts by name, in the order of the names.

    :raises RulebookFault: telling every fault.
    """
    registers.load()
    faults: list[Fault] = []
    found: list[Written] = []
    for file, text in sorted(texts.items()):
        found += _read(read_sheet(f"{SCENARIOS}/{file}", text), faults)
    if faults:
        raise RulebookFault(faults)
    return found


def _texts(folder: Traversable) -> Iterator[tuple[str, str]]:
    for each in folder.iterdir():
        if each.name.endswith(".toml"):
            yield each.name, each.read_text(encoding="utf-8")


def _read(sheet: Sheet, faults: list[Fault]) -> list[Written]:
    if sheet.fault is not None:
        faults.append(sheet.fault)
    faults += _strays(sheet)
    fill = sheet.table.get("fill", {})
    written = []
    names: set[str] = set()
    for number, raw in enumerate(_scenarios(sheet)):
        at = ("scenario", number)
        name = str(raw.get("name", "")) or None
        try:
            scenario = scenario_from(raw)
        except msgspec.ValidationError as fault:
            unfit = [
                sheet.fault_at((*at, *each.path), each.words, name)
                for each in misfits(raw, Scenario)
            ]
            faults += unfit or [sheet.fault_at(at, Words(str(fault), str(fault)), name)]
            continue
        faults += [
            sheet.fault_at((*at, *path), words, name) for path, words in _doubts(scenario, names)
        ]
        names.add(scenario.name)
        line = sheet.fault_at(at, Words("", "")).line
        written.append(Written(sheet.file, line, scenario, fill))
    return written


def _scenarios(sheet: Sheet) -> list[dict[str, Any]]:
    found = sheet.table.get("scenario", [])
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _strays(sheet: Sheet) -> Iterator[Fault]:
    for key in sheet.table:
        if key not in _KEYS:
            told = nearest(key, _KEYS)
            words = Words(f"没有 {key} 这一项；{told.zh}", f"there is no key {key}; {told.en}")
            yield sheet.fault_at((key,), words)
    if not isinstance(sheet.table.get("scenario", []), list):
        words = Words("情景要写成 [[scenario]]", "write each scenario as [[scenario]]")
        yield sheet.fault_at(("scenario",), words)


def _doubts(scenario: Scenario, names: set[str]) -> Iterator[tuple[tuple[str | int, ...], Words]]:
    """What fits the schema and is wrong all the same, with the path to it."""
    if scenario.name in names:
        words = Words(
            "本文件已有同名情景；请另取名", "another of this file has that name; rename it"
        )
        yield ("name",), words
    for number, rule in enumerate(scenario.rules):
        if rule not in catalogue.rules():
            told = nearest(rule, catalogue.rules())
            words = Words(f"没有条文 {rule}；{told.zh}", f"there is no rule {rule}; {told.en}")
            yield ("rules", number), words
    try:
        zone = ZoneInfo(scenario.site.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        words = Words(
            f"没有时区 {scenario.site.timezone}；请写如 Asia/Shanghai",
            f"there is no time zone {scenario.site.timezone}; write one such as Asia/Shanghai",
        )
        yield ("site", "timezone"), words
        zone = ZoneInfo("UTC")
    yield from _doubtful_steps(scenario, zone)


def _doubtful_steps(
    scenario: Scenario, zone: ZoneInfo
) -> Iterator[tuple[tuple[str | int, ...], Words]]:
    for number, raw in enumerate(scenario.given):
        yield from _doubtful(raw, ("given", number), "given", zone)
    for number, raw in enumerate(scenario.do):
        yield from _doubtful(raw, ("do", number), "do", zone)
    if scenario.when is not None:
        yield from _doubtful(scenario.when, ("when",), "when", zone)


def _doubtful(
    raw: dict[str, Any], path: tuple[str | int, ...], kind: Any, zone: ZoneInfo
) -> Iterator[tuple[tuple[str | int, ...], Words]]:
    try:
        step = step_from(raw, kind, 1, zone)
    except Misfit as misfit:
        yield path, misfit.words
        return
    known: Mapping[str, type[msgspec.Struct]] = registered() if kind == "given" else actions()
    word, named = ("event", Words("事件", "event")) if kind == "given" else ("action", _ACTION)
    if step.name not in known:
        told = nearest(step.name, known)
        words = Words(
            f"没有{named.zh} {step.name}；{told.zh}",
            f"there is no {named.en} {step.name}; {told.en}",
        )
        yield (*path, word), words
        return
    try:
        tried(step, zone)
    except Misfit as misfit:
        yield path, misfit.words
