"""Copying a ledger: all of it, from any kind of store to any other, also when it is cut off."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from ledger.keeping.copying import Copied, copy_ledger, require_equal
from ledger.keeping.digest import digest_of
from ledger.keeping.faults import CutShort, LeftOver, OtherContent, SamePlace, Unequal
from ledger.keeping.places import place_of
from ledger.keeping.progress import COPYING, Progress, unwatched
from ledger.store.recorder import (
    Batch,
    Damaged,
    DCBEvent,
    Entry,
    NotALedger,
    Recorded,
    StoreUnavailable,
)
from tests.ledger.keeping.conftest import grow, make, name_in

AWKWARD = (
    DCBEvent("note", b"\xff\x00\xfe", []),
    DCBEvent("note", b'{"a":"\\u0000"}', ["t:1", "t:1", 'quote:"', "back:\\", "comma:,", "空:格"]),
    DCBEvent("记事", b"", ["{}", "NULL", " "]),
    DCBEvent("tab\tand\nline", b"tab\tand\nline\\N", ["tab:\t", "line:\n"]),
)


def copy(source: str, target: str, watch: Callable[[Progress], None] = unwatched) -> Copied:
    """Copy from one target to another."""
    return copy_ledger(place_of(source), place_of(target), watch=watch)


def contents(target: str) -> list[Recorded]:
    """Every event with its times and its command."""
    with place_of(target).open() as recorder:
        recorder.verify()
        return list(recorder.read())  # type: ignore[arg-type]


def test_a_copy_is_the_same_wherever_it_is(source: str, target: str) -> None:
    """Positions, times, commands, tags in order and bytes are kept, and the keys come along."""
    copied = copy(source, target)
    assert contents(target) == contents(source)
    assert (copied.events, copied.added, copied.keys) == (42, 42, 21)
    assert copied.digest == digest_of(contents(source)).hexdigest()
    assert name_in(target) == "李娜"


def test_what_no_action_would_write_is_copied_too(
    tmp_path: Path, new_url: Callable[[], str]
) -> None:
    """Bytes that are no text, repeated tags, quotes, and events without a command arrive as is."""
    places = [str(tmp_path / "a.ledger"), new_url(), str(tmp_path / "b.ledger")]
    with place_of(places[0]).make() as recorder:
        for number, event in enumerate(AWKWARD, 1):
            entry = Entry(event.type, event.data, event.tags, occurred_at=-number, recorded_at=0)
            recorder.commit(Batch([entry, entry], None, b"c%d" % number))
            recorder.commit(Batch([event, entry]))
    copy(places[0], places[1])
    copy(places[1], places[2])
    assert len(contents(places[0])) == 16
    assert contents(places[0]) == contents(places[1]) == contents(places[2])


def test_a_copy_goes_on_where_it_ended(source: str, target: str) -> None:
    """What the source got meanwhile is added to a copy that is its beginning, and nothing else."""
    copy(source, target)
    grow(source, 5, first=20)
    copied = copy(source, target)
    assert (copied.events, copied.added) == (52, 10)
    assert contents(target) == contents(source)
    assert copy(source, target).added == 0


def test_only_what_was_there_at_the_beginning_is_copied(ledger: str, target: str) -> None:
    """A source that others write to meanwhile is copied as it was when the copying began."""
    grow(ledger, 2_000, first=20)
    before = contents(ledger)
    told: list[Progress] = []

    def enter(progress: Progress) -> None:
        told.append(progress)
        if len(told) == 1:
            grow(ledger, 1, first=5_000)

    assert copy(ledger, target, enter).events == len(before) == 4_042
    assert contents(target) == before
    assert len(contents(ledger)) == 4_044


def test_another_ledger_at_the_target_is_left_alone(ledger: str, target: str) -> None:
    """A target that is not the beginning of the source is refused, named and not touched."""
    make(target, calls=3)
    before = contents(target)
    with pytest.raises(OtherContent) as fault:
        copy(ledger, target)
    assert fault.value.position == 1
    assert place_of(target).shown in str(fault.value)
    assert contents(target) == before


def test_a_target_that_went_on_by_itself_is_left_alone(ledger: str, tmp_path: Path) -> None:
    """A copy that has got events of its own is no copy any more."""
    target = str(tmp_path / "copy.ledger")
    copy(ledger, target)
    grow(target, 1, first=900)
    with pytest.raises(OtherContent):
        copy(ledger, target)
    grow(ledger, 2, first=20)
    with pytest.raises(OtherContent) as fault:
        copy(ledger, target)
    assert fault.value.position == 43


def test_a_ledger_is_not_copied_onto_itself(ledger: str, tmp_path: Path) -> None:
    """By whatever name."""
    (tmp_path / "other").symlink_to(ledger)
    for same in (ledger, f"file://{ledger}", str(tmp_path / "other")):
        with pytest.raises(SamePlace):
            copy(ledger, same)


def test_a_source_that_is_none_leaves_no_target_behind(tmp_path: Path) -> None:
    """Neither a mistyped name nor a file of something else makes an empty copy."""
    (tmp_path / "notes.txt").write_text("not a ledger\n" * 100)
    with pytest.raises(StoreUnavailable):
        copy(str(tmp_path / "nowhere"), str(tmp_path / "copy.ledger"))
    with pytest.raises(NotALedger):
        copy(str(tmp_path / "notes.txt"), str(tmp_path / "copy.ledger"))
    assert not (tmp_path / "copy.ledger").exists()


def test_the_journal_of_a_ledger_that_is_gone_is_not_taken_for_the_copys(
    ledger: str, tmp_path: Path
) -> None:
    """Where somebody removed a ledger but not its log, the log must go first."""
    (tmp_path / "copy.ledger-wal").write_bytes(b"x")
    with pytest.raises(LeftOver, match=r"copy\.ledger-wal"):
        copy(ledger, str(tmp_path / "copy.ledger"))


def test_a_source_with_a_hole_is_damaged(ledger: str, tmp_path: Path) -> None:
    """A missing event is told, not skipped."""
    with apsw.Connection(ledger) as hand:
        for (trigger,) in hand.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'"):
            hand.execute(f"DROP TRIGGER {trigger}")
        hand.execute("DELETE FROM event WHERE position = 7")
    with pytest.raises(Damaged, match="event 7 is missing"):
        copy(ledger, str(tmp_path / "copy.ledger"))


def test_a_copy_that_differs_is_not_called_one(ledger: str, tmp_path: Path) -> None:
    """The digest of what was read is compared with the digest of what was written."""
    copy(ledger, str(tmp_path / "copy.ledger"))
    other = digest_of(contents(ledger)[:-1])
    other.add(contents(ledger)[0])
    with place_of(str(tmp_path / "copy.ledger")).open() as found, pytest.raises(Unequal):
        require_equal(other, found, ("copy.ledger", ledger), unwatched)


@pytest.mark.parametrize("named", [True, False])
def test_two_who_copy_at_once_write_everything_once(tmp_path: Path, named: bool) -> None:
    """With command ids the second finds all done; without, it is refused and writes nothing."""
    source, target = str(tmp_path / "a.ledger"), str(tmp_path / "b.ledger")
    with place_of(source).make() as recorder:
        for number in range(3):
            events = [DCBEvent("note", b"%d" % number, ["t"])] * 2_000
            recorder.commit(Batch(events, None, b"c%d" % number if named else None))
    others: list[Copied] = []

    def other_copies(progress: Progress) -> None:
        if not others and progress.stage is COPYING:
            others.append(copy(source, target))

    if named:
        assert copy(source, target, other_copies).digest == others[0].digest
    else:
        with pytest.raises(OtherContent):
            copy(source, target, other_copies)
    assert contents(target) == contents(source)


def test_somebody_who_writes_to_the_copy_ends_it(ledger: str, tmp_path: Path) -> None:
    """An event that somebody else enters in the unfinished copy is noticed."""
    target = str(tmp_path / "copy.ledger")
    grow(ledger, 2_000, first=20)

    def interfere(progress: Progress) -> None:
        if progress == (COPYING, 2_000, 4_042):
            with place_of(target).make() as recorder:
                recorder.append([DCBEvent("note", b"")])

    with pytest.raises(OtherContent):
        copy(ledger, target, interfere)


COPY_UNTIL = """
import sys
from ledger.keeping.copying import copy_ledger
from ledger.keeping.places import place_of
told = 0
def watch(progress):
    global told
    told += 1
    if told == int(sys.argv[3]):
        print("reached", flush=True)
        sys.stdin.read()
