"""What a confirmed offence takes the place of: the same fact, and the members of a group."""

from datetime import date

from ledger.registers.discipline.replacing import AlreadySanctioned
from tests.ledger.registers.discipline.cases import (
    LEADER,
    after,
    confirmed,
    fixed,
    notified,
    proposed,
    sanction,
    taken_back,
)
from tests.ledger.registers.discipline.test_confirm_offence import confirming, void


def test_one_fact_and_family_are_sanctioned_once() -> None:
    """The second case about the same fact within the family is refused, citing the first."""
    first = proposed("talk", 90)
    second = proposed("rules", 90, offence="A031/2026-11-21/90.2")
    confirming(confirmed(first), LEADER, second, offence=second.offence).refused(
        AlreadySanctioned, citing=(1,)
    )


def test_the_other_open_cases_of_the_fact_and_family_become_void() -> None:
    """Once one is confirmed, nobody has to decide about the other."""
    first = proposed("talk", 90)
    other = proposed("rules", 90, offence="A031/2026-11-21/90.2")
    own = sanction(first, amount=3000, computation=fixed(30))
    confirming(LEADER, first, other).then(
        confirmed(first), void(other, first), own, notified(own, after(3))
    )


def test_a_fine_of_the_whole_group_takes_the_place_of_the_members_own() -> None:
    """S2.5-17, J24: the member's open case becomes void, the confirmed one is taken back."""
    open_case, settled = proposed("duty", 70), proposed("duty", 80)
    fine = sanction(settled, amount=5000)
    group = proposed("duty-group", 90)
    own = sanction(group, amount=5000, computation=fixed(50))
    history = (settled, confirmed(settled), fine, LEADER, open_case, group)
    confirming(*history).then(
        confirmed(group),
        void(open_case, group),
        taken_back(settled, fine, 3),
        own,
        notified(own, after(6)),
    )


def test_what_the_group_fine_replaces_does_not_count_for_the_year() -> None:
    """S2.5-18, J24: one day of absence counts once, not as the member's and the group's."""
    earlier = proposed("duty", 70, occurred=date(2026, 11, 20))
    settled, group = proposed("duty", 80), proposed("duty-group", 90)
    fine, own = sanction(settled, amount=5000), sanction(group, amount=5000, computation=fixed(50))
    history = (confirmed(earlier), settled, confirmed(settled), fine, LEADER, group)
    confirming(*history).then(
        confirmed(group), taken_back(settled, fine, 4), own, notified(own, after(6))
    )


def test_on_the_day_of_a_group_fine_the_members_own_is_refused() -> None:
    """J24: also when the group's was confirmed before."""
    group, own = proposed("duty-group", 80), proposed("duty", 90)
    confirming(confirmed(group), LEADER, own).refused(AlreadySanctioned, citing=(1,))
