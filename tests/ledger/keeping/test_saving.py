"""Backing up and restoring: one file, complete, whoever writes meanwhile and whatever fails."""

from __future__ import annotations

import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from ledger.keeping import copying, saving
from ledger.keeping.copying import copy_ledger
from ledger.keeping.faults import LeftOver, OtherKeys
from ledger.keeping.keys import KeyShelf, copy_keys
from ledger.keeping.places import FilePlace, place_of
from ledger.keeping.progress import COPYING, VERIFYING, Progress
from ledger.keeping.saving import save
from ledger.opening import open_book
from ledger.store.recorder import Damaged, NotALedger, Recorded, StoreUnavailable
from ledger.vault import key_store_path
from tests.ledger.keeping.conftest import grow, make, name_in, register


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """Where a backup goes, in a folder of its own."""
    (tmp_path / "safe").mkdir()
    return tmp_path / "safe" / "floor.backup"


def contents(target: str | Path) -> list[Recorded]:
    """Every event with its times and its command."""
    with place_of(str(target)).open() as recorder:
        return list(recorder.read())  # type: ignore[arg-type]


def names(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_is_a_ledger_with_its_keys(source: str, backup: Path) -> None:
    """Wherever the ledger is kept, its backup is one file with its keys beside it, and opens."""
    saved = save(place_of(source), backup)
    assert (saved.events, saved.keys) == (42, 21)
    assert names(backup.parent) == ["floor.backup", "floor.backup.keys.sqlite"]
    assert contents(backup) == contents(source)
    assert name_in(str(backup)) == "李娜"
    grow(str(backup), 1, first=20)


def test_a_backup_is_nobody_elses_to_read(ledger: str, backup: Path) -> None:
    """Both files are readable by their owner only."""
    save(place_of(ledger), backup)
    for path in (backup, key_store_path(backup)):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_backup_can_do_without_the_keys(source: str, backup: Path) -> None:
    """Asked to, it leaves them behind, and fields in it stay sealed."""
    assert save(place_of(source), backup, keys=False).keys is None
    assert names(backup.parent) == ["floor.backup"]


@pytest.mark.parametrize("stage", [COPYING, VERIFYING])
def test_a_backup_is_of_one_moment(ledger: str, backup: Path, stage: object) -> None:
    """What others enter while it is made is not in it, wholly, and the writers do not wait."""
    grow(ledger, 4_000, first=20)
    before, entered = contents(ledger), 0

    def enter(progress: Progress) -> None:
        nonlocal entered
        if progress.stage is stage:
            grow(ledger, 3, first=9_000 + 3 * entered)
            entered += 1

    assert save(place_of(ledger), backup, watch=enter).events == len(before)
    assert entered > 0
    assert contents(backup) == before
    assert len(contents(ledger)) == len(before) + 6 * entered


def test_every_event_of_a_backup_finds_its_key(
    source: str, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is registered just after the keys were taken is not in the backup either."""

    def taken_too_early(*shelves: KeyShelf) -> int | None:
        taken = copy_keys(*shelves)
        book = open_book(source)
        register(book, "A099", "新人")
        book.close()
        return taken

    for module in (copying, saving):
        monkeypatch.setattr(module, "copy_keys", taken_too_early)
    save(place_of(source), backup)
    copy_ledger(place_of(source), place_of(str(backup) + ".copied"))
    for target, people in ((str(backup), 1), (str(backup) + ".copied", 2)):
        book = open_book(target, readonly=True)
        registered = [each for each in book.read() if each.type_name == "person.registered"]
        assert [book.reveal(each, "name") for each in registered] == ["李娜", "新人"][:people]
        book.close()


def test_nothing_is_overwritten(ledger: str, backup: Path) -> None:
    """A file of that name, whatever it is, stays as it is."""
    backup.write_text("mine")
    with pytest.raises(FileExistsError):
        save(place_of(ledger), backup)
    assert backup.read_text() == "mine"
    assert names(backup.parent) == ["floor.backup"]


def test_a_ledger_is_not_backed_up_into_anothers_keys(
    ledger: str, backup: Path, tmp_path: Path
) -> None:
    """Keys of another ledger at that place are left alone, and no half backup remains."""
    make(str(backup), calls=1)
    backup.unlink()
    before = key_store_path(backup).read_bytes()
    with pytest.raises(OtherKeys):
        save(place_of(ledger), backup)
    assert key_store_path(backup).read_bytes() == before
    assert names(backup.parent) == ["floor.backup.keys.sqlite"]


def test_a_restored_ledger_does_not_meet_the_old_ones_log(ledger: str, backup: Path) -> None:
    """A log left of the lost ledger, which would be taken for the new one's, must go first."""
    save(place_of(ledger), backup)
    Path(ledger).unlink()
    Path(ledger + "-wal").write_bytes(b"what was entered last")
    with pytest.raises(LeftOver, match="-wal"):
        save(FilePlace(backup), Path(ledger))
    assert not Path(ledger).exists()


@pytest.mark.parametrize("keep_keys", [True, False])
def test_a_lost_ledger_is_restored(ledger: str, backup: Path, keep_keys: bool) -> None:
    """In its old place, beside the keys that remained or with those of the backup."""
    before = contents(ledger)
    save(place_of(ledger), backup)
    Path(ledger).unlink()
    Path(ledger + "-wal").unlink(missing_ok=True)
    if not keep_keys:
        key_store_path(Path(ledger)).unlink()
    assert save(FilePlace(backup), Path(ledger)).keys == 21
    assert contents(ledger) == before
    assert name_in(ledger) == "李娜"
    grow(ledger, 1, first=20)
    assert len(contents(ledger)) == 44


def test_a_backup_of_a_server_is_restored_on_another(
    backup: Path, new_url: Callable[[], str]
) -> None:
    """From a server to a file to a server nothing is lost."""
    first, second = make(new_url()), new_url()
    save(place_of(first), backup)
    copy_ledger(FilePlace(backup), place_of(second))
    assert contents(second) == contents(first)
    assert name_in(second) == "李娜"


def test_what_is_no_ledger_is_not_backed_up(tmp_path: Path, backup: Path) -> None:
    """A stray file or a name mistyped leaves no backup behind."""
    (tmp_path / "notes.txt").write_text("not a ledger\n" * 100)
    with pytest.raises(NotALedger):
        save(place_of(str(tmp_path / "notes.txt")), backup)
    with pytest.raises(StoreUnavailable):
        save(place_of(str(tmp_path / "nowhere")), backup)
    assert names(backup.parent) == []


def test_a_backup_into_no_folder_is_refused(ledger: str, tmp_path: Path) -> None:
    """With a sentence that says so."""
    with pytest.raises(StoreUnavailable, match="folder does not exist"):
        save(place_of(ledger), tmp_path / "nowhere" / "floor.backup")


def test_a_damaged_ledger_is_not_called_backed_up(ledger: str, backup: Path) -> None:
    """Damage is told of the ledger, not of the copy, and no file pretends to be a backup."""
    with apsw.Connection(ledger) as hand:
        hand.execute("DROP TRIGGER tagged_refuses_delete")
        hand.execute("DELETE FROM tagged WHERE position = 7")
    with pytest.raises(Damaged, match="event 7 is missing from the index") as fault:
        save(place_of(ledger), backup)
    assert ledger in str(fault.value)
    assert ".partial" not in str(fault.value) + fault.value.zh
    assert not backup.exists()


def test_the_log_of_a_ledger_in_use_is_part_of_its_backup(ledger: str, backup: Path) -> None:
    """What was entered last and stands only in the log is saved, too."""
    with place_of(ledger).make() as in_use:
        grow(ledger, 1, first=20)
        assert Path(ledger + "-wal").stat().st_size > 0
        save(place_of(ledger), backup)
        assert in_use.head() == 44
    assert len(contents(backup)) == 44


SAVE_UNTIL = """
import sys
from pathlib import Path
from ledger.keeping.places import place_of
from ledger.keeping.saving import save
told = 0
def watch(progress):
    global told
    told += 1
    if told == int(sys.argv[3]):
        print("reached", flush=True)
        sys.stdin.read()
save(place_of(sys.argv[1]), Path(sys.argv[2]), watch=watch)
"""


@pytest.mark.parametrize("reach", [1, 2, 5])
@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_backup_killed_in_the_middle_is_made_again(
    kind: str, reach: int, tmp_path: Path, backup: Path, request: pytest.FixtureRequest
) -> None:
    """Killed at any stage it leaves no file of that name, and the next try succeeds."""
    ledger = str(tmp_path / "floor.ledger")
    if kind == "postgres":
        ledger = request.getfixturevalue("new_url")()
    make(ledger, calls=3_000)
    victim = subprocess.Popen(
        [sys.executable, "-c", SAVE_UNTIL, ledger, str(backup), str(reach)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert victim.stdout is not None
    assert victim.stdout.readline() == b"reached\n"
    victim.kill()
    victim.communicate()
    assert not backup.exists()
    save(place_of(ledger), backup)
    assert names(backup.parent) == ["floor.backup", "floor.backup.keys.sqlite"]
    assert contents(backup) == contents(ledger)


SAVE_WITHIN_A_LIMIT = """
import resource, sys
from pathlib import Path
from ledger.keeping.places import place_of
from ledger.keeping.saving import save
from ledger.store.recorder import StoreError
resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))
try:
    save(place_of(sys.argv[1]), Path(sys.argv[2]))
except StoreError as fault:
    print(type(fault).__name__, fault)
"""


def test_a_backup_that_fills_the_disk_gives_the_room_back(ledger: str, backup: Path) -> None:
    """A full disk is told in a sentence, and the unfinished file does not go on filling it."""
    grow(ledger, 2_000, first=20)
    done = subprocess.run(
        [sys.executable, "-c", SAVE_WITHIN_A_LIMIT, ledger, str(backup)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("DiskFull The disk holding")
    assert names(backup.parent) == []
    save(place_of(ledger), backup)
    assert contents(backup) == contents(ledger)


AS_NOBODY = """
import os, sys
from pathlib import Path
from ledger.keeping.places import place_of
from ledger.keeping.saving import save
if os.geteuid() == 0:
    os.seteuid(65534)
print(*save(place_of(sys.argv[1]), Path(sys.argv[2]))[:3])
"""


def test_a_backup_is_restored_from_where_nothing_can_be_written(ledger: str) -> None:
    """From a medium that can only be read both the ledger and the keys come back."""
    with tempfile.TemporaryDirectory() as name:
        medium, free = Path(name, "medium"), Path(name, "free")
        for folder in (medium, free):
            folder.mkdir()
            folder.chmod(0o777)
        Path(name).chmod(0o755)
        backup = medium / "floor.backup"
        save(place_of(ledger), backup)
        for path in (backup, key_store_path(backup)):
            path.chmod(0o444)
        medium.chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, str(backup), str(free / "floor.ledger")],
            capture_output=True,
            text=True,
            check=False,
        )
        medium.chmod(0o755)
        assert done.stdout.split() == ["42", "42", "21"], done.stderr
        assert name_in(str(free / "floor.ledger")) == "李娜"