copy_ledger(place_of(sys.argv[1]), place_of(sys.argv[2]), watch=watch)
"""


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_copy_killed_in_the_middle_is_gone_on_with(
    ledger: str, tmp_path: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    """After each kill -9 the copy is the source's beginning, and at last it is the whole."""
    target = str(tmp_path / "copy.ledger")
    if kind == "postgres":
        target = request.getfixturevalue("new_url")()
    grow(ledger, 6_000, first=20)
    whole, heads = contents(ledger), []
    for reach in (1, 4, 6, 8):
        victim = subprocess.Popen(
            [sys.executable, "-c", COPY_UNTIL, ledger, target, str(reach)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert victim.stdout is not None
        assert victim.stdout.readline() == b"reached\n"
        victim.kill()
        victim.communicate()
        begun = contents(target)
        assert begun == whole[: len(begun)]
        heads.append(len(begun))
    assert heads == sorted(heads)
    assert 0 < heads[1] < len(whole)
    assert copy(ledger, target).added == len(whole) - heads[-1]
    assert contents(target) == whole


COPY_WITHIN_A_LIMIT = """
import resource, sys
from ledger.keeping.copying import copy_ledger
from ledger.keeping.faults import CutShort
from ledger.keeping.places import place_of
resource.setrlimit(resource.RLIMIT_FSIZE, (4_000_000, 4_000_000))
try:
    copy_ledger(place_of(sys.argv[1]), place_of(sys.argv[2]))
except CutShort as fault:
    print(fault)
    print(fault.zh)
"""


def test_a_copy_that_fills_the_disk_is_gone_on_with(ledger: str, tmp_path: Path) -> None:
    """A full disk is told with how far it came, and with room again the copy is finished."""
    target = str(tmp_path / "copy.ledger")
    grow(ledger, 8_000, first=20)
    done = subprocess.run(
        [sys.executable, "-c", COPY_WITHIN_A_LIMIT, ledger, target],
        capture_output=True,
        text=True,
        check=True,
    )
    en, zh = done.stdout.splitlines()
    assert en.startswith("The copy stopped after ")
    assert "of 16042 events: the disk holding " in en
    assert "磁盘已满" in zh
    begun = contents(target)
    assert 0 < len(begun) < 16_042
    assert copy(ledger, target).added == 16_042 - len(begun)
    assert contents(target) == contents(ledger)


def test_the_sentence_of_a_copy_cut_short_says_to_run_it_again() -> None:
    """Whatever the reason, it ends as a sentence and says what to do."""
    fault = CutShort(StoreUnavailable("x.ledger"), 3, 9)
    assert "after 3 of 9 events" in str(fault)
    assert str(fault).endswith("run the same command again to go on.")
    assert fault.zh.endswith("即可接着复制。")
    assert "\n" not in str(fault) + fault.zh
