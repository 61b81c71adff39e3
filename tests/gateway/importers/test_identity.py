"""Who may stand in a tag as they are called, and who may not."""

from __future__ import annotations

import pytest

from gateway.importers.identity import CommandIds, People, command
from tests.gateway.importers.trial import Import


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Agent/1240", "1240"),
        ("Agent/13800138000", "13800138000"),
        ("SIP/8007", "SIP/8007"),
        ("SIP/aaaaa", "SIP/aaaaa"),
        ("Local/201@from-queue/n", "Local/201@from-queue/n"),
        ("A017", "A017"),
        ("NONE", None),
        ("", None),
    ],
)
def test_numbers_of_staff_and_interfaces_are_kept(
    into: Import, name: str, known: str | None
) -> None:
    """They identify a workplace or an employee within the house, and nobody outside of it."""
    assert People(into.book.vault).agent(name) == known


@pytest.mark.parametrize(
    "name", ["张三", "John Smith", "John", "SIP/13800138000", "Local/13800138000@out/n", "a\x1b1"]
)
def test_names_and_telephone_numbers_become_references(into: Import, name: str) -> None:
    """An employee's name or mobile number never becomes a tag; it is the same reference always."""
    people = People(into.book.vault)
    reference = people.agent(name)
    assert reference == people.agent(name)
    assert reference is not None
    assert reference.isalnum()
    assert name not in reference


def test_the_id_of_an_event_depends_on_all_that_makes_it_that_event(into: Import) -> None:
    """Importer, content, instant, occurrence and step each make another id; the same, the same."""
    vault = into.book.vault
    bank, log = CommandIds(vault, "anonymous-bank"), CommandIds(vault, "queue-log")
    ids = {
        command(bank.of(b"one", 7), 0),
        command(log.of(b"one", 7), 0),
        command(log.of(b"two", 7), 0),
        command(log.of(b"one", 7, 2), 0),
        command(log.of(b"one", 7), 1),
        command(log.of(b"one", 8), 0),
    }
    assert len(ids) == 6
    assert command(CommandIds(vault, "queue-log").of(b"one", 7, 2), 0) in ids
