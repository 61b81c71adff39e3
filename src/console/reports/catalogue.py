"""The reports there are, each with its words and how its tables are made; in one list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from ledger.kernel.words import Words

if TYPE_CHECKING:
    from console.reports.register_sheets import Known
    from console.reports.source import Source
    from console.reports.workbook import Sheet


class Report(NamedTuple):
    """One report of a month; ``id`` begins the name of the file that it is written to.

    ``make`` gives its tables, and raises StoreError when the ledger cannot be read.
    """

    id: str
    title: Words
    make: Callable[[Source, str], Iterable[Sheet]]
    empty: Words
    """What to say of a month without entries, with the place of ``month``."""

    def file(self, month: str) -> str:
        """The name of the spreadsheet of a month."""
        return f"{self.id}-{month}.xlsx"


def attendance(source: Source, month: str) -> list[Sheet]:
    """The attendance sheet: a line a person."""
    from console.drawing.attendance_month import month_rows
    from console.reports.attendance_sheet import attendance_sheet
    from projections.attendance import Attendance

    rows = month_rows(source.seen(Attendance(source.book.site.zone)), month)
    return [attendance_sheet(month, rows, source.people.of(row.person for row in rows))]


def swaps(source: Source, month: str) -> list[Sheet]:
    """The register of swaps (S4.10-02)."""
    from console.reports.register_sheets import swap_sheet
    from projections.requests.registers import swaps_made

    known = _known(source, month)
    return [swap_sheet(swaps_made(known.requests, *known.span), known)]


def leave(source: Source, month: str) -> list[Sheet]:
    """The register of leave and returns (S4.9-01)."""
    from console.reports.register_sheets import leave_sheet
    from projections.requests.registers import leaves_asked

    known = _known(source, month)
    return [leave_sheet(leaves_asked(known.requests, *known.span), known)]


def rota(source: Source, month: str, team: str | None = None) -> list[Sheet]:
    """The duty rota: people by days, of everybody or of one team or unit."""
    from console.presenters.rosters import kinds_between, week
    from console.reports.months import days_of, span_of
    from console.reports.rota_sheet import RotaMonth, rota_sheet
    from projections.requests import Requests
    from projections.requests.absences import absences
    from projections.roster import Roster

    book, days = source.book, days_of(month)
    absent = absences(source.seen(Requests()), *span_of(book, month))
    found = week(book, source.seen(Roster()), days[0], len(days), team, absent)
    names = source.people.of(line.person.person for line in found.lines)
    return [rota_sheet(RotaMonth(month, found, kinds_between(book, days[0], len(days)), names))]


def handover(source: Source, month: str) -> list[Sheet]:
    """The handover book: the handovers that were opened, and their items."""
    from console.drawing.handover import Setting
    from console.reports.handover_sheets import handover_sheets
    from console.reports.months import span_of
    from projections.handover import HandoverBook
    from projections.handover.book import handovers, sheet

    kept = source.seen(HandoverBook())
    rows = handovers(kept, *span_of(source.book, month))
    found = [each for row in rows if (each := sheet(kept, row.handover)) is not None]
    people = {who for row in rows for who in (row.outgoing, row.incoming)}
    people |= {item.person for each in found for item in each.items if item.person is not None}
    setting = Setting(source.book.site.zone, source.language, source.people.of(people))
    return [*handover_sheets(found, setting)]


def fines(source: Source, month: str) -> list[Sheet]:
    """The statement of fines and rewards, person by person."""
    from console.reports.statement_sheet import statement_sheet
    from console.text.statement import Setting
    from projections.discipline import Discipline
    from projections.discipline_statement import statement

    book = source.book
    found = statement(source.seen(Discipline()), month, None)
    return [statement_sheet(found, Setting(book.site.zone, source.language, book.lawbook.title))]


def _known(source: Source, month: str) -> Known:
    from console.reports.months import span_of
    from console.reports.register_sheets import Known
    from projections.requests import Requests

    book = source.book
    view, span = source.seen(Requests()), span_of(book, month)
    return Known(view, source.people, month, span, book.site.zone)


REPORTS: tuple[Report, ...] = (
    Report(
        "attendance",
        Words("考勤月报", "Attendance"),
        attendance,
        Words(
            "{month} 没有考勤；排班后才有。按 , 看上月。",
            "There is no attendance in {month} without shifts. , for the month before.",
        ),
    ),
    Report(
        "swaps",
        Words("换班登记", "Swaps"),
        swaps,
        Words(
            "{month} 没有成立的换班；双方班长同意后在此。按 , 看上月。",
            "No swap was made in {month}; both leaders agree first. , for the month before.",
        ),
    ),
    Report(
        "leave",
        Words("请销假登记", "Leave"),
        leave,
        Words(
            "{month} 没有人请假；申请一提出就记在这里。按 , 看上月。",
            "Nobody asked for leave in {month}. , for the month before.",
        ),
    ),
    Report(
        "rota",
        Words("值班表", "Rota"),
        rota,
        Words(
            "{month} 没有人可排班；先登记人员。按 , 看上月。",
            "There is nobody to be on a shift in {month}. , for the month before.",
        ),
    ),
    Report(
        "handover",
        Words("交接本", "Handover book"),
        handover,
        Words(
            "{month} 没有交接；在交接班屏按 o 开始。按 , 看上月。",
            "Nothing was handed over in {month}. , for the month before.",
        ),
    ),
    Report(
        "fines",
        Words("奖惩", "Fines"),
        fines,
        Words(
            "{month} 没有奖惩；处分生效后记在这里。按 , 看上月。",
            "No fine or reward took effect in {month}. , for the month before.",
        ),
    ),
)
"""The reports in the order of their keys."""
