"""The page of happenings lists all there are, so that a rulebook can be written beside it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import groupby

from msgspec import inspect

from ledger import registers
from ledger.kernel.action import actions
from ledger.kernel.event import Event, registered
from ledger.kernel.periods import period_fields
from ledger.registers.entries import Entry
from ledger.rulebook.checking.events import choices, fields_of
from ledger.rulebook.rules.catalogue import posts
from tests.pages import ROOT

PAGE = ROOT / "docs" / "happenings.md"

_HEAD = """# 事件与岗位 · Happenings and posts

规章条款可以写的事件：名称、中英文标题、字段，以及登记它的动作。方括号里的字段可以不写，圆括号里是字段
可取的值；带 † 的是人的日、月、年，由程序填写。没有动作的事件，由专门的办理事项或程序自己写入。

What clauses can speak of: the name of each happening, its title, its fields and the action that
enters it. Fields in brackets may be left out, in parentheses stand the values that a field can
have, and † marks a person's day, month or year, which the program fills in. A happening without an
action comes from an action of another shape, or from the program itself.
"""

_POSTS = """## 岗位 · Posts

| 编号 · id | 岗位 | Post |
|---|---|---|
"""


def happenings_page() -> str:
    """Every event by register, then every post."""
    registers.load()
    known = [kind for name, kind in sorted(registered().items()) if not name.startswith("test.")]
    sections = [_HEAD]
    for register, kinds in groupby(sorted(known, key=_by_register), registers.register_of):
        title = registers.titles()[register]
        rows = "\n".join(_row(kind) for kind in kinds)
        head = (
            "| 事件 · happening | 标题 · title | 字段 · fields | 动作 · action |\n|---|---|---|---|"
        )
        sections.append(f"## {title.zh} · {title.en}\n\n{head}\n{rows}\n")
    named = "\n".join(
        f"| `{post.id}` | {post.title.zh} | {post.title.en} |" for post in posts().values()
    )
    return "\n".join(sections) + f"\n{_POSTS}{named}\n"


def _by_register(kind: type[Event]) -> tuple[str, str]:
    return registers.register_of(kind), kind.type_name


def _row(kind: type[Event]) -> str:
    title = registers.event_words()[kind.type_name]
    verbs = " ".join(f"`{verb}`" for verb in _entered_by(kind))
    return (
        f"| `{kind.type_name}` | {title.zh} · {title.en} | {', '.join(_fields(kind))} | {verbs} |"
    )


def _fields(kind: type[Event]) -> Iterator[str]:
    struct = inspect.type_info(kind)
    assert isinstance(struct, inspect.StructType)
    filled = {field.name for field in period_fields(kind)}
    for field in struct.fields:
        values = choices(fields_of(kind.type_name)[field.name])
        told = f"`{field.name}`" + ("†" if field.name in filled else "")
        if values:
            told += f" ({', '.join(str(value) for value in values)})"
        yield told if field.required else f"[{told}]"


def _entered_by(kind: type[Event]) -> Iterator[str]:
    for verb, action in sorted(actions().items()):
        if issubclass(action, Entry) and action.event is kind:
            yield verb


def test_the_page_lists_every_happening_and_post() -> None:
    """Whoever writes a rulebook finds each event, its fields and each post under its id."""
    if os.environ.get("DUTYBOOK_UPDATE_GOLDEN"):
        PAGE.write_text(happenings_page(), encoding="utf-8")
    assert happenings_page() == PAGE.read_text(encoding="utf-8")
