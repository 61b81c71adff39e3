"""The `dutybook` command: every door of the product that is typed.

Exit status: 0 done, 1 a defect of this program, 2 usage, 3 refused by a rule, 4 data faults,
5 the store is unavailable, 130 interrupted. A fault is one sentence on standard error.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import typer

from console.commands.act import act
from console.commands.attendance import HELP as ATTENDANCE_HELP
from console.commands.attendance import attendance_app
from console.commands.audit import audit
from console.commands.backup import backup
from console.commands.bring_in import bring_in
from console.commands.check import check
from console.commands.copy import copy
from console.commands.demo import demo
from console.commands.events import events
from console.commands.figures import figures
from console.commands.floor import floor
from console.commands.handover import HELP as HANDOVER_HELP
from console.commands.handover import handover_app
from console.commands.help import Helped, HelpedGroup, both
from console.commands.initialise import initialise
from console.commands.loans import loans
from console.commands.migrate import migrate
from console.commands.options import QUERY_SETTINGS
from console.commands.password import password
from console.commands.people import people
from console.commands.requests import HELP as REGISTER_HELP
from console.commands.requests import register_app, requests
from console.commands.restore import restore
from console.commands.roster import HELP as ROSTER_HELP
from console.commands.roster import roster_app
from console.commands.rulebook import HELP as RULEBOOK_HELP
from console.commands.rulebook import rulebook_app
from console.commands.simulate import simulate
from console.commands.statement import HELP as STATEMENT_HELP
from console.commands.statement import statement_app
from console.commands.terminal import Terminal, take_language
from console.commands.token import HELP as TOKEN_HELP
from console.commands.token import token_app
from console.commands.warden import warden
from console.commands.why import why, why_not

if TYPE_CHECKING:
    from ledger.kernel.words import Language

TRACE_VARIABLE = "DUTYBOOK_TRACE"
"""Set to anything, it makes a fault end with its traceback, for whoever mends the program."""


def main() -> None:
    """Run the command line of this process."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:], os.environ))


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run one command and return its exit status; no exception leaves it."""
    language: Language = "zh"
    try:
        language, rest = take_language(arguments, environment)
        return _invoke(rest, Terminal(language, environment))
    except typer.Exit as ending:
        return ending.exit_code
    except BrokenPipeError:
        _abandon_output()
        return 0
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except Exception as fault:
        if environment.get(TRACE_VARIABLE):
            raise
        return _tell(fault, language)


def command_line() -> HelpedGroup:
    """The whole command line as the library sees it, without running anything."""
    app = typer.Typer(
        name="dutybook",
        cls=HelpedGroup,
        add_completion=False,
        rich_markup_mode=None,
        help=both(
            "值班簿：把部门的规章跑起来。所有动作写入同一本账，实时看楼面，随时查来历。",
            "Runs a department's regulation book: one ledger of events, live views, a trail.",
        ),
    )
    app.callback()(_nothing)
    for name, function, help_, query in (
        ("init", initialise, both("新建账本（开簿）", "make a new ledger"), False),
        ("migrate", migrate, both("把账本升级到新格式", "bring a ledger to a new format"), False),
        ("check", check, both("检查整本账是否完好", "see whether a ledger is sound"), False),
        ("backup", backup, both("备份账本（可在使用中）", "back a ledger up, also in use"), False),
        ("restore", restore, both("从备份恢复账本", "make a ledger of a backup"), False),
        ("copy", copy, both("把账本复制到别处", "copy a ledger to another place"), False),
        ("import", bring_in, both("导入话务记录", "import call records"), False),
        ("simulate", simulate, both("模拟一个呼叫中心", "simulate a call centre"), False),
        ("demo", demo, both("演示：看一天的楼面", "watch a simulated day on the floor"), False),
        ("floor", floor, both("楼面实况", "the live floor"), False),
        ("audit", audit, both("审计：逐条查看事件", "the trail of all events"), True),
        ("password", password, both("设定口令", "set a password"), False),
        ("act", act, both("办理一件事", "do one of the registers' actions"), False),
        ("events", events, both("输出事件，供查看或对接", "print or feed events"), True),
        (
            "warden",
            warden,
            both("值守：到期登记、依规提议", "keep watch over what falls due"),
            False,
        ),
        ("figures", figures, both("话务统计", "figures over any span"), False),
        ("why", why, both("某事件因何而来", "why an event stands there"), False),
        ("why-not", why_not, both("为何没有提议", "why no offence was proposed"), False),
        ("people", people, both("人员清单", "who is who, signed in or away"), False),
        ("loans", loans, both("借阅清单", "who has which file"), False),
        ("requests", requests, both("请假与换班清单", "leave and swaps, and whose turn"), False),
    ):
        settings = QUERY_SETTINGS if query else {}
        app.command(name, cls=Helped, help=help_, context_settings=settings)(function)
    app.add_typer(attendance_app(), name="attendance", help=ATTENDANCE_HELP)
    app.add_typer(roster_app(), name="roster", help=ROSTER_HELP)
    app.add_typer(rulebook_app(), name="rulebook", help=RULEBOOK_HELP)
    app.add_typer(token_app(), name="token", help=TOKEN_HELP)
    app.add_typer(statement_app(), name="statement", help=STATEMENT_HELP)
    app.add_typer(handover_app(), name="handover", help=HANDOVER_HELP)
    app.add_typer(register_app(), name="register", help=REGISTER_HELP)
    group = typer.main.get_command(app)
    assert isinstance(group, HelpedGroup)
    return group


def _nothing() -> None:
    """The command line does nothing before its command."""


def _invoke(arguments: list[str], terminal: Terminal) -> int:
    group = command_line()
    with group.make_context("dutybook", arguments, obj=terminal) as context:
        result = group.invoke(context)
    sys.stdout.flush()
    return result if isinstance(result, int) else 0


def _tell(fault: Exception, language: Language) -> int:
    from console.commands.faults import verdict_on
    from console.text.columns import printable

    verdict = verdict_on(fault)
    sentence = printable(verdict.words.to(language)).rstrip("。.")
    print(sentence + ("。" if language == "zh" else "."), file=sys.stderr)
    return verdict.status


def _abandon_output() -> None:
    """Keep the interpreter from complaining of the closed pipe once more as it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
