"""Swaps that cannot both be, agreed to by eight processes at the same moment."""

from __future__ import annotations

from pathlib import Path

from ledger.book import Book
from ledger.registers.roster.holding import CHANGES, held_by_all
from ledger.registers.swaps.events import ShiftSwapped
from tests.faults.victim import opened
from tests.ledger.registers.discipline.test_properties import NoSecrets
from tests.ledger.registers.roster.test_properties import changes_in
from tests.ledger.registers.swaps.leaders import LEADERS, Told, agreed
from tests.ledger.registers.swaps.swapping import TELECOM

ROUNDS = 12


def require_one_wins(rounds: list[list[Told]]) -> None:
    """In each round one swap is made, and everybody else's refusal names that very event."""
    assert len(rounds) == ROUNDS
    for number, told in enumerate(rounds):
        won = [each.swapped for each in told if each.swapped]
        assert len(won) == 1, (number, told)
        refusal = "OnTwoShifts" if number % 2 else "NotTheirShift"
        lost = [each for each in told if not each.swapped]
        assert lost == [Told(0, refusal, (won[0],))] * (LEADERS - 1)


def require_one_owner(place: str) -> None:
    """The ledger itself says the same: as many swaps as rounds, and every shift has one owner."""
    with opened(place) as recorder:
        book = Book(recorder, vault=NoSecrets(), law=TELECOM)
        made = [each for each in book.read() if isinstance(each.event, ShiftSwapped)]
        held = held_by_all(changes_in(book))
        assigned = [each for each in book.read() if isinstance(each.event, CHANGES[0])]
    owned = [shift for mine in held.values() for shift in mine]
    assert len(made) == ROUNDS
    assert len(owned) == len(set(owned)) == len(assigned)


def test_of_conflicting_swaps_in_a_file_one_is_made(tmp_path: Path) -> None:
    """One shift promised to eight, or one person to eight shifts at once: never two of them."""
    place = str(tmp_path / "swaps.ledger")

    require_one_wins(agreed(place, ROUNDS))
    require_one_owner(place)


def test_of_conflicting_swaps_on_a_server_one_is_made(postgres_url: str) -> None:
    """The same on PostgreSQL, where the leaders may sit at other machines."""
    require_one_wins(agreed(postgres_url, ROUNDS))
    require_one_owner(postgres_url)
