"""`dutybook people`."""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_where_everybody_stood_on_a_day_is_printed(
    dutybook: Dutybook, ledger: str, lang: str
) -> None:
    """Posts and licences as of the day; what had expired by then is said to have."""
    place = ("act", "place-person", "person=A003", "post=driver", "since=2020-01-01")
    licences = "licences=C1,A2@2021-05-01"
    assert dutybook(*place, licences, "--as", "A001", "--ledger", ledger).status == 0

    def told(day: str) -> str:
        return dutybook("people", ledger, "--on", day, lang=lang).out

    assert "A003" not in told("2019-12-31")
    assert "C1 A2@2021-05-01" in told("2021-05-01")
    expired = {"zh": "执照 A2 已过期", "en": "licence A2 expired"}[lang]
    assert expired not in told("2021-05-01")
    assert expired in told("2021-05-02")


def test_a_day_that_is_none_is_refused(dutybook: Dutybook, ledger: str) -> None:
    """The sentence says what to write instead."""
    ended = dutybook("people", ledger, "--on", "soon")
    assert ended.status == 2
    assert "2026-11-21" in ended.err
