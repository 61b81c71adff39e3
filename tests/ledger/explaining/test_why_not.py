"""Why an offence was not proposed, and the smallest change that would flip it."""

from __future__ import annotations

from datetime import date

import pytest

from ledger.explaining.trace import Condition, WhyNot
from ledger.explaining.why_not import why_not
from ledger.kernel.words import Unfit
from tests.ledger.explaining.conftest import Played

DAY = date(2026, 11, 21)


def happened(event: str, at: str, **fields: str) -> str:
    """A happening of A031, told as a scenario tells it; values are written as TOML."""
    told = "".join(f", {name} = {value}" for name, value in fields.items())
    return f'{{ at = 2026-11-{at}, event = "{event}", person = "A031"{told} }}'


def late(minutes: int, at: str = "21T08:30:00", occasion: str = "shift") -> str:
    """A lateness of A031."""
    return happened("lateness.recorded", at, minutes=str(minutes), occasion=f'"{occasion}"')


def permitted(at: str) -> str:
    """The team leader agreed by telephone that A031 may come late."""
    return happened("lateness.permitted", at, by_phone="true", reason='"x"')


def given(*happenings: str, **more: str) -> str:
    """A history of happenings, and what else a scenario says."""
    told = "".join(f"{name} = {value}\n" for name, value in more.items())
    return f"given = [{', '.join(happenings)}]\n{told}"


def failed(found: WhyNot) -> Condition:
    """The condition that failed, which is the last one told."""
    assert found.failed is not None
    assert found.conditions[-1] is found.failed
    return found.failed


def test_what_never_happened_is_the_first_condition_to_fail(played: Played) -> None:
    """Nobody is fined for a lateness that was never recorded."""
    book = played(given(late(12))).book

    found = failed(why_not(book, "attendance.late", "A031", date(2026, 11, 20)))

    assert found.demands.en == "there was: Lateness recorded"
    assert found.change is not None
    assert found.change.means.en == "A031 has no such record of that day"


def test_too_few_minutes_are_told_with_how_many_it_takes(played: Played) -> None:
    """S1.21-02: 12 minutes are no absence; from 30 on they would be."""
    stage = played(given(late(12)))

    found = failed(why_not(stage.book, "attendance.late_as_absence", "A031", DAY))

    assert found.change is not None
    assert (found.change.position, found.change.field, found.change.to) == (
        stage.given[1],
        "minutes",
        30,
    )


@pytest.mark.parametrize("minutes", [1, 12, 29])
def test_the_stated_change_flips_it_and_a_smaller_one_does_not(
    played: Played, minutes: int
) -> None:
    """B2: with the change there is a proposal, with one minute less there is none."""
    book = played(given(late(minutes))).book
    change = failed(why_not(book, "attendance.late_as_absence", "A031", DAY)).change
    assert change is not None

    changed = played(given(late(change.to))).book
    nearly = played(given(late(change.to - 1))).book

    assert why_not(changed, "attendance.late_as_absence", "A031", DAY).proposed is not None
    assert why_not(nearly, "attendance.late_as_absence", "A031", DAY).proposed is None


def test_a_permission_is_told_with_its_position(played: Played) -> None:
    """S1.21-07: the team leader agreed beforehand, and that is why."""
    stage = played(given(permitted("21T07:50:00"), late(12)))

    found = failed(why_not(stage.book, "attendance.late", "A031", DAY))

    assert found.found == (stage.given[1],)
    assert found.change is not None
    assert found.change.position == stage.given[1]


def test_a_permission_that_came_afterwards_is_no_exception(played: Played) -> None:
    """Only what happened before the lateness excuses it, so that it was proposed."""
    stage = played(given(late(12), permitted("21T09:50:00")))

    found = why_not(stage.book, "attendance.late", "A031", DAY)

    assert found.failed is None
    assert found.proposed is not None


def test_the_happening_that_came_nearest_is_explained(played: Played) -> None:
    """Of two lateness records of a day, the one with fewer failures is told."""
    stage = played(given(late(25), late(5, "21T13:30:00", "duty")))

    found = failed(why_not(stage.book, "attendance.late_as_absence", "A031", DAY))

    assert found.found == (stage.given[1],)


def test_a_threshold_tells_how_many_more_it_takes(played: Played) -> None:
    """S1.21-04: four days of absence in a month; three are one short."""
    told = {"days": "3", "origin": '"no-leave"', "occasion": '"shift"'}
    absent = happened("absence.recorded", "21T08:30:00", **told)
    confirmed = '{ at = 2026-11-21T09:30:00, by = "A017", action = "confirm-offence", offence = 1 }'
    stage = played(given(absent, do=f"[{confirmed}]"))

    found = failed(why_not(stage.book, "attendance.self_resignation", "A031", DAY))

    assert found.change is not None
    assert found.change.means.en == "3 confirmed so far; it takes 1 more"
    assert len(found.found) == 1


def test_an_obligation_met_in_time_is_told_with_when_it_was_met(played: Played) -> None:
    """S1.20-05: whoever explains an outing within the day owes nothing any more."""
    stage = played(
        given(
            happened("outing.began", "20T10:00:00", told_before="false", destination='"x"'),
            happened("outing.explained", "20T15:00:00", reason='"x"'),
            until="2026-11-22T09:00:00",
        )
    )

    found = failed(why_not(stage.book, "team.missed", "A031", DAY))

    assert found.change is not None
    assert found.change.means.en == (
        "it was met at 11-20 15:00:00; after 11-21 10:00:00 it would count"
    )


def test_before_the_rulebook_was_adopted_the_clause_is_not_in_force(played: Played) -> None:
    """A rulebook touches no earlier facts."""
    book = played(given(late(12))).book

    found = failed(why_not(book, "attendance.late", "A031", date(2026, 10, 1)))

    assert found.demands.en == "clause attendance.late is in force on 2026-10-01"


@pytest.mark.parametrize(
    ("clause", "says"),
    [
        ("attendance.nothing", "the rulebook has no clause attendance.nothing"),
        ("outing.explained", "clause outing.explained is no offence"),
    ],
)
def test_only_an_offence_can_be_asked_about(played: Played, clause: str, says: str) -> None:
    """Whoever mistypes a clause learns what is wrong with it."""
    book = played(given(late(12))).book

    with pytest.raises(Unfit, match=says):
        why_not(book, clause, "A031", DAY)
