"""The form of a sealed value, which every ledger ever written depends on."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.vault import NotText, is_sealed
from ledger.vault.sealed import (
    Altered,
    Malformed,
    binding,
    netstrings,
    reveal_text,
    seal_text,
)

KEY = bytes(range(32))
BOUND = binding("call.offered", "caller", "caller:x", "service")

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


def test_the_associated_data_is_written_as_the_format_says() -> None:
    """The associated data is five netstrings, spelt out here by hand."""
    assert BOUND == b"9:sealed.v1,12:call.offered,6:caller,8:caller:x,7:service,"


def test_a_value_sealed_long_ago_can_still_be_revealed() -> None:
    """A value made once by the bare AES-GCM of another program is revealed, so v1 has not moved."""
    sealed = "sealed.v1.ZGVmZ2hpamtsbW5vrad-gsFgdq8NWvX-fv51uu8O0Y0vo38gLmk"

    assert reveal_text(KEY, sealed, BOUND) == "张三 138"


@given(clear=TEXTS, parts=st.tuples(TEXTS, TEXTS, TEXTS, TEXTS))
def test_what_is_sealed_is_revealed_unchanged(clear: str, parts: tuple[str, str, str, str]) -> None:
    """Any text in any place comes back as it was, and its sealed form is plain ASCII."""
    bound = binding(*parts)

    sealed = seal_text(KEY, clear, bound)

    assert reveal_text(KEY, sealed, bound) == clear
    assert is_sealed(sealed)
    assert sealed.isascii()


def test_naughty_strings_are_revealed_unchanged(shared_data: Path) -> None:
    """Every string of the list of naughty strings survives sealing and does not show through."""
    naughty = json.loads((shared_data / "text" / "blns.json").read_text(encoding="utf-8"))

    for clear in naughty:
        sealed = seal_text(KEY, clear, BOUND)
        assert reveal_text(KEY, sealed, BOUND) == clear
        assert len(clear) < 5 or clear not in sealed


def test_sealing_a_text_twice_gives_two_values() -> None:
    """The nonce is fresh for every value, so equal texts cannot be told from their seals."""
    sealed = {seal_text(KEY, "13800138000", BOUND) for _ in range(500)}

    assert len(sealed) == 500


def test_no_single_character_of_a_value_can_be_changed() -> None:
    """Each character, replaced by any other of the alphabet, makes the value unrevealable."""
    sealed = seal_text(KEY, "张三 13800138000", BOUND)
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

    for place in range(len("sealed.v1."), len(sealed)):
        for other in alphabet.replace(sealed[place], ""):
            with pytest.raises((Altered, Malformed)):
                reveal_text(KEY, sealed[:place] + other + sealed[place + 1 :], BOUND)


def test_a_value_cannot_be_shortened_or_lengthened() -> None:
    """No beginning of a value, and no value with more behind it, is revealed."""
    sealed = seal_text(KEY, "张三", BOUND)

    for end in range(len(sealed)):
        with pytest.raises((Altered, Malformed)):
            reveal_text(KEY, sealed[:end], BOUND)
    for more in ("A", "AA", "AAAA", "=", "\n", " "):
        with pytest.raises((Altered, Malformed)):
            reveal_text(KEY, sealed + more, BOUND)


@pytest.mark.parametrize(
    "text", ["", "张三", "sealed.v1.", "sealed.v1.AAAA", "Sealed.v1." + "A" * 40]
)
def test_other_texts_are_not_taken_for_sealed(text: str) -> None:
    """A clear text, or the beginning of a sealed one, is not called sealed."""
    assert not is_sealed(text)
    with pytest.raises(Malformed):
        reveal_text(KEY, text, BOUND)


def test_a_value_of_a_later_version_counts_as_sealed() -> None:
    """A screen of today shows a value of tomorrow as sealed, and does not print it as a name."""
    assert is_sealed("sealed.v2." + "A" * 40)


@given(one=st.lists(TEXTS), other=st.lists(TEXTS))
def test_netstrings_of_different_parts_differ(one: list[str], other: list[str]) -> None:
    """Two sequences of texts give the same bytes only when they are the same."""
    assert (netstrings(*one) == netstrings(*other)) == (one == other)


def test_moving_a_character_between_neighbours_changes_the_binding() -> None:
    """The parts of a place cannot flow into one another."""
    bindings = [
        binding("a", "bc", "d", "e"),
        binding("ab", "c", "d", "e"),
        binding("a", "b", "cd", "e"),
        binding("a", "b", "c", "de"),
    ]

    assert all(one != other for one, other in pairwise(bindings))
    assert len(set(bindings)) == 4


def test_a_text_that_is_not_unicode_is_refused_in_both_languages() -> None:
    """A lone surrogate, which no UTF-8 can hold, is refused in one sentence."""
    with pytest.raises(NotText, match=r"^A personal field holds .+\.$") as refused:
        seal_text(KEY, "\ud800", BOUND)

    assert refused.value.zh.endswith("。")
