"""The months that sanctions are settled in."""

import pytest

from ledger.registers.discipline.accounts import fen_of, month_after
from ledger.rulebook.tariffs import Uncharged


@pytest.mark.parametrize(
    ("text", "fen"),
    [("500", 50_000), ("29.5", 2950), ("29.50 CNY", 2950), (" 0 ", 0), ("", None), (None, None)],
)
def test_an_amount_is_typed_as_people_write_it(text: str | None, fen: int | None) -> None:
    """With or without places and currency; nothing typed is no amount."""
    assert fen_of(text) == fen


@pytest.mark.parametrize("text", ["-5", "5,0", "five", "1.234", "5 yuan", "1e3"])
def test_what_is_no_amount_is_refused_with_an_example(text: str) -> None:
    """The sentence shows how to write it."""
    with pytest.raises(Uncharged, match=r"29\.50"):
        fen_of(text)


def test_december_is_followed_by_january() -> None:
    """The next month, over the end of a year too."""
    assert [month_after(month) for month in ("2026-11", "2026-12")] == ["2026-12", "2027-01"]
