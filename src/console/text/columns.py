"""Text in columns of a terminal, where a Chinese character takes two."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(
    r"\s+|[⺀-鿿＀-｠、-〿](?:[，。；：、！？）」』…]*)|[^\s⺀-鿿＀-｠、-〿]+[，。；：、！？）]*"
)


def width(text: str) -> int:
    """How many columns a text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(letter)
        else 2
        if unicodedata.east_asian_width(letter) in "WF"
        else 1
        for letter in text
    )


def clipped(text: str, columns: int) -> str:
    """As much of a text as fits, ending in an ellipsis where something is left out."""
    if width(text) <= columns:
        return text
    kept, used = [], 0
    for letter in text:
        used += width(letter)
        if used > columns - 1:
            break
        kept.append(letter)
    return "".join(kept) + "…"


def padded(text: str, columns: int, *, right: bool = False) -> str:
    """A text in exactly so many columns, cut where it is longer."""
    text = clipped(text, columns)
    blank = " " * (columns - width(text))
    return blank + text if right else text + blank


def printable(text: str) -> str:
    """A text whose control characters cannot steer the terminal that shows it."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else "·" for letter in text)


def wrapped(text: str, columns: int) -> list[str]:
    """A text in lines of at most so many columns, broken at spaces or between characters."""
    lines, line = [], ""
    for word in _WORD.findall(text):
        if line and width(line) + width(word) > columns:
            lines.append(line.rstrip())
            line = ""
        if line or not word.isspace():
            line += word
    return [*lines, line.rstrip()] if line.strip() or not lines else lines
