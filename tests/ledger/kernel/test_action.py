"""Actions and refusals."""

from ledger.kernel.action import NotEntitled, actions
from ledger.registers.calls.accept_call import AcceptCall, AlreadyAccepted
from ledger.registers.org.register_person import RegisterPerson


def test_an_action_is_named_after_its_class() -> None:
    """The command line knows an action by its class name with hyphens."""
    assert AcceptCall.verb == "accept-call"
    assert actions()["accept-call"] is AcceptCall


def test_the_name_of_a_person_is_not_the_name_of_the_action() -> None:
    """A field may be called name without getting in the way of the action's own."""
    assert RegisterPerson(person="A1", name="李娜").name == "李娜"
    assert RegisterPerson.verb == "register-person"


def test_a_refusal_speaks_both_languages_and_cites_its_clause() -> None:
    """A refusal names the case in both languages, its clause, and its evidence."""
    refusal = AlreadyAccepted(evidence=(12,), call="c1", agent="A003", position=12)

    assert refusal.text("zh") == "来电 c1 已由 A003 受理（#12）"
    assert refusal.text("en") == "call c1 has been accepted by A003 (#12)"
    assert (refusal.clause, refusal.evidence) == ("calls.accepted_once", (12,))
    assert NotEntitled.clause == "org.roles"
