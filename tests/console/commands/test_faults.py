"""Every fault ends in one sentence in both languages and a status, never in a traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import Popen

import apsw
import pytest

from console.commands.faults import verdict_on
from console.trail.query import BadQuery
from ledger.book import NoSite
from ledger.kernel.codec import UnknownEvent
from ledger.kernel.projection import ProjectionFailed
from ledger.opening import open_book
from ledger.registers.calls.accept_call import SeatNotFree
from ledger.store.recorder import (
    Contended,
    Damaged,
    DiskFull,
    Locked,
    NewerLedger,
    NotALedger,
    ReadOnly,
    StoreUnavailable,
)
from ledger.vault import VaultMissing
from tests.console.commands.conftest import Dutybook

LANGUAGES = pytest.mark.parametrize("lang", ["zh", "en"])


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (BadQuery("条件不对", "a bad query"), 2),
        (SeatNotFree(evidence=(7,), agent="A003", state="paused", position=7), 3),
        (NotALedger("x.ledger"), 4),
        (NewerLedger("x.ledger", 9), 4),
        (Damaged("x.ledger", "page 3", "第 3 页"), 4),
        (NoSite("empty"), 4),
        (UnknownEvent("shift.swapped"), 4),
        (ProjectionFailed("floor", 7, "call.ended", "no such leg"), 4),
        (StoreUnavailable("x.ledger"), 5),
        (ReadOnly("x.ledger"), 5),
        (DiskFull("x.ledger"), 5),
        (Locked("x.ledger"), 5),
        (VaultMissing("the key store is absent", zh="没有密钥库"), 5),
        (Contended("overtaken"), 5),
        (PermissionError(13, "Permission denied", "x.rejects"), 5),
        (RuntimeError("surprise"), 1),
    ],
)
def test_a_fault_has_its_status_and_a_sentence_in_both_languages(
    fault: Exception, status: int
) -> None:
    """Whoever runs the program reads what is wrong, and a script learns which kind it is."""
    verdict = verdict_on(fault)
    assert verdict.status == status
    for sentence in verdict.words:
        assert sentence
        assert "\n" not in sentence
        assert "Traceback" not in sentence
    assert any("一" <= letter <= "鿿" for letter in verdict.words.zh)
    assert not any("一" <= letter <= "鿿" for letter in verdict.words.en)


@LANGUAGES
def test_a_missing_ledger(dutybook: Dutybook, lang: str) -> None:
    """A ledger that is not there is unavailable, and reading it makes none."""
    ended = dutybook("events", "nowhere.ledger", lang=lang)
    assert ended.status == 5
    assert "nowhere.ledger" in ended.err
    assert ended.err.count("\n") == 1
    assert not Path("nowhere.ledger").exists()


@LANGUAGES
def test_a_file_that_is_no_ledger(dutybook: Dutybook, lang: str) -> None:
    """A stray file is a data fault and stays as it was."""
    Path("notes.txt").write_text("not a ledger at all\n" * 300)
    before = Path("notes.txt").read_bytes()
    ended = dutybook("floor", "notes.txt", "--plain", lang=lang)
    assert (ended.status, ended.err.count("\n")) == (4, 1)
    assert Path("notes.txt").read_bytes() == before


@LANGUAGES
def test_a_newer_ledger(dutybook: Dutybook, ledger: str, lang: str) -> None:
    """A ledger of a newer program is left alone, with a word to install that."""
    with apsw.Connection(ledger) as connection:
        connection.pragma("user_version", 99)
    ended = dutybook("events", ledger, lang=lang)
    assert (ended.status, ended.err.count("\n")) == (4, 1)
    assert "99" in ended.err


@LANGUAGES
def test_a_truncated_ledger(dutybook: Dutybook, ledger: str, lang: str) -> None:
    """A ledger that lost its end is a data fault, not a shorter ledger."""
    with apsw.Connection(ledger) as connection:
        connection.pragma("wal_checkpoint(TRUNCATE)")
    whole = Path(ledger).read_bytes()
    Path(ledger).write_bytes(whole[: len(whole) // 2])
    ended = dutybook("events", ledger, lang=lang)
    assert (ended.status, ended.err.count("\n")) == (4, 1)
    assert ledger in ended.err


@LANGUAGES
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("fly",), "fly"),
        (("init", "x.ledger"), "--site"),
        (("init", "x.ledger", "--site", "S", "--timezone", "Mars/Base"), "Mars/Base"),
        (("init", "x.ledger", "--site", "S", "--admin", "A001"), "--name"),
        (("events", "x", "--after", "soon"), "--after"),
        (("events", "x", "--fromat", "jsonl"), "--fromat"),
        (("floor",), "DUTYBOOK_LEDGER"),
        (("floor", "x", "--at", "10:00"), "--plain"),
        (("act", "fly", "--as", "A001"), "accept-call"),
        (("act", "sign-in", "agnet=A003", "--as", "A001"), "agent, seat, queues"),
        (("act", "sign-in", "--as", "A001"), "agent"),
        (("act", "sign-in", "agent=A003"), "--as"),
        (("import", "queue-log", "missing.log", "--into", "x.ledger"), "missing.log"),
        (("import", "carrier-pigeon", "x", "--into", "x.ledger"), "pigeon"),
        (("simulate", "--agents", "0", "--into", "x.ledger"), "0"),
        (("demo",), "--plain"),
    ],
)
def test_wrong_usage_is_told_in_one_sentence(
    dutybook: Dutybook, words: tuple[str, ...], told: str, lang: str
) -> None:
    """A command that lacks something says what, on one line, and makes no file."""
    ended = dutybook(*words, lang=lang)
    assert ended.status == 2
    assert told in ended.err
    assert ended.err.count("\n") == 1
    assert ended.out == ""
    assert list(Path().glob("*.ledger")) == []


@LANGUAGES
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("call=C1", "queue=189", "priority=high"), "priority"),
        (("call=C\n1", "queue=189"), "'C\\n1'"),
        (("call=C1", "queue=189", "number=13800000000"), "customer"),
        (("call=C1", "queue=189", "priority=" + "9" * 30), "priority"),
    ],
)
def test_what_cannot_be_entered_is_told_in_one_sentence(
    dutybook: Dutybook, ledger: str, words: tuple[str, ...], told: str, lang: str
) -> None:
    """A mistyped identifier, a number that is nobody's or without measure enters no ledger."""
    open_queue = ("act", "open-queue", "queue=189", "title=x", "--as", "A001", "--ledger", ledger)
    assert dutybook(*open_queue).status == 0
    ended = dutybook("act", "offer-call", *words, "--as", "A003", "--ledger", ledger, lang=lang)
    assert (ended.status, ended.err.count("\n")) == (2, 1)
    assert told in ended.err
    assert any("一" <= letter <= "鿿" for letter in ended.err) == (lang == "zh")
    with open_book(ledger, readonly=True).recorder as recorder:
        assert recorder.head() == 4


