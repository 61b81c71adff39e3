"""What became of each record of an import, and the file of those that need a person's eye."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import IO, NamedTuple, Self

from gateway.importers.source import ImportStopped, Line
from ledger.kernel.words import Language, Words

FIRST_FEW = 20
"""Problems that a report holds; the rejects file holds them all."""

HEADING = "place\tkept\t原因\treason\trecord\n"


class Problem(NamedTuple):
    """Something about one line: the record was left out, or is in the book although it is odd."""

    source: str
    line: int
    words: Words
    left_out: bool

    def sentence(self, language: Language) -> str:
        """The problem in one line, with its place first."""
        return f"{self.source}:{self.line}: {self.words.to(language)}"


class Account:
    """Counts the records of one import and writes the rejects file.

    The rejects file holds records as they stood, so it may hold personal data: only its owner
    can read it. It comes into being with the first problem.
    """

    def __init__(self, source: str, rejects: Path, *, strict: bool = False) -> None:
        self.source = source
        self.rejects = rejects
        self.imported = 0
        self.ignored = 0
        self.noted = 0
        self.left_out = 0
        self.notices = 0
        self.problems: list[Problem] = []
        self._strict = strict
        self._file: IO[str] | None = None

    @property
    def records(self) -> int:
        """How many records have come to an end, one way or another."""
        return self.imported + self.ignored + self.noted + self.left_out

    def leave_out(self, line: Line, words: Words) -> None:
        """A record is not imported.

        :raises ImportStopped: in a strict import.
        """
        problem = Problem(self.source, line.number, words, left_out=True)
        if self._strict:
            raise ImportStopped(Words(problem.sentence("zh"), problem.sentence("en")))
        self.left_out += 1
        self._keep(problem, line)

    def notice(self, line: Line, words: Words) -> None:
        """A record is imported, but something about it is odd."""
        self.notices += 1
        self._keep(Problem(self.source, line.number, words, left_out=False), line)

    def _keep(self, problem: Problem, line: Line) -> None:
        if len(self.problems) < FIRST_FEW:
            self.problems.append(problem)
        if self._file is None:
            self._file = _owners_only(self.rejects)
            self._file.write(HEADING)
        kept = "left-out" if problem.left_out else "kept"
        zh, en = problem.words
        place = f"{escaped(self.source.encode())}:{problem.line}"
        self._file.write(f"{place}\t{kept}\t{zh}\t{en}\t{escaped(line.raw)}\n")

    def close(self) -> None:
        """Close the rejects file."""
        if self._file is not None:
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def escaped(raw: bytes) -> str:
    r"""Bytes as printable text, so that no line can act on a terminal or break the table.

    A backslash is doubled; a control character, and every byte beyond ASCII of a line that is not
    UTF-8, becomes ``\xNN``. So the bytes can be had back.
    """
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = raw.decode("ascii", "surrogateescape")
    if text.isprintable() and "\\" not in text:
        return text
    return "".join(map(_escaped_character, text))


def _escaped_character(character: str) -> str:
    if character == "\\":
        return "\\\\"
    if character.isprintable():
        return character
    encoded = character.encode(errors="surrogateescape")
    return "".join(f"\\x{byte:02x}" for byte in encoded)


def _owners_only(path: Path) -> IO[str]:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    file = os.fdopen(descriptor, "w", encoding="utf-8", newline="")
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, 0o600)
    return file
