"""Every key and command of the console, in one list.

Bindings, the key line, the palette, the help screen and the page ``docs/keys.md`` are all made
from :data:`COMMANDS`; what does not stand here can be neither pressed nor found. A command that
cannot be used stays visible and says why. The commands of a screen stand in ``console.keys``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.binding import Binding, BindingType

from console.command import Command, Place, State
from console.keys import (
    attendance,
    duties,
    everywhere,
    floor,
    handover,
    lists,
    my_duty,
    people,
    reports,
    requests,
    roster,
    trail,
)
from ledger.kernel.words import Language, Words

__all__ = [
    "COMMANDS",
    "Command",
    "Place",
    "State",
    "bindings",
    "command",
    "commands_at",
    "keys_page",
]

COMMANDS: tuple[Command, ...] = (
    *floor.COMMANDS,
    *handover.COMMANDS,
    *duties.COMMANDS,
    *roster.COMMANDS,
    *people.COMMANDS,
    *attendance.COMMANDS,
    *requests.COMMANDS,
    *my_duty.COMMANDS,
    *reports.COMMANDS,
    *trail.COMMANDS,
    *lists.COMMANDS,
    *everywhere.COMMANDS,
)
"""All commands; the order is that of the key line and the help."""


_BY_ID = {each.id: each for each in COMMANDS}

PLACES: dict[Place, Words] = {
    "anywhere": Words("各屏", "every screen"),
    "floor": Words("楼面", "the floor"),
    "evidence": Words("明细", "the evidence"),
    "trail": Words("审计", "the trail"),
    "detail": Words("事件", "an event"),
    "form": Words("表单", "a form"),
    "obligations": Words("义务", "the obligations"),
    "discipline": Words("奖惩", "discipline"),
    "loans": Words("借阅", "the loans"),
    "handover": Words("交接", "the handover"),
    "roster": Words("班表", "the roster"),
    "people": Words("人员", "the people"),
    "attendance": Words("考勤", "the attendance"),
    "requests": Words("请假与换班", "leave and swaps"),
    "my_duty": Words("我的值班", "my duty"),
    "reports": Words("报表", "the reports"),
}


def command(identity: str) -> Command:
    """The command with that id.

    :raises KeyError: when there is none.
    """
    return _BY_ID[identity]


def commands_at(place: Place) -> Iterator[Command]:
    """The commands of one screen, in order."""
    return (each for each in COMMANDS if each.at(place))


def bindings(place: Place) -> list[BindingType]:
    """The key bindings of one screen."""
    return [
        Binding(
            ",".join(each.keys),
            f"app.command('{each.id}')",
            each.name.en,
            show=False,
            tooltip=each.tooltip.en,
            id=each.id,
        )
        for each in commands_at(place)
        if each.keys
    ]


def keys_page(language: Language, commands: Iterable[Command] = COMMANDS) -> str:
    """The page of all keys, in Markdown."""
    title = Words("按键", "Keys").to(language)
    heads = Words("| 按键 | 命令 | 说明 | 用于 |", "| Key | Command | What it does | On |")
    lines = [f"# {title}", "", heads.to(language), "|---|---|---|---|"]
    for each in commands:
        name = f"{each.area.to(language)}: {each.name.to(language)}"
        places = ", ".join(PLACES[place].to(language) for place in each.places)
        lines.append(f"| `{each.shown}` | {name} | {each.help.to(language)} | {places} |")
    return "\n".join(lines) + "\n"
