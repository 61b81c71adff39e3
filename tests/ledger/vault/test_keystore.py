"""The key store: races for a key, and keys on disk in time."""

import json
import os
import signal
import stat
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import apsw
import pytest

from ledger.vault import Vault, VaultUnavailable, WrappingKey, key_store_path
from ledger.vault import keystore as keystore_module
from ledger.vault.keystore import APPLICATION_ID, KeyStore, StoredKey

TYPE, FIELD, PURPOSE = "call.offered", "caller", "service"

OPEN_IN_CHILD = """
import json, sys
from pathlib import Path
from ledger.vault import Vault, WrappingKey
ledger, key = Path(sys.argv[1]), WrappingKey(bytes.fromhex(sys.argv[2]))
vault = Vault.open(ledger, wrapping_key=key, create=True)
def seal(subject):
    return vault.seal(
        "name of " + subject, event_type="call.offered", field="caller",
        subject=subject, purpose="service")
"""
SECRET = bytes(range(32))


def child(ledger: Path, program: str) -> "subprocess.Popen[str]":
    """Start a process that has the vault open and runs a program with it."""
    return subprocess.Popen(
        [sys.executable, "-c", OPEN_IN_CHILD + program, str(ledger), SECRET.hex()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def seal(vault: Vault, subject: str) -> str:
    """Seal the name of a subject."""
    return vault.seal(
        f"name of {subject}", event_type=TYPE, field=FIELD, subject=subject, purpose=PURPOSE
    )


def reveal(vault: Vault, sealed: str, subject: str) -> str:
    """Reveal the name of a subject."""
    return vault.reveal(sealed, event_type=TYPE, field=FIELD, subject=subject, purpose=PURPOSE)


def ask(ledger: Path, question: str) -> int:
    """Ask the key store for one number from outside."""
    db = apsw.Connection(str(key_store_path(ledger)))
    answer: int = db.execute(question).get
    db.close()
    return answer


def settlements(ledger: Path) -> int:
    """Count the commits so far that waited for the disk."""
    return ask(ledger, "SELECT settlements FROM key_store")


def test_processes_sealing_for_the_same_subjects_agree_on_their_keys(ledger: Path) -> None:
    """Three processes make 300 keys at once: one key each, and all values can be revealed."""
    program = """
print("ready", flush=True); sys.stdin.readline()
sealed = {f"caller:{n}": seal(f"caller:{n}") for n in range(300)}
vault.settle()
print(json.dumps(sealed))
"""
    racers = [child(ledger, program) for _ in range(3)]
    for racer in racers:
        assert racer.stdout is not None
        assert racer.stdout.readline() == "ready\n"
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write("go\n")
        racer.stdin.flush()
    answers = [json.loads(racer.communicate()[0]) for racer in racers]

    with Vault.open(ledger, wrapping_key=WrappingKey(SECRET)) as vault:
        for answer in answers:
            for subject, sealed in answer.items():
                assert reveal(vault, sealed, subject) == f"name of {subject}"
    assert ask(ledger, "SELECT count(*) FROM subject_key") == 300


def test_the_loser_of_a_race_uses_the_winners_key(
    vault: Vault, ledger: Path, wrapping_key: WrappingKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process makes the key between looking and making: its key is the one used."""
    find = KeyStore.find
    with Vault.open(ledger, wrapping_key=wrapping_key) as rival:
        won: list[str] = []

        def find_after_the_rival(store: KeyStore, subject: str, purpose: str) -> StoredKey | None:
            found = find(store, subject, purpose)
            if not won:
                won.append("being sealed")
                won.append(seal(rival, subject))
            return found

        monkeypatch.setattr(KeyStore, "find", find_after_the_rival)
        lost = seal(vault, "caller:1")

        assert reveal(rival, lost, "caller:1") == "name of caller:1"
        assert reveal(vault, won[1], "caller:1") == "name of caller:1"
    assert ask(ledger, "SELECT count(*) FROM subject_key") == 1


def test_threads_sealing_for_the_same_subjects_agree_on_their_keys(
    vault: Vault, ledger: Path, wrapping_key: WrappingKey
) -> None:
    """Eight threads of one process share a vault, make each key once and settle as they go."""
    start = threading.Barrier(8)

    def work() -> list[tuple[str, str]]:
        start.wait()
        sealed = []
        for number in range(100):
            subject = f"caller:{number}"
            sealed.append((subject, seal(vault, subject)))
            vault.settle()
        return sealed

    with ThreadPoolExecutor(8) as threads:
        jobs = [threads.submit(work) for _ in range(8)]
        answers = [answer for job in jobs for answer in job.result()]

    with Vault.open(ledger, wrapping_key=wrapping_key) as later:
        for subject, sealed in answers:
            assert reveal(later, sealed, subject) == f"name of {subject}"
    assert ask(ledger, "SELECT count(*) FROM subject_key") == 100
    assert ask(ledger, "SELECT settled FROM key_store") == 100


def test_processes_creating_a_key_store_at_once_share_it(ledger: Path) -> None:
    """Four processes that open a new ledger together make one store and one reference key."""
    program = "print(vault.pseudonym('caller', '13800138000'))"
    openers = [child(ledger, program) for _ in range(4)]

    assert len({opener.communicate()[0] for opener in openers}) == 1
    assert [opener.returncode for opener in openers] == [0] * 4


def test_a_settled_key_survives_kill_9(ledger: Path) -> None:
    """A process killed right after settling leaves every key that it had settled."""
    program = """
sealed = {f"caller:{n}": seal(f"caller:{n}") for n in range(20)}
vault.settle()
print(json.dumps(sealed), flush=True)
sys.stdin.readline()
"""
    for _ in range(5):
        writer = child(ledger, program)
        assert writer.stdout is not None
        answer = json.loads(writer.stdout.readline())
        writer.send_signal(signal.SIGKILL)
        writer.communicate()

        with Vault.open(ledger, wrapping_key=WrappingKey(SECRET)) as vault:
            for subject, sealed in answer.items():
                assert reveal(vault, sealed, subject) == f"name of {subject}"


def test_settling_waits_for_the_disk_after_the_last_write(ledger: Path) -> None:
    """What the operating system sees: keys are written without waiting, then settle syncs the log.

    The key store runs on a file system layer that records every write and sync, in a process of
    its own. That layer has no shared memory, hence the exclusive locking mode.
    """
    recorder = """
import apsw
real = apsw.vfs_names()[0]
seen = []
class File(apsw.VFSFile):
    def __init__(self, name, flags):
        self.log = (str(name) if isinstance(name, str | None) else name.filename()).endswith("-wal")
        super().__init__(real, name, flags)
    def xWrite(self, data, offset):
        seen.append("write") if self.log else None
        super().xWrite(data, offset)
    def xSync(self, flags):
        seen.append("sync") if self.log else None
        super().xSync(flags)
class Disk(apsw.VFS):
    def __init__(self): super().__init__("recording", real, makedefault=True)
    def xOpen(self, name, flags): return File(name, flags)
disk = Disk()
apsw.connection_hooks.append(lambda db: db.pragma("locking_mode", "EXCLUSIVE"))
"""
    program = """
vault.settle(); seal("caller:first"); vault.settle(); seen.clear()
seal("caller:1"); seal("caller:2")
sealing = list(seen); seen.clear()
vault.settle()
settling = list(seen); seen.clear()
vault.settle()
print(json.dumps([sealing, settling, seen]))
"""
    done = subprocess.run(
        [sys.executable, "-c", recorder + OPEN_IN_CHILD + program, str(ledger), SECRET.hex()],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    sealing, settling, again = json.loads(done.stdout)

    assert "write" in sealing
    assert "sync" not in sealing
    assert "write" in settling
    assert settling[-1] == "sync"
    assert again == []


def test_the_first_settling_of_a_process_always_commits(vault: Vault, ledger: Path) -> None:
    """A mark left by a killed process may not be on disk, so a newcomer does not rely on it."""
    before = settlements(ledger)

    vault.settle()
    vault.settle()

    assert settlements(ledger) == before + 1


def test_a_key_that_another_process_has_not_settled_is_settled_by_its_user(
    vault: Vault, ledger: Path, wrapping_key: WrappingKey
) -> None:
    """Whoever uses a key makes sure that it is on disk, also when another made it."""
    with Vault.open(ledger, wrapping_key=wrapping_key) as other:
        other.settle()
        seal(vault, "caller:1")
        before = settlements(ledger)
        seal(other, "caller:1")
        other.settle()
        assert settlements(ledger) == before + 1


def test_a_key_that_another_process_has_settled_needs_no_settling(
    vault: Vault, ledger: Path, wrapping_key: WrappingKey
) -> None:
    """Sealing for a known subject costs no wait for the disk."""
    with Vault.open(ledger, wrapping_key=wrapping_key) as other:
        other.settle()
        seal(vault, "caller:1")
        vault.settle()
        before = settlements(ledger)
        seal(other, "caller:1")
        other.settle()
        assert settlements(ledger) == before


def test_a_settling_that_failed_is_done_again(
    ledger: Path, wrapping_key: WrappingKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A settling that another program kept from writing fails, and the next one makes up for it."""
    monkeypatch.setattr(keystore_module, "BUSY_MILLISECONDS", 20)
    with Vault.open(ledger, wrapping_key=wrapping_key, create=True) as vault:
        seal(vault, "caller:1")
        before = settlements(ledger)
        holder = apsw.Connection(str(key_store_path(ledger)))
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(VaultUnavailable, match="locked by another program"):
            vault.settle()
        with pytest.raises(VaultUnavailable, match="locked by another program"):
            seal(vault, "caller:2")
        holder.execute("ROLLBACK")
        holder.close()

        vault.settle()
        assert settlements(ledger) == before + 1


def test_a_refused_action_leaves_the_key_store_free(
    vault: Vault, ledger: Path, wrapping_key: WrappingKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sealing without ever settling holds no lock against anybody."""
    seal(vault, "caller:1")
    monkeypatch.setattr(keystore_module, "BUSY_MILLISECONDS", 0)
    with Vault.open(ledger, wrapping_key=wrapping_key) as other:
        sealed = seal(other, "caller:2")
        other.settle()
        assert reveal(other, sealed, "caller:2") == "name of caller:2"


def test_only_the_owner_can_read_the_files(ledger: Path, wrapping_key: WrappingKey) -> None:
    """The key store and its log have mode 0600 whatever the umask, and no draft is left."""
    before = os.umask(0)
    try:
        with Vault.open(ledger, wrapping_key=wrapping_key, create=True) as vault:
            seal(vault, "caller:1")
            files = {path.name: path.stat().st_mode for path in ledger.parent.glob(".*")}
            files |= {path.name: path.stat().st_mode for path in ledger.parent.glob("book*")}
    finally:
        os.umask(before)

    store = "book.ledger.keys.sqlite"
    assert files.keys() == {store, store + "-wal", store + "-shm"}
    assert {stat.S_IMODE(mode) for mode in files.values()} == {0o600}


def test_an_existing_key_store_is_never_replaced(
    vault: Vault, ledger: Path, wrapping_key: WrappingKey
) -> None:
    """Creating over a key store opens it with everything in it."""
    sealed = seal(vault, "caller:1")

    store = KeyStore.create(
        key_store_path(ledger), wrapping_key_id="another", pseudonym_key=b"", created_at=0
    )
    store.close()

    assert store.wrapping_key_id == wrapping_key.id
    assert reveal(vault, sealed, "caller:1") == "name of caller:1"


def test_the_file_says_what_it_is(vault: Vault, ledger: Path) -> None:
    """The header names the application and the format, for `file` and for later versions."""
    assert ask(ledger, "PRAGMA application_id") == APPLICATION_ID
    assert ask(ledger, "PRAGMA user_version") == 1
    db = apsw.Connection(str(key_store_path(ledger)))
    assert db.pragma("journal_mode") == "wal"
    db.close()
