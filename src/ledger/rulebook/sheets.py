"""One file of a rulebook: from its text to plain tables, or to the reason why it is none."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import msgspec

from ledger.kernel.words import Words
from ledger.rulebook.checking.schema import misfits
from ledger.rulebook.faults import Fault
from ledger.rulebook.places import Path, line_of
from ledger.rulebook.terms.base import Title

MANIFEST = "rulebook.toml"
"""The file that names the rulebook and what it stacks."""

_AT = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_TWICE = ("Cannot overwrite", "Cannot declare", "Duplicate inline table key", "Cannot mutate")


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a rulebook is called, what it is made of, and what its organisation decided.

    ``choose`` says whose clause holds where two stacked presets differ; ``fill`` gives what the
    regulation leaves blank.
    """

    name: str
    title: Title | None = None
    systems: tuple[str, ...] = ()
    stacks: tuple[str, ...] = ()
    choose: dict[str, str] = {}
    fill: dict[str, Any] = {}


class Sheet(msgspec.Struct, frozen=True):
    """A file's tables, without schema yet; empty when the text is not TOML."""

    file: str
    text: str
    table: Mapping[str, Any]
    fault: Fault | None = None

    @property
    def clauses(self) -> list[dict[str, Any]]:
        """The tables of its clauses; none where ``clause`` is something else."""
        found = self.table.get("clause", [])
        if not isinstance(found, list):
            return []
        return [each for each in found if isinstance(each, dict)]

    def fault_at(self, path: Path, words: Words, clause: str | None = None) -> Fault:
        """Something wrong at a place of this file."""
        return Fault(self.file, line_of(self.text, path), clause, words)

    def manifest(self) -> tuple[Manifest, list[Fault]]:
        """The manifest in this file, without what is wrong with it, and that."""
        head = {key: value for key, value in self.table.items() if key != "clause"}
        found = list(misfits(head, Manifest))
        unfit = {each.path[0] for each in found if each.path}
        fit = {key: value for key, value in head.items() if key not in unfit}
        manifest = msgspec.convert({"name": self.file, **fit}, Manifest)
        return manifest, [self.fault_at(each.path, each.words) for each in found]

    def strays(self, *, head: bool) -> list[Fault]:
        """What stands beside the clauses, unless this is the head, and clauses that are none."""
        faults = []
        for key, value in self.table.items():
            if key == "clause":
                if not isinstance(value, list) or len(self.clauses) != len(value):
                    words = Words("条款要写成 [[clause]]", "write each clause as [[clause]]")
                    faults.append(self.fault_at((key,), words))
            elif not head:
                words = Words(
                    f"没有 {key} 这一项；这里只写 [[clause]]，其余写在 {MANIFEST}",
                    f"there is no key {key}; only [[clause]] stands here, the rest in {MANIFEST}",
                )
                faults.append(self.fault_at((key,), words))
        return faults


@lru_cache(maxsize=256)
def read_sheet(file: str, text: str) -> Sheet:
    """The tables of a file's text."""
    try:
        return Sheet(file, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as fault:
        return Sheet(file, text, {}, _not_toml(file, text, str(fault)))


def _not_toml(file: str, text: str, message: str) -> Fault:
    found = _AT.search(message)
    line = int(found[1]) if found and found[1] else text.count("\n") + 1
    reason = _AT.sub("", message)
    if reason.startswith(_TWICE):
        words = Words("同一项写了两次；请只留一处", "the same key stands twice; keep one")
    else:
        words = Words(
            f"不是有效的 TOML（{reason}）；请改正这一行",
            f"this is not TOML ({reason}); correct the line",
        )
    return Fault(file, line, None, words)
