"""The failing network harms the byte it was told to, in the way it was told to."""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.faults.proxy import Fault, FaultProxy

SECONDS = 30.0


class Server:
    """Says back what it hears, and notes what it hears of each connection."""

    def __init__(self, path: Path) -> None:
        self.heard: queue.Queue[tuple[int, bytes]] = queue.Queue()
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(str(path))
        self._socket.listen()
        self._lines: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def _accept(self) -> None:
        number = 0
        try:
            while True:
                line, _ = self._socket.accept()
                self._threads.append(threading.Thread(target=self._serve, args=(number, line)))
                self._threads[-1].start()
                number += 1
        except OSError:
            return

    def _serve(self, number: int, line: socket.socket) -> None:
        with line, suppress(OSError):
            while data := line.recv(100):
                self.heard.put((number, data))
                line.sendall(data)
        self.heard.put((number, b""))

    def close(self) -> None:
        """Hear no more."""
        self._socket.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(SECONDS)
        self._socket.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server behind the proxy."""
    made = Server(tmp_path / "s")
    yield made
    made.close()


@pytest.fixture
def proxy(server: Server, tmp_path: Path) -> Iterator[FaultProxy]:
    """A network before the server."""
    with FaultProxy(str(tmp_path / "s")) as made:
        yield made


def connected(proxy: FaultProxy) -> socket.socket:
    """A client."""
    return socket.create_connection(("127.0.0.1", proxy.port), SECONDS)


def answer(client: socket.socket) -> bytes:
    """What a client hears until the connection ends or six bytes have come."""
    heard = b""
    try:
        while len(heard) < 6 and (data := client.recv(100)):
            heard += data
    except ConnectionResetError:
        heard += b"!"
    return heard


@pytest.mark.parametrize(
    ("fault", "seen"),
    [
        (Fault("delay", "to server", 2), b"secret"),
        (Fault("delay", "to client", 2), b"secret"),
        (Fault("drop", "to client", 2), b"se"),
        (Fault("reset", "to server", 2), b"!"),
        (Fault("reset", "to client", 7), b"secret"),
    ],
)
def test_a_fault_strikes_at_its_byte(proxy: FaultProxy, fault: Fault, seen: bytes) -> None:
    """A client sees what went through before, then the end, an error, or nothing unusual."""
    proxy.arm(fault)
    with connected(proxy) as client:
        client.sendall(b"secret")
        assert answer(client) == seen


def test_the_server_gets_what_went_before_the_fault(proxy: FaultProxy, server: Server) -> None:
    """Of bytes that were reset on their way the server has those before the chosen one."""
    proxy.arm(Fault("reset", "to server", 4))
    with connected(proxy) as client:
        client.sendall(b"secret")
        assert answer(client) == b"!"
    assert server.heard.get(timeout=SECONDS) == (0, b"secr")
    assert server.heard.get(timeout=SECONDS) == (0, b"")


def test_a_half_open_connection_is_never_noticed_by_the_server(
    proxy: FaultProxy, server: Server
) -> None:
    """The client finds its connection dead; the server still waits until the network heals."""
    proxy.arm(Fault("half-open", "to server", 4))
    with connected(proxy) as client:
        client.sendall(b"secret")
        assert answer(client) == b"!"
    assert server.heard.get(timeout=SECONDS) == (0, b"secr")
    with connected(proxy) as client:
        client.sendall(b"second")
        assert answer(client) == b"second"
    assert server.heard.get(timeout=SECONDS) == (1, b"second")
    proxy.heal()
    assert server.heard.get(timeout=SECONDS)[1] == b""


def test_late_bytes_arrive_after_their_client_has_come_back(
    proxy: FaultProxy, server: Server
) -> None:
    """What a client gave up comes to the server when the client has connected anew."""
    proxy.arm(Fault("late", "to server", 4))
    with connected(proxy) as client:
        client.sendall(b"secret")
        assert answer(client) == b"!"
        assert server.heard.get(timeout=SECONDS) == (0, b"secr")
        with connected(proxy):
            assert server.heard.get(timeout=SECONDS) == (0, b"et")


def test_connections_are_refused_as_often_as_was_said(proxy: FaultProxy) -> None:
    """After a fault the network may stay away for a while."""
    proxy.arm(Fault("drop", "to server", 1, refused=2))
    heard = []
    for _ in range(4):
        try:
            with connected(proxy) as client:
                client.sendall(b"secret")
                heard.append(answer(client))
        except ConnectionError:
            heard.append(b"!")
    assert heard == [b"", b"!", b"!", b"secret"]
