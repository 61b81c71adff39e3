"""The page on writing rulebooks is whole, and its example plays."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from msgspec import inspect

from ledger.rulebook.clauses import Clause, Kind
from ledger.rulebook.sheets import Manifest
from ledger.rulebook.terms import TERMS
from ledger.rulebook.terms.base import Party, Pattern, Test, Title
from ledger.rulebook.terms.deadline import Escalation
from ledger.rulebook.terms.hours import Opening
from ledger.rulebook.terms.offence import Tariff
from ledger.scenarios.form import Scenario
from tests.pages import fences, page, walk

PAGES = ("docs/rulebooks.md", "docs/rulebooks.zh.md")

_SHARED: dict[str, type[msgspec.Struct]] = {
    "escalation": Escalation,
    "opening": Opening,
    "party": Party,
    "pattern": Pattern,
    "test": Test,
    "title": Title,
}
"""Pieces that several kinds use; each has a table of its own."""

_TABLES: dict[str, type[msgspec.Struct]] = {
    **TERMS,
    **_SHARED,
    "clause": Clause,
    "rulebook.toml": Manifest,
    "scenario": Scenario,
}

_TARIFFS: tuple[type[msgspec.Struct], ...] = typing.get_args(Tariff)
_HEADING = re.compile(r"^##+ .*`([^`\n]+)`$", re.MULTILINE)
_ROW = re.compile(r"^\| `([^`]+)`( \*)? \|", re.MULTILINE)


def told(name: str) -> dict[str, list[str]]:
    """The first cells of each table of a page, by the word in the heading above it."""
    pieces = _HEADING.split(page(name))[1:]
    parted = (re.split(r"^## ", text, flags=re.MULTILINE)[0] for text in pieces[1::2])
    return {
        key: [field + star for field, star in _ROW.findall(text)]
        for key, text in zip(pieces[::2], parted, strict=True)
    }


def fields_of(kind: inspect.StructType, prefix: str = "") -> Iterator[str]:
    """The fields of a struct and of what it is made of; a star stands at those it must have."""
    for field in kind.fields:
        yield f"{prefix}{field.encode_name}{' *' if field.required else ''}"
        for part in structs_in(field.type):
            if part.cls in _TARIFFS or part.cls in _SHARED.values():
                continue
            if part.tag is None:
                yield from fields_of(part, f"{prefix}{field.encode_name}.")
            else:
                yield from variant(part)


def variant(kind: inspect.StructType) -> Iterator[str]:
    """The name of one of several kinds of table, and its fields."""
    yield str(kind.tag)
    yield from fields_of(kind, f"{kind.tag}.")


def structs_in(kind: inspect.Type) -> Iterator[inspect.StructType]:
    """The structs that a field can hold."""
    if isinstance(kind, inspect.UnionType):
        for each in kind.types:
            yield from structs_in(each)
    elif isinstance(kind, inspect.VarTupleType | inspect.ListType):
        yield from structs_in(kind.item_type)
    elif isinstance(kind, inspect.DictType):
        yield from structs_in(kind.value_type)
    elif isinstance(kind, inspect.StructType):
        yield kind


def schema_of(kind: type[msgspec.Struct]) -> inspect.StructType:
    """How the program reads tables of a kind."""
    found = inspect.type_info(kind)
    assert isinstance(found, inspect.StructType)
    return found


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("table", _TABLES)
def test_every_field_of_a_kind_is_told(name: str, table: str) -> None:
    """The table of a kind has each field that the program reads, and no other."""
    wanted = list(fields_of(schema_of(_TABLES[table])))
    assert sorted(told(name)[table]) == sorted(wanted)


@pytest.mark.parametrize("name", PAGES)
def test_every_tariff_is_told(name: str) -> None:
    """The table of tariffs has each kind of tariff with its fields, and no other."""
    wanted = [row for each in _TARIFFS for row in variant(schema_of(each))]
    assert sorted(told(name)["tariff"]) == sorted(wanted)


@pytest.mark.parametrize("name", PAGES)
def test_every_kind_of_clause_is_told(name: str) -> None:
    """Kinds without fields of their own stand in one table; no kind is left out."""
    assert sorted(told(name)["parameters"]) == sorted({*typing.get_args(Kind)} - {*TERMS})


@pytest.mark.parametrize("name", PAGES)
def test_the_example_plays(name: str, tmp_path: Path) -> None:
    """The rulebook of the page is sound, comes out as its scenarios say, is adopted and amended."""
    assert walk(name, tmp_path) == []


def test_both_languages_show_the_same_rulebook() -> None:
    """The files of the example differ in nothing but the scenarios' names."""
    shown = [
        [
            (fence.mark, re.sub(r'^name   = ".*"$', "", fence.body, flags=re.MULTILINE))
            for fence in fences(name)
            if fence.language == "toml"
        ]
        for name in PAGES
    ]
    assert shown[0] == shown[1]
