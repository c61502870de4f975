"""The small language of a template's texts: `{{field}}`, `{{field?}}`, `**bold**`, `*italic*`; nothing else can be said in it.

A question mark drops the whole line when the field is empty. A backslash takes the meaning from `*`, `{` and itself.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_TOKEN = re.compile(
    r"\{\{\s*(?P<field>[A-Za-z_.]+)\s*(?P<optional>\?)?\s*\}\}|(?P<bold>\*\*)|(?P<italic>\*)|\\(?P<plain>[*{\\])"
)
_SPECIAL = re.compile(r"([*{\\])")


@dataclass(frozen=True)
class Piece:
    """A stretch of text, or one field, with its look."""

    text: str = ""
    field: str = ""
    optional: bool = False
    bold: bool = False
    italic: bool = False


def pieces(text: str) -> tuple[Piece, ...]:
    """Read a text into its pieces.

    >>> [(piece.text or piece.field, piece.bold) for piece in pieces("Tên: **{{Person.Name}}**")]
    [('Tên: ', False), ('person.name', True)]
    """
    found: list[Piece] = []
    bold = italic = False
    at = 0

    def add(plain: str) -> None:
        if not plain:
            return
        last = found[-1] if found else None
        if last and last.text and (last.bold, last.italic) == (bold, italic):
            found[-1] = Piece(last.text + plain, bold=bold, italic=italic)
        else:
            found.append(Piece(plain, bold=bold, italic=italic))

    for token in _TOKEN.finditer(text):
        add(text[at : token.start()])
        at = token.end()
        if token["field"]:
            found.append(
                Piece(field=token["field"].lower(), optional=bool(token["optional"]), bold=bold, italic=italic)
            )
        elif token["bold"]:
            bold = not bold
        elif token["italic"]:
            italic = not italic
        else:
            add(token["plain"])
    add(text[at:])
    return tuple(found)


def written(line: Iterable[Piece]) -> str:
    """Write pieces as text; reading it again gives the same pieces."""
    out, bold, italic = "", False, False
    for piece in line:
        out += "**" * (piece.bold != bold) + "*" * (piece.italic != italic)
        bold, italic = piece.bold, piece.italic
        out += f"{{{{{piece.field}{'?' * piece.optional}}}}}" if piece.field else _SPECIAL.sub(r"\\\1", piece.text)
    return out + "**" * bold + "*" * italic


def fields_in(text: str) -> tuple[Piece, ...]:
    """Give the fields that a text names, in order."""
    return tuple(piece for piece in pieces(text) if piece.field)


def stray_braces(text: str) -> bool:
    """Tell whether braces are left that name no field: a slip of the pen such as `{{tên}}`."""
    return any("{{" in piece.text or "}}" in piece.text for piece in pieces(text) if not piece.field)
