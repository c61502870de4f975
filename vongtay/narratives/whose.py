"""Which body a sentence of a report means: one whose name fits, and no other's. Pure.

Only what is compared is narrowed by it; on record stays the body whose report it is (decision 89).
"""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from vongtay.common.vietnamese import nfc

K = TypeVar("K")
# As names are shortened in reports; longer ones first.
IN_FULL = (
    ("hội lhpn", "hội liên hiệp phụ nữ"), ("hội phụ nữ", "hội liên hiệp phụ nữ"), ("ubnd", "ủy ban nhân dân"), ("bđbp", "bộ đội biên phòng"),
    ("bộ chỉ huy bộ đội", "bộ đội"), ("lđtbxh", "lao động - thương binh và xã hội"), ("lđtb&xh", "lao động - thương binh và xã hội"),
    ("lđ-tb&xh", "lao động - thương binh và xã hội"),
)  # fmt: skip
ONE_A_PROVINCE = "sở "  # no other level has one: "Sở Y tế" needs no province


def spoken(name: str) -> str:
    """Give a name in small letters, its words in full."""
    words = " ".join(nfc(name).lower().split())
    for short, full in IN_FULL:
        words = words.replace(short, full)
    return words


def names_of(name: str, province: str) -> set[str]:
    """Give how a report of its province may name a body: with the name of the province, or without. province: as "tỉnh Lạng Sơn"."""
    full, of = spoken(name), spoken(province)
    found = {full}
    if full.endswith(f" {of}"):
        own = full.removesuffix(f" {of}")
        unit = "thành phố" if of.startswith("thành phố ") else "tỉnh"
        found |= {f"{own} {unit}", f"{own} {of.removeprefix(unit).strip()}"} | (
            {own} if own.startswith(ONE_A_PROVINCE) else set()
        )
    return found


def known_as(bodies: Iterable[tuple[K, str]], province: str) -> dict[str, K | None]:
    """Give the body of each name; None where two could be meant."""
    found: dict[str, K | None] = {}
    for key, name in bodies:
        for one in names_of(name, province):
            found[one] = None if one in found else key
    return found


def meant(said: str, names: Mapping[str, K | None]) -> K | None:
    """Give the body that the words of a sentence mean; None where none fits, or several do."""
    return names.get(spoken(said))
