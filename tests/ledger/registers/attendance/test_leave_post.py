"""Leaving the post and coming back."""

from __future__ import annotations

from datetime import UTC

from ledger.registers.attendance.events import PostLeft, PostReturned
from ledger.registers.attendance.leave_post import (
    AwayAlready,
    LeavePost,
    LongerThanAllowed,
    PermitsOneself,
)
from ledger.registers.attendance.return_to_post import NotAway, ReturnToPost
from ledger.registers.entries import AlreadyEntered, NotAsTheCaseSays
from ledger.testing import at, given
from tests.ledger.registers.attendance.shifts import CENTRE, local
from tests.ledger.registers.people import AGENT, LEADER

EARLIER = local("2026-11-20 12:00")
TEN = local("2026-11-21 10:00")
FIRST = PostLeft(person="A003", day="A003/2026-11-21", absence="A003/2026-11-21/1")
OUT = given(at(AGENT, EARLIER), at(FIRST, TEN), law=CENTRE)


def test_leaving_gives_its_own_number() -> None:
    """Nobody types one; the next of the day follows."""
    given(at(AGENT, EARLIER)).when(LeavePost(person="A003"), by="A003", at=TEN).then(FIRST)
    back = PostReturned(person="A003", day=FIRST.day, absence=FIRST.absence, minutes=5)
    given(at(AGENT, EARLIER), at(FIRST, TEN), at(back, local("2026-11-21 10:05"))).when(
        LeavePost(person="A003"), by="A003", at=local("2026-11-21 11:00")
    ).then(PostLeft(person="A003", day=FIRST.day, absence="A003/2026-11-21/2"))


def test_the_limit_of_a_permitted_absence_is_the_rulebooks() -> None:
    """S4.5-02: ten minutes; a shorter limit may be told, a longer one is refused."""
    leader = given(at(LEADER, EARLIER), law=CENTRE)
    permitted = LeavePost(person="A003", permitted=True)
    ends = local("2026-11-21 10:10").astimezone(UTC)
    leader.when(permitted, by="A017", at=TEN).then(
        PostLeft(
            person="A003", day=FIRST.day, absence=FIRST.absence, limit_ends=ends, permitted=True
        ),
        reading=("attendance.outside_limit",),
    )
    five = local("2026-11-21 10:05")
    leader.when(LeavePost(person="A003", permitted=True, limit_ends=five), by="A017", at=TEN).then(
        PostLeft(
            person="A003",
            day=FIRST.day,
            absence=FIRST.absence,
            limit_ends=five.astimezone(UTC),
            permitted=True,
        )
    )
    late = local("2026-11-21 10:11")
    leader.when(
        LeavePost(person="A003", permitted=True, limit_ends=late), by="A017", at=TEN
    ).refused(LongerThanAllowed)


def test_nobody_permits_their_own_absence() -> None:
    """S4.4-02: it takes the leader's consent."""
    given(at(AGENT, EARLIER)).when(
        LeavePost(person="A003", permitted=True), by="A003", at=TEN
    ).refused(PermitsOneself, clause="attendance.post")


def test_nobody_is_away_twice() -> None:
    """Neither under another number nor under the same one."""
    again = local("2026-11-21 10:05")
    OUT.when(LeavePost(person="A003"), by="A003", at=again).refused(AwayAlready, citing=(2,))
    back = PostReturned(person="A003", day=FIRST.day, absence=FIRST.absence, minutes=2)
    given(at(AGENT, EARLIER), at(FIRST, TEN), at(back, local("2026-11-21 10:02"))).when(
        LeavePost(person="A003", absence=FIRST.absence), by="A003", at=again
    ).refused(AlreadyEntered, citing=(2,))


def test_how_long_one_was_away_is_told_by_the_record() -> None:
    """S4.9-09: in full minutes, whatever anybody says."""
    when = local("2026-11-21 10:19:59")
    back = PostReturned(person="A003", day=FIRST.day, absence=FIRST.absence, minutes=19)
    OUT.when(ReturnToPost(person="A003"), by="A003", at=when).then(back)
    OUT.when(ReturnToPost(person="A003", minutes=19), by="A003", at=when).then(back)
    OUT.when(ReturnToPost(person="A003", minutes=5), by="A003", at=when).refused(
        NotAsTheCaseSays, citing=(2,)
    )


def test_only_who_is_away_comes_back_and_once() -> None:
    """The refusal cites the return that stands."""
    when = local("2026-11-21 11:00")
    given(at(AGENT, EARLIER)).when(ReturnToPost(person="A003"), by="A003", at=when).refused(NotAway)
    back = PostReturned(person="A003", day=FIRST.day, absence=FIRST.absence, minutes=5)
    given(at(AGENT, EARLIER), at(FIRST, TEN), at(back, local("2026-11-21 10:05"))).when(
        ReturnToPost(person="A003", absence=FIRST.absence), by="A003", at=when
    ).refused(AlreadyEntered, citing=(3,))


def test_an_absence_is_that_of_who_left() -> None:
    """A leader cannot end it in another's name."""
    given(at(LEADER, EARLIER), at(FIRST, TEN)).when(
        ReturnToPost(person="A004", absence=FIRST.absence), by="A017", at=local("2026-11-21 10:05")
    ).refused(NotAsTheCaseSays, citing=(2,))


def test_whoever_left_before_midnight_returns_after_it() -> None:
    """An absence over midnight is found again, under the day on which it ends."""
    left = PostLeft(person="A003", day="A003/2026-12-31", absence="A003/2026-12-31/1")
    given(at(AGENT, EARLIER), at(left, local("2026-12-31 23:55"))).when(
        ReturnToPost(person="A003"), by="A003", at=local("2027-01-01 00:05")
    ).then(
        PostReturned(person="A003", day="A003/2027-01-01", absence="A003/2026-12-31/1", minutes=10)
    )
