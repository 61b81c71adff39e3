"""Why an event stands in the ledger."""

from __future__ import annotations

import msgspec
import pytest

from ledger.explaining.trace import NothingThere, as_json
from ledger.explaining.why import why
from tests.ledger.explaining.conftest import Played, position_of

LATE = """
[[scenario.given]]
at       = 2026-11-21T08:30:00
event    = "lateness.recorded"
person   = "A031"
minutes  = 29
occasion = "shift"

[[scenario.do]]
at      = 2026-11-21T09:30:00
by      = "A017"
action  = "confirm-offence"
offence = 1
"""


def test_a_proposal_tells_its_clause_with_version_edition_and_values(played: Played) -> None:
    """B1: a fine is explained down to the clause in force and what it said."""
    book = played(LATE).book

    found = why(book, position_of(book, "offence.proposed"))

    (clause,) = (each for each in found.clauses if each.id == "attendance.late")
    assert clause.edition == book.lawbook.rulebook.edition
    assert clause.since == book.lawbook.rulebook.clauses["attendance.late"].in_force[0].since
    assert "S1.21-01" in clause.source
    assert clause.values["tariff"]["amount"] == "1.00 CNY"


def test_a_proposal_tells_what_happened_what_it_costs_and_what_was_looked_for(
    played: Played,
) -> None:
    """The evidence with its position, the computation, and the exception that was not found."""
    stage = played(LATE)

    found = why(stage.book, position_of(stage.book, "offence.proposed"))

    assert [(each.position, each.says["minutes"]) for each in found.evidence] == [
        (stage.given[1], 29)
    ]
    assert [each.line.en for each in found.computation] == ["29 full minutes × 1.00 = 29.00"]
    assert [(each.events, each.found) for each in found.exceptions] == [
        (("lateness.permitted",), ())
    ]


def test_a_proposal_tells_how_little_more_would_have_made_it_worse(played: Played) -> None:
    """S1.21-02: at thirty minutes lateness counts as absence, and 29 is one short of it."""
    book = played(LATE).book

    beyond = why(book, position_of(book, "offence.proposed")).beyond

    assert beyond is not None
    assert beyond.en == "1 more minutes make it attendance.late_as_absence"


def test_every_event_of_a_case_tells_its_whole_course(played: Played) -> None:
    """Proposed, confirmed, issued, notified: from any of them the others are seen."""
    book = played(LATE).book
    course = ["offence.proposed", "offence.confirmed", "sanction.issued", "sanction.notified"]

    for stage in course:
        chain = why(book, position_of(book, stage)).chain
        assert [each.event for each in chain] == course


def test_a_cited_person_is_told_without_the_name(played: Played) -> None:
    """Personal fields stay sealed in an explanation, whoever reads it."""
    book = played(LATE).book

    evidence = why(book, position_of(book, "sanction.issued")).evidence

    (registered,) = (each for each in evidence if each.event == "person.registered")
    assert registered.sealed == ("name",)
    assert "name" not in registered.says


def test_the_json_form_says_which_form_it_is(played: Played) -> None:
    """Other systems read trace/v1, which tells the same as the text."""
    book = played(LATE).book
    found = why(book, position_of(book, "offence.proposed"))

    read = msgspec.json.decode(as_json(found))

    assert read["schema"] == "trace/v1"
    assert read["event"]["says"]["amount"] == 2900
    assert read["clauses"][-1]["id"] == "attendance.late"


def test_a_position_beyond_the_ledger_is_told_with_the_newest(played: Played) -> None:
    """Whoever mistypes a position learns which ones there are."""
    book = played(LATE).book
    head = book.recorder.head()

    with pytest.raises(NothingThere) as told:
        why(book, head + 1)

    assert told.value.words.en == (
        f"the ledger has no event {head + 1}, the newest is {head}; name one from 1 to {head}"
    )
