"""Importing a file: once, in part, again, strictly, at the pace of life, and what it leaves."""

from __future__ import annotations

import gzip
import io
import stat
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gateway.importers import ImportFault, ImportStopped, Progress, SourceUnreadable
from ledger.registers.imports.events import ImportFinished
from ledger.store.recorder import Span
from ledger.vault import VaultMissing
from tests.gateway.importers.test_anonymous_bank import HEADER, record
from tests.gateway.importers.trial import Import

GOOD = "1341129600|1.1|189|NONE|ENTERQUEUE||555|1"
BAD = "1341129601|1.2|189"


def calls(count: int) -> list[str]:
    """Calls of the bank, a second apart for half an hour of each day, none of which queued."""
    found = []
    for number in range(count):
        day, rest = divmod(number, 1_800)
        entered, ended = (f"{hour}:{rest // 60:02}:{rest % 60:02}" for hour in (9, 10))
        found.append(
            record(
                call_id=str(number),
                date=f"9901{day + 1:02}",
                vru_entry=entered,
                vru_exit=entered,
                q_start="0:00:00",
                q_exit="0:00:00",
                q_time="0",
                ser_start=entered,
                ser_exit=ended,
                ser_time="3600",
            )
        )
    return found


def overlapping() -> list[str]:
    """A bank file in which forty calls overlap."""
    lines = []
    for number in range(40):
        minute, second = divmod(number * 7, 60)
        start, end = f"9:{minute:02}:{second:02}", f"9:{minute + 5:02}:{second:02}"
        lines.append(
            record(
                call_id=str(number),
                customer_id=str(number % 3),
                vru_entry=start,
                vru_exit=start,
                q_start=start,
                q_exit=start,
                q_time="0",
                ser_start=start,
                ser_exit=end,
                ser_time="300",
            )
        )
    return lines


def ended(made: Import) -> list[ImportFinished]:
    """The ends of imports that stand in the book."""
    return [each.event for each in made.book.read() if isinstance(each.event, ImportFinished)]


def test_the_end_of_an_import_is_recorded(into: Import) -> None:
    """It says what became of the records, at the instant of the newest of them."""
    into.bring_in("queue-log", [GOOD, BAD, "1341129700|NONE|NONE|NONE|QUEUESTART"])
    last = list(into.book.read())[-1]
    assert isinstance(last.event, ImportFinished)
    assert last.event.source.startswith("source.log:")
    assert (last.event.importer, last.event.records) == ("queue-log", 3)
    assert (last.event.imported, last.event.noted, last.event.left_out) == (1, 1, 1)
    assert last.envelope.at == datetime.fromtimestamp(1341129700, UTC)
    assert last.envelope.by == "program:import-queue-log"


def test_an_empty_file_has_an_end_too(into: Import) -> None:
    """Nothing is imported, and the book says that it was."""
    report = into.bring_in("queue-log", b"")
    assert (report.records, report.events) == (0, 1)
    assert report.rejects is None
    assert not into.rejects.exists()


def test_a_strict_import_stops_before_anything_is_recorded(into: Import) -> None:
    """The first line that cannot be read ends it, with file and line in both languages."""
    with pytest.raises(ImportStopped, match=r"^source\.log:2: ") as stopped:
        into.bring_in("queue-log", [GOOD, BAD, BAD], strict=True)
    assert stopped.value.zh.startswith("source.log:2: ")
    assert into.contents() == []
    assert ended(into) == []


def test_a_strict_import_of_a_sound_file_goes_through(into: Import) -> None:
    """Notices about records that are kept do not stop it."""
    report = into.bring_in("queue-log", [GOOD, "1341129500|1.0|189|NONE|CLOSED"], strict=True)
    assert (report.imported, report.notices) == (2, 1)


BYTES = [
    (b"1341129601|1.2|189|NONE|ENTERQUEUE||\xff\xfe|1", "not valid UTF-8", r"\xff\xfe"),
    ("1341129601|1.2|投诉|NONE|ENTERQUEUE".encode("gb18030"), "GB18030", r"\xcd\xb6\xcb\xdf"),
    (b"1341129601|1.2|18\x009|NONE|ENTERQUEUE", "NUL", r"18\x009"),
    (b"1341129601|1.2|189|NONE|\x1b[2J\\", "", r"\x1b[2J\\"),
    (b"1341129601|" + b"x" * 70_000, "too long", "xxxx"),
]


