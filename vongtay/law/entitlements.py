"""Who may get which regime of support, as data: one answer for a law, a kind of beneficiary and a regime, or none."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("entitlements.toml")
REGIMES = (
    "essential", "travel", "medical", "insurance", "psychological", "interpreter", "legal_advice", "legal_aid", "schooling",
    "training", "allowance", "job", "loan",
)  # fmt: skip
BENEFICIARIES = ("citizen", "foreigner", "under_identification", "accompanying")
ANSWERS = ("yes", "no")
CONDITIONS = ("", "under_18")


@dataclass(frozen=True)
class Cell:
    """What is known of one regime for one kind of beneficiary. `answer`: yes, no, or empty: a person decides and says why."""

    answer: str
    article: str = ""
    confidence: str = ""
    condition: str = ""
    school_years: int | None = None  # schooling after the return: so many school years from the first one on


UNSET = Cell("")


@cache
def shipped_entitlements() -> dict[tuple[str, str, str], Cell]:
    """Give what is shipped, by law, beneficiary and regime. Errors: ValueError with every fault of the file."""
    return read_entitlements(FILE.read_text("utf-8"))


def read_entitlements(text: str) -> dict[tuple[str, str, str], Cell]:
    """Read the table. Errors: ValueError that names each cell that can't be right."""
    found: dict[tuple[str, str, str], Cell] = {}
    faults: list[str] = []
    for number, row in enumerate(tomllib.loads(text).get("cell", []), start=1):
        cell = Cell(
            row.get("answer", ""),
            row.get("article", ""),
            row.get("confidence", ""),
            row.get("condition", ""),
            row.get("school_years"),
        )
        law, beneficiary, regimes = row.get("law", ""), row.get("beneficiary", ""), row.get("regimes", [])
        faults += [f"ô thứ {number}: {fault}" for fault in _faults(cell, law, beneficiary, regimes)]
        for regime in regimes:
            if (law, beneficiary, regime) in found:
                faults.append(f"ô thứ {number}: {law}, {beneficiary}, {regime} đã có ở trên.")
            found[law, beneficiary, regime] = cell
    if faults:
        raise ValueError("\n".join(faults))
    return found


def _faults(cell: Cell, law: str, beneficiary: str, regimes: list[str]) -> list[str]:
    wrong = []
    if not law or beneficiary not in BENEFICIARIES:
        wrong.append("thiếu luật hoặc nhóm người được hỗ trợ.")
    if not regimes or not set(regimes) <= set(REGIMES):
        wrong.append("chế độ không có trong danh mục.")
    if cell.answer not in ANSWERS or cell.condition not in CONDITIONS:
        wrong.append("câu trả lời phải là yes hoặc no, điều kiện phải có trong danh mục.")
    if cell.school_years is not None and (cell.school_years < 1 or regimes != ["schooling"]):
        wrong.append("số năm học phải lớn hơn 0 và chỉ ghi cho hỗ trợ học văn hóa.")
    if not cell.article or cell.confidence not in {"A", "B"}:
        wrong.append("cần điều luật và mức tin cậy A hoặc B; ô chưa xác nhận thì bỏ trống, không ghi.")
    return wrong
