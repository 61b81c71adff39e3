"""A terminal that a program can be run on and watched as a person would watch it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import threading
import time
from collections.abc import Sequence
from typing import Self

from bench.workshop import REPOSITORY

COLUMNS, LINES = 160, 48


class NotShown(Exception):
    """The program ended, or let the time pass, without showing what was waited for."""


class Terminal:
    """A program on a pseudo-terminal of 160 columns and 48 lines.

    ``chunks`` is what it has written so far, each piece with the monotonic instant in seconds at
    which it arrived.
    """

    def __init__(self, arguments: Sequence[str]) -> None:
        """Start the program."""
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        surroundings = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        surroundings.pop("NO_COLOR", None)
        self.chunks: list[tuple[float, bytes]] = []
        self._more = threading.Condition()
        self._ended = False
        self.began = time.monotonic()
        self._process = subprocess.Popen(
            arguments,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            cwd=REPOSITORY,
            env=surroundings,
        )
        os.close(theirs)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """The program's process id."""
        return self._process.pid

    def wait_for(self, text: bytes, timeout: float = 60.0) -> float:
        """The monotonic instant at which a text had been written.

        :raises NotShown: when it was not within ``timeout`` seconds.
        """
        until = time.monotonic() + timeout
        with self._more:
            looked, tail = 0, b""
            while True:
                for at, piece in self.chunks[looked:]:
                    tail += piece
                    if text in tail:
                        return at
                    tail = tail[-len(text) :]
                looked = len(self.chunks)
                left = until - time.monotonic()
                if self._ended or left <= 0:
                    raise NotShown(f"{text.decode()} was never shown; {self._last_words()}")
                self._more.wait(left)

    def close(self) -> None:
        """End the program as a person leaving would, and the watching."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(5)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._reader.join(5)
        os.close(self._ours)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _read(self) -> None:
        while True:
            try:
                ready, _, _ = select.select([self._ours], [], [], 0.5)
                piece = os.read(self._ours, 65_536) if ready else None
            except OSError:
                piece = b""
            at = time.monotonic()
            with self._more:
                if piece:
                    self.chunks.append((at, piece))
                # Linux answers with a fault of input and output once nobody holds the other end.
                elif piece == b"" or self._process.poll() is not None:
                    self._ended = True
                self._more.notify_all()
            if self._ended:
                return

    def _last_words(self) -> str:
        written = b"".join(piece for _, piece in self.chunks)[-300:]
        return f"the program's last words were {written!r}"
