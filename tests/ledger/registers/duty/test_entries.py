"""The duty log."""

from __future__ import annotations

import pytest

from ledger.kernel.event import personal_fields
from ledger.registers.duty.entries import EnterDutyLog
from ledger.registers.duty.events import DutyLogEntered, Logged
from ledger.registers.entries import AlreadyEntered
from ledger.testing import given
from tests.ledger.registers.people import AGENT


@pytest.mark.parametrize("category", Logged)
def test_calls_visits_events_notices_and_letters_are_entered(category: Logged) -> None:
    """S2.5-06 to S2.5-12: each kind has its entry, under a number of its own."""
    entering = EnterDutyLog(duty="V-1", category=category, content="问社保", unit="城东街道")
    entered = DutyLogEntered(duty="V-1", category=category, content="问社保", unit="城东街道")
    given(AGENT).when(entering, by="A003").then(entered)


def test_an_entry_of_the_log_is_entered_once() -> None:
    """A number that stands in the log already is refused, with the entry as evidence."""
    known = DutyLogEntered(duty="V-1", category=Logged.CALL, content="问社保")
    entering = EnterDutyLog(duty="V-1", category=Logged.VISIT, content="来访")
    given(AGENT, known).when(entering, by="A003").refused(AlreadyEntered, citing=(2,))


def test_who_called_is_sealed_under_the_entry() -> None:
    """Name and telephone of a caller are personal data of that entry alone."""
    sealed = {(field.name, field.subject_field) for field in personal_fields(DutyLogEntered)}
    assert sealed == {("name", "duty"), ("phone", "duty")}
