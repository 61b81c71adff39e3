"""The command line as a person uses it, in a folder of the test's own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from console.cli import run


class Ended(NamedTuple):
    """How a command ended, and what it said."""

    status: int
    out: str
    err: str


Dutybook = Callable[..., Ended]


@pytest.fixture(autouse=True)
def _own_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep every test away from the ledgers, keys and language of whoever runs it."""
    for name in list(os.environ):
        if name.startswith("DUTYBOOK_") and name != "DUTYBOOK_UPDATE_GOLDEN":
            monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def dutybook(capsys: pytest.CaptureFixture[str]) -> Dutybook:
    """Run one command in this process, in English unless told otherwise."""

    def typed(*words: str, lang: str = "en", **environment: str) -> Ended:
        status = run(words, {"DUTYBOOK_LANG": lang, **environment})
        said = capsys.readouterr()
        return Ended(status, said.out, said.err)

    return typed


@pytest.fixture
def ledger(dutybook: Dutybook) -> str:
    """A new ledger with the administrator A001, who has registered the agent A003."""
    name = "floor.ledger"
    assert dutybook("init", name, "--site", "East", "--admin", "A001", "--name", "王敏").status == 0
    register = ("act", "register-person", "person=A003", "name=李娜", "--as", "A001")
    assert dutybook(*register, "--ledger", name).status == 0
    return name


@pytest.fixture
def started() -> Callable[..., subprocess.Popen[bytes]]:
    """Start a command as a process of its own, its output piped."""

    def start(*words: str) -> subprocess.Popen[bytes]:
        program = "from console.cli import main; main()"
        return subprocess.Popen(
            [sys.executable, "-c", program, "--lang", "en", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    return start
