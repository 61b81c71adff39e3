"""Backup, restore, copy and check as they are typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from console.commands.faults import verdict_on
from ledger.keeping.faults import (
    CutShort,
    LeftOver,
    OtherContent,
    OtherKeys,
    SamePlace,
    Unequal,
)
from ledger.store.recorder import DiskFull, Locked
from tests.console.commands.conftest import Dutybook
from tests.postgres_server import TestServer

LANGUAGES = pytest.mark.parametrize("lang", ["zh", "en"])


@pytest.fixture
def new_url(postgres_server: TestServer) -> Callable[[], str]:
    """The address of an empty database, for the administrator, anew at each call."""
    return lambda: postgres_server.url(postgres_server.new_database())


def spoil(ledger: str) -> None:
    """Take an entry out of the ledger's index of tags."""
    with apsw.Connection(ledger) as hand:
        hand.execute("DROP TRIGGER tagged_refuses_delete")
        hand.execute("DELETE FROM tagged WHERE position = 2")
    hand.close()


def digest_told(out: str) -> str:
    """The digest in what a command said."""
    digest = out.split()[-1]
    assert len(digest) == 64
    return digest


def test_a_backup_is_restored_as_it_was(dutybook: Dutybook, ledger: str) -> None:
    """There and back the digest, the names and the figures are the same."""
    saved = dutybook("backup", ledger, "safe.backup")
    assert saved.status == 0
    assert "3 events (3 added), 2 keys; verified" in saved.out
    Path(ledger).rename("lost")
    for leftover in Path().glob(f"{ledger}-*"):
        leftover.unlink()
    restored = dutybook("restore", "safe.backup", ledger)
    assert restored.status == 0
    assert digest_told(restored.out) == digest_told(saved.out)
    assert dutybook("events", ledger).out == dutybook("events", "safe.backup").out
    assert dutybook("check", ledger).status == 0
    again = ("act", "sign-in", "agent=A003", "--as", "A003", "--ledger", ledger)
    assert dutybook(*again).status == 0


def test_the_ledger_may_be_named_by_the_environment(dutybook: Dutybook, ledger: str) -> None:
    """With DUTYBOOK_LEDGER set, a backup needs only its file, a check nothing at all."""
    assert dutybook("backup", "safe.backup", DUTYBOOK_LEDGER=ledger).status == 0
    assert dutybook("check", DUTYBOOK_LEDGER=ledger).status == 0
    assert dutybook("restore", "safe.backup", DUTYBOOK_LEDGER="new.ledger").status == 0
    assert dutybook("backup", "safe2.backup").status == 2
    assert dutybook("backup", ledger, "a", "b").status == 2


@LANGUAGES
def test_neither_backup_nor_restore_overwrites(dutybook: Dutybook, ledger: str, lang: str) -> None:
    """What is there stays, whatever it is."""
    Path("safe.backup").write_text("mine")
    ended = dutybook("backup", ledger, "safe.backup", lang=lang)
    assert (ended.status, ended.err.count("\n")) == (2, 1)
    assert Path("safe.backup").read_text() == "mine"
    Path("safe.backup").unlink()
    dutybook("backup", ledger, "safe.backup")
    before = Path(ledger).read_bytes()
    ended = dutybook("restore", "safe.backup", ledger, lang=lang)
    assert (ended.status, ended.err.count("\n")) == (2, 1)
    assert Path(ledger).read_bytes() == before


def test_a_backup_is_a_file(dutybook: Dutybook, ledger: str) -> None:
    """To a server a ledger is copied, and the message says so."""
    ended = dutybook("backup", ledger, "postgresql://me:secret@db/duty")
    assert ended.status == 2
    assert "dutybook copy" in ended.err
    assert "secret" not in ended.err


def test_a_ledger_moves_to_a_server_and_back(
    dutybook: Dutybook, ledger: str, new_url: Callable[[], str]
) -> None:
    """Between a file and a server, a ledger is the same in both directions, and goes on there."""
    url = new_url()
    moved = dutybook("copy", ledger, url)
    assert moved.status == 0
    assert "3 events (3 added), 2 keys" in moved.out
    assert dutybook("check", url).status == 0
    sign_in = ("act", "sign-in", "agent=A003", "--as", "A003", "--ledger", url)
    assert dutybook(*sign_in).status == 0
    back = dutybook("copy", url, "back.ledger")
    assert "4 events (4 added)" in back.out
    assert "4 events (1 added)" in dutybook("copy", url, ledger).out
    assert digest_told(dutybook("copy", url, ledger).out) == digest_told(back.out)
    saved = dutybook("backup", url, "safe.backup")
    assert digest_told(saved.out) == digest_told(back.out)
    other = new_url()
    assert dutybook("restore", "safe.backup", other).status == 0
    assert dutybook("events", other).out == dutybook("events", ledger).out


