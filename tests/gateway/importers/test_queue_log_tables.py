"""The hourly tables that another product's acceptance tests demand of real queue logs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from ledger.kernel.event import micros
from projections.figures import QUEUE_LOG, FigureRow, figures_between
from projections.floor import Floor
from tests.gateway.importers.trial import Import

FIELDS = ("time", "callid", "queuename", "agent", "event")
DATA = tuple(f"data{place}" for place in range(1, 6))
FORMULAS = {
    "Received": "QL-RECEIVED",
    "Answered": "QL-ANSWERED",
    "Closed": "QL-CLOSED",
    "Answered rate": "QL-ANSWERED-RATE",
    "AWT": "QL-AVERAGE-WAIT",
    "QoS": "QL-QOS",
    "Login": "QL-LOGIN",
    "Pause": "QL-PAUSE",
    "Wrapup": "QL-WRAPUP",
    "Talk": "QL-TALK",
}

STEP = re.compile(r'on (agent )?"(\w+)" on "(\d{4}-\d\d-\d\d)" on configuration "(\w+)"')
CONFIGURATION = re.compile(r'configuration "(\w+)" from "(\d+):00" to "(\d+):00"')


class Table(NamedTuple):
    """One table demanded of one log."""

    number: int
    people: bool
    key: str
    day: datetime
    hours: range
    columns: list[str]
    rows: list[dict[str, str]]


def scenarios(shared_data: Path) -> list[dict[str, Any]]:
    """All scenarios as they were recorded."""
    text = (shared_data / "queue-log" / "scenarios.json").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(text)
    return found


def tables(scenario: dict[str, Any]) -> Iterator[Table]:
    """The tables of a scenario."""
    hours = {
        name: range(int(since), int(until))
        for line in scenario["setup"]
        for name, since, until in CONFIGURATION.findall(line)
    }
    for demanded in scenario["expected"]:
        found = STEP.search(demanded["step"])
        assert found, demanded["step"]
        people, key, day, configuration = found.groups()
        yield Table(
            int(scenario["name"][:2]),
            people is not None,
            key,
            datetime.fromisoformat(day).replace(tzinfo=UTC),
            hours[configuration],
            [column for column in demanded["columns"] if column],
            demanded["rows"],
        )


def produced(floor: Floor, table: Table) -> list[dict[str, str]]:
    """The same table from the floor's rows."""
    hours = [(f"{hour}h-{hour + 1}h", hour, hour + 1) for hour in table.hours]
    spans = [*hours, ("Total", table.hours.start, table.hours.stop)]
    rows = []
    for name, since, until in spans:
        begins, ends = (micros(table.day + timedelta(hours=hour)) for hour in (since, until))
        by = figures_between(
            floor, begins, ends, "agent" if table.people else "queue", chosen=QUEUE_LOG
        )
        row = next((each for each in by if each.key == table.key), None)
        rows.append({"": name} | {column: shown(row, column) for column in table.columns})
    return rows


def shown(row: FigureRow | None, column: str) -> str:
    """A figure as those tables write it."""
    value = row.values[FORMULAS[column]] if row is not None else None
    unit = next(
        each.unit for each in (*QUEUE_LOG.calls, *QUEUE_LOG.people) if each.id == FORMULAS[column]
    )
    nothing = column in ("AWT", "Answered rate", "QoS")
    if value is None:
        if nothing:
            return ""
        value = 0.0
    if unit == "seconds":
        seconds = int(value)
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{value:.0f} %" if unit == "percent" else f"{value:.0f}"


def lines_of(scenario: dict[str, Any]) -> list[str]:
    """The rows of a scenario as lines of the realtime table, with microseconds."""
    return ["|".join(row[name] for name in (*FIELDS, *DATA)) for row in scenario["log"]]


def test_every_table_is_reproduced(shared_data: Path, new_import: Callable[[str], Import]) -> None:
    """All tables of all scenarios come out of their logs to the character."""
    count = 0
    for scenario in scenarios(shared_data):
        demanded = list(tables(scenario))
        if not demanded:
            continue
        made = new_import("UTC")
        made.bring_in("queue-log", lines_of(scenario))
        floor = made.floor()
        for table in demanded:
            assert produced(floor, table) == table.rows, scenario["name"]
            count += 1
    assert count == 13


@pytest.mark.parametrize(
    "number", ["00", "02", "04", "06", "08", "10", "12", "16", "18", "22", "24"]
)
def test_the_native_logs_give_the_same_tables(
    number: str, shared_data: Path, new_import: Callable[[str], Import]
) -> None:
    """Whole seconds are enough for every table but that of scenario 14, whose stamps they cut."""
    scenario = next(each for each in scenarios(shared_data) if each["name"].startswith(number))
    made = new_import("UTC")
    report = made.bring_in("queue-log", shared_data / "queue-log" / f"{number}.log")
    assert report.left_out == 0
    floor = made.floor()
    for table in tables(scenario):
        assert produced(floor, table) == table.rows
