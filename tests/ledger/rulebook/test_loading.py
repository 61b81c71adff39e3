"""A rulebook from a folder, from a preset, and from the texts that an adoption holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from ledger.rulebook.clauses import Rulebook
from ledger.rulebook.loading import (
    RulebookFault,
    as_adopted,
    from_texts,
    load,
    preset,
    preset_names,
    preset_texts,
    stacking,
)
from ledger.rulebook.terms import Offence
from ledger.rulebook.terms.offence import Fixed, PerHour

HEAD = 'name = "centre"\ntitle = { zh = "本中心", en = "Our centre" }\n'
FINE = """
[[clause]]
id     = "{id}"
kind   = "offence"
title  = {{ zh = "迟到", en = "Late" }}
source = ["S1.21-01"]
over   = [{over}]

[[clause.in_force]]
from = 2002-02-19

[clause.in_force.values]
when       = [{{ event = "lateness.recorded" }}]
tariff     = {{ kind = "fixed", amount = {amount} }}
decided_by = ["team-leader"]
family     = "attendance.late"
"""
PERHOUR = "50.00 CNY"


def fine(amount: str, *, id_: str = "late.fine", over: str = "") -> str:
    """The text of a clause with a fine of a fixed amount."""
    return FINE.format(id=id_, amount=amount, over=over)


def head(name: str) -> str:
    """The manifest of a preset."""
    return f'name = "{name}"\n'


TWO = {
    "presets/one/rulebook.toml": head("one"),
    "presets/one/late.toml": fine('"10 CNY"'),
    "presets/two/rulebook.toml": head("two"),
    "presets/two/late.toml": fine('"20 CNY"'),
}


def amount_in(book: Rulebook, id_: str = "late.fine") -> str:
    """The fixed amount that a clause of a rulebook sets today."""
    clause = book.clauses[id_]
    terms = clause.terms(clause.in_force[-1])
    assert isinstance(terms, Offence)
    assert isinstance(terms.tariff, Fixed)
    return str(terms.tariff.amount)


def written(folder: Path, texts: Mapping[str, str]) -> Path:
    """A folder with these files."""
    for path, text in texts.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def test_a_folder_and_the_texts_it_yields_are_one_rulebook(tmp_path: Path) -> None:
    """What was loaded from a folder comes out the same from an adoption's texts, digest and all."""
    folder = written(tmp_path, {"rulebook.toml": HEAD + 'stacks = ["town-duty"]\n'})
    loaded = load(folder)

    for again in (from_texts(dict(loaded.texts)), as_adopted(dict(loaded.texts))):
        assert again.digest == loaded.digest
        assert again.clauses == loaded.clauses
        assert again.edition == loaded.edition
    assert "presets/town-duty/rulebook.toml" in loaded.texts
    assert load(written(tmp_path / "exported", loaded.texts)).digest == loaded.digest


def test_scenarios_are_no_part_of_the_law(tmp_path: Path) -> None:
    """A scenario may be written or changed without a new edition."""
    folder = written(tmp_path, {"rulebook.toml": HEAD, "late.toml": fine('"10 CNY"')})
    before = load(folder).digest
    written(folder, {"scenarios/late.toml": "[[scenario]]\n", "notes.md": "not law"})

    assert load(folder).digest == before


def test_a_change_of_one_character_is_another_digest() -> None:
    """Two texts that differ anywhere are two editions."""
    one = from_texts({"rulebook.toml": HEAD, "late.toml": fine('"10 CNY"')})
    other = from_texts({"rulebook.toml": HEAD, "late.toml": fine('"11 CNY"')})
    assert one.digest != other.digest


def test_an_own_clause_replaces_that_of_a_preset() -> None:
    """The organisation has the last word on a clause that a preset gives."""
    texts = TWO | {"rulebook.toml": HEAD + 'stacks = ["one"]\n', "own.toml": fine('"30 CNY"')}
    assert amount_in(from_texts(texts)) == "30.00 CNY"


@pytest.mark.parametrize(("chosen", "amount"), [("one", "10.00 CNY"), ("two", "20.00 CNY")])
def test_the_organisation_chooses_between_presets_that_differ(chosen: str, amount: str) -> None:
    """With a choice, two presets that contradict each other stack."""
    manifest = HEAD + f'stacks = ["one", "two"]\n[choose]\n"late.fine" = "{chosen}"\n'
    assert amount_in(from_texts(TWO | {"rulebook.toml": manifest})) == amount


def test_presets_that_say_the_same_need_no_choice() -> None:
    """A clause that two presets give alike is no contradiction."""
    texts = TWO | {
        "rulebook.toml": HEAD + 'stacks = ["one", "two"]\n',
        "presets/two/late.toml": fine('"10 CNY"'),
    }
    assert amount_in(from_texts(texts)) == "10.00 CNY"


