"""Passwords as a command line takes them: hidden at a terminal, or a line of standard input."""

from __future__ import annotations

import sys

from console.commands.terminal import Terminal, UsageFault


def can_ask() -> bool:
    """Whether somebody sits at a terminal who can be asked."""
    return sys.stdin.isatty()


def hidden(terminal: Terminal, zh: str, en: str) -> str:
    """What somebody types at the terminal without its being shown."""
    from getpass import getpass

    return getpass(terminal.say(f"{zh}：", f"{en}: "))


def present_password(terminal: Terminal, person: str, *, from_stdin: bool) -> str:
    """The password that a person has.

    :raises UsageFault: when it can be taken from nowhere.
    """
    if from_stdin:
        return _line()
    _require_terminal()
    return hidden(terminal, f"{person} 的口令", f"password of {person}")


def new_password(terminal: Terminal, person: str, *, from_stdin: bool) -> str:
    """A password that is chosen now; at a terminal it is typed twice.

    :raises UsageFault: when it can be taken from nowhere, or is typed differently.
    """
    if from_stdin:
        return _line()
    _require_terminal()
    first = hidden(terminal, f"{person} 的新口令", f"new password of {person}")
    if hidden(terminal, "再输入一次", "the same again") != first:
        raise UsageFault("两次输入的口令不同；请重来。", "The two passwords differ; start again.")
    return first


def _require_terminal() -> None:
    if not can_ask():
        raise UsageFault(
            "这里不是终端，无法输入口令；请用 --password-stdin 从标准输入读取。",
            "This is no terminal to ask for a password; give it with --password-stdin.",
        )


def _line() -> str:
    line = sys.stdin.readline()
    if not line:
        raise UsageFault("标准输入里没有口令。", "There is no password on standard input.")
    return line.removesuffix("\n").removesuffix("\r")
