"""A file imported once more: what is there already stays, what is missing comes, in any order."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from gateway.importers import Progress
from tests.gateway.importers.test_anonymous_bank import HEADER
from tests.gateway.importers.test_importing import BAD, GOOD, ended, overlapping
from tests.gateway.importers.trial import Import


def test_importing_twice_adds_nothing(january: tuple[Import, object], shared_data: Path) -> None:
    """The second time every event of the whole month is found in the book already."""
    made, _ = january
    head = made.book.recorder.head()
    again = made.bring_in("anonymous-bank", shared_data / "anonymous-bank" / "january.txt.gz")
    assert made.book.recorder.head() == head
    assert (again.events, again.duplicates) == (0, head - 1)


def test_what_the_book_holds_is_not_sealed_again(
    into: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second import needs no key of anybody, so it also goes through after one was destroyed."""
    into.bring_in("queue-log", [GOOD])

    def refuse(*_: object, **__: object) -> str:
        raise AssertionError("sealed a second time")

    monkeypatch.setattr(into.book.vault, "seal", refuse)
    assert into.bring_in("queue-log", [GOOD]).duplicates == 2


def test_the_order_of_lines_does_not_matter(new_import: Callable[[str], Import]) -> None:
    """A shuffled file makes the same book, event for event."""
    lines = overlapping()
    shuffled = random.Random(7).sample(lines, len(lines))
    books = []
    for source in (lines, shuffled):
        made = new_import("Asia/Jerusalem")
        made.bring_in("anonymous-bank", [HEADER, *source])
        books.append([(each.type_name, each.envelope.at, each.tags[0]) for each in made.recorded()])
    assert sorted(books[0]) == sorted(books[1])
    assert [at for _, at, _ in books[0]] == [at for _, at, _ in books[1]]


def test_an_interrupted_import_is_taken_up_again(
    into: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped between two commits, a second run adds the rest and nothing twice."""
    monkeypatch.setattr("gateway.importers.recording.BATCH", 10)
    source = into.source([HEADER, *overlapping()])

    def stop(progress: Progress) -> None:
        if progress.events >= 50:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        into.bring_in("anonymous-bank", source, progress=stop)
    assert len(into.contents()) == 50
    assert ended(into) == []
    report = into.bring_in("anonymous-bank", source)
    assert (report.duplicates, len(into.contents())) == (50, 120)
    assert len(set(into.contents())) == 120
    at = [when for _, when, _ in into.contents()]
    assert at == sorted(at)
    assert len(ended(into)) == 1


def test_a_killed_import_is_taken_up_again(tmp_path: Path) -> None:
    """kill -9 after a commit loses nothing of it, and the next run completes the book."""
    source = tmp_path / "calls.txt"
    source.write_text("\n".join([HEADER, *overlapping()]), encoding="utf-8")
    script = textwrap.dedent(
        """
        import os, signal, sys
        from pathlib import Path
        from gateway.importers import import_file, recording
        from ledger.book import Site
        from ledger.opening import create_book, open_book

        folder, kill = Path(sys.argv[1]), sys.argv[2] == "kill"
        ledger = str(folder / "book.ledger")
        site = Site("x", "Asia/Jerusalem")
        book = create_book(ledger, site) if kill else open_book(ledger)
        recording.BATCH = 10

        def die(progress):
            if kill and progress.events >= 70:
                os.kill(os.getpid(), signal.SIGKILL)

        report = import_file(
            book, "anonymous-bank", folder / "calls.txt", rejects=folder / "r", progress=die
        )
        commands = [each.envelope.command for each in book.read()]
        print(report.events, report.duplicates, len(commands), len(set(commands)))
        """
    )
    environment = os.environ | {"DUTYBOOK_WRAPPING_KEY_FILE": str(tmp_path / "wrapping.key")}

    def run(how: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", script, str(tmp_path), how],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    assert run("kill").returncode == -signal.SIGKILL
    again = run("resume")
    assert again.stdout.split() == ["51", "70", "122", "122"], again.stderr


@pytest.mark.parametrize("cut", [1, 17, 39])
def test_a_file_that_grew_adds_what_is_new(into: Import, cut: int) -> None:
    """The source stays one source, and its last count of records left out is the one that holds."""
    lines = [*overlapping(), "no record"]
    into.bring_in("anonymous-bank", [HEADER, *lines[:cut]])
    first = set(into.contents())
    report = into.bring_in("anonymous-bank", [HEADER, *lines])
    assert report.duplicates == len(first)
    assert first < set(into.contents())
    assert len(into.contents()) == len(set(into.contents())) == 120
    sources = into.floor().sources.values()
    assert [(each.records, each.left_out) for each in sources] == [(41, 1)]


def test_another_file_of_the_same_name_is_another_source(into: Import) -> None:
    """Rotated logs all bear one name; what each of them left out adds up."""
    into.bring_in("queue-log", [GOOD, BAD])
    into.bring_in("queue-log", [GOOD.replace("1.1", "2.1"), BAD.replace("1.2", "2.2")])
    assert sum(each.left_out for each in into.floor().sources.values()) == 2


def test_command_ids_cannot_be_guessed(new_import: Callable[[str], Import]) -> None:
    """They are keyed by the vault: a record in two books has two ids, so nobody can try numbers."""
    ids = []
    for _ in range(2):
        made = new_import("UTC")
        made.bring_in("queue-log", [GOOD])
        ids.append(made.contents()[0][2])
    assert ids[0] != ids[1]
