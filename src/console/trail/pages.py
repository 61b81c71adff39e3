"""Pages of the trail: what a query selects, answered by the store's index a page at a time.

Nothing here reads more than a page to show a page. What no index answers, a negated thing or a
free word, is sifted from the pages, up to a limit, and the page then says how far it looked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, tzinfo
from itertools import product
from typing import NamedTuple, cast

from console.text.sentences import label, sentence
from console.trail.query import BadQuery, TrailQuery, matching_types, parse
from ledger import registers
from ledger.book import Book
from ledger.kernel.codec import Recorded, read_back
from ledger.kernel.event import micros, registered
from ledger.kernel.words import Language
from ledger.store.recorder import DCBQuery, DCBQueryItem
from ledger.store.recorder import Recorded as StoredEvent

PAGE = 100
MOST_SIFTED = 10_000
_MOST_ITEMS = 64


class Page(NamedTuple):
    """Some events of the trail, newest first.

    ``reached`` is the outermost position looked at: everything between it and where the page was
    asked from has been seen. ``ended`` says that nothing lies beyond it.
    """

    events: list[Recorded]
    reached: int
    ended: bool


class Trail:
    """The events of a book that a query selects, in pages. Read it from a worker thread."""

    def __init__(self, book: Book, query: TrailQuery, language: Language = "zh") -> None:
        """Compile the query against the types the ledger holds.

        :raises BadQuery: for a type that nobody knows, or too many alternatives.
        """
        registers.load()
        self.query = query
        self._book = book
        self._items = _items(query, book.recorder.types())
        self._keep = _sieve(query, language, book.site.zone) if query.sifts else None

    def older(self, before: int | None = None, limit: int = PAGE) -> Page:
        """The newest events below a position, or the newest of all."""
        upper = self._book.recorder.head() + 1 if before is None else before
        return self._gather(self._read(before=upper, backwards=True), upper, 1, limit, -1)

    def newer(self, after: int, limit: int = PAGE) -> Page:
        """The oldest events above a position; given newest first like every page."""
        head = self._book.recorder.head()
        page = self._gather(self._read(after=after, before=head + 1), after, head, limit, 1)
        page.events.reverse()
        return page

    def stored(
        self, *, after: int | None = None, before: int | None = None, backwards: bool = False
    ) -> Iterator[StoredEvent]:
        """Every event between two positions as it is stored, up to the head as it is now."""
        keep = self._keep
        for each in self._read(after=after, before=before, backwards=backwards):
            if keep is None or keep(decoded(each)):
                yield each

    def _read(
        self, *, after: int | None = None, before: int | None = None, backwards: bool = False
    ) -> Iterator[StoredEvent]:
        if self._items is None:
            return iter(())
        since, until = self.query.since, self.query.until
        found = self._book.recorder.read(
            DCBQuery(self._items),
            after=after,
            before=before,
            backwards=backwards,
            occurred_since=None if since is None else micros(since),
            occurred_before=None if until is None else micros(until),
        )
        return cast("Iterator[StoredEvent]", found)

    def _gather(
        self, found: Iterator[StoredEvent], start: int, last: int, limit: int, step: int
    ) -> Page:
        events: list[Recorded] = []
        reached = start
        for looked, each in enumerate(found, start=1):
            event, reached = decoded(each), each.position
            if self._keep is None or self._keep(event):
                events.append(event)
                if len(events) == limit:
                    return Page(events, reached, ended=reached == last)
            if looked == MOST_SIFTED:
                return Page(events, reached, ended=reached == last)
        return Page(events, last if step > 0 else 0, ended=True)


def decoded(stored: StoredEvent) -> Recorded:
    """A stored event as this program understands it."""
    event = stored.event
    return read_back(stored.position, event.type, tuple(event.tags), event.data)


def open_trail(book: Book, text: str, language: Language = "zh") -> Trail:
    """The trail a query text asks for; times of day are of the ledger's newest day.

    :raises BadQuery: when the text cannot be understood.
    """
    return Trail(book, parse(text, zone=book.site.zone, day=newest_day(book)), language)


def newest_day(book: Book) -> date:
    """The site's date of the newest event, which a time of day without a date belongs to."""
    newest = next(book.read(limit=1, backwards=True), None)
    at = newest.envelope.at if newest is not None else book.clock.now()
    return at.astimezone(book.site.zone).date()


def _items(query: TrailQuery, present: list[str]) -> list[DCBQueryItem] | None:
    """The query as items of the store's index; None when it can match nothing."""
    known = {*present, *registered()}
    labels = registers.event_words()
    types: list[str] = []
    if query.types or query.without_types:
        wanted = matching_types(query.types, known, labels) if query.types else present
        unwanted = set(matching_types(query.without_types, known, labels))
        types = [name for name in wanted if name not in unwanted]
        if not types:
            return None
    combinations = 1
    for alternatives in query.tags:
        combinations *= len(alternatives)
    if combinations > _MOST_ITEMS:
        raise BadQuery(
            "about: 条件太多；请改用 person:、call: 或 queue: 等写明类别",
            "too many about: terms; name the kinds instead, such as person:, call: or queue:",
        )
    if not types and not query.tags:
        return []
    return [DCBQueryItem(types, list(dict.fromkeys(tags))) for tags in product(*query.tags)]


def _sieve(query: TrailQuery, language: Language, zone: tzinfo) -> Callable[[Recorded], bool]:
    def keep(event: Recorded) -> bool:
        if any(not set(tags).isdisjoint(event.tags) for tags in query.without_tags):
            return False
        if not (query.words or query.without_words):
            return True
        shown = shown_text(event, language, zone).casefold()
        return all(word in shown for word in query.words) and not any(
            word in shown for word in query.without_words
        )

    return keep


def shown_text(event: Recorded, language: Language, zone: tzinfo) -> str:
    """The words a person sees of an event, which free words of a query are looked for in."""
    clauses = " ".join(clause.id for clause in event.envelope.clauses)
    tags = " ".join(tag.partition(":")[2] for tag in event.tags)
    told = f"{label(event.type_name, language)} {sentence(event, language, zone)}"
    return f"{told} {event.type_name} {tags} {clauses} {event.envelope.by}"
