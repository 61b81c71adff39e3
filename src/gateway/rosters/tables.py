"""A roster as a table: a line a shift, or people by days as it hangs on the wall."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from gateway.rosters.cells import as_clock, as_date, as_text
from gateway.rosters.lines import Cell, Fault, Place, Reading, ReadShift, Row
from ledger.kernel.words import Unfit, Words
from ledger.registers.roster.placing import RosterLine

_HEADS = {
    "person": ("工号", "员工号", "人员", "person", "employee", "employee number", "number"),
    "on": ("日期", "日", "date", "day"),
    "code": ("班次", "代码", "班", "shift", "code"),
    "starts": ("开始", "开始时间", "上班", "starts", "start", "from"),
    "ends": ("结束", "结束时间", "下班", "ends", "end", "until", "to"),
    "job": ("工种", "job"),
    "ignored": ("姓名", "name", "星期", "weekday", "班次名称", "title"),
}
_FIELDS = {head: field for field, heads in _HEADS.items() for head in heads}
_OFF = frozenset(("", "休", "-", "—", "–", "·", "/", "off"))


def read(rows: Sequence[Row]) -> Reading:
    """What a table holds. Its first row that is not empty names the columns."""
    filled = [row for row in rows if any(as_text(cell) for cell in row.cells)]
    if not filled:
        return Reading((), (_fault(1, "", "文件是空的", "the file is empty"),))
    heads, body = filled[0], filled[1:]
    names = [as_text(cell) for cell in heads.cells]
    fields = [_FIELDS.get(name.lower()) for name in names]
    if "person" not in fields:
        return Reading(
            (),
            (
                _fault(
                    heads.number,
                    "",
                    "没有“工号”一列；首行要写列名，如 工号,日期,班次",
                    "there is no column person; the first row names them: person,date,shift",
                ),
            ),
        )
    if "on" in fields:
        return _listed(heads, names, fields, body)
    return _on_the_wall(heads, names, fields, body)


def _listed(heads: Row, names: list[str], fields: list[str | None], body: Sequence[Row]) -> Reading:
    """A line a shift."""
    faults = [
        _fault(
            heads.number, name, "不认识这一列；请改名或删去", "this column is unknown; rename it"
        )
        for name, field in zip(names, fields, strict=True)
        if name and field is None
    ]
    shifts: list[ReadShift] = []
    for row in body:
        cells = dict(zip(fields, row.cells, strict=False))
        columns = {field: name for field, name in zip(fields, names, strict=True) if field}
        made, wrong = _shift(row.number, cells, columns)
        faults += wrong
        if made is not None:
            shifts.append(made)
    return Reading(tuple(shifts), tuple(faults))


def _shift(
    number: int, cells: dict[str | None, Cell], columns: dict[str, str]
) -> tuple[ReadShift | None, list[Fault]]:
    faults: list[Fault] = []

    def place(field: str) -> Place:
        return Place(number, columns.get(field, ""))

    values: dict[str, object] = {
        "person": as_text(cells.get("person")),
        "code": as_text(cells.get("code")),
        "job": as_text(cells.get("job")) or None,
    }
    for field, reads in (("on", as_date), ("starts", as_clock), ("ends", as_clock)):
        try:
            values[field] = reads(cells.get(field))
        except Unfit as fault:
            faults.append(Fault(place(field), fault.words))
            values[field] = date.min if field == "on" else None
    if not values["person"]:
        faults.append(Fault(place("person"), Words("没有工号；请补上", "no person; add one")))
    if values["on"] is None:
        told = as_text(cells.get("on"))
        words = Words(
            f"“{told}”不是日期；请写如 2026-11-23", f"“{told}” is no day; write 2026-11-23"
        )
        faults.append(Fault(place("on"), words))
    if len(str(values["code"])) != 1:
        told = as_text(cells.get("code"))
        words = Words(f"“{told}”不是班次代码；请写一个字", f"“{told}” is no code; write one letter")
        faults.append(Fault(place("code"), words))
    if faults:
        return None, faults
    return _made(place("code"), values)


def _on_the_wall(
    heads: Row, names: list[str], fields: list[str | None], body: Sequence[Row]
) -> Reading:
    """People down, days across, a letter a shift."""
    faults: list[Fault] = []
    days: dict[int, date] = {}
    for number, (name, field, cell) in enumerate(zip(names, fields, heads.cells, strict=True)):
        if field is not None or not name:
            continue
        try:
            day = as_date(cell)
        except Unfit as fault:
            faults.append(Fault(Place(heads.number, name), fault.words))
            continue
        if day is None:
            words = Words(
                f"“{name}”不是日期，也不是认识的列；请写如 2026-11-23",
                f"“{name}” is neither a day nor a known column; write a day such as 2026-11-23",
            )
            faults.append(Fault(Place(heads.number, name), words))
        else:
            days[number] = day
    shifts: list[ReadShift] = []
    person_at = fields.index("person")
    for row in body:
        for made, wrong in _of_person(row, as_text(row.cells[person_at]), days, names):
            faults += wrong
            if made is not None:
                shifts.append(made)
    return Reading(tuple(shifts), tuple(faults))


def _of_person(
    row: Row, person: str, days: dict[int, date], names: list[str]
) -> Iterator[tuple[ReadShift | None, list[Fault]]]:
    if not person:
        yield None, [_fault(row.number, "", "没有工号；请补上", "no person; add one")]
        return
    for number, day in days.items():
        told = as_text(row.cells[number]) if number < len(row.cells) else ""
        if told.lower() in _OFF:
            continue
        for code in told:
            if not code.isspace():
                place = Place(row.number, names[number] if names[number] else str(day))
                yield _made(place, {"person": person, "on": day, "code": code})


def _made(place: Place, values: dict[str, object]) -> tuple[ReadShift | None, list[Fault]]:
    try:
        return ReadShift(place, msgspec.convert(values, RosterLine)), []
    except msgspec.ValidationError as fault:
        return None, [Fault(place, Words(f"读不懂（{fault}）；请改正", f"{fault}; correct it"))]


def _fault(row: int, column: str, zh: str, en: str) -> Fault:
    return Fault(Place(row, column), Words(zh, en))
