"""`dutybook warden`: on watch until it is told to stop."""

from __future__ import annotations

import signal
from collections.abc import Callable
from subprocess import Popen

import pytest

from ledger.book import Facts
from ledger.opening import open_book
from ledger.registers.desk.events import TicketKind, TicketOpened
from ledger.registers.regulation.adopt_rulebook import AdoptRulebook
from tests.console.commands.conftest import Dutybook

NAMED = 'name = "ours"\ntitle = { zh = "本中心", en = "Our centre" }\n'
AT_ONCE = """
[[clause]]
id = "desk.at-once"
kind = "deadline"
title = { zh = "立即答复", en = "Answer at once" }
source = ["S2.6-07"]
in_force = [{ from = 2026-01-01, values = { %s } }]
"""
TERMS = """
starts = [{ event = "ticket.opened" }], about = "ticket", ends = [{ event = "ticket.replied" }],
due = { within = "PT0.001S" }, debtor = { field = "owner" }
"""


@pytest.fixture
def ruled(ledger: str) -> str:
    """A ledger whose rulebook wants an answer within a millisecond, which nobody gives."""
    book = open_book(ledger)
    texts = {"rulebook.toml": NAMED, "desk.toml": AT_ONCE % " ".join(TERMS.split())}
    today = book.clock.now().astimezone(book.site.zone).date()
    book.act(AdoptRulebook(texts=texts, effective=today, approved_by="A001"), by="A001")
    book.close()
    open_ticket(ledger, "T1")
    return ledger


def open_ticket(ledger: str, ticket: str) -> None:
    """A ticket is opened now."""
    book = open_book(ledger)
    event = TicketOpened(ticket=ticket, owner="A003", kind=TicketKind.QUERY)
    book.record([Facts(book.new_command(), [(event, book.clock.now())])], by="program:test")
    book.close()


def test_a_look_around_says_what_was_recorded(dutybook: Dutybook, ruled: str) -> None:
    """What fell due is recorded by the first look, and not again by the second."""
    first, second = (dutybook("warden", ruled, "--once") for _ in range(2))

    assert (first.status, first.out) == (0, "Recorded 1 that fell due, proposed 0.\n")
    assert second.out == "Recorded 0 that fell due, proposed 0.\n"
    assert "Obligation breached" in dutybook("events", ruled).out


def test_a_watch_ends_when_it_is_interrupted(
    ruled: str, started: Callable[..., Popen[bytes]]
) -> None:
    """Ctrl+C ends it without a fault, after what it has recorded."""
    watch = started("warden", ruled)
    assert watch.stderr is not None
    assert watch.stderr.readline() == b"On watch over floor.ledger; Ctrl+C ends it.\n"
    seen = open_book(ruled, readonly=True)
    while not any(each.type_name == "obligation.breached" for each in seen.read()):
        seen.recorder.wait(seen.recorder.head(), 1.0)
    seen.close()

    watch.send_signal(signal.SIGINT)
    out, err = watch.communicate()

    assert (watch.returncode, err) == (0, b"")
    assert out == b"Recorded 1 that fell due, proposed 0.\n"


def test_a_watch_needs_a_ledger(dutybook: Dutybook) -> None:
    """Without one it is said in a sentence."""
    ended = dutybook("warden", "nowhere.ledger", "--once")

    assert ended.status == 5
    assert "nowhere.ledger" in ended.err
