"""Which clause, register or scenario serves each rule of the regulations."""

from __future__ import annotations

import pytest

from ledger.rulebook import coverage as covering
from ledger.rulebook.coverage import Server, by_clauses, by_docstrings, coverage, rule_ids
from ledger.rulebook.rules import catalogue
from ledger.scenarios.serving import coverage_here


@pytest.mark.parametrize("preset", covering.FINISHED)
def test_every_rule_of_a_finished_preset_is_served(preset: str) -> None:
    """A regulation is carried out when a clause, an action or a scenario serves each rule."""
    unserved = [
        each.rule.id for each in coverage_here() if each.preset == preset and not each.servers
    ]

    assert unserved == []


def test_every_rule_is_served_or_has_a_reason() -> None:
    """What is not served yet is never silently missing: the data say to what it belongs."""
    silent = [each.rule.id for each in coverage_here() if not each.servers and each.reason is None]

    assert silent == []


def test_the_whole_catalogue_is_covered_once() -> None:
    """Coverage tells of each of the 565 rules, in the order of the sources."""
    assert [each.rule.id for each in coverage([])] == list(catalogue.rules())


def test_reasons_name_only_what_there_is() -> None:
    """A reason for a rule or a system that does not exist would hide a gap."""
    for each in covering.unserved():
        assert set(each.systems) <= set(catalogue.systems())
        assert set(each.rules) <= set(catalogue.rules())


def test_no_reason_excuses_a_finished_preset() -> None:
    """A finished preset has no rule that could be left for later."""
    systems = catalogue.systems()
    excused = {systems[system].preset for each in covering.unserved() for system in each.systems}
    named = {catalogue.rules()[rule] for each in covering.unserved() for rule in each.rules}

    assert excused.isdisjoint(covering.FINISHED)
    assert {systems[rule.system].preset for rule in named}.isdisjoint(covering.FINISHED)


def test_a_range_of_rules_stands_for_each_of_them() -> None:
    """A docstring may name rules in a row without spelling each out."""
    assert rule_ids("Leaks (S2.6-25..27) and lateness (S1.21-01), not S9 or (S4.9).") == [
        "S2.6-25",
        "S2.6-26",
        "S2.6-27",
        "S1.21-01",
    ]


def test_clauses_serve_what_their_source_names_and_classes_what_their_docstring_names() -> None:
    """Both ways of naming a rule count, and neither takes the other's place."""

    class Refusing:
        """Refuses what S1.21-01 does not allow."""

    found = {
        each.rule.id: each.servers
        for each in coverage(
            [
                *by_clauses([("attendance.late", ["S1.21-01", "ICMI 2005"])]),
                *by_docstrings({"refusing": Refusing}),
            ]
        )
    }

    assert found["S1.21-01"] == (
        Server("clause", "attendance.late"),
        Server("register", "refusing"),
    )
    assert found["S1.21-02"] == ()
