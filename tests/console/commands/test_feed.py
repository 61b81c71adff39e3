"""What a feed says when its ledger fails: where it stands, and how to go on."""

from __future__ import annotations

import pytest

from ledger.store.errors import Damaged, StoreUnavailable
from ledger.store.sqlite import SQLiteRecorder
from tests.console.commands.conftest import Dutybook

GONE = {"zh": "账本没有应答", "en": "The ledger does not answer"}


def failing(monkeypatch: pytest.MonkeyPatch, *answers: Exception | int) -> None:
    """Have the ledger answer so, one after the other, when it is asked for its end."""
    told = iter(answers)

    def head(_: SQLiteRecorder) -> int:
        answer = next(told)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(SQLiteRecorder, "wait", lambda self, *_: self.head())
    monkeypatch.setattr(SQLiteRecorder, "head", head)


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "已输出到第 3 号事件；可用 --after 3 接着输出。"),
        ("en", "Written up to event 3; --after 3 goes on from there."),
    ],
)
def test_a_feed_that_ends_with_a_fault_says_where_to_go_on(
    dutybook: Dutybook, ledger: str, monkeypatch: pytest.MonkeyPatch, lang: str, said: str
) -> None:
    """A fault that will not pass ends it with its own status, after whole lines."""
    failing(monkeypatch, 3, Damaged("floor.ledger", "a page is torn", "有一页损坏"))
    ended = dutybook("events", ledger, "--follow", "--format", "jsonl", lang=lang)
    assert (ended.status, ended.out.count("\n")) == (4, 3)
    assert ended.err.splitlines()[0] == said
    assert len(ended.err.splitlines()) == 2


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_feed_does_not_go_on_in_another_ledger(
    dutybook: Dutybook, ledger: str, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    """A ledger that comes back shorter would give old positions to new events, so it ends."""
    failing(monkeypatch, 3, StoreUnavailable("floor.ledger"), 2)
    ended = dutybook("events", ledger, "--follow", "--format", "jsonl", lang=lang)
    assert (ended.status, ended.out.count("\n")) == (4, 3)
    lost, place, fault = ended.err.splitlines()
    assert lost.startswith(GONE[lang])
    assert "--after 3" in place
    assert {"zh": "现止于第 2 号事件", "en": "it now ends at event 2"}[lang] in fault


def test_without_follow_nothing_is_waited_for(
    dutybook: Dutybook, ledger: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A ledger that cannot be read ends the command with the status for that."""
    failing(monkeypatch, StoreUnavailable("floor.ledger"))
    ended = dutybook("events", ledger)
    assert (ended.status, ended.out) == (5, "")
