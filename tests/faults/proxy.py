"""A network that fails: a TCP proxy before a server, which does harm at a chosen byte.

Bytes are counted in one direction over all connections from the moment a fault is set up. The
connection that carries the chosen byte is struck; what comes after that byte is the rest.

* delay: the rest comes later.
* drop: both sides see the connection end; the rest is lost.
* reset: the same, abruptly.
* half-open: nothing goes through any more. The client finds out a little later, the server never.
* late: the client is reset at once, and when it has connected anew the server gets the rest.
"""

from __future__ import annotations

import asyncio
import socket
import struct
import threading
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Literal, Self, get_args

Kind = Literal["delay", "drop", "reset", "half-open", "late"]
Direction = Literal["to server", "to client"]

KINDS: tuple[Kind, ...] = get_args(Kind)
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)

_DELAY = 0.02
_CHUNK = 65_536
_AT_ONCE = struct.pack("ii", 1, 0)


@dataclass
class Fault:
    """What happens once the byte numbered `after` has gone through in a direction.

    `refused` is how many new connections are reset before the network is sound again.
    """

    kind: Kind
    direction: Direction
    after: int
    refused: int = 0


class _Line:
    """One client's connection and the one to the server that belongs to it."""

    def __init__(self, client: asyncio.StreamWriter, server: asyncio.StreamWriter) -> None:
        self.client = client
        self.server = server
        self.struck = False
        self.rest = b""

    @property
    def open(self) -> bool:
        """Whether either side is still there."""
        return not (self.client.is_closing() and self.server.is_closing())

    def toward(self, direction: Direction) -> asyncio.StreamWriter:
        """The side that bytes going in a direction are written to."""
        return self.server if direction == "to server" else self.client


class FaultProxy:
    """Listens at `port` of this machine and passes everything on to a server's socket."""

    def __init__(self, upstream: str) -> None:
        self.port = 0
        self.strikes = 0
        self._upstream = upstream
        self._fault: Fault | None = None
        self._refused = 0
        self._lines: list[_Line] = []
        self._late: list[_Line] = []
        self._half_open: list[_Line] = []
        self._loop = asyncio.new_event_loop()
        self._tasks: set[asyncio.Task[None]] = set()
        self._listening = threading.Event()
        self._thread = threading.Thread(target=self._run, name="fault-proxy", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._listening.wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def arm(self, fault: Fault) -> None:
        """Set up a fault; it strikes once."""
        self._loop.call_soon_threadsafe(self._set, fault)

    def heal(self) -> None:
        """Make the network sound: what was held back arrives, and dead connections are dropped."""
        done = threading.Event()

        def mend() -> None:
            self._fault, self._refused = None, 0
            self._deliver_late()
            for line in self._half_open:
                _reset(line.client)
                line.server.close()
            self._half_open.clear()
            done.set()

        self._loop.call_soon_threadsafe(mend)
        done.wait()

    def _set(self, fault: Fault) -> None:
        self._fault = fault

    def _run(self) -> None:
        loop = self._loop
        asyncio.set_event_loop(loop)
        server = loop.run_until_complete(asyncio.start_server(self._accept, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self._listening.set()
        loop.run_forever()
        server.close()
        loop.run_until_complete(self._end())
        loop.close()

    async def _end(self) -> None:
        for line in self._lines:
            line.client.transport.abort()
            line.server.transport.abort()
        # A transport that was aborted is closed in the next turn of the loop.
        await asyncio.gather(*self._tasks, asyncio.sleep(0), return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, client: asyncio.StreamWriter) -> None:
        if self._refused:
            self._refused -= 1
            _reset(client)
            return
        try:
            answers, server = await asyncio.open_unix_connection(self._upstream)
        except OSError:
            _reset(client)
            return
        self._deliver_late()
        line = _Line(client, server)
        self._lines = [each for each in self._lines if each.open]
        self._lines.append(line)
        self._start(line, reader, "to server")
        self._start(line, answers, "to client")

    def _start(self, line: _Line, source: asyncio.StreamReader, direction: Direction) -> None:
        task = self._loop.create_task(self._pump(line, source, direction))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _pump(self, line: _Line, source: asyncio.StreamReader, direction: Direction) -> None:
        target = line.toward(direction)
        with suppress(OSError):
            while data := await source.read(_CHUNK):
                if not line.struck:
                    data = await self._through(line, direction, data)
                    target.write(data)
                    await target.drain()
        if not line.struck:
            target.close()

    async def _through(self, line: _Line, direction: Direction, data: bytes) -> bytes:
        """What of the data goes on to the other side, after any harm is done."""
        fault = self._fault
        if fault is None or fault.direction != direction:
            return data
        fault.after -= len(data)
        if fault.after > 0:
            return data
        self._fault = None
        self.strikes += 1
        passed = len(data) + fault.after
        if fault.kind == "delay":
            line.toward(direction).write(data[:passed])
            await asyncio.sleep(_DELAY)
            return data[passed:]
        line.struck = True
        self._refused = fault.refused
        line.rest = data[passed:] if direction == "to server" else b""
        line.toward(direction).write(data[:passed])
        self._strike(line, fault.kind)
        return b""

    def _strike(self, line: _Line, kind: Kind) -> None:
        if kind == "drop":
            line.client.close()
            line.server.close()
        elif kind == "reset":
            _reset(line.client)
            _reset(line.server)
        elif kind == "half-open":
            self._half_open.append(line)
            self._loop.call_later(_DELAY, _reset, line.client)
        else:
            _reset(line.client)
            self._late.append(line)

    def _deliver_late(self) -> None:
        for line in self._late:
            line.server.write(line.rest)
            self._loop.call_later(_DELAY, line.server.close)
        self._late.clear()


def _reset(writer: asyncio.StreamWriter) -> None:
    """End a connection so that the other side is told of an error, and unsent bytes are lost."""
    line = writer.get_extra_info("socket")
    if line is not None and line.family == socket.AF_INET and not writer.transport.is_closing():
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
    writer.transport.abort()
