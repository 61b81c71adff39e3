"""The law of a book: adopted by one, in force for all, and never for what was before."""

from datetime import date, timedelta

import pytest

from ledger.book import Book
from ledger.kernel.action import Role
from ledger.kernel.clock import FrozenClock
from ledger.registers.org.register_person import RegisterPerson
from ledger.registers.regulation.adopt_rulebook import AdoptRulebook
from ledger.registers.seats.pause_seat import PauseSeat
from ledger.registers.seats.sign_in import SignIn
from ledger.rulebook.lookup import OutsideCoverage

NAMED = 'name = "ours"\ntitle = { zh = "本中心", en = "Our centre" }\n'
CLAUSE = """
[[clause]]
id = "floor.greeting"
kind = "parameters"
title = { zh = "先问好", en = "Greet first" }
source = ["S4.14-02"]
in_force = [{ from = 2002-02-19, values = { seconds = %d } }]
"""
TOMORROW = date(2026, 11, 22)


def adopting(seconds: int, effective: date) -> AdoptRulebook:
    """The adoption of a rulebook with this one number."""
    texts = {"rulebook.toml": NAMED, "floor.toml": CLAUSE % seconds}
    return AdoptRulebook(texts=texts, effective=effective, approved_by="A001")


@pytest.fixture
def chaired(book: Book) -> Book:
    """The book with an administrator A001."""
    book.act(RegisterPerson(person="A001", name="高飞", roles=(Role.ADMINISTRATOR,)), by="A001")
    return book


def seconds_on(book: Book, clock: FrozenClock, days: int) -> int:
    """What the clause says so many days from now."""
    return book.law_on(clock.now() + timedelta(days=days)).read("floor.greeting", "seconds", int)


def test_an_amendment_leaves_earlier_days_as_they_were(chaired: Book, clock: FrozenClock) -> None:
    """What happened today is judged by today's edition, also after tomorrow's was adopted."""
    chaired.act(adopting(10, date(2026, 11, 21)), by="A001")
    chaired.act(adopting(5, TOMORROW), by="A001")
    again = Book(chaired.recorder, vault=chaired.vault, clock=clock)

    assert [seconds_on(again, clock, days) for days in (0, 1, 30)] == [10, 5, 5]


def test_what_was_before_the_first_adoption_is_not_covered(
    chaired: Book, clock: FrozenClock
) -> None:
    """A clause asked for on a day before its adoption is an error, never zero."""
    chaired.act(adopting(10, TOMORROW), by="A001")
    again = Book(chaired.recorder, vault=chaired.vault, clock=clock)

    with pytest.raises(OutsideCoverage):
        seconds_on(again, clock, 0)


def test_an_adoption_elsewhere_governs_the_next_decision(chaired: Book, clock: FrozenClock) -> None:
    """A terminal that was open already decides under what another has adopted since."""
    other = Book(chaired.recorder, vault=chaired.vault, clock=clock)
    chaired.act(adopting(10, date(2026, 11, 21)), by="A001")

    chaired.act(RegisterPerson(person="A003", name="李娜"), by="A001")
    other.act(SignIn(agent="A003"), by="A003")
    outcome = other.act(PauseSeat(agent="A003", reason="meal"), by="A003")

    assert seconds_on(other, clock, 0) == 10
    assert {clause.rulebook.split("@")[0] for clause in outcome.clauses} == {"base"}
