"""The pages of the documentation as tests read them, and a person who types what they say."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent

_FENCE = re.compile(
    r"^(?P<indent> *)```(?P<language>\w+)(?: (?P<mark>[^\n]+))?\n(?P<body>.*?)^ *```$",
    re.DOTALL | re.MULTILINE,
)
_STATUS = re.compile(r"# (?:exit status|退出状态) (\d+)")
_HEREDOC = re.compile(r"<<'(\w+)'")


class Fence(NamedTuple):
    """A block of code in a page: its language, the words that mark it, and its lines."""

    language: str
    mark: str
    body: str


class Said(NamedTuple):
    """What the lines of a block said when they were run, and where that differs from the page."""

    output: str
    faults: list[str]


def page(name: str) -> str:
    """The text of a page of the repository."""
    return (ROOT / name).read_text(encoding="utf-8")


def fences(name: str) -> list[Fence]:
    """The blocks of code of a page, without the indent of the list they may stand in."""
    found = []
    for match in _FENCE.finditer(page(name)):
        indent = match["indent"]
        lines = [line.removeprefix(indent) for line in match["body"].splitlines()]
        found.append(Fence(match["language"], match["mark"] or "", "\n".join(lines) + "\n"))
    return found


def commands(body: str) -> Iterator[str]:
    """The commands of a block: a line each, but for what is fed to one from the next lines."""
    lines = iter(body.splitlines())
    for line in lines:
        command = [line]
        if fed := _HEREDOC.search(line):
            for more in lines:
                command.append(more)
                if more == fed[1]:
                    break
        if line.strip():
            yield "\n".join(command)


def dutybook_lines(name: str, *marks: str) -> list[str]:
    """The lines of a page's blocks with these marks that call the program."""
    return [
        line
        for fence in fences(name)
        if fence.language == "sh" and fence.mark in marks
        for line in commands(fence.body)
        if line.startswith("dutybook")
    ]


class Shell:
    """A person at a terminal, in a folder, with settings and keys of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        kept = {name: value for name, value in os.environ.items() if "DUTYBOOK" not in name}
        programs = Path(sys.executable).parent
        self._environment = kept | {
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "PATH": f"{programs}{os.pathsep}{kept.get('PATH', os.defpath)}",
        }

    def type(self, body: str) -> Said:
        """Run a block line by line; each must end with the status it states, or with 0."""
        output, faults = "", []
        for command in commands(body):
            if command.startswith("export "):
                pairs = shlex.split(command)[1:]
                self._environment |= dict(pair.split("=", 1) for pair in pairs)
                continue
            stated = _STATUS.search(command)
            done = subprocess.run(
                ["bash", "-c", command],
                cwd=self._folder,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                check=False,
            )
            output += done.stdout
            if done.returncode != (int(stated[1]) if stated else 0):
                faults.append(f"{command}\nended with {done.returncode}: {done.stdout}")
        return Said(output, faults)


def is_said(line: str, output: str) -> bool:
    """Whether a line of the page is in the output; … stands for any text on that line."""
    return re.search(re.escape(line.strip()).replace("…", ".*"), output) is not None


def walk(name: str, folder: Path) -> list[str]:
    """Do what a page says, from top to bottom, in a folder; everything that came out otherwise.

    Blocks of shell are typed, blocks of text must then have been printed, and blocks of TOML that
    name a file are added to it.
    """
    shell = Shell(folder)
    output, faults = "", []
    for fence in fences(name):
        if (fence.language, fence.mark) == ("sh", "") and not fence.body.startswith("make "):
            output, found = shell.type(fence.body)
            faults += found
        elif fence.language == "toml" and fence.mark:
            add(folder, fence)
        elif fence.language == "text":
            faults += [
                f"{line!r} is not in\n{output}"
                for line in fence.body.splitlines()
                if not is_said(line, output)
            ]
    return faults


def add(folder: Path, fence: Fence) -> None:
    """Add a block to the file that it names; a blank line parts it from what is there already."""
    file = folder / fence.mark
    file.parent.mkdir(parents=True, exist_ok=True)
    before = file.read_text(encoding="utf-8") + "\n" if file.exists() else ""
    file.write_text(before + fence.body, encoding="utf-8")
