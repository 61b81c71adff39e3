"""Every fault a command can end with: the sentence a person reads, and the exit status.

0 done, 1 a defect of this program, 2 usage, 3 refused by a rule, 4 data faults, 5 the store is
unavailable, 130 interrupted.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from typer import TyperException

from console.commands.terminal import UsageFault
from console.text.counting import several
from ledger.kernel.words import Unfit, Words

DONE, DEFECT, USAGE, REFUSED, DATA, UNAVAILABLE, INTERRUPTED = 0, 1, 2, 3, 4, 5, 130


_OF_THE_GATEWAY = {
    "SourceUnreadable": USAGE,
    "ImportStopped": DATA,
    "ImportFault": USAGE,
    "NotSensible": USAGE,
    "DaysTaken": USAGE,
}
"""Faults of the gateway by name, so that judging a fault never has to load the gateway."""


class Verdict(NamedTuple):
    """What a fault means: the exit status and the sentence."""

    status: int
    words: Words


def verdict_on(fault: BaseException) -> Verdict:
    """What to tell and which status to end with."""
    for judge in (_usage, _refusal, _store, _contents, _system):
        found = judge(fault)
        if found is not None:
            return found
    kind = f"{type(fault).__name__}: {fault}".splitlines()[0]
    return Verdict(
        DEFECT,
        Words(
            f"程序出错（{kind}）；这是程序的缺陷，请报告；设 DUTYBOOK_TRACE=1 可看详情。",
            f"The program failed ({kind}); this is a defect, please report it; "
            "DUTYBOOK_TRACE=1 shows the details.",
        ),
    )


def _usage(fault: BaseException) -> Verdict | None:
    from console.reports.workbook import NotWritten
    from console.trail.query import BadQuery
    from ledger.explaining.trace import NothingThere

    if isinstance(fault, UsageFault | NotWritten | BadQuery | Unfit | NothingThere):
        return Verdict(USAGE, fault.words)
    if type(fault).__name__ in _OF_THE_GATEWAY:
        status = _OF_THE_GATEWAY[type(fault).__name__]
        return Verdict(status, Words(getattr(fault, "zh", str(fault)), str(fault)))
    if isinstance(fault, TyperException):
        return Verdict(USAGE, _usage_words(fault))
    return None


def _usage_words(fault: Any) -> Words:
    """The library's own complaint, which it only knows in English, in both languages."""
    en = fault.format_message() if hasattr(fault, "format_message") else str(fault)
    kind = type(fault).__name__
    context = getattr(fault, "ctx", None)
    path = context.command_path if context is not None else "dutybook"
    parameter = getattr(fault, "param", None)
    named = parameter.metavar or parameter.name if parameter is not None else ""
    if parameter is not None and parameter.param_type_name == "option":
        named = parameter.opts[-1]
    if kind == "NoSuchOption":
        zh = f"没有选项 {fault.option_name}"
    elif kind == "MissingParameter":
        zh = f"缺少 {named}"
    elif parameter is not None:
        given = re.search(r"'([^']*)'", str(fault))
        zh = f"{named} 不能是 {given[1]}" if given else f"{named} 的值不对"
    elif en.startswith("No such command"):
        zh = f"没有命令 {en.partition(' command ')[2].rstrip('.')}"
    else:
        zh = f"用法不对：{en}"
    en = en.splitlines()[0].rstrip(".")
    return Words(f"{zh}；用法见 {path} --help。", f"{en}; see {path} --help.")


def _refusal(fault: BaseException) -> Verdict | None:
    from ledger.kernel.action import Refused

    if not isinstance(fault, Refused):
        return None
    title = fault.title or Words(fault.clause, fault.clause)
    evidence = "、".join(f"#{position}" for position in fault.evidence)
    evidence_en = ", ".join(f"#{position}" for position in fault.evidence)
    return Verdict(
        REFUSED,
        Words(
            f"不能办理：{fault.text('zh')}。条款 {fault.clause} {title.zh}"
            + (f"；依据 {evidence}。" if evidence else "。"),
            f"Refused: {fault.text('en')}. Clause {fault.clause}, {title.en}"
            + (f"; evidence {evidence_en}." if evidence_en else "."),
        ),
    )


