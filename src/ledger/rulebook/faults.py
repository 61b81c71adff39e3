"""What is wrong with a rulebook: where it stands, and what to do, in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ledger.kernel.words import Language, Words


class Fault(NamedTuple):
    """One thing to correct: its file, the line counted from 1, and the clause if it is in one."""

    file: str
    line: int
    clause: str | None
    words: Words

    def told(self, language: Language) -> str:
        """The line that a person reads: ``file:line: clause: what and what to do``."""
        clause = f"{self.clause}: " if self.clause else ""
        return f"{self.file}:{self.line}: {clause}{self.words.to(language)}"


class RulebookFault(Exception):
    """A rulebook has faults. All of them are told at once, in the order of files and lines."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Takes them in any order; the same one found twice counts once."""
        self.faults = tuple(sorted(set(faults), key=lambda each: (each.file, each.line, each)))
        super().__init__(self.words.en)

    @property
    def words(self) -> Words:
        """All faults, one a line."""
        return Words(
            "\n".join(fault.told("zh") for fault in self.faults),
            "\n".join(fault.told("en") for fault in self.faults),
        )
