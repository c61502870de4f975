"""Reads the head and the signatures of a paper from the texts of its two columns."""

import re
from collections.abc import Iterator
from typing import Any

from vongtay.papers.blocks.design.shape import Signer
from vongtay.papers.blocks.wording import COUNTRY

_NUMBER = re.compile(r"Số:?\s*[^/]*/(?:(?P<letters>[^-{]+)-)?.*", re.IGNORECASE)
_SHOWN = re.compile(r"\{\{if (?P<condition>(?:not )?[a-z_.]+)\}\}\s*", re.IGNORECASE)
_HELD = re.compile(r"\{\{[^}]+\}\}")


def sentence(text: str) -> str:
    """Give a text in capitals as a sentence, and the codes of its fields in small letters.

    >>> sentence("GIẤY XÁC NHẬN"), sentence("{{ISSUER.BODY}}")
    ('Giấy xác nhận', '{{issuer.body}}')
    """
    plain = text.replace("*", "").strip()
    said = plain if _HELD.sub("", plain) != _HELD.sub("", plain).upper() else plain.lower()
    first = re.search(r"[^\W\d_]", _HELD.sub(lambda found: " " * len(found[0]), said))
    capital = (
        said
        if first is None or said.startswith("{{")
        else said[: first.start()] + said[first.start()].upper() + said[first.start() + 1 :]
    )
    return _HELD.sub(lambda found: found[0].lower(), capital)


def head_of(cells: list[list[str]], texts: list[str], place: int) -> tuple[dict[str, Any], int] | None:
    """Give what the head says of a design, and how many blocks it takes; None when these are no columns of a head."""
    if not any(COUNTRY.lower() in line.replace("*", "").lower() for cell in cells for line in cell):
        return None
    numbers = [(line, cell) for cell in cells for line in cell if _NUMBER.fullmatch(line)]
    found = _NUMBER.fullmatch(numbers[0][0]) if numbers else None
    letter = next((re.sub(r"^V/v\s+", "", line) for cell in cells for line in cell if line.startswith("V/v ")), "")
    bodies = [sentence(line) for line in cells[0]]
    changes: dict[str, Any] = {"letters": (found["letters"] or "").strip() if found else "", "is_letter": bool(letter)}
    if bodies:
        changes |= {"parent": bodies[0] if len(bodies) > 1 else "", "body": bodies[-1]}
    titled, after = ({"summary": letter, "kind": "Công văn"}, place + 1) if letter else _title(texts, place + 1)
    to, after = _addressees(texts, after)
    return changes | titled | {"addressees": to}, after


def _title(texts: list[str], after: int) -> tuple[dict[str, Any], int]:
    """Read kind and summary: the bold lines below the head."""
    while after < len(texts) and not texts[after].strip():
        after += 1
    kind = sentence(texts[after]) if after < len(texts) else ""
    after += 1
    summary: list[str] = []
    while after < len(texts) and texts[after].startswith("**"):
        summary.append(texts[after].replace("*", "").strip())
        after += 1
    return {"kind": kind, "summary": " ".join(summary)}, after


def _addressees(texts: list[str], after: int) -> tuple[tuple[str, ...], int]:
    while after < len(texts) and not texts[after].strip():
        after += 1
    if after < len(texts) and (found := re.fullmatch(r"Kính gửi:\s*(.*)", texts[after])):
        if found[1]:
            return (found[1],), after + 1
        several = []
        after += 1
        while after < len(texts) and texts[after].strip() and texts[after].strip()[-1] in ";.":
            several.append(texts[after].removeprefix("- ").strip().rstrip(";."))
            after += 1
        return tuple(several), after
    return (), after


def signing_of(cells: list[list[str]]) -> dict[str, Any]:
    """Give who signs and who receives the paper, from the columns at its end."""
    listed = next((cell for cell in cells if cell and cell[0].replace("*", "").startswith("Nơi nhận")), [])
    signed = tuple(_signers(cell for cell in cells if cell and cell is not listed))
    lines = [re.sub(r"^-\s*", "", line).rstrip(";.") for line in listed[1:]]
    to = tuple(line for line in lines if not line.startswith("Lưu"))
    return {"signers": signed, "sides": len(signed) > 1, "recipients": to}


def _signers(cells: Iterator[list[str]]) -> Iterator[Signer]:
    for cell in cells:
        title = cell[0].replace("*", "").replace("\\", "")
        shown = _SHOWN.match(title)
        rest = [line.replace("*", "") for line in cell[1:]]
        hint = next((line for line in rest if line.startswith("(")), "")
        name = next((line for line in rest if line != hint), "")
        yield Signer(
            sentence(title[shown.end() :] if shown else title), name, hint, shown["condition"].lower() if shown else ""
        )
