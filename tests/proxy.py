"""A proxy before a server that gives each transaction another session, and can lose answers.

It speaks as much of the protocol as that takes: it passes on what a client says up to a sync,
and what the server answers up to its being ready.
"""

import socket
import struct
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Queue
from threading import Event, Thread

SESSIONS = 3
_STARTUP = 196608


class Broken(Exception):
    """The other side has gone."""


class Session:
    """One session on the server, and what the server said when it began."""

    def __init__(self, server: Path) -> None:
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(str(server))
        said = b"user\0postgres\0database\0postgres\0\0"
        self.socket.sendall(struct.pack("!II", len(said) + 8, _STARTUP) + said)
        self.greeting, _ = self.answer()

    def answer(self) -> tuple[bytes, bytes]:
        """Read until the server is ready, and say how it stands with its transaction."""
        told = b""
        while True:
            kind, message = _message(self.socket)
            told += message
            if kind == b"Z":
                return told, message[-1:]


class Proxy:
    """Speak with a server for any number of clients."""

    def __init__(self, server: Path) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._free: Queue[Session] = Queue()
        self._all = [Session(server) for _ in range(SESSIONS)]
        for session in self._all:
            self._free.put(session)
        self._loses = Event()
        self.port = self._listening.getsockname()[1]
        Thread(target=self._welcome, daemon=True).start()

    def lose_next_answer(self) -> None:
        """Let the server do what it is asked next, and cut the client off before it is told."""
        self._loses.set()

    def _welcome(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client, suppress(Broken, OSError):
            _begin(client)
            session = self._free.get()
            client.sendall(session.greeting)
            self._free.put(session)
            while True:
                self._transact(client)

    def _transact(self, client: socket.socket) -> None:
        """Take a session for as long as a transaction of the client takes."""
        asked = _asked(client)
        session = self._free.get()
        try:
            status = b"?"
            while status != b"I":
                session.socket.sendall(asked)
                told, status = session.answer()
                if self._loses.is_set():
                    self._loses.clear()
                    raise Broken
                client.sendall(told)
                asked = _asked(client) if status != b"I" else b""
        finally:
            self._free.put(session)

    def close(self) -> None:
        """End the sessions, also one that a client has still in use."""
        self._listening.close()
        for session in self._all:
            session.socket.close()


def _begin(client: socket.socket) -> None:
    """Refuse what comes before a startup, such as encryption."""
    while True:
        (length, code) = struct.unpack("!II", _exactly(client, 8))
        _exactly(client, length - 8)
        if code == _STARTUP:
            return
        client.sendall(b"N")


def _asked(client: socket.socket) -> bytes:
    """Read what a client says until it waits for an answer."""
    said = b""
    while True:
        kind, message = _message(client)
        if kind == b"X":
            raise Broken
        said += message
        if kind in b"SQ":
            return said


def _message(peer: socket.socket) -> tuple[bytes, bytes]:
    head = _exactly(peer, 5)
    (length,) = struct.unpack("!I", head[1:])
    return head[:1], head + _exactly(peer, length - 4)


def _exactly(peer: socket.socket, count: int) -> bytes:
    read = b""
    while len(read) < count:
        more = peer.recv(count - len(read))
        if not more:
            raise Broken
        read += more
    return read


@contextmanager
def proxy(server: Path) -> Generator[Proxy]:
    """Put a proxy before the server for as long as the block takes."""
    made = Proxy(server)
    try:
        yield made
    finally:
        made.close()
