"""The menu of all actions."""

from __future__ import annotations

from datetime import timedelta

from console import menu
from console.subject import Subject
from ledger import registers
from ledger.book import Book
from ledger.kernel.action import Role, actions
from ledger.registers.org.delegation import EndDelegation, NameDeputy
from tests.console.floor.day import LEADER

registers.load()


def test_everything_that_people_can_do_is_listed_once() -> None:
    """Whoever asks, no action is missing and none stands twice; the program's own are left out."""
    done_by_people = {verb for verb, kind in actions().items() if kind.by != (Role.PROGRAM,)}
    for roles in (None, frozenset[Role](), frozenset((Role.AGENT,))):
        listed = [
            choice.action.verb
            for section in menu.sections(Subject("agent", agent="A003"), roles)
            for choice in section.choices
        ]
        assert sorted(listed) == sorted(done_by_people)


def test_actions_stand_under_their_register() -> None:
    """A ticket is opened from the desk's section."""
    found = {
        choice.action.verb: section.title
        for section in menu.sections(None, None)
        for choice in section.choices
    }
    assert found["open-ticket"] == registers.titles()["desk"]
    assert found["grant-leave"] == registers.titles()["leave"]


def test_what_is_not_open_comes_last_with_the_reason() -> None:
    """An agent cannot adopt a rulebook, but can ask for the own leave."""
    *open_ones, last = menu.sections(None, frozenset((Role.AGENT,)))
    reasons = {choice.action.verb: choice.reason for choice in last.choices}
    assert reasons["adopt-rulebook"] == ("需要管理员", "takes Administrator")
    assert "request-leave" not in reasons
    assert all(choice.reason is None for section in open_ones for choice in section.choices)


def test_the_ledger_says_which_roles_somebody_holds(book: Book) -> None:
    """The newest of registration and assignment counts; a stranger holds none."""
    assert Role.DUTY_LEADER in menu.roles_held(book, LEADER)
    assert menu.roles_held(book, "X999") == frozenset()
    assert menu.roles_held(book, None) == frozenset()


def test_every_register_with_actions_has_a_title() -> None:
    """No section of the menu is headed by the name of a folder."""
    for action in actions().values():
        register = registers.register_of(action)
        title = registers.titles()[register]
        assert title.zh != register, register
        assert title.en != register, register


def test_a_deputy_is_offered_what_the_superior_may_do(book: Book) -> None:
    """The menu counts the roles that somebody stands in for, for as long as they do."""
    now = book.clock.now()
    name = NameDeputy(delegator="A017", deputy="A003", from_at=now, to_at=now + timedelta(hours=1))
    assert menu.roles_held(book, "A003") == {Role.AGENT}
    book.act(name, by="A017")
    assert menu.roles_held(book, "A003") == {Role.AGENT, Role.DUTY_LEADER}
    book.act(EndDelegation(delegator="A017"), by="A017")
    assert menu.roles_held(book, "A003") == {Role.AGENT}
