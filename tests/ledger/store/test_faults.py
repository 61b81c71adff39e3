"""Bad files and bad luck: one clear sentence each, nothing lost, nothing half-written."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from ledger.store.connection import ConnectionFactory
from ledger.store.names import Names
from ledger.store.recorder import (
    Batch,
    Damaged,
    DCBEvent,
    DiskFull,
    Locked,
    NewerLedger,
    NotALedger,
    ReadOnly,
    StoreError,
    StoreUnavailable,
)
from ledger.store.sqlite import SQLiteRecorder
from ledger.store.writing import Writer

PAGE = 4096


def fill(path: Path, events: int = 1500) -> None:
    """Make a ledger of some size, folded into its one file."""
    with SQLiteRecorder(path) as recorder:
        recorder.commit_many(
            [Batch([DCBEvent("note", b"%064d" % n, [f"n:{n}"])]) for n in range(events)]
        )


def is_one_clear_sentence(fault: StoreError, path: Path) -> bool:
    """One line in each language that names the file and ends as a sentence does."""
    en, zh = str(fault), fault.zh
    return (
        str(path) in en
        and str(path) in zh
        and "\n" not in en + zh
        and en.endswith(".")
        and zh.endswith("。")
        and fault.path == str(path)
    )


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users may enter, too."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


@pytest.mark.parametrize(
    "content",
    [b"just some text\n" * 100, b"x", b"SQLite format 3\x00 and then nothing of the kind" * 30],
)
def test_a_file_of_something_else_is_no_ledger(ledger_path: Path, content: bytes) -> None:
    """A file that SQLite cannot read is named as no ledger and left as it is."""
    ledger_path.write_bytes(content)
    with pytest.raises(NotALedger) as fault:
        SQLiteRecorder(ledger_path)
    assert is_one_clear_sentence(fault.value, ledger_path)
    assert ledger_path.read_bytes() == content


def test_another_programs_database_is_no_ledger(ledger_path: Path) -> None:
    """A SQLite file of another application is refused and not touched, not even its journal."""
    other = apsw.Connection(str(ledger_path))
    other.execute("CREATE TABLE mine (x)")
    other.close()
    before = ledger_path.read_bytes()
    with pytest.raises(NotALedger):
        SQLiteRecorder(ledger_path)
    assert ledger_path.read_bytes() == before


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    """Naming a folder is answered like naming any other thing that is no ledger."""
    with pytest.raises(NotALedger):
        SQLiteRecorder(tmp_path)


def test_a_newer_ledger_is_refused_with_its_format(ledger_path: Path) -> None:
    """A ledger of a later format says which, and that a newer program is needed."""
    fill(ledger_path, 1)
    later = apsw.Connection(str(ledger_path))
    later.pragma("user_version", 2)
    later.close()
    with pytest.raises(NewerLedger) as fault:
        SQLiteRecorder(ledger_path)
    assert fault.value.format == 2
    assert is_one_clear_sentence(fault.value, ledger_path)


def test_an_absent_ledger_is_not_made_unasked(ledger_path: Path) -> None:
    """Without leave to create, or when only reading, an absent file is reported, not made."""
    for create, readonly in ((False, False), (True, True)):
        with pytest.raises(StoreUnavailable) as fault:
            SQLiteRecorder(ledger_path, create=create, readonly=readonly)
        assert is_one_clear_sentence(fault.value, ledger_path)
    assert not ledger_path.exists()


def test_a_ledger_in_an_absent_folder_is_reported(tmp_path: Path) -> None:
    """A path into a folder that is not there gets a sentence, not a traceback."""
    path = tmp_path / "nowhere" / "floor.ledger"
    with pytest.raises(StoreUnavailable, match="folder does not exist"):
        SQLiteRecorder(path)


def test_an_empty_file_becomes_a_ledger(ledger_path: Path) -> None:
    """A file made by touch is taken for a new ledger, unless only reading."""
    ledger_path.touch()
    with pytest.raises(NotALedger):
        SQLiteRecorder(ledger_path, readonly=True)
    with SQLiteRecorder(ledger_path) as recorder:
        assert recorder.head() == 0


def test_a_recorder_opened_for_reading_only_reads(ledger_path: Path) -> None:
    """Appending through a read-only recorder is refused in one sentence; reading works."""
    fill(ledger_path, 3)
    with SQLiteRecorder(ledger_path, readonly=True) as recorder:
        with pytest.raises(ReadOnly) as fault:
            recorder.append([DCBEvent("note", b"")])
        assert is_one_clear_sentence(fault.value, ledger_path)
        assert recorder.head() == 3


AS_NOBODY = """
import os, sys
from ledger.store.sqlite import SQLiteRecorder
from ledger.store.recorder import StoreError
if os.geteuid() == 0:
    os.seteuid(65534)
