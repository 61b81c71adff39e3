"""Putting a secret file in its place whole, once, and readable by its owner alone."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ledger.vault.errors import VaultUnavailable


def publish(path: Path, write: Callable[[Path], None]) -> None:
    """Make a file of mode 0600 at `path` with what `write` puts into a draft beside it.

    When several processes publish the same path at once, the first wins and the others leave
    its file as it is; nobody ever sees a file that is not finished. The file is on disk when
    this returns. Raises VaultUnavailable when the folder cannot be written.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _publish(path, write)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise VaultUnavailable(
            f"The file {path} cannot be created ({reason}); make its folder writable.",
            zh=f"无法创建文件 {path}（{reason}）；请使其所在目录可写。",
        ) from None


def _publish(path: Path, write: Callable[[Path], None]) -> None:
    draft = path.with_name(f".{path.name}.{os.urandom(8).hex()}")
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        write(draft)
        # The draft is closed before it gets its name: closing a file that SQLite has open
        # elsewhere in the process would drop SQLite's locks on it.
        _sync(draft, os.O_RDWR)
        # Unlike a rename, a link never replaces a file that another process put there first.
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
    if os.name != "nt":
        _sync(path.parent, os.O_RDONLY)


def _sync(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
