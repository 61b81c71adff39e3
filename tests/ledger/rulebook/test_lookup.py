"""Looking clauses up: dated, recorded, and an error outside what they cover."""

from datetime import date, timedelta

import pytest

from ledger.rulebook.loading import RulebookFault, built_in, parse
from ledger.rulebook.lookup import Lawbook, OutsideCoverage

BOOK = """
name = "test"

[[clause]]
id = "calls.patience"
kind = "figure"
title = { zh = "耐心", en = "Patience" }
source = ["S1.1-01"]
in_force = [
  { from = 2024-07-01, values = { within = "PT30S" } },
  { from = 2026-01-01, values = { within = "PT20S" }, ends = 2027-01-01 },
]
"""


@pytest.mark.parametrize(
    ("day", "seconds"),
    [
        (date(2024, 7, 1), 30),
        (date(2025, 12, 31), 30),
        (date(2026, 1, 1), 20),
        (date(2026, 12, 31), 20),
    ],
)
def test_the_version_of_the_day_is_in_force(day: date, seconds: int) -> None:
    """On the day before a change the old value holds, on the day itself the new one."""
    lawbook = Lawbook(parse(BOOK, "book.toml"))

    assert lawbook.on(day).read("calls.patience", "within", timedelta) == timedelta(seconds=seconds)


@pytest.mark.parametrize("day", [date(2024, 6, 30), date(2027, 1, 1)])
def test_outside_its_dates_a_clause_is_an_error_never_zero(day: date) -> None:
    """Before its first version, and from its end on, a clause gives no value at all."""
    with pytest.raises(OutsideCoverage, match=r"calls\.patience of test is not in force on"):
        Lawbook(parse(BOOK, "book.toml")).on(day).read("calls.patience", "within", timedelta)


def test_an_unknown_clause_or_parameter_is_an_error() -> None:
    """What the rulebook does not say cannot be read from it."""
    lawbook = Lawbook(parse(BOOK, "book.toml"))
    with pytest.raises(OutsideCoverage, match=r"no clause calls\.kindness"):
        lawbook.on(date(2026, 1, 1)).cite("calls.kindness")
    with pytest.raises(OutsideCoverage, match="no parameter 'without'"):
        lawbook.on(date(2026, 1, 1)).read("calls.patience", "without", int)


def test_what_is_read_is_recorded_once_with_its_version() -> None:
    """A decision can name the clauses it read, their version, values and rulebook."""
    lawbook = Lawbook(parse(BOOK, "book.toml"))
    today = lawbook.on(date(2026, 5, 1))
    today.read("calls.patience", "within", timedelta)
    today.cite("calls.patience")

    (read,) = today.consulted
    assert (read.id, read.since) == ("calls.patience", date(2026, 1, 1))
    assert read.values == {"within": "PT20S"}
    assert read.rulebook == lawbook.rulebook.edition


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('kind = "figure"', 'kind = "tarif"', "tarif"),
        ('kind = "figure"', 'kind = "figure"\ncolour = "red"', "colour"),
        ('source = ["S1.1-01"]', "", "source is missing; add it"),
        ("from = 2026-01-01", "from = 2024-07-01", "keep one"),
        ("from = 2026-01-01", "from = 2023-01-01", "put them in order of date"),
        ("name = ", "name == ", "correct the line"),
    ],
)
def test_a_broken_rulebook_is_not_loaded(old: str, new: str, says: str) -> None:
    """A fault gives one sentence that names the file and what is wrong."""
    with pytest.raises(RulebookFault, match=r"book\.toml") as caught:
        parse(BOOK.replace(old, new, 1), "book.toml")
    assert says in str(caught.value)


def test_a_clause_stands_once() -> None:
    """The same clause twice in one rulebook is a fault."""
    twice = BOOK + BOOK[BOOK.index("[[clause]]") :]
    with pytest.raises(RulebookFault, match=r"clause calls\.patience stands twice; keep one"):
        parse(twice, "book.toml")


def test_the_built_in_rulebook_covers_imported_history() -> None:
    """Every clause of the built-in rulebook is in force in 1999 and today."""
    lawbook = Lawbook(built_in())
    for day in (date(1999, 1, 1), date(2026, 11, 21)):
        for clause in built_in().clauses:
            lawbook.on(day).cite(clause)


def test_a_decision_may_ask_for_the_law_of_another_day() -> None:
    """A fact of last year is judged by last year's version; both readings are recorded."""
    today = Lawbook(parse(BOOK, "book.toml")).on(date(2026, 5, 1))
    then = today.on(date(2025, 5, 1))

    assert today.on(date(2026, 5, 1)) is today
    assert today.read("calls.patience", "within", timedelta) == timedelta(seconds=20)
    assert then.read("calls.patience", "within", timedelta) == timedelta(seconds=30)
    assert then.on(date(2025, 6, 1)).read("calls.patience", "within", timedelta).seconds == 30
    assert [read.since for read in today.consulted] == [date(2026, 1, 1), date(2024, 7, 1)]
    assert then.consulted == today.consulted


OFFENCE = """
[[clause]]
id = "%s"
kind = "offence"
title = { zh = "旷工", en = "Absence" }
source = ["S1.21-03"]
[[clause.in_force]]
from = %s
[clause.in_force.values]
decided_by = ["team-leader"]
tariff = { kind = "none" }
"""


def test_the_offences_that_arise_from_others_are_found_by_those() -> None:
    """S1.21-04: what counts absences is found by the absence, on the days it is in force."""
    threshold = 'threshold = { of = ["absent"], reach = 4, window = "calendar-month" }\n'
    text = BOOK + OFFENCE % ("absent", "2024-07-01") + OFFENCE % ("gone", "2026-01-01") + threshold
    lawbook = Lawbook(parse(text, "book.toml"))

    assert lawbook.on(date(2026, 5, 1)).thresholds("absent") == ("gone",)
    assert lawbook.on(date(2026, 5, 1)).thresholds("gone") == ()
    assert lawbook.on(date(2025, 5, 1)).thresholds("absent") == ()


def test_the_shift_kinds_of_a_day_are_found_by_their_code() -> None:
    """A kind that is not in force yet has no code, and a decision may ask for those of its day."""
    text = 'name = "test"\n' + "".join(
        f"""
[[clause]]
id = "shift.{name}"
kind = "shift"
title = {{ zh = "班", en = "Shift" }}
source = ["S4.12-06"]
[[clause.in_force]]
from = {since}
values = {{ code = "{code}", starts = 08:00:00, ends = 16:00:00 }}
"""
        for name, code, since in (("day", "D", "2024-01-01"), ("late", "L", "2027-01-01"))
    )
    lawbook = Lawbook(parse(text, "book.toml"))

    assert lawbook.on(date(2026, 1, 1)).shifts() == {"D": "shift.day"}
    assert lawbook.on(date(2027, 1, 1)).shifts() == {"D": "shift.day", "L": "shift.late"}
