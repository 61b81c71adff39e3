"""Sorting outside of memory gives what sorting in memory gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gateway.importers.sorting import sorted_outside


@given(st.lists(st.tuples(st.integers(0, 9), st.text(max_size=3))), st.integers(1, 7))
def test_chunks_make_no_difference(records: list[tuple[int, str]], chunk: int) -> None:
    """Whatever the chunk, the records come in order, none lost and none twice."""
    numbered = [(key, place, text) for place, (key, text) in enumerate(records)]
    assert list(sorted_outside(numbered, chunk=chunk)) == sorted(numbered)


def test_every_field_of_a_record_comes_back() -> None:
    """What a spilled record holds is what it held before."""
    record = (1, 2, b"\x00\xff", "投诉", None, (True, -5), 1.5)
    again = (0, 2, b"", "", None, (False, 0), 0.0)
    assert list(sorted_outside([record, again], chunk=1)) == [again, record]
