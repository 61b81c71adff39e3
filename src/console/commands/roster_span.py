"""Which days and which people a command about the roster is for."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from console.commands.help import both
from console.commands.terminal import UsageFault

if TYPE_CHECKING:
    from ledger.book import Book
    from ledger.rulebook.shifts import Member
    from projections.roster import Roster

First = Annotated[
    str | None,
    typer.Option(
        "--week",
        "--from",
        metavar="D",
        help=both(
            "从哪天起，或 2026-W48 这样的一周；默认本周",
            "from this day or week (2026-W48); this week",
        ),
    ),
]

Days = Annotated[
    int,
    typer.Option("--days", metavar="N", min=1, max=62, help=both("几天", "how many days")),
]

Team = Annotated[
    str | None,
    typer.Option("--team", metavar="T", help=both("只看此班组或部门", "this team or unit alone")),
]

People = Annotated[
    str | None,
    typer.Option(
        "--people", metavar="P,P", help=both("这些工号，用逗号隔开", "these people, with commas")
    ),
]

_WEEK = re.compile(r"(\d{4})-?W(\d{2})")


def chosen_days(
    book: Book, first: str | None, days: int, *, week: bool = True
) -> tuple[date, date]:
    """The first and the last day asked for.

    :raises UsageFault: for a day or week that does not exist.
    """
    from console.presenters.rosters import monday_of, today

    present = monday_of(today(book)) if week else today(book)
    begins = present if first is None else _day(first)
    return begins, begins + timedelta(days=days - 1)


def chosen_people(roster: Roster, team: str | None, people: str | None) -> list[Member]:
    """The people of a team, or those named.

    :raises UsageFault: when neither is given, or nobody is found.
    """
    from console.presenters.rosters import members

    if (team is None) == (people is None):
        raise UsageFault(
            "请写 --team 或 --people，说明给谁排班。",
            "Say for whom: give either --team or --people.",
        )
    named = [each.strip() for each in people.split(",") if each.strip()] if people else None
    found = members(roster, team, named)
    unknown = [each.person for each in found if each.person not in roster.people]
    if unknown or not found:
        who = ", ".join(unknown) or team
        raise UsageFault(
            f"账本里没有 {who}；请检查，或先登记人员。",
            f"The ledger knows no {who}; check it, or register people first.",
        )
    return found


def _day(given: str) -> date:
    week = _WEEK.fullmatch(given)
    try:
        if week is not None:
            return date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return date.fromisoformat(given)
    except ValueError:
        raise UsageFault(
            f"{given} 不是日期；请写如 2026-11-23，或 2026-W48。",
            f"{given} is no day; write one such as 2026-11-23, or a week such as 2026-W48.",
        ) from None