def _store(fault: BaseException) -> Verdict | None:
    from ledger.keeping.faults import KeepingFault, Unequal
    from ledger.store.recorder import (
        AppendConflict,
        Contended,
        Damaged,
        NewerLedger,
        NotALedger,
        StoreError,
    )
    from ledger.vault import VaultError

    if isinstance(fault, StoreError):
        status = DATA if isinstance(fault, Damaged | NewerLedger | NotALedger) else UNAVAILABLE
        return Verdict(status, Words(fault.zh, str(fault)))
    if isinstance(fault, VaultError):
        return Verdict(UNAVAILABLE, Words(fault.zh, str(fault)))
    if isinstance(fault, KeepingFault):
        status = DATA if isinstance(fault, Unequal) else USAGE
        return Verdict(status, Words(fault.zh, str(fault)))
    if isinstance(fault, Contended | AppendConflict):
        return Verdict(
            UNAVAILABLE,
            Words(
                "别处同时在改动同一件事，未写入任何内容；请重试。",
                "Others kept changing the same matter; nothing was written; try again.",
            ),
        )
    return None


def _contents(fault: BaseException) -> Verdict | None:
    import msgspec

    from ledger.book import NoSite
    from ledger.kernel.codec import UnknownEvent
    from ledger.kernel.projection import ProjectionFailed
    from ledger.rulebook.faults import RulebookFault
    from ledger.rulebook.lookup import OutsideCoverage

    if isinstance(fault, RulebookFault):
        first, count = fault.faults[0], len(fault.faults)
        return Verdict(
            DATA,
            Words(
                f"规章有 {count} 处问题，首先是 {first.told('zh')}；"
                "请用 dutybook rulebook check 查看全部。",
                f"The rulebook has {several(count, 'fault')}, the first {first.told('en')}; "
                "dutybook rulebook check tells all of them.",
            ),
        )
    if isinstance(fault, NoSite):
        return Verdict(
            DATA,
            Words(
                "这个账本还没有开簿；请用 dutybook init 新建。",
                "This ledger holds no book yet; make one with dutybook init.",
            ),
        )
    if isinstance(fault, UnknownEvent):
        return Verdict(
            DATA,
            Words(
                f"账本里有本程序不认识的事件 {fault.type_name}；请安装更新的 Dutybook。",
                f"The ledger holds the event {fault.type_name}, which this program does not know; "
                "install a newer Dutybook.",
            ),
        )
    if isinstance(fault, ProjectionFailed):
        return Verdict(
            DATA,
            Words(
                f"视图停在第 {fault.position} 号事件：{fault}；请用 dutybook audit 查看该事件。",
                f"{fault}; look at that event with dutybook audit.",
            ),
        )
    if isinstance(fault, OutsideCoverage):
        return Verdict(DATA, Words(f"规章没有规定：{fault}。", f"{fault}."))
    if isinstance(fault, msgspec.DecodeError):
        return Verdict(
            DATA,
            Words(
                f"账本里有一条事件无法读出（{fault}）；请保留该文件并恢复备份。",
                f"An event of the ledger cannot be read ({fault}); keep the file and restore a "
                "backup.",
            ),
        )
    return None


def _system(fault: BaseException) -> Verdict | None:
    if isinstance(fault, FileExistsError):
        return Verdict(
            USAGE,
            Words(
                f"{_named(fault)} 已存在；请另取一个名字。",
                f"{_named(fault)} exists already; choose another name.",
            ),
        )
    if isinstance(fault, OSError):
        reason = fault.strerror or str(fault)
        return Verdict(
            UNAVAILABLE,
            Words(
                f"{_named(fault)} 不能使用：{reason}；请检查后重试。",
                f"{_named(fault)} cannot be used: {reason}; check it and try again.",
            ),
        )
    return None


def _named(fault: OSError) -> str:
    name = fault.filename or (fault.args[0] if fault.args else "")
    return str(name)
