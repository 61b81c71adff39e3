"""A disk that loses power: a file layer for SQLite that keeps files in memory, as a disk would.

What is written counts as kept only once it is synced. When the power goes, each write since then
is kept, lost, or torn at its sectors, whatever came after it; a torn sector may hold noise. A file
exists as soon as it is made; one that was removed without syncing its folder may come back.

SQLite offers no shared memory through such a layer, so one connection keeps a file for itself.
"""

from __future__ import annotations

from random import Random

import apsw

SECTOR = 512


class PowerCut(apsw.IOError):
    """The power has gone; nothing can be read or written any more."""


class SyncFailed(apsw.IOError):
    """The disk could not make changes lasting."""


class File:
    """One file: what programs see, what is synced, and the writes in between.

    A write is (offset, bytes), a truncation (size, None).
    """

    def __init__(self, content: bytes = b"") -> None:
        self.seen = bytearray(content)
        self._synced = bytearray(content)
        self._unsynced: list[tuple[int, bytes | None]] = []

    def change(self, place: int, data: bytes | None) -> None:
        """Write, or truncate, without syncing."""
        _apply(self.seen, place, data)
        self._unsynced.append((place, data))

    def sync(self) -> None:
        """Make all changes so far lasting."""
        for place, data in self._unsynced:
            _apply(self._synced, place, data)
        self._unsynced.clear()

    def forget(self) -> None:
        """Drop all changes since the last sync, though programs go on seeing them."""
        self._unsynced.clear()

    def after_a_cut(self, chance: Random, kept: float, torn: float) -> bytes:
        """What is left of the file: each unsynced change is kept or torn with these chances."""
        content = bytearray(self._synced)
        for place, data in self._unsynced:
            drawn = chance.random()
            if drawn < kept:
                _apply(content, place, data)
            elif drawn < kept + torn and data is not None:
                _tear(content, place, data, chance)
        return bytes(content)


def _apply(content: bytearray, place: int, data: bytes | None) -> None:
    missing = place - len(content)
    if missing > 0:
        content.extend(bytes(missing))
    if data is None:
        del content[place:]
    else:
        content[place : place + len(data)] = data


def _tear(content: bytearray, place: int, data: bytes, chance: Random) -> None:
    start = 0
    while start < len(data):
        end = min(len(data), (place + start) // SECTOR * SECTOR + SECTOR - place)
        drawn = chance.random()
        if drawn < 0.5:
            _apply(content, place + start, data[start:end])
        elif drawn < 0.6:
            _apply(content, place + start, chance.randbytes(end - start))
        start = end


class Disk:
    """Files that survive a power cut as far as they were synced.

    The power goes at the change after `changes` more of them, never when that is negative.
    `honest` tells whether a sync does what it promises. With the chance `failing` it reports that
    it did not, and the changes may be lost that it was to make lasting, as systems do.
    """

    def __init__(
        self, chance: Random, *, changes: int = -1, honest: bool = True, failing: float = 0.0
    ) -> None:
        self.files: dict[str, File] = {}
        self.dead = False
        self._chance = chance
        self._left = changes
        self._honest = honest
        self._failing = failing
        self._removed: dict[str, File] = {}

    def count(self) -> None:
        """Count a change that is about to be made lasting or has just been made.

        Raises PowerCut when it is the last.
        """
        self.require_power()
        if self._left == 0:
            self.dead = True
            raise PowerCut("the power has gone")
        self._left -= 1

    def require_power(self) -> None:
        """Raise PowerCut when the power has gone."""
        if self.dead:
            raise PowerCut("the power has gone")

    def sync(self, file: File) -> None:
        """Sync a file, or only say so.

        Raises SyncFailed.
        """
        self.count()
        if self._failing and self._chance.random() < self._failing:
            if self._chance.random() < 0.5:
                file.forget()
            raise SyncFailed("the disk reports an error")
        if self._honest:
            file.sync()

    def remove(self, path: str, *, lasting: bool) -> None:
        """Remove a file, at once or only as far as programs see."""
        self.count()
        file = self.files.pop(path, None)
        if file is not None and not lasting:
            self._removed[path] = file

    def after_a_cut(self) -> dict[str, bytes]:
        """The files as they are found when the power is back."""
        chance = self._chance
        self.dead = True
        kept = chance.choice((0.0, 0.2, 0.5, 0.8, 1.0))
        torn = chance.choice((0.0, 0.5, 1.0)) * (1.0 - kept)
        files = dict(self.files)
        for path, file in self._removed.items():
            if path not in files and chance.random() < 0.5:
                files[path] = file
        return {path: file.after_a_cut(chance, kept, torn) for path, file in files.items()}


class _OpenFile(apsw.VFSFile):
    """A file as SQLite works with it. Locks mean nothing, because there is only one connection."""

    def __init__(self, disk: Disk, file: File) -> None:
        self._disk = disk
        self._file = file

    def xRead(self, amount: int, offset: int) -> bytes:
        self._disk.require_power()
        return bytes(self._file.seen[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:
        self._disk.require_power()
        self._file.change(offset, bytes(data))
        self._disk.count()

    def xTruncate(self, newsize: int) -> None:
        self._disk.require_power()
        self._file.change(newsize, None)
        self._disk.count()

    def xSync(self, flags: int) -> None:
        self._disk.sync(self._file)

    def xFileSize(self) -> int:
        self._disk.require_power()
        return len(self._file.seen)

    def xLock(self, level: int) -> None:
        self._disk.require_power()

    def xUnlock(self, level: int) -> None:
        pass

    def xCheckReservedLock(self) -> bool:
        return False

    def xFileControl(self, op: int, ptr: int) -> bool:
        return False

    def xSectorSize(self) -> int:
        return 4096

    def xDeviceCharacteristics(self) -> int:
        return apsw.SQLITE_IOCAP_POWERSAFE_OVERWRITE

    def xClose(self) -> None:
        pass


class PowerLossVFS(apsw.VFS):
    """Gives SQLite the files of `disk`, which a trial sets before it opens any.

    SQLite's random numbers come from `chance` as well, so that a trial repeats itself exactly.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name, "")
        self.name = name
        self.chance = Random(0)
        self.disk = Disk(self.chance)

    def xFullPathname(self, name: str) -> str:
        return name

    def xAccess(self, pathname: str, flags: int) -> bool:
        self.disk.require_power()
        return pathname in self.disk.files

    def xDelete(self, filename: str, syncdir: bool) -> None:
        self.disk.remove(filename, lasting=syncdir)

    def xRandomness(self, numbytes: int) -> bytes:
        return self.chance.randbytes(numbytes)

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> _OpenFile:
        assert name is not None, "temporary files are kept in memory"
        self.disk.require_power()
        path = name if isinstance(name, str) else name.filename()
        if path not in self.disk.files:
            if not flags[0] & apsw.SQLITE_OPEN_CREATE:
                raise apsw.CantOpenError(path)
            self.disk.files[path] = File()
        flags[1] = flags[0]
        return _OpenFile(self.disk, self.disk.files[path])