@pytest.mark.parametrize(("raw", "reason", "shown"), BYTES, ids=[each[1] for each in BYTES])
def test_bytes_that_are_no_text_are_kept_escaped(
    into: Import, raw: bytes, reason: str, shown: str
) -> None:
    """The rest is imported, and the rejects file holds no byte that could act on a terminal."""
    third = GOOD.replace("1.1", "1.3").encode()
    report = into.bring_in("queue-log", GOOD.encode() + b"\r\n" + raw + b"\r\n" + third)
    assert report.records == 3
    (row,) = [row for row in into.rejected() if row[0] == "source.log:2"]
    assert reason in row[3]
    assert shown in row[4]
    assert row[4].isprintable()


def test_the_rejects_file_is_its_owners_alone(into: Import) -> None:
    """It holds records as they stood, so nobody else may read it, even if it was there before."""
    into.rejects.write_text("of yesterday", encoding="utf-8")
    into.rejects.chmod(0o644)
    report = into.bring_in("queue-log", [BAD])
    assert report.rejects == into.rejects
    assert stat.S_IMODE(into.rejects.stat().st_mode) == 0o600
    assert [row[0] for row in into.rejected()] == ["source.log:1"]


def test_the_rejects_never_overwrite_the_source(into: Import) -> None:
    """Naming the file itself is refused, and it stays as it is."""
    source = into.source([BAD])
    into.rejects.symlink_to(source)
    with pytest.raises(ImportFault, match="name another file"):
        into.bring_in("queue-log", source)
    assert source.read_text(encoding="utf-8") == f"{BAD}\n"


def test_rejects_that_cannot_be_written_end_the_import(into: Import) -> None:
    """One sentence says which file, in both languages."""
    into.rejects.mkdir()
    with pytest.raises(ImportFault, match=r"rejects\.tsv cannot be written") as stopped:
        into.bring_in("queue-log", [BAD])
    assert "无法写入" in stopped.value.zh


def test_a_compressed_file_is_read_as_it_is(into: Import) -> None:
    """The name does not matter, the first bytes do."""
    report = into.bring_in("queue-log", gzip.compress(f"{GOOD}\n".encode()))
    assert report.imported == 1


