"""The table of what was tried and what was found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, field, fields

from tests.faults.account import Findings

_TEXTS = (0, 1, -1)


@dataclass
class Tally:
    """Trials of one fault on one kind of store."""

    fault: str
    store: str
    trials: int = 0
    acknowledged: int = 0
    """Commands whose callers were told that they are recorded."""
    findings: Findings = field(default_factory=Findings)
    must_find: bool = False
    """Whether the trials are there to show that the laboratory finds what is wrong."""

    def add(self, findings: Findings, acknowledged: int = 0, trials: int = 1) -> None:
        """Count a trial."""
        self.trials += trials
        self.acknowledged += acknowledged
        self.findings += findings

    @property
    def passed(self) -> bool:
        """Whether what was found is what should be: nothing, or something where it must be."""
        return self.trials > 0 and self.findings.sound != self.must_find


def table(tallies: Iterable[Tally]) -> str:
    """Lay tallies out as a Markdown table, which is as readable in a terminal."""
    names = [each.name for each in fields(Findings)]
    rows = [["fault", "store", "trials", "acknowledged", *names, ""]]
    for tally in tallies:
        fault = f"{tally.fault} (must be found)" if tally.must_find else tally.fault
        counts = (tally.trials, tally.acknowledged, *astuple(tally.findings))
        verdict = "as it should be" if tally.passed else "WRONG"
        rows.append([fault, tally.store, *(f"{each:,}" for each in counts), verdict])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    rows.insert(1, ["-" * width for width in widths])
    lines = []
    for row in rows:
        cells = [cell.rjust(width) for cell, width in zip(row, widths, strict=True)]
        for column in _TEXTS:
            cells[column] = row[column].ljust(widths[column])
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
