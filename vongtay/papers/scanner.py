"""The virus scanner beside us, if one is set: clamd, asked by INSTREAM. One that does not answer means refused."""

import socket
import struct
from contextlib import closing

from django.conf import settings
from django.utils.translation import gettext as _

from vongtay.common.access import Refused

CHUNK = 64 * 1024
PATIENCE = 30  # seconds
LONGEST_ANSWER = 4096


def scan(content: bytes) -> None:
    """Let the scanner look at a file. Errors: Refused when it found something or could not look."""
    if not settings.CLAMD:
        return
    try:
        answer = _ask(content)
    except OSError as down:
        raise Refused(
            _(
                "The virus scanner does not answer, so no file is taken now. Tell your administrator; nothing was stored."
            )
        ) from down
    if answer.endswith("FOUND"):
        raise Refused(_("The virus scanner found something in this file. It was not stored."))
    if answer != "stream: OK":
        raise Refused(_("The virus scanner could not look at this file, so it was not stored."))


def _ask(content: bytes) -> str:
    with closing(_connected()) as scanner:
        scanner.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), CHUNK):
            piece = content[start : start + CHUNK]
            scanner.sendall(struct.pack("!I", len(piece)) + piece)
        scanner.sendall(struct.pack("!I", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
            got = scanner.recv(LONGEST_ANSWER)
            if not got:
                break
            answer += got
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")


def _connected() -> socket.socket:
    kind, _colon, place = settings.CLAMD.partition(":")
    if kind == "unix":
        scanner = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        scanner.settimeout(PATIENCE)
        try:
            scanner.connect(place)
        except OSError:
            scanner.close()
            raise
        return scanner
    host, _colon, port = settings.CLAMD.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=PATIENCE)
