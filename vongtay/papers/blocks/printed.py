"""The lines of a paper that are not blocks: head, title, addressees, recipients, signature, appendix, page foot.

Both writers and the plain text take their words from here, so that they cannot differ.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from vongtay.papers.blocks.decree30 import Style, style, value, values
from vongtay.papers.blocks.glyphs import text_width
from vongtay.papers.blocks.model import Appendix, Head, Paper, Recipients, Signature, Signatures
from vongtay.papers.blocks.wording import (
    COUNTRY,
    MOTTO,
    capitals,
    date_line,
    day_words,
    number_and_symbol,
    number_line,
    roman,
)

POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class Line:
    """One line with the element of the layout that it belongs to.

    `rule` is the length of the line drawn below it, as a part of the text's length; `room` the empty room above, in mm.
    """

    text: str
    element: str
    rule: float = 0
    room: float = 0


def text_room() -> float:
    """Give the width of the text of an upright page. Unit: mm."""
    return float(value("paper", "width") - value("margins", "left") - value("margins", "right"))


def left_width() -> float:
    """Give the width of the left column of the head. Unit: mm."""
    share = values("head")
    return float((text_room() - share["gutter"]) * share["left"] / (share["left"] + share["right"]))


def bodies(head: Head) -> tuple[Line, ...]:
    """Give the parent body and the issuing body."""
    issuing = _balanced(
        capitals(head.issuing_body), "issuing_body", left_width(), rule=value("issuing_body_line", "part")
    )
    return (*_balanced(capitals(head.parent_body), "parent_body", left_width()), *issuing)


def country() -> tuple[Line, ...]:
    """Give Quốc hiệu and Tiêu ngữ."""
    return (Line(COUNTRY, "country"), Line(MOTTO, "motto", rule=value("motto_line", "part")))


def number(head: Head) -> tuple[Line, ...]:
    """Give number and symbol, with the summary of a letter below."""
    line = Line(number_line(head.number, head.symbol), "number")
    return (line, Line(f"V/v {head.summary}", "letter_summary")) if head.is_letter else (line,)


def place_date(head: Head) -> tuple[Line, ...]:
    """Give the line of place and date."""
    return (Line(date_line(head.place, head.on), "place_date"),)


def title(head: Head) -> tuple[Line, ...]:
    """Give kind and summary; a letter has none."""
    if head.is_letter:
        return ()
    summary = _balanced(head.summary, "summary", text_room(), rule=value("summary_line", "part"))
    return (Line(capitals(head.kind), "kind"), *summary)


def addressees(head: Head) -> tuple[Line, ...]:
    """Give "Kính gửi": one body on the same line, several on their own lines."""
    if not head.addressees:
        return ()
    if len(head.addressees) == 1:
        return (Line(f"Kính gửi: {head.addressees[0]}", "addressee"),)
    last = len(head.addressees) - 1
    lines = (f"- {name}{'.' if index == last else ';'}" for index, name in enumerate(head.addressees))
    return (Line("Kính gửi:", "addressee"), *(Line(line, "addressee") for line in lines))


def recipients(listed: Recipients) -> tuple[Line, ...]:
    """Give "Nơi nhận" with its list; the last line says where the paper is filed."""
    lines = (*(f"- {name};" for name in listed.to), f"- Lưu: {', '.join(listed.filed)}.")
    return (Line("Nơi nhận:", "recipients_title"), *(Line(line, "recipients") for line in lines))


def signature(signed: Signature) -> tuple[Line, ...]:
    """Give the lines of one who signs; the name stands below the room for signature and seal."""
    lines = [Line(capitals(line), "authority") for line in (*signed.authority, signed.title)]
    if signed.hint:
        lines.append(Line(signed.hint, "signature_hint"))
    lines.append(Line(signed.name or "", "signer", room=value("signature_room", "mm")))
    return tuple(lines)


def appendix(paper: Paper, index: int) -> tuple[Line, ...]:
    """Give the heading of an appendix: a Roman number when there are several, title, the paper that it goes with."""
    several = len(paper.appendices) > 1
    one: Appendix = paper.appendices[index]
    return (
        Line(f"Phụ lục {roman(index + 1)}" if several else "Phụ lục", "appendix_number"),
        Line(capitals(one.title), "appendix_title"),
        Line(_goes_with(paper.head), "appendix_reference"),
    )


def foot(head: Head) -> tuple[Line, ...]:
    """Give what stands at the foot of every page: invented data, internal form."""
    return tuple(Line(text, "notice") for text in (head.world_notice, head.form_note) if text)


def file_title(head: Head) -> str:
    """Give the title kept in the properties of the file: kind and number, never the summary (it may hold a name)."""
    return " ".join(part for part in (head.kind or "Công văn", number_line(head.number, head.symbol)) if part)


def head_rows(head: Head) -> Iterator[tuple[tuple[Line, ...], tuple[Line, ...]]]:
    """Give the two rows of the head, left and right cell each."""
    yield bodies(head), country()
    yield number(head), place_date(head)


def closing(paper: Paper) -> tuple[tuple[Line, ...], ...]:
    """Give the cells of the closing part, two to a row: recipients and signature; or the sides, then recipients."""
    listed = recipients(paper.recipients) if paper.recipients else ()
    if isinstance(paper.signing, Signatures):
        sides = tuple(map(signature, paper.signing.sides))
        return (*sides, *((),) * (len(sides) % 2), *((listed, ()) if listed else ()))
    signed = signature(paper.signing) if paper.signing else ()
    return (listed, signed) if listed or signed else ()


def _balanced(text: str, element: str, room: float, *, rule: float = 0) -> tuple[Line, ...]:
    """Break a text that is too wide into lines of about the same length, so that no word stands alone."""
    look, wide = style(element), room * POINTS_PER_MM
    words = text.split(" ")
    count = math.ceil(text_width(text, size=look.size, bold=look.bold) / wide)
    lines: list[str] = []
    while words and count > 1:
        goal = text_width(" ".join(words), size=look.size, bold=look.bold) / count
        taken = _words_up_to(words, goal, wide, look)
        lines.append(" ".join(words[:taken]))
        words, count = words[taken:], count - 1
    lines.append(" ".join(words))
    return tuple(Line(line, element, rule=rule * (line is lines[-1])) for line in lines if line)


def _words_up_to(words: list[str], goal: float, wide: float, look: Style) -> int:
    """Give how many words make a line nearest above the goal, within the room."""
    for taken in range(1, len(words)):
        if text_width(" ".join(words[: taken + 1]), size=look.size, bold=look.bold) > wide:
            return taken
        if text_width(" ".join(words[:taken]), size=look.size, bold=look.bold) >= goal:
            return taken
    return len(words)


def _goes_with(head: Head) -> str:
    named = (head.kind or "Công văn").capitalize()
    numbered = number_and_symbol(head.number, head.symbol)
    return f"(Kèm theo {named} số {numbered} {day_words(head.on)} của {head.issuing_body})"
