"""A superior who is away names a deputy."""

from datetime import timedelta

import msgspec
import pytest

from ledger.kernel.action import NotEntitled, Refused, Role
from ledger.registers.leave.events import Category, LeaveRequested, LeaveSigned
from ledger.registers.leave.sign_leave import SignLeave
from ledger.registers.org.assign_roles import AssignRoles
from ledger.registers.org.delegation import (
    DelegatedAlready,
    EndDelegation,
    NameDeputy,
    NobodyToName,
    NoDeputy,
    NoSuchSpan,
    NothingToPassOn,
    OwnDeputy,
)
from ledger.registers.org.events import (
    DelegationEnded,
    DelegationGranted,
    PersonPlaced,
    PersonRegistered,
    RolesAssigned,
    TeamFormed,
)
from ledger.registers.org.form_team import FormTeam
from ledger.registers.org.place_person import PlacePerson
from ledger.registers.org.standing import OwnMatter
from ledger.testing import NOON, Happening, at, given
from tests.ledger.registers.people import AGENT, CHIEF, COLLEAGUE, LEADER

BEGINS, ENDS = NOON + timedelta(hours=1), NOON + timedelta(days=3)
PLACED = PersonPlaced(person="A017", post="team-leader")
NAME = NameDeputy(delegator="A017", deputy="A003", from_at=BEGINS, to_at=ENDS)
GRANTED = DelegationGranted(
    deputy="A003",
    delegator="A017",
    from_at=BEGINS,
    to_at=ENDS,
    post="team-leader",
    roles=(Role.DUTY_LEADER,),
)


def test_a_superior_passes_on_their_post_and_leading_roles() -> None:
    """S1.4-03: what the deputy may do is what the superior may, for the time that is said."""
    given(LEADER, AGENT, PLACED).when(NAME, by="A017").then(GRANTED, reading=("org.delegation",))


def test_an_administrator_names_a_deputy_for_who_fell_ill() -> None:
    """Somebody who is away already need not come back to say who stands in."""
    given(CHIEF, LEADER, AGENT, PLACED).when(NAME, by="A001").then(GRANTED)
    given(COLLEAGUE, LEADER, AGENT, PLACED).when(NAME, by="A004").refused(NotEntitled)


def test_a_time_without_a_zone_is_the_sites() -> None:
    """Noon typed at a desk in Shanghai is noon there."""
    naive = NameDeputy(
        delegator="A017",
        deputy="A003",
        from_at=BEGINS.replace(tzinfo=None) + timedelta(hours=8),
        to_at=ENDS.replace(tzinfo=None) + timedelta(hours=8),
    )
    given(LEADER, AGENT, PLACED).when(naive, by="A017").then(GRANTED)


@pytest.mark.parametrize(
    ("begins", "ends"), [(ENDS, BEGINS), (NOON - timedelta(days=2), NOON - timedelta(days=1))]
)
def test_a_span_that_is_none_is_refused(begins: object, ends: object) -> None:
    """A deputy's time ends after it begins, and after now."""
    wrong = NameDeputy(delegator="A017", deputy="A003", from_at=begins, to_at=ends)  # type: ignore[arg-type]
    given(LEADER, AGENT, PLACED).when(wrong, by="A017").refused(NoSuchSpan)


def test_nobody_unknown_and_not_oneself() -> None:
    """A deputy is another registered person."""
    given(LEADER, PLACED).when(NAME, by="A017").refused(NobodyToName)
    own = NameDeputy(delegator="A017", deputy="A017", from_at=BEGINS, to_at=ENDS)
    given(LEADER, PLACED).when(own, by="A017").refused(OwnDeputy)


def test_only_what_is_ones_own_is_passed_on() -> None:
    """An agent has nothing to pass on, and a deputy does not pass on what they stand in for."""
    chain = NameDeputy(delegator="A003", deputy="A004", from_at=BEGINS, to_at=ENDS)
    given(AGENT, COLLEAGUE).when(chain, by="A003").refused(NothingToPassOn)
    given(AGENT, COLLEAGUE, GRANTED).when(chain, by="A003", at=BEGINS).refused(NothingToPassOn)


def test_a_person_stands_in_for_one_and_is_stood_in_for_by_one() -> None:
    """Also a delegation that is still to come stands in the way; one that is over does not."""
    given(LEADER, AGENT, PLACED, GRANTED).when(NAME, by="A017").refused(
        DelegatedAlready, citing=(4,)
    )
    other = NameDeputy(delegator="A017", deputy="A004", from_at=BEGINS, to_at=ENDS)
    given(LEADER, COLLEAGUE, PLACED, GRANTED).when(other, by="A017").refused(DelegatedAlready)
    again = NameDeputy(
        delegator="A017", deputy="A003", from_at=ENDS, to_at=ENDS + timedelta(days=1)
    )
    given(LEADER, AGENT, PLACED, GRANTED).when(again, by="A017", at=ENDS).then(
        DelegationGranted(
            deputy="A003",
            delegator="A017",
            from_at=ENDS,
            to_at=ENDS + timedelta(days=1),
            post="team-leader",
            roles=(Role.DUTY_LEADER,),
        )
    )


