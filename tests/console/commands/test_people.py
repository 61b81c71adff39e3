"""`dutybook people`."""

from __future__ import annotations

from tests.console.commands.conftest import Dutybook


def test_everybody_is_printed_on_a_line(dutybook: Dutybook, ledger: str) -> None:
    """Number, name, post, unit, superior and roles, in either language."""
    place = ("act", "place-person", "person=A003", "post=agent", "unit=189", "supervisor=A001")
    assert dutybook(*place, "--as", "A001", "--ledger", ledger).status == 0
    for lang, words in (("en", ("A003", "李娜", "189", "A001 王敏", "Agent")), ("zh", ("坐席员",))):
        told = dutybook("people", ledger, lang=lang)
        assert told.status == 0
        line = next(line for line in told.out.splitlines() if line.startswith(" A003"))
        assert all(word in line for word in words)
        assert len(told.out.splitlines()) == 3


def test_an_empty_book_says_how_to_begin(dutybook: Dutybook) -> None:
    """Without anybody the list names the action that registers the first."""
    assert dutybook("init", "new.ledger", "--site", "East").status == 0
    assert "register-person" in dutybook("people", "new.ledger").out
