"""The words of forms, and an outcome told before it comes about."""

from __future__ import annotations

from datetime import tzinfo

from console.drawing.spans import fit, width_of
from console.text.clauses import weighed
from console.text.plainly import plainly
from ledger import registers
from ledger.kernel.action import Kept, Outcome, Refused
from ledger.kernel.words import Language, Words
from ledger.rulebook.lookup import Lawbook

CHOOSE = Words("办理什么", "What to do")
NARROW = Words("输入几个字即筛选，↑ ↓ 选择", "type to narrow the list, ↑ ↓ to choose")
REQUIRED = Words("* 必填", "* required")
DERIVED = Words("账本没有记录时才填", "only where the ledger does not know")
CHECKS = Words("核对", "Checks")
WILL_WRITE = Words("将写入", "Will append")
CONFIRM = Words("确认并写入", "Confirm and append")
BACK = Words("Esc 返回", "Esc returns")
CHECKING = Words("正在核对…", "checking…")
APPENDING = Words("正在写入…", "appending…")
CHECKED_AGAIN = Words("账本恢复后会自动再核对。", "It is checked again once the ledger answers.")
LOOKED_UP = Words(
    "账本恢复后先查明这一次是否已写入。",
    "Once the ledger answers it is looked up whether this was appended.",
)
CANNOT = Words("不能办理：{sentence}", "Cannot be done: {sentence}")
NOTHING = Words("已是如此，没有可写入的事件", "it is so already; there is nothing to append")
WRITTEN = Words("已写入 {count} 件：{positions}", "{count} appended: {positions}")
PASSED = Words("通过", "passed")
RESTS_ON = Words("依据 {positions}", "rests on {positions}")
SEVERAL = Words("可填多个，用逗号分开", "several, apart by commas")
A_TIME = Words("如 2026-11-21 10:30", "such as 2026-11-21 10:30")
PERSONAL = Words("封存", "sealed")

_GAP = "  "


def checks(outcome: Outcome, lawbook: Lawbook, language: Language, width: int) -> list[str]:
    """The clauses that were read, each with what its check found, or else with its values.

    A line a clause where all of them fit into so many cells; otherwise what was found stands in a
    line below the clause.
    """
    titles = [lawbook.title(clause.id).to(language) for clause in outcome.clauses]
    told = [
        _told(outcome, clause.id, language) or "  ".join(weighed(clause.values))
        for clause in outcome.clauses
    ]
    ids = [f"{clause.id} {clause.since}" for clause in outcome.clauses]
    sign = PASSED.to(language)
    columns = [max(map(width_of, each), default=0) for each in (titles, told, ids)]
    if width_of(sign) + sum(columns) + 3 * len(_GAP) <= width:
        return [
            _GAP.join((sign, fit(title, columns[0]), fit(each, columns[1]), clause)).rstrip()
            for title, each, clause in zip(titles, told, ids, strict=True)
        ]
    found = []
    for title, each, clause in zip(titles, told, ids, strict=True):
        room = width - width_of(sign) - width_of(clause) - 2 * len(_GAP)
        found.append(_GAP.join((sign, fit(title, max(room, 8)), clause)))
        found += [" " * width_of(sign) + _GAP + each] if each else []
    return found


def _told(outcome: Outcome, clause: str, language: Language) -> str:
    """What the checks of a clause found, each thing once."""
    told = dict.fromkeys(
        each.words.to(language) for each in outcome.findings if each.clause == clause
    )
    return ("；" if language == "zh" else "; ").join(told)


def written(outcome: Outcome, language: Language, zone: tzinfo) -> list[str]:
    """The events an outcome holds, each with its fields; instants are told in the zone."""
    return [_event(kept, language, zone) for kept in outcome.kept] or [NOTHING.to(language)]


def refusal(refused: Refused, lawbook: Lawbook, language: Language) -> str:
    """Why not: the sentence, the clause, and the events it rests on."""
    sentence = CANNOT.to(language).format(sentence=refused.text(language))
    title = lawbook.title(refused.clause).to(language)
    clause = (
        f"（{title} {refused.clause}）" if language == "zh" else f" ({title}, {refused.clause})"
    )
    if not refused.evidence:
        return sentence + clause
    positions = (" " if language == "en" else "、").join(f"#{each}" for each in refused.evidence)
    return f"{sentence}{clause} {RESTS_ON.to(language).format(positions=positions)}"


def _event(kept: Kept, language: Language, zone: tzinfo) -> str:
    name = registers.event_words().get(kept.event.type_name)
    label = name.to(language) if name else kept.event.type_name
    return f"{label}  {plainly(kept.event, language, zone)}".rstrip()