try:
    SQLiteRecorder(sys.argv[1])
except StoreError as fault:
    print(type(fault).__name__)
with SQLiteRecorder(sys.argv[1], readonly=True) as recorder:
    print(recorder.head(), len(list(recorder.read())))
"""


def test_a_ledger_nobody_may_write_can_still_be_read(open_folder: Path) -> None:
    """In a folder and file without leave to write, opening says read-only and reading works."""
    path = open_folder / "floor.ledger"
    fill(path, 3)
    path.chmod(0o444)
    open_folder.chmod(0o555)
    done = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["ReadOnly", "3", "3"]


def test_a_truncated_ledger_is_damaged(ledger_path: Path) -> None:
    """A file cut short is recognised when it is opened."""
    fill(ledger_path)
    os.truncate(ledger_path, ledger_path.stat().st_size // 2 // PAGE * PAGE)
    with pytest.raises(Damaged) as fault:
        SQLiteRecorder(ledger_path)
    assert is_one_clear_sentence(fault.value, ledger_path)


def read_everything(path: Path) -> None:
    """Open a ledger, read all of it in every way, and verify it."""
    with SQLiteRecorder(path) as recorder:
        list(recorder.read())
        list(recorder.rows())
        recorder.types()
        recorder.verify()


def test_a_page_overwritten_with_noise_is_damage(ledger_path: Path) -> None:
    """Whichever page of the file is spoilt, reading everything says damaged, in one sentence."""
    fill(ledger_path)
    sound = ledger_path.read_bytes()
    chance = random.Random(1)
    for page in range(2, len(sound) // PAGE, 7):
        spoilt = bytearray(sound)
        spoilt[page * PAGE : page * PAGE + 200] = chance.randbytes(200)
        ledger_path.write_bytes(spoilt)
        with pytest.raises(Damaged) as fault:
            read_everything(ledger_path)
        assert is_one_clear_sentence(fault.value, ledger_path)


def test_a_flipped_byte_never_ends_in_anything_but_a_sentence(ledger_path: Path) -> None:
    """One byte changed anywhere is either harmless to the structure or reported as a fault."""
    fill(ledger_path)
    sound = ledger_path.read_bytes()
    chance = random.Random(2)
    faults: list[StoreError] = []
    for _ in range(80):
        spoilt = bytearray(sound)
        spoilt[chance.randrange(100, len(sound))] ^= chance.randrange(1, 256)
        ledger_path.write_bytes(spoilt)
        try:
            read_everything(ledger_path)
        except StoreError as fault:
            faults.append(fault)
    assert faults
    assert all(is_one_clear_sentence(fault, ledger_path) for fault in faults)


@pytest.mark.parametrize(
    ("harm", "where"),
    [
        ("DELETE FROM event WHERE position = 7", "event 7 is missing"),
        ("DELETE FROM event WHERE position = 1", "the first event is 2, not 1"),
        ("DELETE FROM tagged WHERE position = 7", "event 7 is missing from the index of tags"),
        ("UPDATE tagged SET type = 99 WHERE position = 7", "event 7 is missing from the index"),
        ("UPDATE event SET tags = '[]' WHERE position = 7", "the index of tags names event 7"),
        ("UPDATE event SET tags = 'x' WHERE position = 7", "the tags of event 7 cannot be read"),
        ("UPDATE event SET type = 99 WHERE position = 7", "event 7 has a type that is not listed"),
        ("UPDATE event SET command = x'00' WHERE position = 7", "appended event 7 is not listed"),
    ],
)
def test_verifying_finds_what_was_tampered_with(ledger_path: Path, harm: str, where: str) -> None:
    """Rows changed behind the triggers' back are found, and the place is named."""
    fill(ledger_path, 10)
    hand = apsw.Connection(str(ledger_path))
    for (trigger,) in hand.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'"):
        hand.execute(f"DROP TRIGGER {trigger}")
    hand.execute(harm)
    hand.close()
    with pytest.raises(Damaged) as fault, SQLiteRecorder(ledger_path) as recorder:
        recorder.verify()
    assert where in fault.value.where


