"""QR codes as picture files: the same text gives the same bytes."""

import io
from typing import Any

import segno

_DOTS = 8  # a side of one square, in dots of a picture
_EDGE = 4  # squares of white around, as readers need


def _code(text: str) -> Any:
    return segno.make(text, error="m", micro=False)


def png(text: str) -> bytes:
    """Give the code as a PNG file."""
    file = io.BytesIO()
    _code(text).save(file, kind="png", scale=_DOTS, border=_EDGE)
    return file.getvalue()


def svg(text: str) -> str:
    """Give the code as an SVG file."""
    file = io.BytesIO()
    _code(text).save(file, kind="svg", border=_EDGE, xmldecl=False, light="#fff")
    return file.getvalue().decode()
