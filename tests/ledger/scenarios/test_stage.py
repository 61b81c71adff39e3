"""Scenarios are played the way things go in earnest, and the same way every time."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest

from ledger.kernel.event import micros
from ledger.obligations.tracker import Tracker
from ledger.registers.regulation.events import RulebookAdopted
from ledger.rulebook.loading import preset, preset_names
from ledger.scenarios.form import Scenario, scenario_from
from ledger.scenarios.loading import of_preset
from ledger.scenarios.stage import Stage, play, steps_of
from ledger.views.runner import Runner

ZONE = ZoneInfo("Asia/Shanghai")
EIGHT = datetime(2026, 11, 21, 8, 30)
PEOPLE = [
    {"person": "A031", "post": "agent", "supervisor": "A017"},
    {"person": "A017", "post": "team-leader", "roles": ["team-leader"]},
]
LATE = {"at": EIGHT, "event": "lateness.recorded", "person": "A031", "minutes": 12}


def scenario(**told: object) -> Scenario:
    """A scenario as a file tells it, in which A031 is 12 minutes late."""
    whole = {"name": "late", "people": PEOPLE, "given": [LATE], "then": {}, **told}
    return scenario_from(whole)


def staged(played: Scenario, rulebook: str = "team-discipline", **fill: object) -> Stage:
    """The stage that a scenario ended on."""
    steps = list(steps_of(played, ZONE))
    stage = Stage(played, preset(rulebook, fill), steps, ZONE)
    for step in steps:
        stage.do(step)
    if played.until is not None:
        stage.pass_to(played.until.replace(tzinfo=ZONE))
    return stage


def differences(**told: object) -> list[str]:
    """What a scenario differs in, in English."""
    return [words.en for words in play(scenario(**told), preset("team-discipline"))]


def test_the_rulebook_is_adopted_the_day_before_anything_happens() -> None:
    """A rulebook touches no earlier facts, so it has to be there before them."""
    stage = staged(scenario())

    adopted = next(each for each in stage.book.read() if isinstance(each.event, RulebookAdopted))

    assert adopted.envelope.at.astimezone(ZONE) == datetime(2026, 11, 20, tzinfo=ZONE)
    assert adopted.event is not None


def test_what_is_proposed_can_be_decided_and_is_then_issued() -> None:
    """A case is named by its number in the order in which cases arose."""
    confirm = {"at": EIGHT, "by": "A017", "action": "confirm-offence", "offence": 1}

    assert differences(do=[confirm], then={"total": {"A031": "12.00 CNY", "*": "12.00 CNY"}}) == []


def test_each_stands_for_every_undecided_case() -> None:
    """A leader who confirms all in the evening need not count them."""
    other = {**LATE, "person": "A017"}
    decider = {"person": "A001", "post": "department-manager", "roles": ["duty-leader"]}
    confirm = {"at": EIGHT, "by": "A001", "action": "confirm-offence", "offence": "each"}

    found = differences(
        people=[*PEOPLE, decider], given=[LATE, other], do=[confirm], then={"total": {}}
    )

    assert [each for each in found if "could not be" in each or "no case" in each] == []


@pytest.mark.parametrize(
    ("then", "says"),
    [
        (
            {"proposed": [{"offence": "attendance.late", "person": "A031", "amount": "29 CNY"}]},
            "expected a proposal of attendance.late for A031 of 29.00 CNY; "
            "proposed: attendance.late for A031 of 12.00 CNY",
        ),
        ({"nothing": True}, "expected no proposal of attendance.late for A031 of 12.00 CNY"),
        (
            {"not_proposed": ["attendance.late"]},
            "expected no proposal of attendance.late for A031 of 12.00 CNY",
        ),
        (
            {"issued": [{"person": "A031", "kind": "fine", "amount": "12 CNY"}]},
            "expected a sanction: fine for A031 of 12.00 CNY; issued: none",
        ),
        ({"total": {"A031": "12 CNY"}}, "expected a total of 12.00 CNY for A031; it is 0.00 CNY"),
        (
            {"obligations": [{"clause": "outing.explained", "state": "open"}]},
            "expected the obligation outing.explained open; there were: none",
        ),
    ],
)
def test_a_difference_says_what_was_expected_and_what_came(
    then: dict[str, object], says: str
) -> None:
    """Whoever wrote the scenario sees both, without looking into a ledger."""
    assert differences(then=then) == [says]


def test_a_wanted_thing_that_stands_twice_is_wanted_twice() -> None:
    """Two equal expectations are not met by one proposal."""
    late = {"offence": "attendance.late", "person": "A031"}

    assert differences(then={"proposed": [late]}) == []
    assert len(differences(then={"proposed": [late, late]})) == 1


def test_a_refusal_is_judged_by_its_clause() -> None:
    """Only ``when`` may be refused, and by the very clause that is named."""
    by_an_agent = {"at": EIGHT, "by": "A031", "action": "place-person", "person": "A031"}
    when = {**by_an_agent, "post": "team-leader"}

    assert differences(when=when, then={"refused": "org.roles"}) == []
    (told,) = differences(when=when, then={"refused": "org.register"})
    assert told.startswith("expected a refusal by org.register; refused by org.roles: ")
    (told,) = differences(when=when, then={})
    assert told.startswith("expected that it is accepted; refused by org.roles: ")


def test_an_action_on_the_way_that_is_refused_is_told() -> None:
    """A scenario whose preparation fails proves nothing, and says so."""
    confirm = {"at": EIGHT, "by": "A031", "action": "confirm-offence", "offence": 1}

    (told,) = differences(do=[confirm])

    assert told.startswith("step 1 of do, confirm-offence, was refused by ")


def test_a_case_that_there_is_not_is_told() -> None:
    """A number beyond the cases is a fault of the scenario."""
    confirm = {"at": EIGHT, "by": "A017", "action": "confirm-offence", "offence": 2}

    assert differences(do=[confirm]) == ["there is no case 2; there are 1"]


def test_a_scenario_without_any_time_cannot_be_played() -> None:
    """Nothing can happen at no time."""
    assert differences(given=[]) == ["no time at all; write given, when or until"]


def test_missed_duties_of_the_calendar_stay_in_the_background() -> None:
    """A week passes in which nobody does any periodic duty; the lateness alone is a case."""
    week = EIGHT + timedelta(days=7)
    stage = staged(scenario(until=week))

    assert len(stage.cases()) == 1


@pytest.mark.parametrize("name", preset_names())
def test_a_scenario_played_twice_writes_the_same_bytes(name: str) -> None:
    """Decisions depend on the history and the law alone: two runs agree byte for byte."""
    written = max(of_preset(name), key=lambda each: len(each.scenario.given))
    first = staged(written.scenario, name, **written.fill)
    second = staged(written.scenario, name, **written.fill)

    assert list(first.book.recorder.rows()) == list(second.book.recorder.rows())


@pytest.mark.parametrize("name", preset_names())
def test_replaying_a_ledger_twice_gives_identical_obligations(name: str) -> None:
    """The obligations are a pure fold: replayed, every row is the same to the byte."""
    written = max(of_preset(name), key=lambda each: len(each.scenario.given))
    stage = staged(written.scenario, name, **written.fill)
    until = micros(stage.clock.now())

    def replayed() -> bytes:
        runner = Runner(stage.book, Tracker(stage.book.site.zone))
        runner.catch_up()
        return msgspec.json.encode(list(runner.projection.standing(until)))

    carried = msgspec.json.encode(list(stage.warden.tracker.standing(until)))

    assert replayed() == replayed()
    assert sorted(msgspec.json.decode(carried), key=str) == sorted(
        msgspec.json.decode(replayed()), key=str
    )