@LANGUAGES
def test_a_refusal_names_the_rule_and_the_evidence(
    dutybook: Dutybook, ledger: str, lang: str
) -> None:
    """What a rule refuses ends with 3: the clause, its title and the events it rests on."""
    register = ("act", "register-person", "person=A003", "name=x", "--as", "A001")
    ended = dutybook(*register, "--ledger", ledger, lang=lang)
    assert ended.status == 3
    assert "org.register" in ended.err
    assert "#3" in ended.err
    assert ("登记" in ended.err) == (lang == "zh")


@LANGUAGES
@pytest.mark.parametrize(
    ("words", "instead"),
    [
        (("floor", "floor.ledger"), "floor floor.ledger --plain"),
        (("audit", "floor.ledger"), "events floor.ledger"),
    ],
)
def test_without_a_terminal_another_command_is_named(
    dutybook: Dutybook, ledger: str, words: tuple[str, ...], instead: str, lang: str
) -> None:
    """A screen that cannot be drawn is a usage fault which names what works here."""
    ended = dutybook(*words, lang=lang)
    assert (ended.status, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert instead in ended.err


def test_a_defect_shows_its_traceback_only_when_asked(
    dutybook: Dutybook, ledger: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A surprise is a sentence with status 1, and an exception for whoever mends the program."""

    def surprise(*_: object, **__: object) -> None:
        raise ZeroDivisionError("surprise")

    monkeypatch.setattr("console.commands.feed.Feed.run", surprise)
    ended = dutybook("events", ledger)
    assert (ended.status, ended.err.count("\n")) == (1, 1)
    assert "ZeroDivisionError: surprise" in ended.err
    with pytest.raises(ZeroDivisionError):
        dutybook("events", ledger, DUTYBOOK_TRACE="1")


def test_a_whole_process_ends_without_a_traceback(
    started: Callable[..., Popen[bytes]],
) -> None:
    """The program itself, not only its functions, ends with the status and the sentence."""
    process = started("events", "nowhere.ledger")
    out, err = process.communicate()
    assert (process.returncode, out) == (5, b"")
    assert err.count(b"\n") == 1
