"""Whose post clears them to read what is written on a secret file."""

from __future__ import annotations

from collections.abc import Callable

from ledger.book import Book
from ledger.kernel import tags
from ledger.registers.org.events import PersonPlaced, PersonRegistered
from ledger.rulebook.lookup import OutsideCoverage
from ledger.rulebook.terms import Lending
from ledger.store.recorder import DCBQuery, DCBQueryItem
from projections.loans import LoanLine


def clearance(book: Book, actor: str | None) -> Callable[[LoanLine], bool]:
    """Whether whoever looks may borrow files of a line's category, and so may read its title.

    Nobody in particular is cleared for nothing (S0.5-05, S0.5-17).
    """
    post = _post(book, actor) if actor is not None else None
    day = book.law_on(book.clock.now()).day

    def cleared(line: LoanLine) -> bool:
        if post is None:
            return False
        try:
            clause = f"files.lending.{line.category}"
            return book.lawbook.terms(clause, day, Lending).allows(post)
        except OutsideCoverage:
            return False

    return cleared


def _post(book: Book, actor: str) -> str | None:
    types = [PersonPlaced.type_name, PersonRegistered.type_name]
    query = DCBQuery([DCBQueryItem(types, [tags.person(actor)])])
    for each in book.read(query, backwards=True):
        if isinstance(each.event, PersonPlaced | PersonRegistered) and each.event.person == actor:
            return each.event.post
    return None
