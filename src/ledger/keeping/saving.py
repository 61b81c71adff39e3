"""Saving a ledger to a file: a backup while others write, or a backup put back in its place.

The file is one ledger, with its keys beside it, and takes its name only when it is complete and
verified. Until then it lies beside that name, with `.partial` added. Views are left out, since
they can be made anew.
"""

from __future__ import annotations

import os
from pathlib import Path

import apsw

from ledger.keeping.copying import Copied, copy_ledger, require_equal
from ledger.keeping.digest import digest_of
from ledger.keeping.keys import copy_keys
from ledger.keeping.places import FilePlace, Place
from ledger.keeping.progress import COPYING, VERIFYING, Progress, Watch, unwatched
from ledger.keeping.reading import events_upto
from ledger.store.connection import ConnectionFactory, touch, translated
from ledger.store.recorder import Damaged

_PAGES_AT_ONCE = 1_000
_DRAFT = ".partial"


def save(source: Place, path: Path, *, keys: bool = True, watch: Watch = unwatched) -> Copied:
    """Save a ledger and its keys to a new file, then verify it.

    Raises FileExistsError when something has that name, Damaged when the source is, LeftOver,
    OtherKeys, Unequal, CutShort, StoreError or VaultError.
    """
    if os.path.lexists(path):
        raise FileExistsError(str(path))
    FilePlace(path).require_no_journal()
    draft = FilePlace(path.with_name(path.name + _DRAFT))
    if not isinstance(source, FilePlace):
        # Cut off, it is left there, because copying goes on where it ended.
        copied = copy_ledger(source, draft, keys=False, watch=watch)
        return _finished(copied, source, draft, path, keys, watch)
    _remove(draft.path)
    try:
        copied = _pages_and_all(source, draft, watch)
        return _finished(copied, source, draft, path, keys, watch)
    except BaseException:
        _remove(draft.path)
        raise


def _finished(
    copied: Copied, source: Place, draft: FilePlace, path: Path, keys: bool, watch: Watch
) -> Copied:
    """Add the keys, look through the file, and give it its name."""
    # The events are fixed by now, so the key of each of them is in the key store.
    taken = copy_keys(source.keys(), FilePlace(path).keys()) if keys else None
    _look_through(draft, source, watch)
    _publish(draft.path, path)
    return copied._replace(keys=taken)


def _pages_and_all(source: FilePlace, draft: FilePlace, watch: Watch) -> Copied:
    """Copy a file page by page, and verify that it holds the same events."""
    with source.open() as origin:
        upto = _copy_pages(source.path, draft.path, watch)
        digest = digest_of(events_upto(origin, upto, source.shown))
        with draft.open() as copy:
            require_equal(digest, copy, (draft.shown, source.shown), watch)
    return Copied(upto, upto, None, digest.hexdigest())


def _copy_pages(source: Path, draft: Path, watch: Watch) -> int:
    """Copy the file as it is at one moment, whoever writes meanwhile; the head at that moment."""
    factory = ConnectionFactory(source, readonly=True)
    with translated(str(source)):
        factory.settle_access()
        origin = factory.reader()
    touch(draft)
    target = apsw.Connection(str(draft))
    try:
        with translated(str(source)):
            # Whatever is read first in a transaction fixes what all of it sees.
            origin.execute("BEGIN")
            upto: int = origin.execute("SELECT coalesce(max(position), 0) FROM event").get
        with translated(str(draft)), target.backup("main", origin, "main") as backup:
            while not backup.done:
                backup.step(_PAGES_AT_ONCE)
                done = backup.page_count - backup.remaining
                watch(Progress(COPYING, done, backup.page_count))
    finally:
        target.close()
        origin.close()
    return upto


def _look_through(draft: FilePlace, source: Place, watch: Watch) -> None:
    """See whether the file agrees with itself; where it does not, neither does its source.

    Raises Damaged, naming the source.
    """
    # Opened for writing, it is closed without leaving a log beside it.
    with draft.make() as recorder:
        looks = recorder.looks()
        for number, look in enumerate(looks, 1):
            try:
                look.take()
            except Damaged as fault:
                raise Damaged(source.shown, fault.where, fault.where_zh) from fault
            watch(Progress(VERIFYING, number, len(looks)))


def _publish(draft: Path, path: Path) -> None:
    """Give a finished file its name, unless something else has got it meanwhile."""
    _sync(draft)
    os.link(draft, path)
    draft.unlink()
    _sync(path.parent)


def _sync(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(draft: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        draft.with_name(draft.name + suffix).unlink(missing_ok=True)
