"""Presets on top of each other, the organisation's own files above: one set of clauses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from ledger.kernel.words import Words
from ledger.rulebook.checking.material import Draft, Finding, listed, nearest
from ledger.rulebook.checking.schema import misfits
from ledger.rulebook.clauses import Clause
from ledger.rulebook.faults import Fault
from ledger.rulebook.places import Path
from ledger.rulebook.rules import catalogue
from ledger.rulebook.sheets import MANIFEST, Manifest, Sheet

PRESETS = "presets/"
"""The folder, among a rulebook's texts, of the texts of the presets that it stacks."""


class Layer(NamedTuple):
    """The files of one preset, or with an empty name the organisation's own."""

    name: str
    manifest: Manifest
    head: Sheet
    sheets: tuple[Sheet, ...]


class Stacked(NamedTuple):
    """The clauses of all layers made one, and what was wrong on the way."""

    drafts: dict[str, Draft]
    faults: list[Fault]
    findings: list[Finding]


def layers_of(sheets: Mapping[str, Sheet]) -> tuple[list[Layer], list[Fault]]:
    """The layers among a rulebook's files, from the ground up, the organisation's own last."""
    faults: list[Fault] = []
    layers: dict[str, Layer] = {}

    def lay(name: str, above: tuple[str, ...]) -> None:
        folder = f"{PRESETS}{name}/" if name else ""
        own = [each for each in sheets.values() if _in_layer(each.file, folder)]
        head = _head_of(own, folder)
        if head is None:
            if not any(each.fault for each in own):
                faults.append(_headless(folder))
            return
        manifest, found = head.manifest()
        faults.extend(found)
        for number, under in enumerate(manifest.stacks):
            if under in above or under == name:
                words = Words(
                    f"{under} 叠加到自己上面；请删去", f"{under} stacks itself; take it out"
                )
                faults.append(head.fault_at(("stacks", number), words))
            elif not any(_in_layer(file, f"{PRESETS}{under}/") for file in sheets):
                faults.append(head.fault_at(("stacks", number), _absent(under, sheets)))
            elif under not in layers:
                lay(under, (*above, name))
        layers[name] = Layer(name, manifest, head, tuple(own))

    lay("", ())
    return list(layers.values()), faults


def stacked(layers: list[Layer]) -> Stacked:
    """The clauses of all layers: an own one replaces a preset's, a choice settles two presets'."""
    result = Stacked({}, [], [])
    filling = _Filling(layers)
    rivals: dict[str, list[Draft]] = {}
    for layer in layers:
        seen: dict[str, Draft] = {}
        for sheet in layer.sheets:
            result.faults.extend(sheet.strays(head=sheet is layer.head))
            for draft in _drafts(layer, sheet, filling, result.findings):
                if draft.id in seen:
                    result.findings.append(_twice(draft, seen[draft.id]))
                    continue
                seen[draft.id] = draft
                rivals.setdefault(draft.id, []).append(draft)
    result.faults.extend(filling.unused())
    choose = {key: chosen for layer in layers for key, chosen in layer.manifest.choose.items()}
    for id_, given in rivals.items():
        result.drafts[id_] = _settled(given, choose.get(id_), result.findings)
    _prefer(result, choose)
    result.faults.extend(_idle_choices(layers, rivals, result.drafts))
    return result


def unknown_systems(layers: list[Layer]) -> Iterator[Fault]:
    """Systems of regulations that a manifest names and the catalogue does not."""
    for layer in layers:
        for number, system in enumerate(layer.manifest.systems):
            if system not in catalogue.systems():
                told = nearest(system, catalogue.systems())
                words = Words(
                    f"没有制度 {system}；{told.zh}", f"there is no system {system}; {told.en}"
                )
                yield layer.head.fault_at(("systems", number), words)


class _Filling:
    """What the manifests give for blanks: the organisation's before those of its presets."""

    def __init__(self, layers: list[Layer]) -> None:
        self._layers = layers
        self._given: dict[str, Any] = {}
        for layer in layers:
            self._given |= layer.manifest.fill
        self._used: set[str] = set()

    def filled(self, value: Any, path: Path, places: dict[Path, str]) -> Any:
        """A value with its blanks filled; blanks that nothing fills stay, and are in ``places``."""
        if isinstance(value, dict):
            name = value.get("blank")
            if len(value) == 1 and isinstance(name, str):
                places[path] = name
                self._used.add(name)
                return self._given.get(name, value)
            return {key: self.filled(item, (*path, key), places) for key, item in value.items()}
        if isinstance(value, list):
            return [self.filled(item, (*path, n), places) for n, item in enumerate(value)]
        return value

    def gives(self, name: str) -> bool:
        return name in self._given

    def unused(self) -> Iterator[Fault]:
        for layer in self._layers:
            for name in layer.manifest.fill:
                if name not in self._used:
                    told = nearest(name, self._used)
                    zh, en = (told.zh, told.en) if self._used else ("请删去", "take it out")
                    words = Words(
                        f"没有条款留有空白 {name}；{zh}", f"no clause leaves {name} blank; {en}"
                    )
                    yield layer.head.fault_at(("fill", name), words)