@LANGUAGES
def test_a_target_that_holds_something_else(
    dutybook: Dutybook, ledger: str, new_url: Callable[[], str], lang: str
) -> None:
    """Another ledger, a stray file, the ledger itself: each is named in one sentence and kept."""
    dutybook("init", "other.ledger", "--site", "West")
    url = new_url()
    dutybook("init", url, "--site", "West")
    Path("notes.txt").write_text("not a ledger\n" * 100)
    for target, status in (("other.ledger", 2), (url, 2), (ledger, 2), ("notes.txt", 4)):
        ended = dutybook("copy", ledger, target, lang=lang)
        assert (ended.status, ended.err.count("\n")) == (status, 1)
    assert dutybook("events", "other.ledger").out.count("\n") == 1
    assert Path("notes.txt").read_text().startswith("not a ledger")


@LANGUAGES
def test_a_source_that_is_none(dutybook: Dutybook, lang: str) -> None:
    """A missing ledger, a stray file, a server that is not there: a sentence, and no target."""
    Path("notes.txt").write_text("not a ledger\n" * 100)
    away = "postgresql://me:secret@127.0.0.1:1/duty"
    for source, status in (("nowhere", 5), ("notes.txt", 4), (away, 5)):
        for words in (("copy", source, "new"), ("backup", source, "new"), ("check", source)):
            ended = dutybook(*words, lang=lang)
            assert (ended.status, ended.err.count("\n")) == (status, 1)
            assert "secret" not in ended.err
    assert not Path("new").exists()


@LANGUAGES
def test_a_check_prints_what_it_looked_at(dutybook: Dutybook, ledger: str, lang: str) -> None:
    """A line for each thing, with how many there are, and at the end that all is sound."""
    dutybook("floor", ledger, "--plain")
    ended = dutybook("check", ledger, lang=lang)
    assert (ended.status, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert len(lines) == 10
    sound = {"zh": "完好", "en": "sound"}[lang]
    assert all(line.rstrip("。.").endswith(sound) for line in lines)
    assert (
        lines[1].split()[-5:-1]
        == {
            "zh": ["3", "件", lines[1].split()[-3], "s"],
            "en": ["3", "events", lines[1].split()[-3], "s"],
        }[lang]
    )


@LANGUAGES
def test_a_check_tells_each_finding_and_ends_with_four(
    dutybook: Dutybook, ledger: str, lang: str
) -> None:
    """What is wrong stands in a sentence of its own; the lines say where there is something."""
    spoil(ledger)
    ended = dutybook("check", ledger, lang=lang)
    assert ended.status == 4
    (finding,) = ended.err.splitlines()
    assert ledger in finding
    assert {"zh": "有问题", "en": "NOT SOUND"}[lang] in ended.out
    assert "1" in ended.out.splitlines()[-1]
    assert dutybook("backup", ledger, "safe.backup").status == 4
    assert not Path("safe.backup").exists()


def test_what_could_not_be_checked_is_said(dutybook: Dutybook, ledger: str) -> None:
    """Without the keys at hand the rest is checked, and the lines say what was left out."""
    Path(f"{ledger}.keys.sqlite").unlink()
    ended = dutybook("check", ledger)
    assert ended.status == 0
    assert ended.out.count("not checked: ") == 3


def test_a_copy_without_keys_is_asked_for_or_told(dutybook: Dutybook, ledger: str) -> None:
    """Left behind on purpose they are not mentioned; missing, they are."""
    asked = dutybook("copy", ledger, "one.ledger", "--without-keys")
    assert (asked.status, asked.err) == (0, "")
    assert not Path("one.ledger.keys.sqlite").exists()
    missing = dutybook("copy", "one.ledger", "two.ledger")
    assert missing.status == 0
    assert "no key store" in missing.err


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (SamePlace("a.ledger"), 2),
        (OtherContent("b.ledger", "a.ledger", 7), 2),
        (OtherKeys("b.keys.sqlite", "a.keys.sqlite"), 2),
        (LeftOver("b.ledger-wal"), 2),
        (Unequal("b.ledger", "a.ledger"), 4),
        (CutShort(DiskFull("b.ledger"), 3, 9), 5),
        (CutShort(Locked("b.ledger"), 3, 9), 5),
    ],
)
def test_a_fault_of_copying_has_its_status_and_a_sentence(fault: Exception, status: int) -> None:
    """Whoever copies reads what stands in the way and what to do, in their language."""
    verdict = verdict_on(fault)
    assert verdict.status == status
    assert verdict.words.zh.endswith("。")
    assert verdict.words.en.endswith(".")
    assert not any("一" <= letter <= "鿿" for letter in verdict.words.en)
