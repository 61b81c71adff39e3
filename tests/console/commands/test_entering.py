"""Passwords and tokens on the command line."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from console.commands import secrets
from tests.console.commands.conftest import Dutybook, Ended

BOOK = "locked.ledger"
ADMIN = "root and branch"
SIGN_IN = ("act", "sign-in", "agent=A003", "--ledger", BOOK)

Piped = Callable[..., Ended]


@pytest.fixture
def piped(dutybook: Dutybook, monkeypatch: pytest.MonkeyPatch) -> Piped:
    """Run a command with lines on its standard input."""

    def typed(*words: str, lines: tuple[str, ...], **environment: str) -> Ended:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return dutybook(*words, "--password-stdin", **environment)

    return typed


@pytest.fixture
def locked(dutybook: Dutybook, piped: Piped) -> str:
    """A book with passwords, with its administrator A001 and the agent A003."""
    made = ("init", BOOK, "--site", "East", "--admin", "A001", "--name", "王敏")
    assert piped(*made, lines=(ADMIN,)).status == 0
    token = token_of(piped, "A001", ADMIN)
    register = ("act", "register-person", "person=A003", "name=李娜", "--ledger", BOOK)
    assert dutybook(*register, DUTYBOOK_TOKEN=token).status == 0
    return BOOK


def token_of(piped: Piped, person: str, password: str) -> str:
    """A new token of a person."""
    ended = piped("token", "new", BOOK, "--as", person, lines=(password,))
    assert ended.status == 0, ended.err
    assert "only this once" in ended.err
    return ended.out.strip()


def test_init_without_a_terminal_makes_an_open_book_and_says_so(dutybook: Dutybook) -> None:
    """Scripts go on working, and are told what they have made."""
    ended = dutybook("init", BOOK, "--site", "East", "--admin", "A001", "--name", "王敏")
    assert ended.status == 0
    assert "The book has no password" in ended.err
    assert len(ended.err.splitlines()) == 1
    assert dutybook("act", "register-person", "person=A003", "name=李", "--as", "A001",
                    "--ledger", BOOK).status == 0  # fmt: skip


def test_init_asks_twice_at_a_terminal(dutybook: Dutybook, monkeypatch: pytest.MonkeyPatch) -> None:
    """First start makes an administrator with a password of the person's own."""
    answers = iter([ADMIN, ADMIN, ADMIN, "another"])
    monkeypatch.setattr(secrets, "can_ask", lambda: True)
    monkeypatch.setattr("console.commands.initialise.can_ask", lambda: True)
    monkeypatch.setattr(secrets, "hidden", lambda *_: next(answers))
    made = ("--site", "East", "--admin", "A001", "--name", "王敏")
    assert (dutybook("init", BOOK, *made).status, Path(BOOK).exists()) == (0, True)
    refused = dutybook(*SIGN_IN, "--as", "A001")
    assert refused.status == 3
    different = dutybook("init", "other.ledger", *made)
    assert (different.status, Path("other.ledger").exists()) == (2, False)


def test_init_with_a_bad_password_leaves_nothing_behind(piped: Piped) -> None:
    """A password that is too short is refused before the ledger is made."""
    made = ("init", BOOK, "--site", "East", "--admin", "A001", "--name", "王敏")
    ended = piped(*made, lines=("short",))
    assert ended.status == 3
    assert "access.password" in ended.err
    assert not Path(BOOK).exists()


def test_a_book_with_passwords_takes_a_token(dutybook: Dutybook, locked: str) -> None:
    """--as alone is refused with the clause and the way to a token; nothing is appended."""
    before = Path(locked).read_bytes()
    ended = dutybook(*SIGN_IN, "--as", "A001")
    assert ended.status == 3
    assert "access.token" in ended.err
    assert "dutybook token new" in ended.err
    assert Path(locked).read_bytes() == before


def test_a_token_says_who_acts(dutybook: Dutybook, piped: Piped, locked: str) -> None:
    """With a token --as may be left out, but not name somebody else."""
    token = token_of(piped, "A001", ADMIN)
    other = ("act", "register-person", "name=赵强", "--ledger", BOOK)
    assert dutybook(*other, "person=A004", DUTYBOOK_TOKEN=token).status == 0
    assert dutybook(*other, "person=A005", "--as", "A001", DUTYBOOK_TOKEN=token).status == 0
    assert dutybook(*other, "person=A006", "--as", "A003", DUTYBOOK_TOKEN=token).status == 3


