"""Reading a rulebook from TOML. A rulebook with a fault is not loaded, in whole or in part."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib import resources

import msgspec

from ledger.rulebook.clauses import Clause, Rulebook


class RulebookFault(Exception):
    """A rulebook breaks its schema; the message says which file and what to do."""


class _File(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    clause: list[Clause]


def parse(text: str, file_name: str) -> Rulebook:
    """A rulebook from the text of one TOML file.

    :raises RulebookFault: for text that is not TOML, an unknown key, a missing field, a clause
        given twice, or versions that are not in order of date.
    """
    try:
        read = msgspec.toml.decode(text, type=_File)
    except msgspec.DecodeError as fault:
        raise RulebookFault(f"{file_name}: {fault}; correct the file") from fault
    clauses: dict[str, Clause] = {}
    for clause in read.clause:
        if clause.id in clauses:
            raise RulebookFault(f"{file_name}: clause {clause.id} stands twice; keep one")
        dates = [version.since for version in clause.in_force]
        if not dates or dates != sorted(set(dates)):
            raise RulebookFault(
                f"{file_name}: clause {clause.id}: give its versions in order, one for each date"
            )
        clauses[clause.id] = clause
    return Rulebook(read.name, hashlib.sha256(text.encode()).hexdigest(), clauses)


def from_texts(texts: Mapping[str, str]) -> Rulebook:
    """A rulebook from the texts of its files by path, as an adoption holds them.

    :raises RulebookFault: for any fault in any of them.
    """
    clauses: dict[str, Clause] = {}
    name = ""
    for path, text in sorted(texts.items()):
        book = parse(text, path)
        name = name or book.name
        clauses |= book.clauses
    return Rulebook(name, _digest(texts), clauses, dict(texts))


def _digest(texts: Mapping[str, str]) -> str:
    whole = hashlib.sha256()
    for path, text in sorted(texts.items()):
        whole.update(f"{path}\0{text}\0".encode())
    return whole.hexdigest()


@cache
def built_in() -> Rulebook:
    """The small rulebook that every ledger starts with."""
    file = resources.files("ledger.rulebook") / "presets" / "base.toml"
    return parse(file.read_text(encoding="utf-8"), "presets/base.toml")
