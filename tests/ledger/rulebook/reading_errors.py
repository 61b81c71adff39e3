"""Broken rulebooks as files: what is expected stands in comments above the text."""

from __future__ import annotations

import re

from ledger.kernel.words import Language
from ledger.rulebook.loading import RulebookFault, from_texts

_EXPECTED = re.compile(r"^# expect (zh|en): (.*)$", re.MULTILINE)
_FILE = re.compile(r"^# --- (\S+) ---$", re.MULTILINE)


def expected_in(text: str) -> dict[str, list[str]]:
    """The lines that each language is told, in order."""
    told: dict[str, list[str]] = {"zh": [], "en": []}
    for language, line in _EXPECTED.findall(text):
        told[language].append(line)
    return told


def told_of(text: str) -> dict[str, list[str]]:
    """What loading the text tells in each language; nothing if it has no fault."""
    try:
        from_texts(texts_of(text))
    except RulebookFault as fault:
        return {"zh": _lines(fault, "zh"), "en": _lines(fault, "en")}
    return {"zh": [], "en": []}


def with_expected(text: str) -> str:
    """The text with what is told of it written above it anew, to be read as a diff."""
    body = _EXPECTED.sub("", text).lstrip("\n")
    for _ in range(2):
        told = told_of(text)
        pairs = zip(told["zh"], told["en"], strict=True)
        head = "".join(f"# expect zh: {zh}\n# expect en: {en}\n" for zh, en in pairs)
        text = f"{head}\n{body}"
    return text


def _lines(fault: RulebookFault, language: Language) -> list[str]:
    return [each.told(language) for each in fault.faults]


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
