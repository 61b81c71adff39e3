"""Lanes of time in cells."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from console.drawing.lanes import actual, axis, combined, planned
from console.drawing.spans import Tone, text_of
from projections.attendance.lane import Doing, Lane, Stretch

HOUR = 3_600_000_000
SHANGHAI = ZoneInfo("Asia/Shanghai")

LANE = Lane(
    "A1",
    (Stretch(0, 8 * HOUR, Doing.SHIFT), Stretch(6 * HOUR, 8 * HOUR, Doing.LEAVE)),
    (
        Stretch(0, HOUR, Doing.LATE),
        Stretch(HOUR, 5 * HOUR, Doing.PRESENT),
        Stretch(2 * HOUR, 3 * HOUR, Doing.SEAT),
        Stretch(3 * HOUR, 4 * HOUR, Doing.OFF_POST, permitted=True),
    ),
)


def test_each_hour_is_a_cell_that_says_what_was_done() -> None:
    """Shift and leave above; missing, there, at the seat and off the post below."""
    assert text_of(planned(LANE, 0, 10 * HOUR, 10)) == "██████▒▒  "
    assert text_of(actual(LANE, 0, 10 * HOUR, 10)) == "×▄█o▄     "
    assert text_of(combined(LANE, 0, 10 * HOUR, 10)) == "×██o█░▒▒  "


def test_what_was_permitted_is_no_alarm() -> None:
    """The same cell in another mark and tone."""
    for permitted, cell in ((False, ("×", Tone.ALARM)), (True, ("~", Tone.INFO))):
        late = Lane("A1", (), (Stretch(0, HOUR, Doing.LATE, permitted),))
        assert actual(late, 0, HOUR, 1) == (cell,)


def test_hours_stand_over_their_cells_as_far_as_there_is_room() -> None:
    """Every hour where a cell is wide enough, else fewer; none where there is no room."""
    assert axis(0, 3 * HOUR, 12, SHANGHAI) == "08  09  10  "
    assert axis(0, 10 * HOUR, 10, SHANGHAI) == "08 11 14  "
    assert axis(0, HOUR, 0, SHANGHAI) == ""
    assert planned(LANE, 0, HOUR, 0) == ()
