"""A case is found void, and then counts for nothing."""

import pytest
from msgspec import ValidationError, convert

from ledger.registers.discipline.void_offence import VoidOffence
from tests.ledger.registers.discipline.test_dismissing import CASE


def test_nothing_is_found_void_without_saying_why() -> None:
    """The reason is what an auditor asks for first."""
    with pytest.raises(ValidationError, match="reason"):
        convert({"offence": CASE, "reason": ""}, VoidOffence)
