"""Things are counted in sound English."""

from __future__ import annotations

import pytest

from console.text.counting import several


@pytest.mark.parametrize(
    ("number", "told"), [(0, "0 clauses"), (1, "1 clause"), (2, "2 clauses"), (11, "11 clauses")]
)
def test_only_one_thing_is_one(number: int, told: str) -> None:
    """Every other number of things is several of them, also none."""
    assert several(number, "clause") == told
