"""The golden list of all names that ledgers hold; a name that vanishes makes them unreadable."""

import os
from pathlib import Path

from ledger import registers
from ledger.kernel.action import actions
from ledger.kernel.event import identifiers, personal_fields, registered
from ledger.kernel.words import Words
from ledger.rulebook.loading import built_in

GOLDEN = Path(__file__).with_name("names.txt")


def all_names() -> str:
    """Every event type with version and fields, and every action with fields."""
    registers.load()
    lines = []
    for name, event_type in sorted(registered().items()):
        if name.startswith("test."):
            continue
        sealed = {field.name for field in personal_fields(event_type)}
        tagged = {field for field, _, _ in identifiers(event_type)}
        fields = [
            field + ("*" if field in sealed else "#" if field in tagged else "")
            for field in event_type.__struct_fields__
        ]
        lines.append(f"event {name} v{event_type.version}: {' '.join(fields)}")
    for verb, action in sorted(actions().items()):
        lines.append(f"action {verb}: {' '.join(action.__struct_fields__)}")
    return "\n".join(lines) + "\n"


def test_the_names_in_ledgers_are_the_golden_ones() -> None:
    """Types, versions and fields change only on purpose (# makes a tag, * is sealed)."""
    if os.environ.get("DUTYBOOK_UPDATE_GOLDEN"):
        GOLDEN.write_text(all_names(), encoding="utf-8")

    assert all_names() == GOLDEN.read_text(encoding="utf-8")


def test_every_name_has_labels_in_both_languages() -> None:
    """No event, field or action is without a word in Chinese and in English."""
    registers.load()
    fields = {
        field
        for struct in (*registered().values(), *actions().values())
        for field in struct.__struct_fields__
        if not getattr(struct, "type_name", "").startswith("test.")
    }
    known = registers.field_words()
    assert fields - known.keys() == set()
    types = {name for name in registered() if not name.startswith("test.")}
    assert types - registers.event_words().keys() == set()
    labels: list[Words] = [*known.values(), *registers.event_words().values()]
    labels += [action.words for action in actions().values()]
    assert all(words.zh and words.en for words in labels)


def test_every_action_says_what_it_does_and_who_may() -> None:
    """An action without a docstring or without a role could be neither explained nor done."""
    registers.load()
    for action in actions().values():
        assert action.__doc__
        assert action.by


def test_every_refusal_cites_a_clause_of_the_rulebook() -> None:
    """A refusal whose clause is not in the built-in rulebook could not be explained."""
    registers.load()
    from ledger.kernel.action import Refused

    clauses = built_in().clauses
    for refusal in Refused.__subclasses__():
        if refusal.__module__.startswith("ledger."):
            assert refusal.clause in clauses, refusal
            assert refusal.words.zh
            assert refusal.words.en
