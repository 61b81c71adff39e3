"""Every kind of broken rulebook, one file a fault, with what is told about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.rulebook.loading import RulebookFault, from_texts
from tests.ledger.rulebook.reading_errors import expected_in, texts_of

ERRORS = sorted((Path(__file__).parent / "errors").glob("*.toml"))


@pytest.mark.parametrize("file", ERRORS, ids=lambda file: file.stem)
def test_a_broken_rulebook_is_told_of_with_file_line_and_what_to_do(file: Path) -> None:
    """All faults of the text, and no others, are told in both languages in order of place."""
    text = file.read_text(encoding="utf-8")

    with pytest.raises(RulebookFault) as caught:
        from_texts(texts_of(text))

    told = {
        "zh": [fault.told("zh") for fault in caught.value.faults],
        "en": [fault.told("en") for fault in caught.value.faults],
    }
    assert told == expected_in(text)
    assert told["zh"]


def test_the_corpus_is_there() -> None:
    """The files of broken rulebooks are found, however the tests are started."""
    assert len(ERRORS) > 80
