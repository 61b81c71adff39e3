"""Shift kinds: when they come, how long they last across clock changes, and who is next."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from ledger.rulebook.loading import built_in, preset
from ledger.rulebook.lookup import Edition, Lawbook
from ledger.rulebook.shifts import Member, Span, Turn, comes_on, draft, kinds_on, span_of
from ledger.rulebook.terms.shift import Rotate, Shift

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 11, 23)
SUNDAY = date(2026, 11, 29)
PEOPLE = tuple(Member(person) for person in ("A1", "A2", "A3", "A4"))


def lawbook(name: str) -> Lawbook:
    """The law of a ledger that has adopted a preset."""
    return Lawbook(built_in(), [Edition(date.min, preset(name))])


def turns(name: str, people: tuple[Member, ...], first: date, last: date) -> list[Turn]:
    """What a preset's patterns give."""
    return list(draft(kinds_on(lawbook(name), first), people, first, last, SHANGHAI))


def test_the_kinds_of_a_rulebook_stand_in_the_order_of_their_beginnings() -> None:
    """S4.12-06: day, evening and night, by the letter of each."""
    found = kinds_on(lawbook("telecom-callcentre"), MONDAY)

    assert [(code, kind.clause) for code, kind in found.items()] == [
        ("D", "shift.day"),
        ("E", "shift.evening"),
        ("N", "shift.night"),
    ]


def test_an_evening_shift_is_worked_one_day_on_one_day_off() -> None:
    """S2.7-04: Monday to Saturday, nobody on two days running, and somebody every day."""
    found = turns("online-store", PEOPLE[:2], MONDAY, MONDAY + timedelta(days=27))
    evenings = [turn for turn in found if turn.code == "V"]

    assert {turn.on.weekday() for turn in evenings} == set(range(6))
    assert len({turn.on for turn in evenings}) == len(evenings) == 24
    for person in ("A1", "A2"):
        days = [turn.on for turn in evenings if turn.person == person]
        assert all(after - before >= timedelta(days=2) for before, after in pairwise(days))


def test_sundays_rotate() -> None:
    """S2.7-05: one person each Sunday, and nobody again before all have had their turn."""
    found = turns("online-store", PEOPLE, MONDAY, MONDAY + timedelta(days=55))
    sundays = [turn.person for turn in found if turn.code == "S"]

    assert sundays == ["A1", "A2", "A3", "A4"] * 2


def test_a_rotation_goes_on_where_the_roster_before_ended() -> None:
    """Who had the last Sunday comes last, and who never had one first."""
    kinds = kinds_on(lawbook("online-store"), MONDAY)
    had = {("A1", "S"): date(2026, 11, 22), ("A2", "S"): date(2026, 11, 15)}
    found = draft(kinds, PEOPLE[:3], SUNDAY, SUNDAY, SHANGHAI, had=had)

    assert [turn.person for turn in found if turn.code == "S"] == ["A3"]


def test_turns_of_all_kinds_can_count_alike() -> None:
    """S2.5-02: who had the duty of a workday evening is behind who had none, on days off too."""
    kinds = kinds_on(lawbook("town-duty"), MONDAY)
    groups = {code: kinds[code] for code in "WH"}
    friday = date(2026, 11, 27)
    found = draft(groups, PEOPLE[:2], friday, SUNDAY, SHANGHAI, alike=True)

    assert [(turn.code, turn.person) for turn in found] == [("W", "A1"), ("H", "A2"), ("H", "A1")]


def test_day_evening_night_and_off_follow_each_other() -> None:
    """Four people hold the telephone centre's three shifts, each one shift a day."""
    found = turns("telecom-callcentre", PEOPLE, MONDAY, MONDAY + timedelta(days=3))
    by_person = {
        person: "".join(turn.code for turn in found if turn.person == person)
        for person, _ in PEOPLE
    }

    assert all(sorted(codes) == ["D", "E", "N"] for codes in by_person.values())
    for day in range(4):
        on_duty = [turn.code for turn in found if turn.on == MONDAY + timedelta(days=day)]
        assert sorted(on_duty) == ["D", "E", "N"]


