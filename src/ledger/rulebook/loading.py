"""Reading a rulebook from TOML. A rulebook with a fault is not loaded, in whole or in part."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

from ledger.kernel.words import Words
from ledger.rulebook.checking import terms_of, violations
from ledger.rulebook.checking.material import Draft, Finding, Material
from ledger.rulebook.clauses import Rulebook
from ledger.rulebook.faults import Fault, RulebookFault
from ledger.rulebook.sheets import MANIFEST, Manifest, Sheet, read_sheet
from ledger.rulebook.stacking import PRESETS, Layer, layers_of, stacked, unknown_systems

_SCENARIOS = "scenarios"
"""The subfolder that holds examples of the law, and is no part of its text."""

_NOTHING: Mapping[str, object] = MappingProxyType({})


def parse(text: str, file_name: str) -> Rulebook:
    """A rulebook from the text of one TOML file, which gives its name and its clauses.

    :raises RulebookFault: telling every fault.
    """
    book = _made({file_name: text}, checked=True)
    return Rulebook(book.name, hashlib.sha256(text.encode()).hexdigest(), book.clauses)


def load(folder: Path) -> Rulebook:
    """The rulebook in a folder, with the presets that it stacks.

    :raises RulebookFault: telling every fault.
    :raises OSError: when the folder cannot be read.
    """
    return from_texts(texts_in(folder))


def preset(name: str, fill: Mapping[str, object] = _NOTHING) -> Rulebook:
    """A preset by its name, such as ``team-discipline``; ``fill`` gives what it leaves blank.

    :raises RulebookFault: telling every fault, a blank that is not filled among them.
    :raises LookupError: when there is no such preset.
    """
    return from_texts(preset_texts(name, fill))


def from_texts(texts: Mapping[str, str]) -> Rulebook:
    """A rulebook from the texts of its files by path; the same texts are checked once.

    :raises RulebookFault: telling every fault.
    """
    return _from_items(tuple(sorted(texts.items())), checked=True)


def as_adopted(texts: Mapping[str, str]) -> Rulebook:
    """The rulebook that an adoption holds, without checking what was checked when it was adopted.

    :raises RulebookFault: when the text is not a rulebook at all.
    """
    return _from_items(tuple(sorted(texts.items())), checked=False)


@cache
def built_in() -> Rulebook:
    """The small rulebook that every ledger starts with."""
    text = _base_text()
    book = _made({"base.toml": text}, checked=False)
    return Rulebook(book.name, hashlib.sha256(text.encode()).hexdigest(), book.clauses)


@cache
def preset_names() -> tuple[str, ...]:
    """The presets of this program."""
    return tuple(sorted(each.name for each in _presets().iterdir() if (each / MANIFEST).is_file()))


def manifest_of(name: str) -> Manifest:
    """What a preset is called, and the systems of regulations that it adopts.

    :raises LookupError: when there is no such preset.
    """
    return read_sheet(MANIFEST, preset_texts(name)[MANIFEST]).manifest()[0]


def preset_texts(name: str, fill: Mapping[str, object] = _NOTHING) -> dict[str, str]:
    """A preset's texts by path; with ``fill``, those of a rulebook that stacks it and fills it.

    :raises LookupError: when there is no such preset.
    """
    if name not in preset_names():
        raise LookupError(name)
    if fill:
        return stacking(name, name, fill=fill)
    return dict(_files_of_preset(name))


def stacking(name: str, *presets: str, fill: Mapping[str, object] = _NOTHING) -> dict[str, str]:
    """The texts of a rulebook that has nothing of its own but the presets it stacks."""
    stacks = ", ".join(f'"{each}"' for each in presets)
    lines = [f'name = "{name}"', f"stacks = [{stacks}]"]
    if fill:
        lines.append("[fill]")
        lines += [f"{blank} = {_as_toml(value)}" for blank, value in fill.items()]
    return _with_presets({MANIFEST: "\n".join(lines) + "\n"})


def texts_in(folder: Path) -> dict[str, str]:
    """The texts of a rulebook's folder by path, with those of the presets that it stacks.

    A preset whose texts stand in the folder is taken from there.

    :raises RulebookFault: for a file that is not UTF-8.
    :raises OSError: when the folder cannot be read.
    """
    if not folder.is_dir():
        raise NotADirectoryError(20, "Not a directory", str(folder))
    texts: dict[str, str] = {}
    faults = []
    for file in sorted(folder.rglob("*.toml")):
        path = file.relative_to(folder)
        if _SCENARIOS in path.parts:
            continue
        try:
            texts[path.as_posix()] = file.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            words = Words("不是 UTF-8 文本；请另存为 UTF-8", "this is not UTF-8; save it as UTF-8")
            faults.append(Fault(path.as_posix(), 1, None, words))
    if faults:
        raise RulebookFault(faults)
    return _with_presets(texts)


def _with_presets(texts: dict[str, str]) -> dict[str, str]:
    """The texts with those of the presets that any of them stacks and that are not there."""
    waiting = [path for path in texts if path.rpartition("/")[2] == MANIFEST]
    while waiting:
        path = waiting.pop()
        stacks = read_sheet(path, texts[path]).table.get("stacks", ())
        for name in stacks if isinstance(stacks, list) else ():
            head = f"{PRESETS}{name}/{MANIFEST}"
            if head not in texts and name in preset_names():
                found = _files_of_preset(name)
                texts |= {f"{PRESETS}{name}/{file}": text for file, text in found.items()}
                waiting.append(head)
    return texts


@cache
def _files_of_preset(name: str) -> Mapping[str, str]:
    return MappingProxyType(dict(sorted(_texts_below(_presets() / name, ""))))


def _texts_below(folder: Traversable, path: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for each in folder.iterdir():
        if each.is_dir() and each.name != _SCENARIOS:
            found += _texts_below(each, f"{path}{each.name}/")
        elif each.name.endswith(".toml"):
            found.append((f"{path}{each.name}", each.read_text(encoding="utf-8")))
    return found


def _presets() -> Traversable:
    return resources.files("ledger.rulebook") / "presets"


def _base_text() -> str:
    return (_presets() / "base.toml").read_text(encoding="utf-8")


@lru_cache(maxsize=64)
def _from_items(items: tuple[tuple[str, str], ...], *, checked: bool) -> Rulebook:
    return _made(dict(items), checked=checked)


def _made(texts: Mapping[str, str], *, checked: bool) -> Rulebook:
    sheets = {path: read_sheet(path, text) for path, text in sorted(texts.items())}
    faults = [sheet.fault for sheet in sheets.values() if sheet.fault is not None]
    whole = not faults
    layers, found = layers_of(sheets)
    faults += found
    result = stacked(layers)
    faults += result.faults
    findings = result.findings
    if checked:
        faults += unknown_systems(layers)
        said, unfit = terms_of(result.drafts.values())
        material = Material(result.drafts, said, whole and not found)
        findings = [*findings, *unfit, *violations(material)]
    faults += [_located(each, sheets, layers) for each in findings]
    if faults:
        raise RulebookFault(faults)
    clauses = {id_: draft.clause for id_, draft in result.drafts.items() if draft.clause}
    return Rulebook(layers[-1].manifest.name, _digest(texts), clauses, dict(texts))


def _located(finding: Finding, sheets: Mapping[str, Sheet], layers: list[Layer]) -> Fault:
    """The fault of a finding: at the value, or where ``[fill]`` gave it."""
    draft: Draft = finding.draft
    for path, name in draft.filled.items():
        if finding.path[: len(path)] == path:
            giver = next(each for each in reversed(layers) if name in each.manifest.fill)
            return giver.head.fault_at(("fill", name), finding.words, draft.id)
    path = ("clause", draft.number, *finding.path)
    return sheets[draft.file].fault_at(path, finding.words, draft.id)


def _digest(texts: Mapping[str, str]) -> str:
    whole = hashlib.sha256()
    for path, text in sorted(texts.items()):
        whole.update(f"{path}\0{text}\0".encode())
    return whole.hexdigest()


def _as_toml(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value).lower()


__all__ = [
    "Fault",
    "RulebookFault",
    "as_adopted",
    "built_in",
    "from_texts",
    "load",
    "manifest_of",
    "parse",
    "preset",
    "preset_names",
    "preset_texts",
    "stacking",
    "texts_in",
]
