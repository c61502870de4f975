"""What the font of our papers can print and how wide it is, read from the font's own tables."""

import struct
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

FONT_PACKAGE = "rinoh_typeface_texgyretermes"
KEPT_TOGETHER = "\u00a0"
# A space that may not break has one form in our papers; the font knows no narrower one.
_SPACES_THAT_HOLD = {"\u00a0", "\u2007", "\u202f"}
# Letters drawn as one: a reader of the PDF gets the single letters back, so the .docx must hold these too.
_DRAWN_TOGETHER = range(0xFB00, 0xFB07)


@dataclass(frozen=True)
class _Face:
    """One style of the font: the glyph of a character, the width of a glyph (thousandths of the size)."""

    glyphs: dict[int, int]
    widths: tuple[int, ...]


def font_folder() -> Path:
    """Give the folder of the installed font package.

    Errors: FileNotFoundError when the package is not installed.
    """
    spec = find_spec(FONT_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"Thiếu gói phông chữ {FONT_PACKAGE}: hãy chạy lại bước cài đặt.")
    return Path(spec.submodule_search_locations[0])


def printable(text: str) -> str:
    """Give the text as our papers print it: composed letters, single spaces, no invisible marks.

    A character that the font has no glyph for is written out as [U+4E2D], so that nothing is lost without a trace.
    """
    return "".join(c if _has_glyph(c) else f"[U+{ord(c):04X}]" for c in _plain(text))


def unprintable(text: str) -> tuple[str, ...]:
    """Give the characters of the text that the font cannot print, each once, in order."""
    return tuple(dict.fromkeys(c for c in _plain(text) if not _has_glyph(c)))


def text_width(text: str, *, size: float, bold: bool = False) -> float:
    """Give the width of one line of upright text, without kerning. Unit: points."""
    face = _face("bold" if bold else "regular")
    return sum(face.widths[face.glyphs[ord(c)]] for c in printable(text)) * size / 1000


def _plain(text: str) -> str:
    composed = unicodedata.normalize("NFC", "".join(map(_settled, text)))
    held = " ".join(part for part in composed.split(" ") if part)
    return " " * composed.startswith(" ") + held + " " * (composed.endswith(" ") and bool(held))


def _settled(character: str) -> str:
    """Give what stands for the character: nothing for an invisible mark, one kind of space for all kinds."""
    if character in _SPACES_THAT_HOLD:
        return KEPT_TOGETHER
    if character.isspace():
        return " "
    if ord(character) in _DRAWN_TOGETHER:
        return unicodedata.normalize("NFKC", character)
    return "" if unicodedata.category(character) in {"Cc", "Cf", "Cs"} else character


def _has_glyph(character: str) -> bool:
    """Tell whether the character prints and reads back. A mark left alone does not: no reader gives it back."""
    return unicodedata.category(character) not in {"Co", "Mn"} and ord(character) in _face("regular").glyphs


@cache
def _face(style: str) -> _Face:
    data = (font_folder() / f"texgyretermes-{style}.otf").read_bytes()
    count = struct.unpack_from(">H", data, 4)[0]
    tables = {data[at : at + 4]: struct.unpack_from(">I", data, at + 8)[0] for at in range(12, 12 + 16 * count, 16)}
    return _Face(_glyphs(data, tables[b"cmap"]), _widths(data, tables[b"hhea"], tables[b"hmtx"]))


def _glyphs(data: bytes, start: int) -> dict[int, int]:
    """Read the table of characters (OpenType `cmap`, Windows Unicode, format 4: ranges with a shift or a list)."""
    count = struct.unpack_from(">H", data, start + 2)[0]
    records = [struct.unpack_from(">HHI", data, start + 4 + 8 * index) for index in range(count)]
    at = start + next(offset for platform, encoding, offset in records if (platform, encoding) == (3, 1))
    ranges = struct.unpack_from(">H", data, at + 6)[0] // 2
    ends, starts, shifts, lists = (
        struct.unpack_from(f">{ranges}H", data, at + 14 + 2 * ranges * part + (2 if part else 0)) for part in range(4)
    )
    found: dict[int, int] = {}
    for index in range(ranges):
        for code in range(starts[index], ends[index] + 1):
            glyph = code
            if lists[index]:
                position = at + 16 + 6 * ranges + 2 * index + lists[index] + 2 * (code - starts[index])
                glyph = struct.unpack_from(">H", data, position)[0]
            if glyph := (glyph + shifts[index]) & 0xFFFF:
                found[code] = glyph
    return found


def _widths(data: bytes, header: int, metrics: int) -> tuple[int, ...]:
    """Read the advance width of every glyph (`hmtx`: width and side bearing in turn)."""
    count = struct.unpack_from(">H", data, header + 34)[0]
    return struct.unpack_from(f">{2 * count}h", data, metrics)[::2]
