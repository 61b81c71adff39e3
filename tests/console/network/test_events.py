"""The feed on a server's ledger: it waits for the server and goes on, every event once."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from ledger.book import Book
from ledger.registers.calls.events import CallOffered
from tests.console.floor.day import NOW, record
from tests.console.network.conftest import Outage


@pytest.fixture
def follower(book: Book, url: str) -> Iterator[subprocess.Popen[bytes]]:
    """A feed of the offered calls, from the end of the morning on."""
    words = ["events", url, "--follow", "--format", "jsonl", "--type", "call.offered"]
    program = "from console.cli import main; main()"
    after = ["--after", str(book.recorder.head())]
    process = subprocess.Popen(
        [sys.executable, "-c", program, "--lang", "en", *words, *after],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    yield process
    process.kill()
    process.communicate()


def offer(book: Book, call: str) -> None:
    """Have a call offered."""
    record(book, (CallOffered(call=call, queue="189"), NOW))


def test_a_feed_resumes_by_itself(
    book: Book, elsewhere: Book, outage: Outage, follower: subprocess.Popen[bytes]
) -> None:
    """Its reader notices nothing but a pause; standard error says what happened, and from where."""
    assert follower.stdout is not None
    assert follower.stderr is not None
    offer(book, "before")
    told = [follower.stdout.readline()]
    reached = book.recorder.head()
    outage.kill()
    lost = follower.stderr.readline().decode()
    assert "its server cannot be reached" in lost
    assert f"goes on after event {reached}" in lost
    outage.over()
    for call in ("after", "later"):
        offer(elsewhere, call)
    told += [follower.stdout.readline() for _ in range(2)]
    follower.send_signal(signal.SIGTERM)
    rest, said = follower.communicate()
    lines = [json.loads(line) for line in told]
    assert [line["body"]["call"] for line in lines] == ["before", "after", "later"]
    assert [line["position"] for line in lines] == [reached, reached + 1, reached + 2]
    assert (follower.returncode, rest) == (0, b"")
    answers = f"The ledger answers again; this goes on after event {reached}."
    assert said.decode().splitlines() == [answers]


def test_a_feed_that_waits_for_its_server_can_be_ended(
    book: Book, outage: Outage, follower: subprocess.Popen[bytes]
) -> None:
    """Somebody who gives up waiting gets the status of a feed that was ended, without a trace."""
    assert follower.stdout is not None
    assert follower.stderr is not None
    offer(book, "before")
    follower.stdout.readline()
    outage.kill()
    assert follower.stderr.readline()
    follower.send_signal(signal.SIGINT)
    assert follower.communicate() == (b"", b"")
    assert follower.returncode == 0
