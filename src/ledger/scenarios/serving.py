"""Everything of this program that serves rules: presets, registers, scenarios."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ledger import registers
from ledger.kernel.action import Refused, actions
from ledger.kernel.event import registered
from ledger.rulebook.coverage import Coverage, Server, by_clauses, by_docstrings, coverage
from ledger.rulebook.loading import built_in, preset_names, preset_texts
from ledger.rulebook.sheets import read_sheet
from ledger.scenarios.loading import of_preset


def coverage_here() -> list[Coverage]:
    """Every rule of the catalogue with what of this program serves it.

    :raises RulebookFault: when a preset or a scenario file has a fault.
    """
    return coverage(_servers())


def _servers() -> Iterator[tuple[Server, Iterable[str]]]:
    yield from by_clauses(_sources())
    yield from by_docstrings(_classes())
    for preset in preset_names():
        for written in of_preset(preset):
            name = f"{preset}: {written.scenario.name}"
            yield Server("scenario", name), written.scenario.rules


def _sources() -> Iterator[tuple[str, Iterable[str]]]:
    """The clauses of the first rulebook and of every preset, with their sources.

    The presets are read as they stand: what a regulation leaves blank is served all the same.
    """
    for clause in built_in().clauses.values():
        yield clause.id, clause.source
    for name in preset_names():
        for path, text in preset_texts(name).items():
            for each in read_sheet(path, text).clauses:
                yield str(each.get("id")), each.get("source", ())


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
