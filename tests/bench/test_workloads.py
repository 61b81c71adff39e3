"""Each workload runs and prints its row, at sizes that mean nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from bench import workloads
from bench.__main__ import main, run
from bench.figures import NOT_MEASURED
from bench.workshop import TINY, Workshop


@pytest.fixture(scope="module")
def shop() -> Iterator[Workshop]:
    """A workshop of the smallest sizes."""
    with Workshop(TINY, quiet=True) as made:
        yield made


@pytest.mark.parametrize("name", workloads.names())
def test_a_workload_prints_its_rows(name: str, shop: Workshop) -> None:
    """Every workload measures something; a missing data set is said to be missing."""
    rows = run(name, shop)

    assert rows
    assert not [row for row in rows if row.measured == NOT_MEASURED], rows
    assert any(row.values for row in rows) or "records are not here" in rows[0].beside


def test_a_workload_that_fails_is_a_row(shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure does not end the run; the table says what could not be measured, and why."""

    def broken(_: str) -> None:
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr(workloads, "find", broken)
    (row,) = run("decide", shop)

    assert row.met is False
    assert "the disk is gone" in row.beside


def test_the_workshop_leaves_nothing_behind() -> None:
    """After a run the folder is gone and the environment is as it was."""
    before = dict(os.environ)
    with Workshop(TINY, quiet=True) as made:
        made.new_book("book").close()
        folder = made.folder
        assert list(folder.iterdir())

    assert not folder.exists()
    assert dict(os.environ) == before


def test_an_unknown_workload_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    """The sentence names the ones there are."""
    with pytest.raises(SystemExit) as ended:
        main(["nonesuch"])

    assert ended.value.code == 2
    assert "nonesuch; known are decide" in capsys.readouterr().err
