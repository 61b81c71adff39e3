"""Every scenario of every preset comes out as it says: the regulations' own worked examples."""

from __future__ import annotations

import pytest

from ledger.rulebook.loading import preset, preset_names
from ledger.scenarios.loading import Written, of_preset
from ledger.scenarios.stage import play

_ALL = [
    pytest.param(
        name, written, id=f"{name}/{written.file.rpartition('/')[2]}/{written.scenario.name}"
    )
    for name in preset_names()
    for written in of_preset(name)
]


@pytest.mark.parametrize(("name", "written"), _ALL)
def test_the_scenario_comes_out_as_it_says(name: str, written: Written) -> None:
    """Played through the book with the warden on duty, everything it expects is there."""
    differences = play(written.scenario, preset(name, written.fill))

    assert [words.en for words in differences] == []
