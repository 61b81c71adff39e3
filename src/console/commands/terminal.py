"""The terminal a command talks to: its language, and what is said on which stream."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ledger.kernel.words import Language, Words

LANGUAGES: tuple[Language, ...] = ("zh", "en")
_LOCALE = ("DUTYBOOK_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
_NO_LANGUAGE = ("", "c", "posix")


class Terminal(NamedTuple):
    """Whom a command talks to. Results go to standard output, everything else to standard error."""

    language: Language
    environment: Mapping[str, str]

    def say(self, zh: str, en: str) -> str:
        """The text in the terminal's language."""
        return zh if self.language == "zh" else en

    def tell(self, zh: str, en: str) -> None:
        """Print a result."""
        print(self.say(zh, en))

    def note(self, zh: str, en: str) -> None:
        """Say something beside the result."""
        print(self.say(zh, en), file=sys.stderr)


class UsageFault(Exception):
    """The command was not given what it needs; ``words`` say what, and what to write."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.words = Words(zh, en)


def require_screen(instead: str) -> None:
    """Refuse to draw where there is no terminal, and name the command to use instead.

    :raises UsageFault: when input or output is piped.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageFault(
            f"这里不是终端，无法显示画面；请用 {instead}。",
            f"This is no terminal to draw on; use {instead}.",
        )


def language_of_locale(environment: Mapping[str, str]) -> Language:
    """The language the environment asks for, by the first variable that names one.

    Chinese, unless it names another language; C and POSIX name none.
    """
    for name in _LOCALE:
        code = environment.get(name, "").partition(".")[0].lower()
        if code not in _NO_LANGUAGE:
            return "zh" if code.startswith("zh") else "en"
    return "zh"


def take_language(
    arguments: Sequence[str], environment: Mapping[str, str]
) -> tuple[Language, list[str]]:
    """The language, and the arguments without ``--lang``, which may stand anywhere.

    :raises UsageFault: when ``--lang`` asks for another language or for none.
    """
    chosen: str | None = None
    rest: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word == "--lang":
            chosen = next(words, "")
        elif word.startswith("--lang="):
            chosen = word.removeprefix("--lang=")
        else:
            rest.append(word)
    if chosen is None:
        return language_of_locale(environment), rest
    for language in LANGUAGES:
        if chosen == language:
            return language, rest
    raise UsageFault(
        f"没有语言 {chosen!r}；请写 --lang zh 或 --lang en",
        f"there is no language {chosen!r}; write --lang zh or --lang en",
    )
