"""Who is who, signed in, away, or standing in for whom."""

from __future__ import annotations

from datetime import UTC, timedelta

from ledger.kernel.action import Role
from ledger.kernel.event import instant
from ledger.registers.leave.events import (
    Category,
    LeaveGranted,
    LeaveRejected,
    LeaveRequested,
    LeaveReturned,
    LeaveWithdrawn,
)
from ledger.registers.org.events import (
    DelegationEnded,
    DelegationGranted,
    PersonPlaced,
    PersonRegistered,
    RolesAssigned,
)
from ledger.registers.seats.events import SeatSignedIn, SeatSignedOut
from ledger.registers.sessions.events import (
    ConsoleLocked,
    ConsoleUnlocked,
    Ending,
    Locking,
    PasswordSet,
    SessionEnded,
    SignInSucceeded,
)
from projections.people import People, PersonLine, lines, placed_on
from tests.projections.happenings import Happening, at, ledger

AGENT = PersonRegistered(person="A003", name="李娜", roles=(Role.AGENT,), team="T1")
LEADER = PersonRegistered(person="A017", name="王敏", roles=(Role.DUTY_LEADER, Role.AUDITOR))
PLACED = PersonPlaced(
    person="A003", post="agent", unit="desk-189", supervisor="A017", licences=("C1", "A2")
)
IN = SignInSucceeded(login="l3", person="A003", session="s1", station="desk-1")
ASKED = LeaveRequested(
    leave="L1",
    person="A003",
    category=Category.PERSONAL,
    starts=instant(at("12:00:00")),
    ends=instant(at("18:00:00")),
    days=0.5,
)
GRANTED = LeaveGranted(
    leave="L1", person="A003", applicant="A003", days=0.5, category=Category.PERSONAL
)
DEPUTY = DelegationGranted(
    deputy="A003",
    delegator="A017",
    from_at=instant(at("12:00:00")),
    to_at=instant(at("18:00:00")),
)


def listed(*happened: Happening, now: str = "13:00:00") -> dict[str, PersonLine]:
    """The people at a time of the day, after these events."""
    people = People()
    people.apply(ledger(("07:00:00", LEADER), ("07:00:01", AGENT), *happened))
    return {line.row.person: line for line in lines(people, at(now), UTC)}


def test_a_person_stands_where_they_were_placed_last() -> None:
    """Post, unit, superior, licences and roles are those of the newest events."""
    row = listed(
        ("08:00:00", PLACED), ("09:00:00", RolesAssigned(person="A003", roles=(Role.TEAM_LEADER,)))
    )["A003"].row
    assert (row.post, row.unit, row.supervisor) == ("agent", "desk-189", "A017")
    assert (row.licences, row.roles, row.team) == ("C1 A2", "team-leader", "T1")


def test_units_stand_together_and_who_has_left_comes_last() -> None:
    """People are found by their unit; a person without a role is one of the past."""
    left = RolesAssigned(person="A003", roles=())
    assert list(listed(("08:00:00", PLACED))) == ["A003", "A017"]
    assert list(listed(("08:00:00", PLACED), ("09:00:00", left))) == ["A017", "A003"]


def test_a_session_is_followed_through_lock_and_end() -> None:
    """Signed in at a console, locked, opened, and over; another session's end changes nothing."""
    lock = ConsoleLocked(person="A003", session="s1", reason=Locking.IDLE)
    unlock = ConsoleUnlocked(login="l3", person="A003", session="s1")
    other = SessionEnded(person="A003", session="s0", reason=Ending.SIGNED_OUT)
    over = SessionEnded(person="A003", session="s1", reason=Ending.SIGNED_OUT)
    steps = (
        (IN, ("s1", False)),
        (lock, ("s1", True)),
        (unlock, ("s1", False)),
        (other, ("s1", False)),
        (over, (None, False)),
    )
    happened: list[Happening] = []
    for number, (event, expected) in enumerate(steps):
        happened.append((f"08:00:0{number}", event))
        line = listed(*happened)["A003"]
        assert (line.row.session, line.row.locked) == expected
        assert line.present == (expected[0] is not None)


