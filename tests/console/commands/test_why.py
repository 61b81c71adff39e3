"""`dutybook why` and `dutybook why-not` as people type them."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import msgspec
import pytest

from console.text.columns import width
from ledger.book import Facts
from ledger.kernel.clock import FrozenClock
from ledger.kernel.event import Event
from ledger.opening import open_book
from ledger.registers.attendance.events import LatenessPermitted, LatenessRecorded, Occasion
from ledger.registers.org.events import PersonPlaced
from ledger.registers.regulation.adopt_rulebook import AdoptRulebook
from ledger.rulebook.loading import preset
from ledger.warden import Warden
from tests.console.commands.conftest import Dutybook

NOW = datetime(2126, 11, 21, 1, tzinfo=UTC)
"""Nine in the morning in Shanghai, later than any ledger of a test was opened."""

DAY = "2126-11-21"


@pytest.fixture
def fined(ledger: str) -> str:
    """The ledger under a team's regulation: A003 was 12 minutes late, A001 with permission."""
    book = open_book(ledger, clock=FrozenClock(NOW))
    texts = dict(preset("team-discipline").texts)
    adoption = AdoptRulebook(texts=texts, effective=NOW.date(), approved_by="A001")
    book.act(adoption, by="A001")
    happened: list[Event] = [
        PersonPlaced(person="A003", post="agent", supervisor="A001"),
        LatenessPermitted(person="A001", day=f"A001/{DAY}", by_phone=True, reason="x"),
        *(_late(person) for person in ("A003", "A001")),
    ]
    facts = [(event, NOW) for event in happened]
    book.record([Facts(UUID(int=1), facts)], by="program:test")
    Warden.of(book).step()
    book.close()
    return ledger


def _late(person: str) -> LatenessRecorded:
    return LatenessRecorded(
        person=person,
        day=f"{person}/{DAY}",
        month=f"{person}/2126-11",
        year=f"{person}/2126",
        minutes=12,
        occasion=Occasion.SHIFT,
    )


def _proposal(ledger: str) -> int:
    with open_book(ledger, readonly=True).recorder as recorder:
        return next(row[0] for row in recorder.rows(types=["offence.proposed"]))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_why_tells_clause_fact_and_computation_within_eighty_columns(
    dutybook: Dutybook, fined: str, lang: str
) -> None:
    """B1, S1.21-01: twelve minutes, one yuan each, under the clause in force."""
    ended = dutybook("why", fined, f"#{_proposal(fined)}", lang=lang)

    assert ended.status == 0
    assert "attendance.late" in ended.out
    assert ("12 整分钟 × 1.00 = 12.00" if lang == "zh" else "12 full minutes × 1.00") in ended.out
    assert max(width(line) for line in ended.out.splitlines()) <= 80


def test_why_not_tells_the_permission_that_was_found(dutybook: Dutybook, fined: str) -> None:
    """S1.21-07: whoever asks learns that it was agreed beforehand."""
    ended = dutybook("why-not", fined, "attendance.late", "--person", "A001", "--on", DAY)

    assert ended.status == 0
    assert "The team leader agreed by telephone beforehand" in ended.out
    assert "It was not proposed" in ended.out


def test_why_not_of_what_was_proposed_says_where(dutybook: Dutybook, fined: str) -> None:
    """Whoever asks why not, of something that was, is led to it."""
    ended = dutybook("why-not", fined, "attendance.late", "--person", "A003", "--on", DAY)

    assert f"It was proposed: #{_proposal(fined)}" in ended.out


def test_both_answers_are_told_as_json(dutybook: Dutybook, fined: str) -> None:
    """trace/v1 is one form for both, with the same positions as the text."""
    asked = ("why-not", fined, "attendance.late", "--person", "A003", "--on", DAY, "--json")
    why = msgspec.json.decode(dutybook("why", fined, f"{_proposal(fined)}", "--json").out)
    why_not = msgspec.json.decode(dutybook(*asked).out)

    assert (why["schema"], why_not["schema"]) == ("trace/v1", "trace/v1")
    assert why_not["proposed"] == why["event"]["position"]


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (("why",), 2, "Give a ledger and a position"),
        (("why", "{}", "twelve"), 2, "twelve is no position; write a number"),
        (("why", "{}", "99999"), 2, "the ledger has no event 99999"),
        (
            ("why-not", "{}", "attendance.nothing", "--person", "A003", "--on", DAY),
            2,
            "has no clause attendance.nothing",
        ),
        (
            ("why-not", "{}", "attendance.late", "--person", "A003", "--on", "today"),
            2,
            "today is no date",
        ),
    ],
)
def test_what_cannot_be_answered_is_told_in_one_sentence(
    dutybook: Dutybook, fined: str, words: tuple[str, ...], status: int, says: str
) -> None:
    """What is wrong, and what to write instead."""
    ended = dutybook(*(word.format(fined) for word in words))

    assert ended.status == status
    assert says in ended.err
