"""What takes a new proof of who acts, at any console."""

from __future__ import annotations

import pytest

from console.access import Access
from ledger import registers
from ledger.authentication.door import Door
from ledger.book import Book
from ledger.kernel.action import actions
from tests.console.access.conftest import Watch

_QUARTER = 900.0

DECIDING = [
    "agree-swap",
    "approve-loan",
    "assign-roles",
    "confirm-offence",
    "decide-appeal",
    "excuse-offence",
    "grant-reward",
    "name-deputy",
    "place-person",
    "register-person",
    "reject-leave",
    "reject-swap",
    "reverse-sanction",
    "sign-destruction",
    "sign-leave",
    "void-offence",
]
"""Confirmations, approvals and what changes who may do them."""


@pytest.fixture
def watch() -> Watch:
    """Time at the console."""
    return Watch()


@pytest.fixture
def access(book: Book, watch: Watch) -> Access:
    """A console whose person has just given the password."""
    registers.load()
    return Access(book, Door(book), watch)


@pytest.mark.parametrize("verb", DECIDING)
def test_confirmations_and_approvals_take_a_recent_proof(
    access: Access, watch: Watch, verb: str
) -> None:
    """access.proof: for a quarter of an hour the password counts, and then it is asked again."""
    watch.seconds = _QUARTER - 1
    assert not access.must_prove(actions()[verb])
    watch.seconds = _QUARTER
    assert access.must_prove(actions()[verb])
    access.proved()
    assert not access.must_prove(actions()[verb])


def test_every_decision_by_post_takes_a_recent_proof(access: Access, watch: Watch) -> None:
    """An action that a clause gives to a post is one, whichever register it is of."""
    watch.seconds = _QUARTER
    placed = [action for action in actions().values() if action.placed]
    assert placed
    assert all(access.must_prove(action) for action in placed)


def test_the_work_of_the_floor_takes_none(access: Access, watch: Watch) -> None:
    """Whoever takes calls all day is not asked for a password every quarter of an hour."""
    watch.seconds = 8 * 3_600.0
    assert not any(access.must_prove(actions()[verb]) for verb in ("pause-seat", "accept-call"))


def test_taking_records_out_takes_a_recent_proof(access: Access, watch: Watch) -> None:
    """access.proof: an export is no action, and asks for the password all the same."""
    watch.seconds = _QUARTER - 1
    assert not access.must_prove(None)
    watch.seconds = _QUARTER
    assert access.must_prove(None)
