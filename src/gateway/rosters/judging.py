"""What of a roster's file cannot be, before anything is written: people, kinds, overlaps."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from gateway.rosters.lines import Fault, Place, Reading, ReadShift
from ledger.kernel.words import Words
from ledger.registers.roster.placing import span_on
from ledger.rulebook.shifts import ShiftKind, Span

KindsOn = Callable[[date], Mapping[str, ShiftKind]]


def judged(
    reading: Reading,
    people: Collection[str],
    kinds_on: KindsOn,
    zone: ZoneInfo,
    taken: Mapping[str, Iterable[tuple[Words, Span]]],
) -> Reading:
    """A reading without the shifts that cannot be, each of them a fault in order of place.

    ``taken`` is when people are on shifts of the ledger already, with what each is called. Of two
    shifts of the file that overlap the later line is at fault.
    """
    busy: dict[str, list[tuple[Words, Span]]] = {
        person: list(spans) for person, spans in taken.items()
    }
    kept: list[ReadShift] = []
    faults = list(reading.faults)
    kinds: dict[date, Mapping[str, ShiftKind]] = {}
    for shift in reading.shifts:
        place, line = shift
        if line.person not in people:
            faults.append(
                _fault(
                    place,
                    f"没有登记工号 {line.person}；请先登记或改正",
                    f"{line.person} is not registered; register the person or correct it",
                )
            )
            continue
        known = kinds.get(line.on)
        if known is None:
            known = kinds[line.on] = kinds_on(line.on)
        kind = known.get(line.code)
        span = span_on(line, kind.terms if kind is not None else None, zone)
        if span is None:
            listed = ", ".join(known) or "—"
            faults.append(
                _fault(
                    place,
                    f"规章没有代码为 {line.code} 的班（有 {listed}）；请改正，或写明起止时间",
                    f"no shift of the rulebook has the code {line.code} (there are {listed}); "
                    "correct it, or give both times",
                )
            )
            continue
        mine = busy.setdefault(line.person, [])
        clash = next((where for where, other in mine if other.meets(span)), None)
        if clash is not None:
            faults.append(
                _fault(
                    place,
                    f"{line.person} 的 {line.on} {line.code} 与{clash.zh}重叠；请改正",
                    f"{line.person}'s {line.on} {line.code} overlaps {clash.en}; correct it",
                )
            )
            continue
        mine.append((_named(place), span))
        kept.append(shift)
    return Reading(tuple(kept), tuple(sorted(faults, key=lambda fault: fault.place)))


def _named(place: Place) -> Words:
    return Words(f"第 {place.row} 行", f"row {place.row}")


def _fault(place: Place, zh: str, en: str) -> Fault:
    return Fault(place, Words(zh, en))
