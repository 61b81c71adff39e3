"""A month's fines and rewards as a table of text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo
from typing import NamedTuple

from console.text.columns import padded, printable, width
from console.text.sentences import value_label
from ledger.kernel.event import instant
from ledger.kernel.words import Language, Words
from projections.discipline_statement import PersonStatement, Statement, StatementLine

Titles = Callable[[str], Words]
"""Gives the title of a clause."""

_RIGHT = (False, False, False, True, True, False, False)
_HEADS = (
    Words("日期", "Date"),
    Words("类型", "Kind"),
    Words("条款", "Clause"),
    Words("金额", "Amount"),
    Words("余额", "Balance"),
    Words("依据", "Evidence"),
    Words("记录", "Entry"),
)
_MOST_TITLE = 34
_MOST_EVIDENCE = 20


class Setting(NamedTuple):
    """How a statement is told: the site's zone, the language, and the titles of clauses."""

    zone: tzinfo
    language: Language
    titles: Titles


def told(statement: Statement, setting: Setting) -> list[str]:
    """The whole statement: whether it is closed, then each person with a running balance."""
    say = Words.to
    lang = setting.language
    lines = [state_of(statement, setting).to(lang)]
    if not statement.people:
        return [*lines, say(Words("没有记录。", "There are no entries."), lang)]
    for person in statement.people:
        lines += ["", *_person(person, setting)]
    total = say(Words("全部合计", "Total of all"), lang)
    return [printable(line) for line in (*lines, "", f"{total} {money(statement.balance)}")]


def state_of(statement: Statement, setting: Setting) -> Words:
    """Whether a month is closed, and by which entry, or may still change."""
    month, closed = statement.account, statement.closed
    if closed is None:
        return Words(f"{month} 奖惩：未关账，仍可能变动", f"{month}: open, may still change")
    at = f"{instant(closed.closed_at).astimezone(setting.zone):%Y-%m-%d %H:%M}"
    return Words(
        f"{month} 奖惩：已关账（{at}，#{closed.position}），不再变动",
        f"{month}: closed ({at}, #{closed.position}), never changes",
    )


def kind_of(line: StatementLine) -> str:
    """What an entry is: its measure if it is one, else its kind."""
    return line.entry.measure or line.entry.kind


def correction(line: StatementLine) -> str:
    """The month and entry that a counter-entry corrects, or nothing."""
    entry = line.entry
    return "" if entry.corrects is None else f"{entry.corrects} #{entry.original}"


def money(fen: int) -> str:
    """An amount in fen with two places."""
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def _person(person: PersonStatement, setting: Setting) -> list[str]:
    rows = [[each.to(setting.language) for each in _HEADS]]
    rows += [_cells(line, setting) for line in person.lines]
    widths = [max(width(row[at]) for row in rows) for at in range(len(_HEADS))]
    table = [
        "  "
        + "  ".join(
            padded(cell, widths[at], right=_RIGHT[at]) for at, cell in enumerate(row)
        ).rstrip()
        for row in rows
    ]
    balance = Words("余额", "Balance").to(setting.language)
    return [f"{person.person}  {balance} {money(person.balance)}", *table]


def _cells(line: StatementLine, setting: Setting) -> list[str]:
    entry, lang = line.entry, setting.language
    kind = value_label(kind_of(line), lang)
    if entry.corrects is not None:
        kind = Words(f"冲销{kind}", f"{kind} taken back").to(lang)
    title = f"{setting.titles(entry.clause).to(lang)} {entry.clause}"
    evidence = " ".join(f"#{each}" for each in entry.evidence.split(",") if each)
    mark = f"#{entry.position}"
    if entry.corrects is not None:
        mark += Words(f"（更正 {correction(line)}）", f" (corrects {correction(line)})").to(lang)
    return [
        f"{instant(entry.at).astimezone(setting.zone):%m-%d}",
        kind,
        padded(title, _MOST_TITLE).rstrip(),
        money(entry.amount),
        money(line.balance),
        padded(evidence, _MOST_EVIDENCE).rstrip() or "—",
        mark,
    ]
