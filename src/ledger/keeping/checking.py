"""Checking a whole ledger: its store, its events, its keys, and its views.

What a check cannot find is a change of an event's own words that fits everything else: that takes
a seal over the events, or a digest that is kept elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from ledger import registers
from ledger.book import Book, NoSite
from ledger.keeping.contents import look_at_events, look_at_sealed
from ledger.keeping.findings import Findings, NotChecked
from ledger.keeping.views import ViewsSpoilt, differences
from ledger.kernel.clock import monotonic
from ledger.kernel.projection import Projection, ProjectionFailed
from ledger.kernel.words import Words
from ledger.store import inspection
from ledger.store.recorder import Damaged
from ledger.vault import NoVault, Vault, VaultError, VaultMissing
from ledger.vault.sealed import Altered
from ledger.vault.vault import PSEUDONYM_KEY, SUBJECT_KEY
from ledger.vault.wrapping import WrappingKey, wrapping_key_path
from ledger.views.runner import mark_of

if TYPE_CHECKING:
    from ledger.keeping.places import Kept, Place

_CONTENTS = Words("事件内容", "events themselves")
_KEYS = Words("密钥", "keys")
_BOOK = Words("账簿", "book")
_SEALED = Words("封存字段", "sealed fields")
_BOOK_UNIT = Words("本", "books")
_KEY_UNIT = Words("个", "keys")
_FIELD_UNIT = Words("项", "fields")
_ROW_UNIT = Words("行", "rows")


class Checked(NamedTuple):
    """One thing that was checked: how many of what, in how many seconds, and what was found.

    `left_out` says why it was not checked.
    """

    name: Words
    unit: Words
    seen: int
    seconds: float
    findings: tuple[Words, ...] = ()
    left_out: Words | None = None


Views = Callable[[Book], Sequence[Projection]]
"""Makes the projections, before their first event, whose stored views are to be checked."""


def check(place: Place, views: Views) -> Iterator[Checked]:
    """Check one thing after the other, each told when it is done.

    Raises StoreError when the ledger cannot be read at all, Damaged among them.
    """
    registers.load()
    with place.open() as recorder:
        yield from _Check(place, recorder, views).all()


class _Check:
    def __init__(self, place: Place, recorder: Kept, views: Views) -> None:
        self._place = place
        self._recorder = recorder
        self._views = views
        self._vault: Vault | None = None
        self._destroyed: set[tuple[str, str]] = set()
        self._projections: Sequence[Projection] = ()

    def all(self) -> Iterator[Checked]:
        """Everything there is to check."""
        for look in self._recorder.looks():
            yield _timed(look.name, look.unit, _taking(look))
        yield _timed(_CONTENTS, inspection.EVENTS, self._contents)
        try:
            yield _timed(_KEYS, _KEY_UNIT, self._keys)
            yield _timed(_SEALED, _FIELD_UNIT, self._sealed)
        finally:
            if self._vault is not None:
                self._vault.close()
        yield from self._stored_views()

    def _contents(self, findings: Findings) -> int:
        return look_at_events(self._recorder, self._place.shown, findings)

    def _keys(self, findings: Findings) -> int:
        vault = self._place.vault()
        if isinstance(vault, NoVault):
            raise NotChecked(_words(vault.reason))
        self._vault = vault
        wrapping_key = WrappingKey.read(wrapping_key_path())
        shelf, count = self._place.keys(), 0
        with shelf.read() as keys:
            assert keys is not None, "a vault is open over the key store"
            if not _unwraps(wrapping_key, keys.heading.pseudonym_key, PSEUDONYM_KEY):
                findings.add(_damaged_key("pseudonym", shelf.shown))
            for row in keys.rows:
                count += 1
                if row.wrapped is None:
                    self._destroyed.add((row.subject, row.purpose))
                elif not _unwraps(wrapping_key, row.wrapped, SUBJECT_KEY, row.subject, row.purpose):
                    findings.add(_damaged_key(f"{row.subject}/{row.purpose}", shelf.shown))
        return count

    def _sealed(self, findings: Findings) -> int:
        if self._vault is None:
            raise NotChecked(Words("密钥不可用", "the keys are not at hand"))
        return look_at_sealed(self._recorder, self._vault, self._destroyed, findings)

    def _stored_views(self) -> Iterator[Checked]:
        opened = _timed(_BOOK, _BOOK_UNIT, self._open_book)
        if not opened.seen:
            yield opened
        for projection in self._projections:
            name = Words(f"视图 {projection.name}", f"view {projection.name}")
            yield _timed(name, _ROW_UNIT, partial(self._view, projection))

    def _open_book(self, _: Findings) -> int:
        try:
            book = Book(self._recorder, vault=NoVault(_NO_KEYS_NEEDED))
        except NoSite as fault:
            raise NotChecked(Words("尚未开簿", "it holds no book yet")) from fault
        except (msgspec.DecodeError, ValueError, KeyError) as fault:
            where = Words("首个事件无法理解", "its first event cannot be understood")
            raise Damaged(self._place.shown, where.en, where.zh) from fault
        self._projections = self._views(book)
        return 1

    def _view(self, projection: Projection, findings: Findings) -> int:
        shelf = self._place.view_shelf()
        try:
            with shelf.read(projection) as stored:
                if stored is None:
                    raise NotChecked(Words("尚无存储的视图", "none is stored"))
                position = stored.position
                end = next(iter(self._recorder.rows(after=position - 1, upto=position)), None)
                if end is None or mark_of(end) != stored.mark:
                    raise NotChecked(
                        Words("存储的视图属于另一账本", "the one stored is of another ledger")
                    )
                projection.apply(self._recorder.rows(upto=position))
                for sentence in differences(projection, stored, shelf.shown):
                    findings.add(sentence)
        except ViewsSpoilt:
            findings.add(
                Words(
                    f"视图 {shelf.shown} 无法读取；请删除，程序会重新生成。",
                    f"The views {shelf.shown} cannot be read; delete them, they are made anew.",
                )
            )
        except ProjectionFailed as fault:
            findings.add(
                Words(
                    f"视图停在事件 {fault.position}：{fault}；请用 dutybook audit 查看该事件。",
                    f"{str(fault)[:1].upper()}{str(fault)[1:]}; look at that event with "
                    "dutybook audit.",
                )
            )
        return sum(len(rows) for rows in projection.tables().values())


_NO_KEYS_NEEDED = VaultMissing(
    "A view needs no personal field in clear.", zh="视图不需要个人信息明文。"
)


def _taking(look: inspection.Look) -> Callable[[Findings], int]:
    return lambda _: look.take()


def _timed(name: Words, unit: Words, take: Callable[[Findings], int]) -> Checked:
    begun, findings, count, left_out = monotonic(), Findings(), 0, None
    try:
        count = take(findings)
    except NotChecked as reason:
        left_out = reason.words
    except (Damaged, VaultError) as fault:
        findings.add(_words(fault))
    return Checked(name, unit, count, monotonic() - begun, findings.told(), left_out)


def _words(fault: Damaged | VaultError) -> Words:
    return Words(fault.zh, str(fault))


def _unwraps(key: WrappingKey, wrapped: bytes, *context: str) -> bool:
    try:
        key.unwrap(wrapped, *context)
    except Altered:
        return False
    return True


def _damaged_key(which: str, shown: str) -> Words:
    return Words(
        f"密钥库 {shown} 中 {which} 的密钥已损坏；请从备份恢复密钥库。",
        f"The key of {which} in the key store {shown} is damaged; restore the key store from its "
        "backup.",
    )
