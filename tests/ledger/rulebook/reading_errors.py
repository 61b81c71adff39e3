"""Broken rulebooks as files: what is expected stands in comments above the text."""

from __future__ import annotations

import re

_EXPECTED = re.compile(r"^# expect (zh|en): (.*)$", re.MULTILINE)
_FILE = re.compile(r"^# --- (\S+) ---$", re.MULTILINE)


def expected_in(text: str) -> dict[str, list[str]]:
    """The lines that each language is told, in order."""
    told: dict[str, list[str]] = {"zh": [], "en": []}
    for language, line in _EXPECTED.findall(text):
        told[language].append(line)
    return told


def texts_of(text: str) -> dict[str, str]:
    """The files of a broken rulebook: one, or those below lines that name them.

    Each file keeps the line numbers that it has here, so that an editor shows where a fault is.
    """
    starts = list(_FILE.finditer(text))
    if not starts:
        return {"rulebook.toml": text}
    ends = [match.start() for match in starts[1:]] + [len(text)]
    return {
        match[1]: "\n" * text.count("\n", 0, match.end()) + text[match.end() : end]
        for match, end in zip(starts, ends, strict=True)
    }