def test_a_lock_held_too_long_is_reported_and_then_forgotten(ledger_path: Path) -> None:
    """While another program writes, appending gives up with a sentence; afterwards it works."""
    fill(ledger_path, 1)
    with SQLiteRecorder(ledger_path, lock_timeout=0.05) as recorder:
        other = apsw.Connection(str(ledger_path))
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Locked) as fault:
            recorder.append([DCBEvent("note", b"")])
        assert is_one_clear_sentence(fault.value, ledger_path)
        assert recorder.head() == 1
        other.execute("ROLLBACK")
        other.close()
        assert recorder.append([DCBEvent("note", b"")]) == 2


def test_a_ledger_kept_for_itself_by_another_program_is_locked(ledger_path: Path) -> None:
    """A file that another program has locked altogether cannot even be opened, and says so."""
    fill(ledger_path, 1)
    other = apsw.Connection(str(ledger_path))
    other.pragma("locking_mode", "exclusive")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(Locked):
        SQLiteRecorder(ledger_path, lock_timeout=0.05)
    other.close()


class SmallDisk(ConnectionFactory):
    """Connections to a file that may not grow beyond the pages it has."""

    def writer(self) -> apsw.Connection:
        """Open for writing within the limit."""
        connection = super().writer()
        connection.pragma("max_page_count", connection.pragma("page_count"))
        return connection


def test_a_full_disk_leaves_the_ledger_as_it_was(ledger_path: Path) -> None:
    """When room runs out all commands of the group are told so, and none is half-written."""
    fill(ledger_path, 50)
    writer = Writer(SmallDisk(ledger_path), Names(), lambda: 1, lambda head: None)
    large = Batch([DCBEvent("note", b"x" * 100_000, ["new:tag"])])
    small = Batch([DCBEvent("note", b"x")])
    answers = writer.write([[small], [large]])
    assert [type(answer) for answer in answers] == [DiskFull, DiskFull]
    assert isinstance(answers[0], DiskFull)
    assert is_one_clear_sentence(answers[0], ledger_path)
    writer.close()
    with SQLiteRecorder(ledger_path) as recorder:
        assert recorder.head() == 50
        assert recorder.append([DCBEvent("note", b"", ["new:tag"])]) == 51
        recorder.verify()


WITHIN_A_LIMIT = """
import resource, sys
from ledger.store.sqlite import SQLiteRecorder
from ledger.store.recorder import DCBEvent, StoreError
recorder = SQLiteRecorder(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
written = 0
try:
    while True:
        written = recorder.append([DCBEvent("note", b"x" * 5_000, ["t"])])
except StoreError as fault:
    print(type(fault).__name__, written, recorder.head())
"""


def test_a_write_cut_short_by_the_system_loses_nothing_acknowledged(ledger_path: Path) -> None:
    """When the system ends a write in the middle, what was acknowledged before still stands."""
    done = subprocess.run(
        [sys.executable, "-c", WITHIN_A_LIMIT, str(ledger_path)],
        capture_output=True,
        text=True,
        check=True,
    )
    name, written, head = done.stdout.split()
    assert name == "DiskFull"
    assert int(written) > 10
    assert written == head
    with SQLiteRecorder(ledger_path) as recorder:
        assert recorder.head() == int(written)
        recorder.verify()


def test_a_closed_ledger_says_so(ledger_path: Path) -> None:
    """Using a recorder after closing it gets a sentence, for reading and for writing."""
    recorder = SQLiteRecorder(ledger_path)
    recorder.close()
    with pytest.raises(StoreUnavailable, match="has been closed"):
        recorder.append([DCBEvent("note", b"")])
    with pytest.raises(StoreUnavailable, match="has been closed"):
        recorder.head()
    with pytest.raises(StoreUnavailable, match="has been closed"):
        recorder.select([])
