"""Where in a TOML text each value stands, so that a fault can name the line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache

Path = tuple[str | int, ...]
"""The way to a value: keys of tables and numbers of array items, from the top of the file."""

_SKIPPED = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BLANK = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_PLAIN = re.compile(r"[^,\]}#\r\n]+")
_STRINGS = (
    re.compile(r'"""(?:\\.|[^\\])*?"{3,5}(?!")', re.DOTALL),
    re.compile(r"'''.*?'{3,5}(?!')", re.DOTALL),
    re.compile(r'"(?:\\.|[^"\\\n])*"'),
    re.compile(r"'[^'\n]*'"),
)


def line_of(text: str, path: Path) -> int:
    """The line, counted from 1, of a value; of the nearest table around it if it is not there.

    The text must be TOML.
    """
    lines = _lines(text)
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


@lru_cache(maxsize=64)
def _lines(text: str) -> dict[Path, int]:
    return _Scanner(text).scanned()


class _Scanner:
    """Walks once over a text that is known to be TOML."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._items: dict[Path, int] = {}
        self.found: dict[Path, int] = {}

    def scanned(self) -> dict[Path, int]:
        table: Path = ()
        self._skip()
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip()
        return self.found

    def _skip(self, pattern: re.Pattern[str] = _SKIPPED) -> None:
        match = pattern.match(self._text, self._at)
        assert match is not None
        self._at = match.end()

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._text, self._at)
        if match is None:
            raise ValueError(f"the text is not TOML at character {self._at}")
        self._at = match.end()
        return match[0]

    def _keep(self, path: Path, at: int) -> None:
        self.found.setdefault(path, bisect_right(self._starts, at))

    def _header(self) -> Path:
        start = self._at
        many = self._text.startswith("[[", start)
        self._at += 2 if many else 1
        keys = self._keys()
        self._at += 2 if many else 1
        path: Path = ()
        for key in keys[:-1]:
            path = self._into((*path, key))
            self._keep(path, start)
        path = (*path, keys[-1])
        self._keep(path, start)
        if many:
            self._items[path] = self._items.get(path, -1) + 1
        path = self._into(path)
        self._keep(path, start)
        return path

    def _into(self, path: Path) -> Path:
        """The newest item of an array of tables; any other table itself."""
        return (*path, self._items[path]) if path in self._items else path

    def _keys(self) -> list[str]:
        keys = []
        while True:
            self._skip(_BLANK)
            quoted = self._text[self._at] in "\"'"
            key = self._string() if quoted else self._take(_BARE_KEY)
            keys.append(key[1:-1] if quoted else key)
            self._skip(_BLANK)
            if self._text[self._at] != ".":
                return keys
            self._at += 1

    def _pair(self, table: Path) -> None:
        start = self._at
        path = table
        for key in self._keys():
            path = (*path, key)
            self._keep(path, start)
        self._at += 1
        self._skip(_BLANK)
        self._value(path)

    def _value(self, path: Path) -> None:
        self._keep(path, self._at)
        opening = self._text[self._at]
        if opening == "{":
            self._within("}", lambda _: self._pair(path))
        elif opening == "[":
            self._within("]", lambda number: self._value((*path, number)))
        elif opening in "\"'":
            self._string()
        else:
            self._take(_PLAIN)

    def _within(self, closing: str, item: Callable[[int], None]) -> None:
        self._at += 1
        number = 0
        while True:
            self._skip()
            if self._text[self._at] == ",":
                self._at += 1
            elif self._text[self._at] == closing:
                self._at += 1
                return
            else:
                item(number)
                number += 1

    def _string(self) -> str:
        for pattern in _STRINGS:
            match = pattern.match(self._text, self._at)
            if match is not None:
                self._at = match.end()
                return match[0]
        raise ValueError(f"the text is not TOML at character {self._at}")
