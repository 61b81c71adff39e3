"""What the checks look at, and what they find: clauses as they stand in their files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any, NamedTuple, TypeVar

import msgspec

from ledger.kernel.words import Words
from ledger.rulebook.clauses import Clause
from ledger.rulebook.places import Path
from ledger.rulebook.terms import Terms

T = TypeVar("T")


class Draft(NamedTuple):
    """A clause as a file gives it: the ``number``-th there. ``clause`` is None if it is unfit.

    ``layer`` is the preset whose file it is, empty for the organisation's own. ``filled`` are the
    places whose values ``[fill]`` gave, ``blanks`` those it did not give, by the blank's name.
    """

    id: str
    kind: str
    layer: str
    file: str
    number: int
    raw: Mapping[str, Any]
    filled: Mapping[Path, str]
    blanks: Mapping[Path, str]
    clause: Clause | None

    def is_blank(self, path: Path) -> bool:
        """Whether a place lies in a blank that nothing fills."""
        return any(path[: len(blank)] == blank for blank in self.blanks)


class Said(NamedTuple):
    """What one version of a clause says, from a day until another (not included)."""

    draft: Draft
    clause: Clause
    number: int
    since: date
    until: date
    terms: Terms

    def at(self, *path: str | int) -> Path:
        """The path of one of its values inside the clause."""
        return ("in_force", self.number, "values", *path)

    def finding(self, path: Path, zh: str, en: str) -> Finding:
        """Something wrong with one of its values."""
        return Finding(self.draft, self.at(*path), Words(zh, en))

    def meets(self, other: Said) -> bool:
        """Whether there is a day on which both are in force."""
        return self.since < other.until and other.since < self.until


class Finding(NamedTuple):
    """Something wrong at a place inside a clause."""

    draft: Draft
    path: Path
    words: Words


class Material(NamedTuple):
    """The clauses in force of a whole rulebook, and what their versions say.

    ``whole`` is false when a file could not be read, so that clauses may be missing.
    """

    drafts: Mapping[str, Draft]
    said: tuple[Said, ...]
    whole: bool

    def of(self, kind: type[T]) -> Iterator[tuple[Said, T]]:
        """The versions with terms of a kind."""
        return ((each, each.terms) for each in self.said if isinstance(each.terms, kind))


Check = Callable[[Material], Iterator[Finding]]
"""One family of check."""


def parts(terms: msgspec.Struct, path: Path = ()) -> Iterator[tuple[Path, msgspec.Struct]]:
    """The terms and all that they are made of, with the path to each."""
    yield path, terms
    for name in terms.__struct_fields__:
        value = getattr(terms, name)
        if isinstance(value, msgspec.Struct):
            yield from parts(value, (*path, name))
        elif isinstance(value, tuple | list):
            for number, item in enumerate(value):
                if isinstance(item, msgspec.Struct):
                    yield from parts(item, (*path, name, number))


def shown(path: Path) -> str:
    """A path as people write it: ``tariff.amount``, or ``bands[2].steps`` counted from 1."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part + 1}]"
        else:
            text += f".{part}" if text else part
    return text


def listed(values: Iterable[object]) -> str:
    """Values one after another."""
    return ", ".join(str(value) for value in values)


def nearest(word: str, known: Iterable[str], most: int = 12) -> Words:
    """What could be written instead of a word that nobody knows: a few, or the most like."""
    known = sorted(set(known))
    if 0 < len(known) <= most:
        return Words(f"可写 {listed(known)}", f"write one of {listed(known)}")
    for like in get_close_matches(word, known, n=1, cutoff=0.6):
        return Words(f"是否要写 {like}", f"did you mean {like}")
    return Words("请改正", "correct it")
