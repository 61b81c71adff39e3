"""Publishing the roster of a period, and taking it back."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from ledger.kernel.words import Unfit
from ledger.registers.roster.events import (
    RosterPublished,
    RosterWithdrawn,
    ShiftAssigned,
    ShiftCancelled,
)
from ledger.registers.roster.holding import NobodyToRoster, OnTwoShifts
from ledger.registers.roster.placing import RosterLine, line_from
from ledger.registers.roster.publish_roster import (
    LinesUnfit,
    NothingToPublish,
    OutsideThePeriod,
    PublishedAlready,
    PublishRoster,
)
from ledger.registers.roster.withdraw_roster import NothingToWithdraw, WithdrawRoster
from ledger.testing import given
from tests.ledger.registers.people import AGENT, COLLEAGUE, LEADER
from tests.ledger.registers.roster.rosters import DAY, LAW, NIGHT, utc

FIRST, LAST = date(2026, 11, 23), date(2026, 11, 29)
PUBLISHED = RosterPublished(roster="W48", first=FIRST, last=LAST, shifts=2)


def week(*lines: str, roster: str = "W48") -> PublishRoster:
    """The roster of the week from 23 November."""
    return PublishRoster(roster=roster, first=FIRST, last=LAST, lines=lines)


def test_all_shifts_of_a_period_are_published_together() -> None:
    """S0.4-08, S2.5-01: one decision, one commit."""
    given(LEADER, AGENT, COLLEAGUE).under(LAW).when(
        week("A003 2026-11-23 D", "A004 2026-11-23 X 09:00-12:00 complaints"), by="A017"
    ).then(
        PUBLISHED,
        msgspec.structs.replace(DAY, roster="W48"),
        ShiftAssigned(
            shift="2026-11-23/X/A004",
            person="A004",
            day="A004/2026-11-23",
            starts=utc("2026-11-23 01:00"),
            ends=utc("2026-11-23 04:00"),
            code="X",
            roster="W48",
            job="complaints",
        ),
    )


def test_two_lines_of_one_person_do_not_overlap() -> None:
    """The lines are held against each other as well as against what stands."""
    given(LEADER, AGENT).under(LAW).when(
        week("A003 2026-11-23 N", "A003 2026-11-24 X 07:00-12:00"), by="A017"
    ).refused(OnTwoShifts)
    given(LEADER, AGENT, NIGHT).under(LAW).when(
        week("A003 2026-11-24 X 07:00-12:00"), by="A017"
    ).refused(OnTwoShifts, citing=(3,))


def test_all_that_is_wrong_is_told_at_once() -> None:
    """Several unfit lines make one refusal that counts them and cites what is in their way."""
    found = (
        given(LEADER, AGENT, NIGHT)
        .under(LAW)
        .when(
            week(
                "A003 2026-11-23 N",
                "A003 2026-11-23 Q",
                "A003 2026-12-01 D",
                "A999 2026-11-23 D",
            ),
            by="A017",
        )
    )

    found.refused(LinesUnfit, citing=(3,))
    assert found.refusal is not None
    assert found.refusal.text("en").startswith("4 lines cannot be: A003 is on shift")
    assert found.refusal.text("en").endswith("; and 1 more")


def test_a_line_outside_the_period_or_of_nobody_known_is_refused() -> None:
    """Each by its own name."""
    given(LEADER, AGENT).under(LAW).when(week("A003 2026-12-01 D"), by="A017").refused(
        OutsideThePeriod
    )
    given(LEADER).under(LAW).when(week("A999 2026-11-23 D"), by="A017").refused(NobodyToRoster)


def test_a_roster_is_published_once_and_holds_something() -> None:
    """A second roster has a name of its own."""
    given(LEADER, AGENT, PUBLISHED).under(LAW).when(week("A003 2026-11-24 D"), by="A017").refused(
        PublishedAlready, citing=(3,)
    )
    given(LEADER).under(LAW).when(week(), by="A017").refused(NothingToPublish)


def test_a_line_reads_as_it_is_written() -> None:
    """Person, date and code, perhaps times and a job."""
    line = RosterLine(
        person="A003", on=FIRST, code="夜", starts="20:00", ends="24:00", job="complaints"
    )

    for each in (
        line,
        msgspec.structs.replace(line, starts=None),
        msgspec.structs.replace(line, ends=None),
        msgspec.structs.replace(line, starts=None, ends=None),
    ):
        assert line_from(each.text) == each
    for wrong in ("A003 2026-02-29 D", "A003 D", "A003 2026-11-23 D 25:00-26:00", ""):
        with pytest.raises(Unfit):
            line_from(wrong)


def test_a_roster_is_taken_back_but_for_what_has_begun() -> None:
    """Whoever has a shift by now loses it; what has begun stays."""
    mine = msgspec.structs.replace(DAY, roster="W48")
    later = msgspec.structs.replace(NIGHT, roster="W48")
    withdrawing = WithdrawRoster(roster="W48", reason="promotion moved")

    given(LEADER, PUBLISHED, mine, later).when(withdrawing, by="A017", at=DAY.starts).then(
        RosterWithdrawn(roster="W48", shifts=1, reason="promotion moved"),
        ShiftCancelled(
            shift=NIGHT.shift,
            person="A003",
            day=NIGHT.day,
            next_day=NIGHT.next_day,
            starts=NIGHT.starts,
            ends=NIGHT.ends,
            code="N",
            roster="W48",
            reason="promotion moved",
        ),
    )
    given(LEADER, PUBLISHED, mine, later).when(withdrawing, by="A017", at=NIGHT.starts).refused(
        NothingToWithdraw
    )
