"""Servers that fall silent: whoever asks one gives up, soon when nobody wants the answer."""

from __future__ import annotations

import threading

import pytest

from ledger.store.patience import patience, patience_here


def test_a_thread_has_patience_of_its_own() -> None:
    """What one thread bears is not what another bears, and it ends with the block."""
    usual, elsewhere = patience_here(), []
    with patience(3.0):
        assert patience_here().left() == 3.0
        thread = threading.Thread(target=lambda: elsewhere.append(patience_here()))
        thread.start()
        thread.join()
    assert elsewhere == [usual]
    assert patience_here() == usual


@pytest.mark.parametrize(("seconds", "left"), [(15.0, 2.0), (1.0, 1.0)])
def test_once_it_is_over_hardly_any_is_left(seconds: float, left: float) -> None:
    """Also while it is being waited, because it is asked for again and again."""
    over = threading.Event()
    with patience(seconds, over.is_set):
        here = patience_here()
        assert here.left() == seconds
        over.set()
        assert here.left() == left
