"""A month of a real bank: the figures of the floor against those of the raw file.

``raw_figures`` reads the file with the csv module and uses nothing of the project.
"""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from gateway.importers import Report
from projections.figures import FigureRow, day_span, figures_between
from projections.formulas import Tally
from tests.gateway.importers.trial import Import

SECOND = 1_000_000
NAMES = (
    "offered",
    "answered",
    "abandoned",
    "answered_within_20_s",
    "wait_of_answered_s",
    "talk_s",
)

Figures = dict[tuple[str, str], tuple[int, ...]]


def raw_figures(path: Path) -> Figures:
    """By day and by service type, straight from the bank's file."""
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * len(NAMES))
    with gzip.open(path, "rt", newline="") as file:
        for call in csv.DictReader(file, delimiter="\t"):
            if call["outcome"] == "PHANTOM":
                continue
            answered = call["outcome"] == "AGENT"
            wait = int(call["q_time"])
            added = (
                1,
                answered,
                not answered,
                answered and wait <= 20,
                wait if answered else 0,
                int(call["ser_time"]) if answered else 0,
            )
            for key in (("day", "19" + call["date"]), ("type", call["type"]), ("all", "all")):
                sums[key] = [a + b for a, b in zip(sums[key], added, strict=True)]
    return {key: tuple(row) for key, row in sums.items()}


def published_figures(path: Path) -> Figures:
    """The figures that came with the file."""
    with path.open(newline="") as file:
        return {
            (row["by"], row["key"]): tuple(int(row[name]) for name in NAMES)
            for row in csv.DictReader(file)
        }


def floor_figures(made: Import) -> Figures:
    """The same from the projection."""
    floor = made.floor()
    span = day_span(floor, date(1999, 1, 1), date(1999, 1, 31))
    found: Figures = {}
    for by, name in (("day", "day"), ("queue", "type"), ("none", "all")):
        rows: list[FigureRow] = figures_between(floor, *span, by)  # type: ignore[arg-type]
        for row in rows:
            found[name, row.key.replace("-", "") or "all"] = _of(row.tally)
    return found


def _of(tally: Tally) -> tuple[int, ...]:
    return (
        tally.offered,
        tally.answered,
        tally.abandoned,
        tally.answered_within,
        tally.wait_answered // SECOND,
        tally.talk // SECOND,
    )


@pytest.fixture(scope="module")
def figures(january: tuple[Import, Report]) -> Figures:
    """What the projection makes of the month."""
    return floor_figures(january[0])


def test_the_month_is_what_the_raw_file_says(figures: Figures, shared_data: Path) -> None:
    """By day, by service type and in all, every sum equals the one made from the file itself."""
    assert figures == raw_figures(shared_data / "anonymous-bank" / "january.txt.gz")


def test_the_month_is_what_was_published(figures: Figures, shared_data: Path) -> None:
    """Every row of the published table is met."""
    published = published_figures(shared_data / "anonymous-bank" / "january-figures.csv")
    assert len(published) > 29
    assert {key: figures.get(key) for key in published} == published


def test_the_totals_of_the_month(january: tuple[Import, Report]) -> None:
    """31,359 offered, 52.30 % within 20 s of all, 35.03 s mean wait and 183.45 s mean talk."""
    floor = january[0].floor()
    span = day_span(floor, date(1999, 1, 1), date(1999, 1, 31))
    (row,) = figures_between(floor, *span, "none")
    tally = row.tally
    assert (tally.offered, tally.answered, tally.abandoned) == (31_359, 27_060, 4_299)
    assert round(row.values["SL-C"] or 0, 2) == 52.30
    assert round(tally.wait_answered / tally.answered / SECOND, 2) == 35.03
    assert round(tally.talk / tally.answered / SECOND, 2) == 183.45
    assert row.left_out == 0


def test_every_record_comes_to_an_end(january: tuple[Import, Report]) -> None:
    """240 phantom calls are ignored, none is left out; the end of the import is an event too."""
    made, report = january
    assert (report.records, report.imported, report.ignored) == (31_599, 31_359, 240)
    assert (report.left_out, report.noted, report.duplicates) == (0, 0, 0)
    assert report.events == 31_359 + 2 * 27_060 + 4_299 + 1
    assert len(made.floor().legs) == 0


def test_customers_whose_number_a_spreadsheet_rounded_are_noticed(
    january: tuple[Import, Report],
) -> None:
    """24 records hold a number such as 6.02E+11; they are in the book, of unknown customers."""
    made, report = january
    assert report.notices == 24
    assert {row[1] for row in made.rejected()} == {"kept"}


def test_the_ledger_is_in_order_of_time(january: tuple[Import, Report]) -> None:
    """A step stands before an earlier one only where its own call's steps demand it."""
    reached: dict[str, int] = {}
    latest = 0
    for each in january[0].recorded():
        call = next(tag for tag in each.tags if tag.startswith("call:"))
        at = int(each.envelope.at.timestamp())
        due = max(at, reached.get(call, 0))
        assert due >= latest
        reached[call] = latest = due


def test_no_customer_number_stands_in_the_clear(january: tuple[Import, Report]) -> None:
    """Neither bodies nor tags hold a customer's number, and the vault reveals it."""
    made, _ = january
    stored = made.book.recorder.read(None, limit=2_000)
    assert not any(b"27997683" in each.event.data for each in stored)
    offered = next(each for each in made.recorded() if "call:990101-AA0101-33118" in each.tags)
    assert made.book.reveal(offered, "customer_number") == "27997683"