def test_a_seat_counts_as_signed_in() -> None:
    """Whoever takes calls is there, console or not."""
    sat = ("08:00:00", SeatSignedIn(agent="A003"))
    assert listed(sat)["A003"].present
    assert not listed(sat, ("09:00:00", SeatSignedOut(agent="A003")))["A003"].present


def test_leave_counts_while_it_lasts_and_only_once_granted() -> None:
    """Asked for is not away; granted is, from its start to its end or the return."""
    asked, granted = ("08:00:00", ASKED), ("09:00:00", GRANTED)
    back = ("12:30:00", LeaveReturned(leave="L1", person="A003"))
    assert listed(asked)["A003"].away_until is None
    assert listed(asked, granted)["A003"].away_until == at("18:00:00")
    assert listed(asked, granted, now="11:59:59")["A003"].away_until is None
    assert listed(asked, granted, now="18:00:00")["A003"].away_until is None
    assert listed(asked, granted, back)["A003"].away_until is None
    rejected = ("09:00:00", LeaveRejected(leave="L1", reason="人手不足"))
    assert listed(asked, rejected)["A003"].away_until is None
    withdrawn = ("09:30:00", LeaveWithdrawn(leave="L1", person="A003", withdrawer="A003"))
    assert listed(asked, granted, withdrawn)["A003"].away_until is None


def test_a_deputy_stands_in_during_the_time() -> None:
    """Both of the two are told of it, from the beginning to the end of the delegation."""
    named = ("08:00:00", DEPUTY)
    found = listed(named)
    assert (found["A003"].stands_in_for, found["A017"].stood_in_by) == ("A017", "A003")
    early = listed(named, now="11:00:00")
    assert (early["A003"].stands_in_for, early["A017"].stood_in_by) == (None, None)
    ended = listed(named, ("12:30:00", DelegationEnded(deputy="A003", delegator="A017")))
    assert ended["A017"].stood_in_by is None


def test_a_password_is_known_to_exist_and_nothing_more() -> None:
    """The view says who can sign in; it holds no digest."""
    secret = PasswordSet(person="A003", digest="sealed")
    row = listed(("08:00:00", secret))["A003"].row
    assert row.password
    assert "sealed" not in repr(row)


def test_people_nobody_registered_are_left_out() -> None:
    """An imported sign-in of somebody unknown makes no row."""
    assert list(listed(("08:00:00", SeatSignedIn(agent="B999")))) == ["A003", "A017"]


def test_a_licence_that_is_over_is_told() -> None:
    """It is valid through its last day; one without a day never expires."""
    day = instant(at("12:00:00")).date()
    placed = PersonPlaced(
        person="A003",
        post="driver",
        licences=("C1", "A2", "B1"),
        licences_until=(None, day - timedelta(days=1), day),
    )
    line = listed(("08:00:00", placed))["A003"]
    assert line.expired == ("A2",)
    assert line.row.licences == f"C1 A2@{day - timedelta(days=1)} B1@{day}"


def test_where_a_person_stood_on_a_day() -> None:
    """What was entered later holds from the day it counts from on, and not before."""
    day = instant(at("12:00:00")).date()
    people = People()
    early = PersonPlaced(person="A003", post="agent", since=day - timedelta(days=20))
    late = PersonPlaced(person="A003", post="driver", since=day - timedelta(days=5))
    now = PersonPlaced(person="A003", post="team-leader")
    people.apply(
        ledger(("07:00:00", AGENT), ("08:00:00", early), ("09:00:00", late), ("10:00:00", now))
    )

    def post(days_before: int) -> str | None:
        found = placed_on(people, "A003", day - timedelta(days=days_before), UTC)
        return found.post if found is not None else None

    assert [post(each) for each in (21, 20, 6, 5, 1, 0)] == [
        None,
        "agent",
        "agent",
        "driver",
        "driver",
        "team-leader",
    ]
