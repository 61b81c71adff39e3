"""`dutybook warden`: the program on watch, for as long as nobody stops it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from console.commands.books import opened
from console.commands.help import both
from console.commands.options import Ledger, ledger_named, terminal_of
from console.commands.terminal import Terminal

if TYPE_CHECKING:
    from console.following.watch import Heard, Watch
    from ledger.store.errors import StoreError
    from ledger.warden import Done


def warden(
    ctx: typer.Context,
    ledger: Ledger = None,
    *,
    once: Annotated[
        bool,
        typer.Option(
            "--once",
            help=both("只巡查一遍后退出", "look around once and exit"),
        ),
    ] = False,
) -> None:
    """Record what falls due, and propose what the rulebook reacts to; a person decides.

    Any number of these may run at once, and may be stopped at any time.
    """
    from console.following.watch import Watch
    from ledger.opening import ledger_name, ledger_place
    from ledger.warden import Warden

    terminal = terminal_of(ctx)
    target = ledger_named(terminal, ledger)
    book = opened(terminal, target)
    try:
        if once:
            _tell(terminal, Warden.of(book).step())
            return
        name = ledger_name(target)
        terminal.note(
            f"正在值守 {name}；按 Ctrl+C 结束。", f"On watch over {name}; Ctrl+C ends it."
        )
        watch = Watch(book, _heard(terminal), views=ledger_place(target))
        with _stopping(watch):
            watch.run()
    finally:
        book.close()


def _heard(terminal: Terminal) -> Heard:
    from console.following.reconnecting import brief
    from console.following.watch import Heard

    def lost(fault: StoreError) -> None:
        why = brief(fault)
        terminal.note(
            f"账本没有应答：{why.zh}；恢复后自动继续值守。",
            f"The ledger does not answer: {why.en}; the watch goes on once it does.",
        )

    def back() -> None:
        terminal.note("账本已恢复，继续值守。", "The ledger answers again; the watch goes on.")

    return Heard(lambda done: _tell(terminal, done), lost, back)


def _tell(terminal: Terminal, done: Done) -> None:
    terminal.tell(
        f"登记到期事项 {done.recorded} 项，提议 {done.proposed} 项。",
        f"Recorded {done.recorded} that fell due, proposed {done.proposed}.",
    )


@contextmanager
def _stopping(watch: Watch) -> Iterator[None]:
    """Let Ctrl+C and a polite kill end the watch after the decision that is being taken."""
    kinds = (signal.SIGINT, signal.SIGTERM)

    def stop(*_: Any) -> None:
        watch.stop()

    before = [signal.signal(kind, stop) for kind in kinds]
    try:
        yield
    finally:
        for kind, handler in zip(kinds, before, strict=True):
            signal.signal(kind, handler)
