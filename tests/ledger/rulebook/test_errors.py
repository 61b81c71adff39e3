"""Every kind of broken rulebook, one file a fault, with what is told about it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.ledger.rulebook.reading_errors import expected_in, told_of, with_expected

ERRORS = sorted((Path(__file__).parent / "errors").glob("*.toml"))


@pytest.mark.parametrize("file", ERRORS, ids=lambda file: file.stem)
def test_a_broken_rulebook_is_told_of_with_file_line_and_what_to_do(file: Path) -> None:
    """All faults of the text, and no others, are told in both languages in order of place."""
    text = file.read_text(encoding="utf-8")
    if os.environ.get("DUTYBOOK_UPDATE_GOLDEN"):
        text = with_expected(text)
        file.write_text(text, encoding="utf-8")

    told = told_of(text)

    assert told == expected_in(text)
    assert told["zh"]


def test_the_corpus_is_there() -> None:
    """The files of broken rulebooks are found, however the tests are started."""
    assert len(ERRORS) > 80
