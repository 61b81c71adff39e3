"""`dutybook events`: the trail as text, in the forms that people and integrations read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from console.commands.books import opened
from console.commands.help import both
from console.commands.options import Words, ledger_and_query, terminal_of
from console.commands.terminal import Terminal

if TYPE_CHECKING:
    from ledger.book import Book
    from ledger.store.recorder import Recorded as StoredEvent

Format = Literal["table", "jsonl", "cloudevents"]
Line = Callable[["StoredEvent"], bytes]


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
            help=both(
                "继续等候新事件；账本中断后自动续上",
                "then wait for more; goes on by itself after an outage",
            ),
        ),
    ] = False,
) -> None:
    """Print events, oldest first."""
    from console.commands.feed import Feed
    from console.trail.pages import open_trail
    from ledger.opening import ledger_name

    terminal = terminal_of(ctx)
    ledger, query = ledger_and_query(terminal, words)
    terms = {"type": type_ or (), "tag": tag or (), "since": [since], "until": [until]}
    for key, values in terms.items():
        query += "".join(f' {key}:"{value}"' for value in values if value)
    book = opened(terminal, ledger, readonly=True)
    try:
        trail = open_trail(book, query, terminal.language)
        feed = Feed(
            book,
            trail,
            _line(format_, book, terminal),
            terminal=terminal,
            name=ledger_name(ledger),
            after=after,
            limit=limit,
        )
        feed.run(last, follow=follow)
    finally:
        book.close()


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
    from console.trail.pages import decoded

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
                sentence(told, language, zone),
            )
        )
        return printable(text).rstrip().encode()

    return row
