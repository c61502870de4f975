"""A scanner for the tests that speaks clamd's INSTREAM and answers what it is told."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager


def _exactly(connection: socket.socket, many: int) -> bytes:
    got = b""
    while len(got) < many and (piece := connection.recv(many - len(got))):
        got += piece
    return got


def _serve(listening: socket.socket, answer: bytes, seen: list[bytes]) -> None:
    connection, _address = listening.accept()
    with connection:
        assert _exactly(connection, 10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack("!I", _exactly(connection, 4))[0]:
            content += _exactly(connection, size)
        seen.append(content)
        connection.sendall(answer)


@contextmanager
def scanner(place: str | tuple[str, int], answer: bytes) -> Iterator[tuple[str, list[bytes]]]:
    family = socket.AF_UNIX if isinstance(place, str) else socket.AF_INET
    seen: list[bytes] = []
    with socket.socket(family) as listening:
        listening.bind(place)
        listening.listen()
        thread = threading.Thread(target=_serve, args=(listening, answer, seen))
        thread.start()
        yield (f"unix:{place}" if isinstance(place, str) else f"127.0.0.1:{listening.getsockname()[1]}"), seen
        thread.join()
