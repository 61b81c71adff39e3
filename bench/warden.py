"""A warden in a process of its own, under the law of all presets, until it is killed."""

from __future__ import annotations

import sys

from bench import regulated
from ledger.opening import open_book
from ledger.warden import Warden


def main(path: str) -> None:
    """Watch over the ledger at a path; a line is printed once everything is ready."""
    book = open_book(path)
    book = type(book)(book.recorder, vault=book.vault, law=regulated.whole_law())
    warden = Warden.of(book, law=book.lawbook)
    warden.step()
    print("on watch", flush=True)
    while True:
        warden.step()
        warden.wait(0.5)


if __name__ == "__main__":
    main(sys.argv[1])
