"""Forms made from the fields of actions."""

from __future__ import annotations

from datetime import datetime

import pytest

from console import forms
from console.forms import FormFault
from console.subject import Subject
from ledger import registers
from ledger.kernel.action import Action, actions
from ledger.registers.calls.accept_call import AcceptCall
from ledger.registers.calls.offer_call import OfferCall
from ledger.registers.org.register_person import RegisterPerson
from ledger.registers.seats.pause_seat import PauseSeat
from ledger.registers.seats.sign_in import SignIn
from ledger.rulebook.loading import built_in
from ledger.rulebook.lookup import Lawbook
from tests.console.floor.day import NOW, ZONE

registers.load()
LAW = Lawbook(built_in())


@pytest.mark.parametrize("action", actions().values(), ids=lambda action: action.verb)
def test_every_action_has_a_form_in_both_languages(action: type[Action]) -> None:
    """Each field of each action has a label in Chinese and in English."""
    for field in forms.fields_of(action, LAW.on(NOW.date())):
        assert field.label.zh
        assert field.label.en
        assert field.label.zh != field.name, field


def test_required_fields_are_known() -> None:
    """A field without a default must be filled in, one with a default need not."""
    required = {field.name: field.required for field in forms.fields_of(SignIn)}
    assert required == {"agent": True, "seat": False, "queues": False}


@pytest.mark.parametrize("action", actions().values(), ids=lambda action: action.verb)
def test_what_is_derived_is_a_field_that_may_be_left_out(action: type[Action]) -> None:
    """What follows from the ledger has no need to be told, and is a field of its action."""
    fields = {field.name: field for field in forms.fields_of(action)}
    assert {name for name in action.derived if not fields[name].required} == set(action.derived)


def test_the_law_lists_the_reasons_of_a_pause() -> None:
    """The choices of a pause are those of the clause, with their labels."""
    reason = forms.fields_of(PauseSeat, LAW.on(NOW.date()))[1]
    assert reason.kind == "choice"
    assert "meal" in dict(reason.choices)
    assert dict(reason.choices)["meal"].zh == "吃饭"


def test_the_row_and_who_acts_fill_what_is_required() -> None:
    """A waiting call fills the call; who acts is the agent, unless the row is about another."""
    fields = forms.fields_of(AcceptCall)
    call = Subject("call", queue="189", call="09001")
    assert forms.filled(fields, call, "A017") == {"call": "09001", "agent": "A017"}
    person = Subject("agent", agent="A003")
    assert forms.filled(fields, person, "A017") == {"call": "", "agent": "A003"}


def test_what_was_typed_becomes_the_action() -> None:
    """Numbers, lists and times are read as what the action's fields are."""
    typed = {"call": "09001", "queue": "189", "priority": "3", "arrived": "2026-11-21 10:30"}
    assert forms.build(OfferCall, forms.fields_of(OfferCall), typed, ZONE) == OfferCall(
        call="09001",
        queue="189",
        priority=3,
        arrived=datetime(2026, 11, 21, 10, 30, tzinfo=ZONE),
    )
    several = {"agent": "A003", "queues": "189，180, 96123"}
    assert forms.build(SignIn, forms.fields_of(SignIn), several, ZONE) == SignIn(
        agent="A003", queues=("189", "180", "96123")
    )


@pytest.mark.parametrize(
    ("action", "typed", "field"),
    [
        (AcceptCall, {"agent": "A003"}, "call"),
        (OfferCall, {"call": "1", "queue": "189", "priority": "urgent"}, "priority"),
        (OfferCall, {"call": "1", "queue": "189", "arrived": "noon"}, "arrived"),
        (RegisterPerson, {"person": "A050", "name": "x", "roles": "emperor"}, "roles"),
    ],
)
def test_a_fault_names_its_field(action: type[Action], typed: dict[str, str], field: str) -> None:
    """What is missing or cannot be is told with the field's label."""
    fields = forms.fields_of(action)
    with pytest.raises(FormFault) as fault:
        forms.build(action, fields, typed, ZONE)
    assert fault.value.field == field
    label = next(each.label for each in fields if each.name == field)
    assert label.zh in fault.value.words.zh
    assert label.en in fault.value.words.en


def test_what_concerns_the_row_comes_first() -> None:
    """On a person the actions of seats lead, on a queue those of queues."""
    person = forms.applicable(Subject("agent", agent="A003"))
    assert all("agent" in action.__struct_fields__ for action in person[:4])
    queue = forms.applicable(Subject("answered", queue="189"))
    assert "queue" in queue[0].__struct_fields__
