"""`dutybook events`: the trail as text, and the feed that integrations read."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from console.commands.books import opened
from console.commands.help import both
from console.commands.options import Words, ledger_and_query, terminal_of
from console.commands.terminal import Terminal

if TYPE_CHECKING:
    from console.trail_pages import Trail
    from ledger.book import Book
    from ledger.store.recorder import Recorded as StoredEvent

Format = Literal["table", "jsonl", "cloudevents"]
Line = Callable[["StoredEvent"], bytes]

_LOOK_AROUND_SECONDS = 0.5


def events(
    ctx: typer.Context,
    words: Words = None,
    *,
    after: Annotated[
        int,
        typer.Option(
            "--after", min=0, metavar="N", help=both("从第 N 号事件之后开始", "only after event N")
        ),
    ] = 0,
    type_: Annotated[
        list[str] | None,
        typer.Option("--type", metavar="TYPE", help=both("只要这种事件", "only this type")),
    ] = None,
    tag: Annotated[
        list[str] | None,
        typer.Option("--tag", metavar="TAG", help=both("只要带这个标签的", "only under this tag")),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="TIME", help=both("从何时起", "from this time on")),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="TIME", help=both("到何时为止", "up to this time")),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", min=1, metavar="N", help=both("最多 N 条", "N events at most")),
    ] = None,
    last: Annotated[
        int | None,
        typer.Option("--last", min=1, metavar="N", help=both("只要最新 N 条", "the newest N only")),
    ] = None,
    format_: Annotated[
        Format,
        typer.Option(
            "--format",
            metavar="table|jsonl|cloudevents",
            help=both("输出格式", "form of the output"),
        ),
    ] = "table",
    follow: Annotated[
        bool,
        typer.Option(
            "--follow",
            help=both("继续等候新事件", "then wait for more and print them as they come"),
        ),
    ] = False,
) -> None:
    """Print events, oldest first."""
    from console.trail_pages import open_trail

    terminal = terminal_of(ctx)
    ledger, query = ledger_and_query(terminal, words)
    terms = {"type": type_ or (), "tag": tag or (), "since": [since], "until": [until]}
    for key, values in terms.items():
        query += "".join(f' {key}:"{value}"' for value in values if value)
    book = opened(terminal, ledger, readonly=True)
    try:
        trail = open_trail(book, query, terminal.language)
        Feed(book, trail, _line(format_, book, terminal)).run(after, limit, last, follow)
    finally:
        book.close()


class Feed:
    """Writes each event of a trail once, in order, as one line."""

    def __init__(self, book: Book, trail: Trail, line: Line) -> None:
        self._book = book
        self._trail = trail
        self._line = line
        self._stopped = False

    def run(self, after: int, limit: int | None, last: int | None, follow: bool) -> None:
        """Write what there is; following, go on until interrupted or nobody reads any more."""
        try:
            with self._stopping():
                self._run(after, limit, last, follow)
        except BrokenPipeError:
            _abandon_output()

    def _run(self, after: int, limit: int | None, last: int | None, follow: bool) -> None:
        remaining = sys.maxsize if limit is None else limit
        head = self._book.recorder.head()
        if self._trail.query.jump is not None:
            after = max(after, self._trail.query.jump - 1)
            remaining = min(remaining, 1)
        if last is not None:
            reached, count = self._newest(after, min(last, remaining))
        else:
            reached, count = self._write(self._trail.stored(after=after), remaining)
        after, remaining = max(after, head, reached), remaining - count
        while follow and remaining > 0 and not self._stopped and _reader_is_there():
            if self._book.recorder.wait(after, _LOOK_AROUND_SECONDS) > after:
                head = self._book.recorder.head()
                reached, count = self._write(self._trail.stored(after=after), remaining)
                after, remaining = max(head, reached), remaining - count

    def _newest(self, after: int, count: int) -> tuple[int, int]:
        found = self._trail.stored(after=after, backwards=True)
        newest = [event for event, _ in zip(found, range(count), strict=False)]
        return self._write(reversed(newest), count)

    def _write(self, found: Iterator[StoredEvent], most: int) -> tuple[int, int]:
        """Write at most so many events; the last position written, and how many."""
        output, position, count = sys.stdout.buffer, 0, 0
        for event in found:
            if count == most or self._stopped:
                break
            output.write(self._line(event) + b"\n")
            position, count = event.position, count + 1
        output.flush()
        return position, count

    @contextmanager
    def _stopping(self) -> Iterator[None]:
        """Let Ctrl+C and a polite kill end the feed after a whole line."""
        kinds = (signal.SIGINT, signal.SIGTERM)
        before = [signal.signal(kind, self._stop) for kind in kinds]
        try:
            yield
        finally:
            for kind, handler in zip(kinds, before, strict=True):
                signal.signal(kind, handler)

    def _stop(self, *_: Any) -> None:
        self._stopped = True


def _line(format_: Format, book: Book, terminal: Terminal) -> Line:
    if format_ == "jsonl":
        return as_json
    if format_ == "cloudevents":
        from gateway.cloudevents import encoded, source_of

        source = source_of(book.site.name)
        return lambda event: encoded(event, source)
    return _as_row(book, terminal)


def as_json(event: StoredEvent) -> bytes:
    """A stored event as one JSON object: position, type and tags, then the stored bytes."""
    import msgspec

    head = {"position": event.position, "type": event.event.type, "tags": event.event.tags}
    return msgspec.json.encode(head)[:-1] + b"," + bytes(event.event.data)[1:]


def _as_row(book: Book, terminal: Terminal) -> Line:
    from console.text.columns import padded, printable
    from console.text.sentences import label, sentence, thing, who
    from console.trail_pages import decoded

    zone, language = book.site.zone, terminal.language

    def row(event: StoredEvent) -> bytes:
        told = decoded(event)
        at = told.envelope.at.astimezone(zone)
        text = "  ".join(
            (
                f"{event.position:>9}",
                f"{at:%Y-%m-%d %H:%M:%S}",
                padded(label(told.type_name, language), 14 if language == "zh" else 22),
                padded(who(told), 10),
                padded(thing(told), 18),
                sentence(told, language),
            )
        )
        return printable(text).rstrip().encode()

    return row


def _reader_is_there() -> bool:
    """Whether somebody still reads what is printed; a closed pipe says so only when asked."""
    import select

    if not hasattr(select, "poll"):
        return True
    poll = select.poll()
    try:
        poll.register(sys.stdout.fileno(), 0)
    except (OSError, ValueError):
        return True
    return not any(state & (select.POLLERR | select.POLLNVAL) for _, state in poll.poll(0))


def _abandon_output() -> None:
    """Keep the interpreter from complaining about the closed pipe once more as it ends."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
