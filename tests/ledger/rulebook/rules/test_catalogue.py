"""The catalogue is whole: every rule, deadline, offence and post, and nothing that hangs loose."""

import tomllib
from collections import Counter
from importlib import resources
from itertools import pairwise

import pytest

from ledger.rulebook.rules import catalogue

Named = catalogue.System | catalogue.Rule | catalogue.Deadline | catalogue.Offence | catalogue.Post

PRESETS = {
    "telecom-callcentre",
    "dealer-operations",
    "insurance-safety",
    "team-discipline",
    "online-store",
    "trading-service",
    "software-service",
    "customer-files",
    "four-hour-chain",
    "planning-dept",
    "operations-centre",
    "town-duty",
    "bureau-vehicles",
    "driving-school",
    "hygiene",
    "concierge",
    "generic-service",
    "qc-circle",
    "floor-service",
}


def _written(table: str) -> list[str]:
    room = resources.files(catalogue.__package__)
    files = [file for file in room.iterdir() if file.name.endswith(".toml")]
    read = [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]
    return [entry["id"] for content in read for entry in content.get(table, [])]


@pytest.mark.parametrize(
    ("table", "number"),
    [("rule", 565), ("system", 55), ("deadline", 90), ("offence", 55), ("post", 128)],
)
def test_everything_stands_in_the_files_once(table: str, number: int) -> None:
    """The sources hold 565 rules in 55 systems, 90 deadlines and 55 offences; no id is twice."""
    written = _written(table)

    assert len(written) == number
    assert len(set(written)) == number


def test_the_accessors_give_all_that_is_written() -> None:
    """Nothing that stands in a data file is left unread."""
    assert set(catalogue.rules()) == set(_written("rule"))
    assert set(catalogue.systems()) == set(_written("system"))
    assert set(catalogue.deadlines()) == set(_written("deadline"))
    assert set(catalogue.offences()) == set(_written("offence"))
    assert set(catalogue.posts()) == set(_written("post"))


def test_the_kinds_are_as_many_as_the_sources_count() -> None:
    """Of each of the 26 kinds there are as many rules as the requirements say."""
    assert Counter(rule.kind for rule in catalogue.rules().values()) == {
        "call/ticket SLA": 59,
        "periodic duty": 56,
        "offence+fine": 51,
        "record+retention": 46,
        "role": 36,
        "performance KPI": 30,
        "conduct": 30,
        "escalation": 27,
        "approval": 26,
        "training/exam/grade": 25,
        "inspection": 22,
        "confidentiality/borrow": 22,
        "task/report-back": 16,
        "meeting": 16,
        "attendance": 14,
        "leave": 13,
        "shift": 12,
        "vehicle/asset/key": 12,
        "handover": 9,
        "quota": 8,
        "knowledge base/bulletin": 7,
        "swap": 7,
        "other": 6,
        "reward": 5,
        "quality check": 5,
        "visitor/access": 5,
    }


def test_every_rule_has_its_system_and_every_system_rules_without_a_gap() -> None:
    """The rules of a system are numbered from 01 on, and no rule stands outside a system."""
    of_system = Counter(rule.system for rule in catalogue.rules().values())

    assert of_system.keys() == catalogue.systems().keys()
    for system, number in of_system.items():
        for index in range(1, number + 1):
            assert f"{system}-{index:02}" in catalogue.rules()


def test_every_preset_has_systems_and_every_system_one_of_the_presets() -> None:
    """The 19 presets share out all systems, so that no rule is without a preset."""
    assert {system.preset for system in catalogue.systems().values()} == PRESETS
    assert sum(len(catalogue.rules_of(preset)) for preset in PRESETS) == 565


def test_the_rules_of_a_preset_are_those_of_its_systems() -> None:
    """The attendance preset adopts S1.20 and S1.21 and nothing else."""
    rules = catalogue.rules_of("team-discipline")

    assert {rule.system for rule in rules} == {"S1.20", "S1.21"}
    assert len(rules) == 16


def test_a_name_that_is_no_preset_has_no_rules() -> None:
    """Asking for the rules of an unknown preset gives none."""
    assert catalogue.rules_of("no-such-preset") == []


def test_deadlines_are_numbered_and_name_rules_that_exist() -> None:
    """D01 to D90 are all there, and each rests on rules of the catalogue."""
    assert list(catalogue.deadlines()) == [f"D{number:02}" for number in range(1, 91)]
    for deadline in catalogue.deadlines().values():
        assert deadline.rules
        assert set(deadline.rules) <= catalogue.rules().keys()


def test_a_deadline_stands_in_the_presets_of_its_rules() -> None:
    """A deadline belongs to a preset exactly when one of its rules does."""
    for deadline in catalogue.deadlines().values():
        systems = [catalogue.systems()[catalogue.rules()[rule].system] for rule in deadline.rules]
        assert set(deadline.presets) == {system.preset for system in systems}, deadline.id
        assert len(deadline.presets) == len(set(deadline.presets))


def test_offences_name_rules_that_exist() -> None:
    """Each offence rests on rules of the catalogue."""
    for offence in catalogue.offences().values():
        assert offence.rules
        assert set(offence.rules) <= catalogue.rules().keys()


def test_posts_cover_every_role_and_name_rules_that_exist() -> None:
    """R01 to R63 have each at least one post, and every post rests on rules."""
    posts = catalogue.posts().values()

    assert {post.code for post in posts} == {f"R{number:02}" for number in range(1, 64)}
    for post in posts:
        assert post.level >= 0
        assert post.rules
        assert set(post.rules) <= catalogue.rules().keys()


@pytest.mark.parametrize(
    "upwards",
    [
        ("representative", "team-leader", "cs-director", "centre-director"),
        (
            "agent",
            "business-supervisor",
            "department-manager",
            "division-manager",
            "general-manager",
            "chairman",
        ),
        ("information-supervisor", "cs-manager", "general-manager"),
        ("department-manager", "deputy-general-manager", "general-manager"),
        ("online-agent", "store-manager"),
        ("duty-staff", "duty-group-leader", "party-government-office", "party-government-leader"),
        ("teaching-section", "school-director", "parent-school-office", "parent-school-leader"),
    ],
)
def test_levels_rise_along_a_chain_of_command(upwards: tuple[str, ...]) -> None:
    """Whoever stands further up a chain of the sources has the higher level."""
    levels = [catalogue.posts()[post].level for post in upwards]

    assert all(lower < higher for lower, higher in pairwise(levels))


def test_titles_are_short_in_both_languages() -> None:
    """A title fits a line of a list: at most 18 Chinese characters, at most 8 English words."""
    named: list[Named] = [
        *catalogue.systems().values(),
        *catalogue.rules().values(),
        *catalogue.deadlines().values(),
        *catalogue.offences().values(),
        *catalogue.posts().values(),
    ]
    for each in named:
        assert 0 < len(each.title.zh) <= 18, each.id
        assert 0 < len(each.title.en.split()) <= 8, each.id
