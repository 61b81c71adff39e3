"""The periods that events are counted in."""

from datetime import date

from ledger.kernel.periods import period_fields, periods
from ledger.registers.attendance.events import LatenessRecorded
from ledger.registers.desk.events import TicketOpened
from ledger.registers.swaps.events import ShiftSwapped

DAY = date(2026, 11, 21)


def test_day_month_and_year_are_those_of_the_person() -> None:
    """Nobody types a period: it follows from the person and the site's day."""
    assert periods(LatenessRecorded, {"person": "A003"}, DAY) == {
        "day": "A003/2026-11-21",
        "month": "A003/2026-11",
        "year": "A003/2026",
    }


def test_a_period_named_after_somebody_is_theirs() -> None:
    """A swap counts in the giver's month and in the taker's."""
    assert periods(ShiftSwapped, {"giver": "A003", "taker": "A004"}, DAY) == {
        "giver_month": "A003/2026-11",
        "taker_month": "A004/2026-11",
    }


def test_a_period_of_nobody_is_left_out() -> None:
    """Without the person there is no period, and most events have none."""
    assert periods(ShiftSwapped, {"giver": "A003", "taker": None}, DAY) == {
        "giver_month": "A003/2026-11"
    }
    assert period_fields(TicketOpened) == ()
