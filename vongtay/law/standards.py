"""What a law asks of the rooms of a facility that lodges people, as data: only what was confirmed."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("standards.toml")


@dataclass(frozen=True)
class Standard:
    """Floor area for each lodged person. Unit: square metres."""

    room_m2: int
    article: str
    confidence: str


@cache
def shipped_standards() -> dict[str, Standard]:
    """Give what is shipped, by law. Errors: ValueError with every fault of the file."""
    return read_standards(FILE.read_text("utf-8"))


def read_standards(text: str) -> dict[str, Standard]:
    """Read the table. Errors: ValueError that names each row that can't be right."""
    found: dict[str, Standard] = {}
    faults: list[str] = []
    for number, row in enumerate(tomllib.loads(text).get("standard", []), start=1):
        law, area = row.get("law", ""), row.get("room_m2", 0)
        if not law or law in found:
            faults.append(f"dòng thứ {number}: thiếu luật, hoặc luật đã có ở trên.")
        if not isinstance(area, int) or area <= 0:
            faults.append(f"dòng thứ {number}: diện tích phải là số mét vuông lớn hơn 0.")
        if not row.get("article") or row.get("confidence") not in {"A", "B"}:
            faults.append(f"dòng thứ {number}: cần điều luật và mức tin cậy A hoặc B.")
        found[law] = Standard(area, row.get("article", ""), row.get("confidence", ""))
    if faults:
        raise ValueError("\n".join(faults))
    return found