def test_a_choice_for_a_family_puts_one_presets_offences_first() -> None:
    """Presets that call one offence by two ids are told apart by the family's name."""
    texts = TWO | {
        "rulebook.toml": HEAD + 'stacks = ["one", "two"]\n[choose]\n"attendance.late" = "two"\n',
        "presets/two/late.toml": fine('"20 CNY"', id_="duty.late"),
    }
    book = from_texts(texts)
    assert book.clauses["duty.late"].over == ("late.fine",)
    assert book.clauses["late.fine"].over == ()


def test_a_preset_may_stack_another() -> None:
    """What a preset stands on comes with it, once."""
    texts = TWO | {
        "rulebook.toml": HEAD + 'stacks = ["one", "two"]\n',
        "presets/two/rulebook.toml": 'name = "two"\nstacks = ["one"]\n',
        "presets/two/late.toml": "",
    }
    assert list(from_texts(texts).clauses) == ["late.fine"]


def test_the_organisation_fills_what_the_regulation_leaves_blank() -> None:
    """S0.6-16 leaves the fine for each hour open; the adopting organisation sets it."""
    with pytest.raises(RulebookFault, match="leaves delay_fine_per_hour blank"):
        preset("four-hour-chain")

    book = preset("four-hour-chain", {"delay_fine_per_hour": PERHOUR})
    tariffs = [
        terms.tariff
        for clause in book.of_kind("offence")
        if isinstance(terms := clause.terms(clause.in_force[-1]), Offence)
    ]
    assert PERHOUR in {str(row.amount) for row in tariffs if isinstance(row, PerHour)}


def test_an_organisations_fill_goes_before_a_presets_own() -> None:
    """A preset may propose a value for a blank; the organisation's replaces it."""
    texts = TWO | {
        "presets/one/rulebook.toml": 'name = "one"\n[fill]\nfine = "10 CNY"\n',
        "presets/one/late.toml": fine('{ blank = "fine" }'),
    }
    stacked = HEAD + 'stacks = ["one"]\n'
    filled = stacked + '[fill]\nfine = "40 CNY"\n'
    assert amount_in(from_texts(texts | {"rulebook.toml": stacked})) == "10.00 CNY"
    assert amount_in(from_texts(texts | {"rulebook.toml": filled})) == "40.00 CNY"


def test_every_preset_is_sound() -> None:
    """No preset of the program has a fault, its blanks filled."""
    fills = {"four-hour-chain": {"delay_fine_per_hour": PERHOUR}}
    for name in preset_names():
        book = preset(name, fills.get(name, {}))
        assert book.name == name
        assert all(clause.on(date(2026, 11, 21)) for clause in book.clauses.values()), name


def test_add_ons_stack_on_a_base() -> None:
    """Presets that speak of different matters stack without a word from the organisation."""
    texts = stacking("ours", "town-duty", "trading-service")
    book = from_texts(texts)
    assert set(preset("town-duty").clauses) | set(preset("trading-service").clauses) == set(
        book.clauses
    )


def test_a_preset_is_loaded_once() -> None:
    """The same texts are checked once, whoever asks."""
    assert preset("town-duty") is preset("town-duty")
    assert preset("town-duty") is from_texts(preset_texts("town-duty"))


def test_an_unknown_preset_is_an_error() -> None:
    """A name that is no preset's is not quietly empty."""
    with pytest.raises(LookupError):
        preset("town-dutty")


def test_a_file_that_is_not_utf_8_is_a_fault(tmp_path: Path) -> None:
    """A text saved in another encoding is told of by its name."""
    (tmp_path / "rulebook.toml").write_bytes(HEAD.encode("gb18030"))
    with pytest.raises(RulebookFault, match=r"rulebook\.toml:1: this is not UTF-8"):
        load(tmp_path)


def test_a_mark_of_byte_order_is_no_part_of_the_text(tmp_path: Path) -> None:
    """An editor that begins files with one changes nothing."""
    (tmp_path / "rulebook.toml").write_text(HEAD, encoding="utf-8-sig")
    assert load(tmp_path).digest == from_texts({"rulebook.toml": HEAD}).digest


def test_a_folder_that_is_none_is_an_error(tmp_path: Path) -> None:
    """A path that does not lead to a folder is told of as such."""
    with pytest.raises(NotADirectoryError):
        load(tmp_path / "nowhere")


def test_what_was_adopted_stays_readable_when_checks_grow_stricter() -> None:
    """A ledger opens although its edition names an event that nobody knows any more."""
    texts = {"rulebook.toml": HEAD, "own.toml": fine('"10 CNY"').replace("lateness", "lating")}
    with pytest.raises(RulebookFault, match=r"no event lating\.recorded"):
        from_texts(texts)
    assert amount_in(as_adopted(texts)) == "10.00 CNY"
