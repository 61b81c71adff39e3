"""The statement of a month."""

from __future__ import annotations

from ledger.registers.discipline.events import SanctionIssued, SanctionKind, StatementClosed
from projections.discipline import Discipline
from projections.discipline_statement import statement
from tests.projections.happenings import ledger


def issued(person: str, amount: int, kind: SanctionKind = "fine", **more: str) -> SanctionIssued:
    """A sanction of a person, in November unless told otherwise."""
    return SanctionIssued(
        offence=f"{person}/2026-11-21/90.1",
        sanction=1,
        person=person,
        day=f"{person}/2026-11-21",
        kind=kind,
        clause="attendance.late",
        issuer="A017",
        account=more.get("account", "2026-11"),
        amount=amount,
    )


ENTRIES = (
    issued("A031", 2900),
    issued("A004", 1000),
    issued("A031", 20_000, "reward"),
    issued("A031", 0, "warning"),
    issued("A031", 5000, account="2026-12"),
)


def view(*more: StatementClosed) -> Discipline:
    """The view after the entries."""
    made = Discipline()
    made.apply(ledger(*(("09:00:00", each) for each in (*ENTRIES, *more))))
    return made


def test_each_person_has_a_running_balance_of_the_month() -> None:
    """Fines are deducted, rewards are paid, measures cost nothing; other months do not count."""
    found = statement(view(), "2026-11")

    assert [
        (each.person, [(line.entry.position, line.balance) for line in each.lines])
        for each in found.people
    ] == [("A004", [(2, -1000)]), ("A031", [(1, -2900), (3, 17_100), (4, 17_100)])]
    assert (found.balance, found.closed) == (16_100, None)


def test_one_persons_statement_holds_nobody_else() -> None:
    """Also nothing at all, for a person without entries."""
    assert [each.person for each in statement(view(), "2026-11", "A004").people] == ["A004"]
    assert statement(view(), "2026-11", "A777").people == ()


def test_a_closed_month_says_so() -> None:
    """The marker is the event that closed it."""
    closed = StatementClosed(account="2026-11", entries=4, deducted=3900, rewarded=20_000)
    marker = statement(view(closed), "2026-11").closed

    assert marker is not None
    assert marker.position == 6
    assert statement(view(closed), "2026-12").closed is None
