"""The table of figures and what it is reckoned from."""

from __future__ import annotations

import json

import pytest

from bench.figures import Row, as_json, in_ms, median, quantile, table


def test_a_quantile_is_a_measured_value() -> None:
    """The share of values up to the quantile is at least the share asked for."""
    values = [5.0, 1.0, 4.0, 2.0, 3.0]

    assert median(values) == 3.0
    assert quantile(values, 0.99) == 5.0
    assert quantile(values, 0.2) == 1.0
    assert quantile([7.0], 0.0) == 7.0


def test_nothing_measured_has_no_quantile() -> None:
    """A figure that rests on nothing is an error and not a number."""
    with pytest.raises(ValueError, match="no values"):
        median([])


def test_short_times_keep_their_digits() -> None:
    """Milliseconds below ten are shown to the hundredth, longer ones whole."""
    assert in_ms(0.000387) == "0.39 ms"
    assert in_ms(1.2345) == "1,234 ms"


def test_the_table_shows_every_word_of_every_row() -> None:
    """Long cells are broken over lines, and nothing of them is lost."""
    note = "a note far too long for one line of the last column of this table, so it is broken"
    shown = table([Row(figure="speed", measured="3 /s", target=">= 2 /s", met=True, beside=note)])

    assert all(word in shown for word in note.split())
    assert [line.split(" | ")[3].strip() for line in shown.splitlines()[2:3]] == ["yes"]


def test_a_missed_target_stands_out() -> None:
    """A target not met says NO in capitals; a row without a target says nothing."""
    missed = table([Row(figure="a", measured="1", target="2", met=False)])
    unpromised = table([Row(figure="a", measured="1")])

    assert "NO" in missed
    assert "NO" not in unpromised


def test_the_figures_are_kept_as_json_with_the_machine() -> None:
    """The file holds the machine and each row's bare numbers."""
    row = Row(figure="a", measured="1 ms", values={"p50_ms": 1.0})
    kept = json.loads(as_json({"device": "disk"}, [row]))

    assert kept["machine"] == {"device": "disk"}
    assert kept["rows"][0]["values"] == {"p50_ms": 1.0}
