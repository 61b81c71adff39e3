"""Everything of this program that serves rules: presets, registers, scenarios."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ledger import registers
from ledger.kernel.action import Refused, actions
from ledger.kernel.event import registered
from ledger.rulebook.clauses import Rulebook
from ledger.rulebook.coverage import Coverage, Server, by_clauses, by_docstrings, coverage
from ledger.rulebook.loading import as_adopted, built_in, preset_names, preset_texts
from ledger.scenarios.loading import of_preset


def coverage_here() -> list[Coverage]:
    """Every rule of the catalogue with what of this program serves it.

    :raises RulebookFault: when a preset or a scenario file has a fault.
    """
    return coverage(_servers())


def _servers() -> Iterator[tuple[Server, Iterable[str]]]:
    yield from by_clauses(_rulebooks())
    yield from by_docstrings(_classes())
    for preset in preset_names():
        for written in of_preset(preset):
            name = f"{preset}: {written.scenario.name}"
            yield Server("scenario", name), written.scenario.rules


def _rulebooks() -> Iterator[Rulebook]:
    """The rulebook that every ledger starts with, and every preset.

    What presets leave blank does not matter here, so they are read as they stand.
    """
    yield built_in()
    for name in preset_names():
        yield as_adopted(preset_texts(name))


def _classes() -> dict[str, type]:
    """Events by type name, actions by verb, refusals by the name of their class."""
    registers.load()
    found: dict[str, type] = {**registered(), **actions()}
    waiting = Refused.__subclasses__()
    while waiting:
        each = waiting.pop()
        waiting += each.__subclasses__()
        found[each.__name__] = each
    return found
