"""Actions and refusals."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from ledger.kernel.action import NotEntitled, actions
from ledger.registers.calls.accept_call import AcceptCall, AlreadyAccepted
from ledger.registers.calls.case import TimeGoesBack
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


def test_a_refusal_tells_instants_by_the_clocks_of_the_site() -> None:
    """Once it is known where it was decided, nobody has to add hours to what is told."""
    at = datetime(2026, 11, 21, 20, 30, tzinfo=UTC)
    refusal = TimeGoesBack(evidence=(3,), call="c1", latest=at, position=3)
    assert "2026-11-21 20:30:00" in refusal.text("en")
    refusal.zone = ZoneInfo("Asia/Shanghai")
    assert refusal.text("en") == "time would go back: call c1 went on at 2026-11-22 04:30:00 (#3)"
