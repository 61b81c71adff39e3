"""`dutybook import`: bring in what another system recorded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from console.commands.books import opened_or_made
from console.commands.faults import DATA, DONE
from console.commands.help import both
from console.commands.options import Into, ledger_named, terminal_of
from console.commands.progress_line import ProgressLine
from console.commands.terminal import Terminal, UsageFault

if TYPE_CHECKING:
    from gateway.importers import Progress, Report

Kind = Literal["queue-log", "anonymous-bank"]

_FIRST_FEW = 5
_SITES = {"anonymous-bank": "Anonymous Bank"}
"""Whose book it is, where the kind of record says so."""


def bring_in(
    ctx: typer.Context,
    kind: Annotated[
        Kind,
        typer.Argument(
            metavar="queue-log|anonymous-bank",
            help=both(
                "记录的种类：Asterisk queue_log，或 Anonymous Bank 话务记录",
                "kind of records: an Asterisk queue_log, or Anonymous Bank call records",
            ),
        ),
    ],
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help=both("文件，可为 .gz；- 为标准输入", "the file, perhaps .gz; - is stdin"),
        ),
    ],
    *,
    into: Into = None,
    speed: Annotated[
        str,
        typer.Option(
            "--speed",
            metavar="N|max",
            help=both("按 N 倍速回放，max 为尽快", "replay at N times life, or as fast as it goes"),
        ),
    ] = "max",
    strict: Annotated[
        bool,
        typer.Option(
            "--strict", help=both("遇到第一条不能导入的记录即停", "stop at the first bad record")
        ),
    ] = False,
    rejects: Annotated[
        Path | None,
        typer.Option(
            "--rejects",
            metavar="FILE",
            help=both(
                "剔除记录写入的文件，默认在账本旁：账本.文件名.rejects",
                "where rejected records go; by default beside the ledger, LEDGER.FILE.rejects",
            ),
        ),
    ] = None,
    timezone: Annotated[
        str | None,
        typer.Option(
            "--timezone",
            metavar="ZONE",
            help=both("记录所用的时区", "the time zone that the records are in"),
        ),
    ] = None,
    site: Annotated[
        str | None,
        typer.Option(
            "--site",
            metavar="NAME",
            help=both("新建账本时的单位名称", "the site, for a new ledger"),
        ),
    ] = None,
) -> int:
    """Import a file; the rest is imported where some records cannot be."""
    from gateway.importers import IMPORTERS, import_file

    terminal = terminal_of(ctx)
    target = ledger_named(terminal, into)
    factor = _factor(speed)
    _require_zone(timezone)
    _require_file(file)
    book = opened_or_made(
        terminal,
        target,
        site=site or _SITES.get(kind) or ("stdin" if file == "-" else Path(file).name),
        timezone=timezone or IMPORTERS[kind],
    )
    try:
        with ProgressLine() as line:
            report = import_file(
                book,
                kind,
                file,
                rejects=rejects or _beside_the_ledger(target, file),
                speed=factor,
                strict=strict,
                timezone=timezone,
                progress=lambda progress: line.show(*_so_far(progress, terminal)),
            )
    finally:
        book.close()
    _tell(terminal, report)
    return DATA if report.left_out else DONE


def _beside_the_ledger(target: str, file: str) -> Path:
    """Where rejects go: not beside the source, which may be a folder nobody should write to."""
    from ledger.opening import ledger_place

    ledger = ledger_place(target)
    source = "stdin" if file == "-" else Path(file).name
    if isinstance(ledger, str):
        # Beside a server there is no folder; the one we stand in is the user's choice.
        return Path(f"{source}.rejects")
    return ledger.with_name(f"{ledger.name}.{source}.rejects")


def _factor(speed: str) -> float | None:
    if speed == "max":
        return None
    try:
        factor = float(speed)
    except ValueError:
        factor = 0.0
    if not 0 < factor < float("inf"):
        raise UsageFault(
            f"--speed {speed} 不对；请写大于 0 的倍数，或 max。",
            f"--speed {speed} is wrong; write a number above 0, or max.",
        )
    return factor


def _require_file(file: str) -> None:
    """Look before the ledger is made, so that a mistyped name leaves none behind."""
    if file != "-" and not Path(file).is_file():
        raise UsageFault(
            f"没有文件 {file}；请检查路径。", f"There is no file {file}; check the path."
        )


def _require_zone(name: str | None) -> None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    if name is None:
        return
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UsageFault(
            f"没有时区 {name}；请写 IANA 名称，例如 Asia/Shanghai。",
            f"There is no time zone {name}; use an IANA name such as Asia/Shanghai.",
        ) from None


def _so_far(progress: Progress, terminal: Terminal) -> tuple[float | None, str]:
    share = progress.bytes_read / progress.bytes_total if progress.bytes_total else None
    if progress.phase == "reading":
        return share, terminal.say("读取", "reading")
    at = f"{progress.at:%Y-%m-%d %H:%M}" if progress.at else ""
    return share, terminal.say(
        f"已写入 {progress.events} 件  {at}", f"{progress.events} events  {at}"
    )


def _tell(terminal: Terminal, report: Report) -> None:
    for problem in report.problems[:_FIRST_FEW]:
        terminal.note(problem.sentence("zh"), problem.sentence("en"))
    if report.rejects is not None:
        terminal.note(
            f"有问题的记录 {report.left_out + report.notices} 条，见 {report.rejects}"
            "（可能含个人信息，请妥善保管）。",
            f"{report.left_out + report.notices} records need a look: see {report.rejects}, "
            "which may hold personal data.",
        )
    terminal.tell(
        f"{report.source}：记录 {report.records} 条，导入 {report.imported}，"
        f"不计 {report.ignored}，备注 {report.noted}，未导入 {report.left_out}；"
        f"新增事件 {report.events}，已有 {report.duplicates}。",
        f"{report.source}: {report.records} records, {report.imported} imported, "
        f"{report.ignored} ignored, {report.noted} noted, {report.left_out} left out; "
        f"{report.events} events added, {report.duplicates} there already.",
    )
    if not report.finished:
        terminal.note(
            "回放提前结束；再导入一次即可接着写。",
            "The replay ended early; import again to go on.",
        )
