"""Reading a source line by line: plain or compressed, of any size, in whatever encoding it is."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple, cast

from ledger.kernel.words import Words

STDIN = "-"
LONGEST_LINE = 65_536
"""Bytes; a longer line is no record of a telephone switch, and is not kept in memory."""

_GZIP = b"\x1f\x8b"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class ImportFault(Exception):
    """An import could not go on; the message says why, ``zh`` in Chinese."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words
        self.zh = words.zh


class SourceUnreadable(ImportFault):
    """The file cannot be opened or read at all."""


class ImportStopped(ImportFault):
    """A strict import met a record that it would have had to leave out."""


class Unreadable(Exception):
    """A record cannot be read, or cannot have happened; ``words`` says why."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


class Line(NamedTuple):
    """A line of a source, counted from 1, without its line ending.

    ``fault`` is set when there is more wrong than what its bytes show.
    """

    number: int
    raw: bytes
    fault: Words | None = None


class Source:
    """A file, compressed or not, or the standard input."""

    def __init__(self, path: str | Path) -> None:
        """Open the source.

        :raises SourceUnreadable: when it cannot be opened.
        """
        self.path = str(path)
        self.name = "stdin" if self.path == STDIN else Path(path).name
        self.size: int | None = None
        try:
            self._bytes = self._opened()
            compressed = self._bytes.peek(2)[:2] == _GZIP
        except OSError as fault:
            raise _cannot_read(self.path, fault) from fault
        self._stream = (
            cast("IO[bytes]", gzip.GzipFile(fileobj=self._bytes)) if compressed else self._bytes
        )
        self._read = 0
        self._compressed = compressed

    def _opened(self) -> io.BufferedReader:
        if self.path == STDIN:
            return cast("io.BufferedReader", sys.stdin.buffer)
        path = Path(self.path)
        self.size = path.stat().st_size
        return io.BufferedReader(io.FileIO(path), 1 << 17)

    @property
    def position(self) -> int:
        """How many bytes of the file have been read, of ``size`` in all."""
        if self._compressed and self.size is not None:
            return self._bytes.tell()
        return self._read

    def lines(self) -> Iterator[Line]:
        """Every line that holds anything.

        :raises SourceUnreadable: when the disk fails.
        """
        number = 0
        readline = self._stream.readline
        while True:
            number += 1
            try:
                raw = readline(LONGEST_LINE)
                self._read += len(raw)
                if len(raw) == LONGEST_LINE and not raw.endswith(b"\n"):
                    self._skip_to_end_of_line()
                    yield Line(number, raw, _TOO_LONG)
                    continue
            except (EOFError, zlib.error, gzip.BadGzipFile):
                yield Line(number, b"", _CUT_OFF)
                return
            except OSError as fault:
                raise _cannot_read(self.path, fault) from fault
            if not raw:
                return
            if number == 1:
                raw = raw.removeprefix(_BYTE_ORDER_MARK)
            raw = raw.rstrip(b"\r\n")
            if raw:
                yield Line(number, raw)

    def _skip_to_end_of_line(self) -> None:
        while chunk := self._stream.readline(LONGEST_LINE):
            self._read += len(chunk)
            if chunk.endswith(b"\n"):
                return

    def close(self) -> None:
        """Close the file; the standard input stays open."""
        if self.path != STDIN:
            self._bytes.close()


def text_of(line: Line) -> str:
    """The text of a line.

    :raises Unreadable: when it is not UTF-8, or holds what no text holds.
    """
    if line.fault is not None:
        raise Unreadable(line.fault)
    try:
        text = line.raw.decode()
    except UnicodeDecodeError:
        raise Unreadable(_encoding_fault(line.raw)) from None
    if "\0" in text:
        raise Unreadable(_NUL)
    return text


def _encoding_fault(raw: bytes) -> Words:
    with suppress(UnicodeDecodeError):
        if any("\u4e00" <= character <= "\u9fff" for character in raw.decode("gb18030")):
            return _GB18030
    return _NOT_UTF8


def _cannot_read(path: str, fault: OSError) -> SourceUnreadable:
    reason = fault.strerror or type(fault).__name__
    return SourceUnreadable(
        Words(
            f"无法读取 {path}：{reason}；请检查路径和权限。",
            f"The file {path} cannot be read ({reason}); check its path and permissions.",
        )
    )


_TOO_LONG = Words("本行过长，不是话务记录", "the line is too long to be a record of a switch")
_CUT_OFF = Words(
    "压缩文件在此处损坏或被截断，其后内容未导入",
    "the compressed file is damaged or cut off here; what follows is not imported",
)
_NUL = Words("本行含有空字符", "the line holds a NUL byte")
_GB18030 = Words(
    "本行是 GB18030 编码，不是 UTF-8；请先转换文件编码",
    "the line is GB18030 text, not UTF-8; convert the file first",
)
_NOT_UTF8 = Words("本行不是有效的 UTF-8 文本", "the line is not valid UTF-8")