def test_duty_of_the_town_knows_holidays_and_make_up_workdays() -> None:
    """S2.5-03: on 1 October group duty lasts the day; 10 October 2026, a Saturday, is worked."""
    kinds = kinds_on(lawbook("town-duty"), date(2026, 10, 1))
    coming = {
        day: "".join(
            code for code, kind in kinds.items() if comes_on(kind.terms, date(2026, 10, day))
        )
        for day in (1, 8, 10, 11)
    }

    assert coming == {1: "H", 8: "MW", 10: "MW", 11: "H"}


def test_a_place_that_is_taken_is_not_drafted_again() -> None:
    """Who has the Sunday already keeps it; nobody is put beside them."""
    kinds = kinds_on(lawbook("online-store"), MONDAY)
    found = draft(kinds, PEOPLE, SUNDAY, SUNDAY, SHANGHAI, filled={(SUNDAY, "S"): 1})

    assert [turn for turn in found if turn.code == "S"] == []


def test_who_is_on_a_shift_already_is_given_no_other_at_once() -> None:
    """A rotation takes the next in turn."""
    kinds = kinds_on(lawbook("online-store"), MONDAY)
    taken = {"A1": [span_of(time(8), time(12), SUNDAY, SHANGHAI)]}
    found = draft(kinds, PEOPLE[:2], SUNDAY, SUNDAY, SHANGHAI, taken=taken)

    assert [turn.person for turn in found if turn.code == "S"] == ["A2"]


def test_a_shift_of_a_job_is_for_those_who_hold_it() -> None:
    """Nobody of another job is drafted, and a month's turn stays with one person."""
    kinds = {
        code: kind._replace(
            terms=Shift(
                code="D",
                starts=time(8),
                ends=time(18),
                job="driver",
                pattern=Rotate(changes="month"),
            )
        )
        for code, kind in kinds_on(lawbook("telecom-callcentre"), MONDAY).items()
        if code == "D"
    }
    people = (Member("A1"), Member("C1", "driver"), Member("C2", "driver"))
    found = list(draft(kinds, people, date(2026, 11, 29), date(2026, 12, 2), SHANGHAI))

    assert [turn.person for turn in found] == ["C1", "C1", "C2", "C2"]


def test_a_night_shift_ends_on_the_next_day_also_over_the_leap_day_and_the_year() -> None:
    """28 February of a leap year ends on the 29th, 31 December in the next year."""
    night = (time(20), time(8))

    assert span_of(*night, date(2028, 2, 28), SHANGHAI) == Span(
        datetime(2028, 2, 28, 12, tzinfo=UTC), datetime(2028, 2, 29, 0, tzinfo=UTC)
    )
    assert span_of(*night, date(2028, 2, 29), SHANGHAI).ends == datetime(2028, 3, 1, tzinfo=UTC)
    assert span_of(*night, date(2026, 12, 31), SHANGHAI).ends == datetime(2027, 1, 1, tzinfo=UTC)


def test_midnight_as_the_end_is_the_end_of_the_day() -> None:
    """S2.7-04: 18:30 to 24:00 lasts five and a half hours."""
    span = span_of(time(18, 30), time(0), MONDAY, SHANGHAI)

    assert span.ends - span.starts == timedelta(hours=5, minutes=30)


def test_a_night_in_which_the_clock_changes_is_shorter_or_longer() -> None:
    """Eleven hours when it is put forward, thirteen when it is put back."""
    spring = span_of(time(20), time(8), date(2026, 3, 28), BERLIN)
    autumn = span_of(time(20), time(8), date(2026, 10, 24), BERLIN)

    assert spring.ends - spring.starts == timedelta(hours=11)
    assert autumn.ends - autumn.starts == timedelta(hours=13)


@given(
    name=st.sampled_from(["online-store", "telecom-callcentre", "town-duty"]),
    first=st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    days=st.integers(0, 20),
    count=st.integers(0, 7),
)
def test_no_draft_puts_anybody_on_two_shifts_at_once(
    name: str, first: date, days: int, count: int
) -> None:
    """Whatever the preset, the days and the people."""
    people = tuple(Member(f"A{number}") for number in range(count))
    kinds = kinds_on(lawbook(name), first)
    spans: dict[str, list[Span]] = {}
    for turn in draft(kinds, people, first, first + timedelta(days=days), SHANGHAI):
        terms = kinds[turn.code].terms
        span = span_of(terms.starts, terms.ends, turn.on, SHANGHAI)
        assert not any(span.meets(other) for other in spans.get(turn.person, ()))
        spans.setdefault(turn.person, []).append(span)