def test_who_is_back_ends_it() -> None:
    """The deputy stands down, and there is nothing to end a second time."""
    ended = DelegationEnded(deputy="A003", delegator="A017")
    end = EndDelegation(delegator="A017")
    given(LEADER, GRANTED).when(end, by="A017").then(ended)
    given(LEADER, GRANTED, ended).when(end, by="A017").refused(NoDeputy)


def test_what_the_superior_loses_the_deputy_loses() -> None:
    """Another post or other roles of the superior end the delegation."""
    ended = DelegationEnded(deputy="A003", delegator="A017")
    place = PlacePerson(person="A017", post="agent")
    given(CHIEF, LEADER, PLACED, GRANTED).when(place, by="A001").then(
        PersonPlaced(person="A017", post="agent"), ended
    )
    roles = AssignRoles(person="A017", roles=(Role.AGENT,))
    given(CHIEF, LEADER, GRANTED).when(roles, by="A001").then(
        RolesAssigned(person="A017", roles=(Role.AGENT,)), ended
    )


FORM = FormTeam(team="T1", title="早班")


def test_a_deputy_may_do_what_the_superior_may_and_it_is_cited() -> None:
    """The delegation is part of the evidence of what a deputy does."""
    given(AGENT, GRANTED).when(FORM, by="A003", at=BEGINS).then(
        TeamFormed(team="T1", title="早班"), resting_on=(1, 2)
    )


def test_only_during_the_time_and_only_while_registered() -> None:
    """Before it begins, once it is over, after it was ended, and without a role: refused."""
    before, after = BEGINS - timedelta(microseconds=1), ENDS
    for instant in (before, after):
        given(AGENT, GRANTED).when(FORM, by="A003", at=instant).refused(NotEntitled)
    ended = DelegationEnded(deputy="A003", delegator="A017")
    given(AGENT, GRANTED, ended).when(FORM, by="A003", at=BEGINS).refused(NotEntitled)
    left = RolesAssigned(person="A003", roles=())
    given(AGENT, left, GRANTED).when(FORM, by="A003", at=BEGINS).refused(NotEntitled)


@pytest.mark.parametrize("person", ["A003", "A017"])
def test_a_deputy_decides_no_matter_of_their_own_or_the_superiors(person: str) -> None:
    """org.delegation: the power of a superior is used neither by a deputy for themselves nor
    for the one it comes from."""
    place = PlacePerson(person=person, post="cs-director")
    people = (AGENT, GRANTED) if person == "A003" else (AGENT, LEADER, GRANTED)
    when = given(*people).when(place, by="A003", at=BEGINS)
    when.refused(OwnMatter, citing=(len(people),), clause="org.delegation")
    assert isinstance(when.refusal, Refused)


REQUESTED = LeaveRequested(
    leave="L1",
    person="A004",
    requester="A004",
    category=Category.PERSONAL,
    starts=ENDS,
    ends=ENDS + timedelta(days=1),
    days=1.0,
)


def signing(*more: Happening, post: str | None = None) -> object:
    """A deputy, placed as an agent, signs a leave."""
    own = PersonPlaced(person="A003", post="agent")
    history = given(AGENT, own, GRANTED, REQUESTED)
    return history.when(SignLeave(leave="L1", post=post), by="A003", at=BEGINS)


def test_a_deputy_signs_under_the_superiors_post_or_their_own() -> None:
    """Approvals see the post that the deputy stands in for, unless the deputy says their own."""
    for post, shown in ((None, "team-leader"), ("team-leader", "team-leader"), ("agent", "agent")):
        signing(post=post).then(  # type: ignore[attr-defined]
            LeaveSigned(leave="L1", signer="A003", post=shown)
        )


@pytest.mark.parametrize("person", ["A003", "A017"])
def test_a_deputy_signs_no_leave_of_their_own_or_the_superiors(person: str) -> None:
    """A leave of the one who is away is signed by whoever stands above, not by their deputy."""
    own = PersonPlaced(person="A003", post="agent")
    asked = msgspec.structs.replace(REQUESTED, person=person, requester=person)
    given(AGENT, own, GRANTED, asked).when(SignLeave(leave="L1"), by="A003", at=BEGINS).refused(
        OwnMatter, citing=(3, 4), clause="org.delegation"
    )


def test_a_deputy_signs_in_their_own_right_as_before() -> None:
    """Who may sign under their own post goes on doing so, also where they stand in for another."""
    leader = PersonRegistered(person="A003", name="李娜", roles=(Role.TEAM_LEADER,))
    own = PersonPlaced(person="A003", post="team-leader")
    lent = msgspec.structs.replace(GRANTED, post="cs-director")
    asked = msgspec.structs.replace(REQUESTED, person="A017", requester="A017")
    given(leader, own, lent, asked).when(
        SignLeave(leave="L1", post="team-leader"), by="A003", at=BEGINS
    ).then(LeaveSigned(leave="L1", signer="A003", post="team-leader"))


def test_given_events_of_a_delegation_lie_within_every_decisions_boundary() -> None:
    """Whoever acts, the book looks whether they stand in for somebody, and nothing more."""
    given(AGENT, at(GRANTED, NOON)).when(FORM, by="A003", at=NOON).refused(NotEntitled)