def test_a_compressed_file_that_was_cut_off(into: Import) -> None:
    """What could be read is imported, and the loss is a record left out."""
    lines = "".join(
        f"{1341129600 + number}|{number * 7919}|189|NONE|ENTERQUEUE\n" for number in range(3_000)
    )
    whole = gzip.compress(lines.encode())
    report = into.bring_in("queue-log", whole[: len(whole) // 2])
    assert 100 < report.imported < 3_000
    assert report.left_out == 1
    assert "cut off" in report.problems[0].sentence("en")


def test_the_standard_input_is_a_source(into: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dash reads what is piped in; how long that is nobody knows."""
    piped = io.BufferedReader(io.BytesIO(f"{GOOD}\n".encode()))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(piped))
    seen: list[Progress] = []
    report = into.bring_in("queue-log", Path("-"), progress=seen.append)
    assert (report.source, report.imported) == ("stdin", 1)
    assert {each.bytes_total for each in seen} == {None}


def test_a_file_that_is_not_there(into: Import) -> None:
    """One sentence names it."""
    with pytest.raises(SourceUnreadable, match=r"nowhere\.log cannot be read"):
        into.bring_in("queue-log", into.folder / "nowhere.log")


def test_without_keys_nothing_is_imported(into: Import) -> None:
    """Personal data that cannot be sealed does not enter the book."""
    (into.folder / "book.ledger.keys.sqlite").unlink()
    from ledger.opening import open_book

    with open_book(str(into.folder / "book.ledger")).recorder as recorder:
        bare = open_book(str(into.folder / "book.ledger"))
        with pytest.raises(VaultMissing):
            Import(bare, into.folder).bring_in("queue-log", [GOOD])
        assert recorder.head() == 1


def test_progress_tells_how_far_it_has_come(into: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    """First the bytes read of all, then the events recorded and the time they have come to."""
    monkeypatch.setattr("gateway.importers.recording.BATCH", 50)
    monkeypatch.setattr("gateway.importers.importing._LINES_BETWEEN_PROGRESS", 10)
    seen: list[Progress] = []
    source = into.source([HEADER, *overlapping()])
    into.bring_in("anonymous-bank", source, progress=seen.append)
    reading = [each.bytes_read for each in seen if each.phase == "reading"]
    assert len(reading) == 5
    assert reading == sorted(reading)
    recording = [each for each in seen if each.phase == "recording"]
    assert [each.events for each in recording] == [50, 100, 120]
    assert recording[-1].bytes_read == recording[-1].bytes_total == source.stat().st_size
    assert recording[-1].at == into.recorded()[-1].envelope.at


class _Life:
    """Seconds that pass only while somebody waits."""

    def __init__(self, made: Import, patience: int | None = None) -> None:
        self.seconds = 100.0
        self.waits: list[tuple[float, int]] = []
        self._made = made
        self._patience = patience

    def elapsed(self) -> float:
        return self.seconds

    def wait(self, seconds: float) -> bool:
        self.waits.append((round(seconds, 3), len(self._made.contents())))
        self.seconds += seconds
        return len(self.waits) == self._patience


THREE_MINUTES = [
    "1341129600|1.1|189|NONE|ENTERQUEUE",
    "1341129660|1.1|189|Agent/7|CONNECT|60",
    "1341129780|1.1|189|Agent/7|COMPLETEAGENT|60|120|1",
]


def test_a_replay_runs_at_so_many_times_life(into: Import) -> None:
    """At sixty times a minute is a second; each event is recorded when its time has come."""
    life = _Life(into)
    report = into.bring_in(
        "queue-log", THREE_MINUTES, speed=60.0, elapsed=life.elapsed, wait=life.wait
    )
    assert life.waits == [(1.0, 1), (2.0, 2)]
    assert report.finished
    assert [each.envelope.at.minute for each in into.recorded()] == [0, 1, 3]


def test_a_replay_that_is_ended_can_be_taken_up(into: Import) -> None:
    """It is unfinished and says so; the next goes on at once from what is missing."""
    life = _Life(into, patience=2)
    report = into.bring_in(
        "queue-log", THREE_MINUTES, speed=60.0, elapsed=life.elapsed, wait=life.wait
    )
    assert (report.finished, report.events) == (False, 2)
    assert ended(into) == []
    life = _Life(into)
    report = into.bring_in(
        "queue-log", THREE_MINUTES, speed=60.0, elapsed=life.elapsed, wait=life.wait
    )
    assert (life.waits, report.finished, report.duplicates) == ([], True, 2)
    assert len(into.contents()) == 3


def visits(count: int) -> list[str]:
    """Lines of a queue log in which so many calls are answered, one after another."""
    return [
        f"{1341129600 + 4 * number + second}|{number}|189|{agent}|{event}"
        for number in range(count)
        for second, agent, event in (
            (0, "NONE", "ENTERQUEUE"),
            (1, "Agent/7", "CONNECT|1"),
            (2, "Agent/7", "COMPLETECALLER|1|1|1"),
        )
    ]


@pytest.mark.parametrize("importer", ["anonymous-bank", "queue-log"])
def test_memory_does_not_grow_with_the_file(
    importer: str, new_import: Callable[[str], Import], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four times the records need no more memory; what the store keeps, it bounds itself."""
    monkeypatch.setattr("gateway.importers.sorting.CHUNK", 1_000)
    monkeypatch.setattr("gateway.importers.sorting._PAGE", 5)
    monkeypatch.setattr("gateway.importers.recording.BATCH", 200)
    monkeypatch.setattr("gateway.importers.queue_log_steps.Bounded.most", 50)
    peaks = []
    for count in (2_000, 8_000):
        made = new_import("Asia/Jerusalem")
        monkeypatch.setattr(made.book, "record", lambda facts, by: [Span(1, 1) for _ in facts])
        source = made.source(
            [HEADER, *calls(count)] if importer == "anonymous-bank" else visits(count)
        )
        tracemalloc.start()
        report = made.bring_in(importer, source)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert report.events == 3 * count + 1
    assert peaks[1] < peaks[0] + 1_000_000
