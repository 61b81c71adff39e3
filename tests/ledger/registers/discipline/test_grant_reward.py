"""Somebody is rewarded."""

from typing import Any

import pytest

from ledger.registers.discipline.accounts import AmountRefused
from ledger.registers.discipline.case import NotTheDecider
from ledger.registers.discipline.events import SanctionIssued
from ledger.registers.discipline.grant_reward import (
    GrantReward,
    OwnReward,
    RewardedNotRegistered,
)
from ledger.rulebook.lookup import OutsideCoverage
from ledger.testing import When
from tests.ledger.registers.discipline.cases import (
    DAY,
    LEADER,
    MONTH,
    OFFENDER,
    after,
    notified,
    proposed,
    sanction,
    under_trial,
)


def granting(*history: Any, by: str = "A017", person: str = "A031", **more: Any) -> When:
    """A reward is granted."""
    fields: dict[str, Any] = {"clause": "praise"} | more
    action = GrantReward(person=person, occurred=DAY, **fields)
    return under_trial(*history).when(action, by=by)


def reward(name: str, amount: int, **more: Any) -> SanctionIssued:
    """What is issued of it."""
    fields: dict[str, Any] = {"clause": "praise", "evidence": ()} | more
    return SanctionIssued(
        offence=f"A031/2026-11-21/{name}",
        sanction=1,
        person="A031",
        day="A031/2026-11-21",
        kind="reward",
        issuer="A017",
        account=MONTH,
        amount=amount,
        **fields,
    )


def test_a_reward_within_its_range_is_granted_with_a_reason() -> None:
    """The computation and the evidence stand beside it, as with a fine."""
    lines = (("100.00–300.00 内定为 250.00", "set at 250.00 within 100.00–300.00"),)
    granted = reward("w1", 25_000, computation=lines, evidence=(7,))
    granting(LEADER, OFFENDER, amount="250", reason="连续满勤", evidence=(7,)).then(
        granted,
        notified(granted, after(2)),
        reading=("discipline.decision", "discipline.statement", "praise"),
    )


def test_praise_needs_no_amount_and_a_days_rewards_are_counted() -> None:
    """The second reward of a day has a name of its own; a fine of that day does not count."""
    lines = (("只作记录，不处罚", "recorded only, no sanction"),)
    second = reward("w2", 0, clause="thanks", computation=lines)
    fine = sanction(proposed("duty", 90), amount=5000)
    granting(LEADER, OFFENDER, reward("w1", 0), fine, clause="thanks").then(
        second, notified(second, after(4))
    )


def test_outside_the_range_or_without_reason_it_is_refused() -> None:
    """J25 holds for rewards too."""
    granting(LEADER, OFFENDER, amount="301", reason="r").refused(AmountRefused, clause="praise")
    granting(LEADER, OFFENDER, amount="250").refused(AmountRefused, clause="praise")


def test_nobody_rewards_themselves() -> None:
    """The beneficiary takes no part."""
    granting(LEADER, person="A017", clause="thanks").refused(OwnReward)


def test_another_post_and_a_stranger_are_refused() -> None:
    """The clause names who rewards; only a person in the book receives."""
    granting(OFFENDER, by="A031", person="A017", clause="thanks").refused(
        NotTheDecider, clause="thanks"
    )
    granting(LEADER, clause="thanks").refused(RewardedNotRegistered)


def test_an_offence_is_no_reward() -> None:
    """A clause of another kind is an error, never a reward of nothing."""
    with pytest.raises(OutsideCoverage, match="duty"):
        granting(LEADER, OFFENDER, clause="duty")