def test_a_revoked_token_lets_nobody_act(dutybook: Dutybook, piped: Piped, locked: str) -> None:
    """A token revokes itself, by its whole text or by its name."""
    first, second = token_of(piped, "A001", ADMIN), token_of(piped, "A001", ADMIN)
    assert dutybook("token", "revoke", first, BOOK, DUTYBOOK_TOKEN=first).status == 0
    name = second.split("_")[1]
    assert dutybook("token", "revoke", name, BOOK, DUTYBOOK_TOKEN=first).status == 3
    assert dutybook("token", "revoke", name, BOOK, DUTYBOOK_TOKEN=second).status == 0
    assert dutybook(*SIGN_IN, DUTYBOOK_TOKEN=second).status == 3


def test_an_administrator_gives_passwords_and_people_replace_them(
    piped: Piped, locked: str
) -> None:
    """The first is a temporary one; the person's own is set by proving the one before."""
    given = piped("password", BOOK, "--as", "A001", "--of", "A003", lines=(ADMIN, "temporary1"))
    assert given.status == 0
    assert "first sign-in" in given.err
    own = ("password", BOOK, "--as", "A003")
    assert piped(*own, lines=("wrong", "my own one")).status == 3
    assert piped(*own, lines=("temporary1", "my own one")).status == 0
    assert token_of(piped, "A003", "my own one")


def test_a_wrong_password_is_told_with_its_clause_in_both_languages(
    piped: Piped, locked: str
) -> None:
    """The refusal says neither who exists nor what was wrong."""
    for lang, sentence in (("en", "number or the password is wrong"), ("zh", "工号或口令不对")):
        for person in ("A001", "A999"):
            words = ("token", "new", BOOK, "--as", person)
            ended = piped(*words, lines=("wrong",), lang=lang)
            assert ended.status == 3
            assert sentence in ended.err
            assert "access.sign_in" in ended.err


def test_without_a_terminal_the_option_is_named(dutybook: Dutybook, locked: str) -> None:
    """Nobody can be asked in a pipe, and no line is no password."""
    ended = dutybook("token", "new", locked, "--as", "A001")
    assert ended.status == 2
    assert "--password-stdin" in ended.err


def test_an_empty_input_is_no_password(piped: Piped, locked: str) -> None:
    """A closed standard input is a usage fault, not an empty password."""
    assert piped("token", "new", BOOK, "--as", "A001", lines=()).status == 2


def test_an_open_book_needs_no_token(dutybook: Dutybook, piped: Piped, ledger: str) -> None:
    """Without a password anywhere, a token would prove nothing."""
    ended = piped("token", "new", ledger, "--as", "A001", lines=("x",))
    assert ended.status == 2
    assert "dutybook password" in ended.err
    assert piped("password", ledger, "--as", "A001", lines=(ADMIN,)).status == 0
    assert dutybook("act", "sign-in", "agent=A003", "--as", "A003", "--ledger", ledger).status == 3


def test_nobody_is_said_to_act(dutybook: Dutybook, locked: str) -> None:
    """Without --as and without a token it is a usage fault."""
    for words in (("password", locked), ("token", "new", locked), SIGN_IN):
        assert dutybook(*words).status == 2
    assert dutybook("token", "revoke", "x", locked).status == 2


def test_a_part_of_the_program_does_what_no_person_can_ask_for(dutybook: Dutybook) -> None:
    """Judging an attempt, or setting a digest, is not among the actions of the command line."""
    for verb in ("judge-attempt", "set-password", "turn-away"):
        ended = dutybook("act", verb, "--as", "A001", "--ledger", "none")
        assert ended.status == 2
        assert f"no action {verb}" in ended.err


@pytest.mark.parametrize(
    "export",
    [
        ("roster", "export", "week.csv", BOOK),
        ("statement", "fines", BOOK, "--out", "fines.xlsx"),
        ("handover", "book", BOOK, "--out", "handovers.xlsx"),
    ],
    ids=lambda words: words[0],
)
def test_an_export_takes_a_proof_of_who_acts(
    dutybook: Dutybook, piped: Piped, locked: str, export: tuple[str, ...]
) -> None:
    """access.proof: a token that was just given for the password takes records out; none, none."""
    file = next(Path(word) for word in export if "." in word and word != locked)
    refused = dutybook(*export)
    assert (refused.status, file.exists()) == (3, False)
    assert "dutybook token new" in refused.err
    token = token_of(piped, "A001", ADMIN)
    assert dutybook(*export, DUTYBOOK_TOKEN=token).status == 0
    assert file.exists()


def test_what_is_printed_takes_no_proof(dutybook: Dutybook, locked: str) -> None:
    """Whoever may open the ledger may read it; what is proved is who takes a file away."""
    assert dutybook("statement", "fines", locked).status == 0