def _drafts(
    layer: Layer, sheet: Sheet, filling: _Filling, findings: list[Finding]
) -> Iterator[Draft]:
    for number, raw in enumerate(sheet.clauses):
        places: dict[Path, str] = {}
        versions = raw.get("in_force")
        full = {**raw, "in_force": filling.filled(versions, ("in_force",), places)}
        if versions is None:
            del full["in_force"]
        id_, kind = raw.get("id"), raw.get("kind")
        draft = Draft(
            id_ if isinstance(id_, str) else f"[[clause]] {number + 1}",
            kind if isinstance(kind, str) else "",
            layer.name,
            sheet.file,
            number,
            full,
            {path: name for path, name in places.items() if filling.gives(name)},
            {path: name for path, name in places.items() if not filling.gives(name)},
            None,
        )
        findings += [Finding(draft, path, _unfilled(name)) for path, name in draft.blanks.items()]
        try:
            yield draft._replace(clause=msgspec.convert(full, Clause))
        except msgspec.ValidationError as fault:
            found = [Finding(draft, each.path, each.words) for each in misfits(full, Clause)]
            findings.extend(found or [Finding(draft, (), Words(str(fault), str(fault)))])
            yield draft


def _settled(given: list[Draft], chosen: str | None, findings: list[Finding]) -> Draft:
    """Which of the layers' versions of one clause holds."""
    if not given[-1].layer:
        return given[-1]
    first = given[0]
    if chosen is not None:
        return next((draft for draft in given if draft.layer == chosen), first)
    for draft in given[1:]:
        if draft.raw != first.raw:
            words = Words(
                f"预设 {first.layer} 与 {draft.layer} 都有这一条而内容不同；请在 {MANIFEST} 的 "
                f"[choose] 写明取哪一个",
                f"the presets {first.layer} and {draft.layer} both give this clause, and differ; "
                f"say under [choose] in {MANIFEST} which one holds",
            )
            findings.append(Finding(draft, (), words))
    return first


def _prefer(result: Stacked, choose: Mapping[str, str]) -> None:
    """Where a family is chosen for, the chosen preset's offences go before the other presets'."""
    for family, chosen in choose.items():
        members = [each for each in result.drafts.values() if _family(each) == family]
        others = [each.id for each in members if each.layer not in (chosen, "")]
        for draft in members:
            if draft.layer == chosen and draft.clause is not None:
                over = tuple(dict.fromkeys((*draft.clause.over, *others)))
                clause = msgspec.structs.replace(draft.clause, over=over)
                result.drafts[draft.id] = draft._replace(clause=clause)


def _family(draft: Draft) -> str | None:
    if draft.kind != "offence" or draft.clause is None or not draft.clause.in_force:
        return None
    family = draft.clause.in_force[-1].values.get("family")
    return family if isinstance(family, str) else None


def _idle_choices(
    layers: list[Layer], rivals: Mapping[str, list[Draft]], drafts: Mapping[str, Draft]
) -> Iterator[Fault]:
    """Choices of what nobody gives."""
    families: dict[str, set[str]] = {}
    for draft in drafts.values():
        families.setdefault(_family(draft) or "", set()).add(draft.layer)
    for layer in layers:
        for key, chosen in layer.manifest.choose.items():
            givers = {each.layer for each in rivals.get(key, ())} | families.get(key, set())
            if chosen in givers:
                continue
            if not givers:
                words = Words(
                    f"没有条款或违规类别 {key}；请改正或删去",
                    f"there is no clause or family {key}; correct it or take it out",
                )
            else:
                known = listed(sorted(givers - {""}))
                words = Words(
                    f"{chosen} 没有 {key}；可写 {known}",
                    f"{chosen} gives no {key}; write one of {known}",
                )
            yield layer.head.fault_at(("choose", key), words)


def _in_layer(file: str, folder: str) -> bool:
    return file.startswith(folder) if folder else not file.startswith(PRESETS)


def _head_of(sheets: list[Sheet], folder: str) -> Sheet | None:
    for sheet in sheets:
        if sheet.file == f"{folder}{MANIFEST}":
            return sheet if sheet.fault is None else None
    named = [sheet for sheet in sheets if "name" in sheet.table]
    return named[0] if len(named) == 1 else None


def _headless(folder: str) -> Fault:
    words = Words(
        f"没有 {MANIFEST}；请新建，写上 name 和 title",
        f"there is no {MANIFEST}; make it, with a name and a title",
    )
    return Fault(f"{folder}{MANIFEST}", 1, None, words)


def _absent(preset: str, sheets: Mapping[str, Sheet]) -> Words:
    return Words(
        f"没有预设 {preset}；dutybook rulebook list 列出可用的预设",
        f"there is no preset {preset}; dutybook rulebook list shows those there are",
    )


def _unfilled(name: str) -> Words:
    return Words(
        f"原文此处空白（{name}）；请在 {MANIFEST} 的 [fill] 写上",
        f"the regulation leaves {name} blank; give it under [fill] in {MANIFEST}",
    )


def _twice(draft: Draft, before: Draft) -> Finding:
    where = "" if before.file == draft.file else f"（{before.file}）"
    where_en = "" if before.file == draft.file else f", first in {before.file}"
    words = Words(
        f"条款 {draft.id} 写了两次{where}；请只留一处",
        f"clause {draft.id} stands twice{where_en}; keep one",
    )
    return Finding(draft, (), words)
