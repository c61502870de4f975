"""One form for each phone and identity number, so that equal numbers meet; and their keyed hashes."""

import hmac
import re
from dataclasses import dataclass
from enum import StrEnum

BLIND_BYTES = 16

# Mobile numbers of eleven digits became ten in 2018; files from before still carry them.
_PREFIX_2018 = {
    "120": "70", "121": "79", "122": "77", "126": "76", "128": "78",
    "123": "83", "124": "84", "125": "85", "127": "81", "129": "82",
    "162": "32", "163": "33", "164": "34", "165": "35", "166": "36", "167": "37", "168": "38", "169": "39",
    "186": "56", "188": "58", "199": "59",
}  # fmt: skip
_MOBILE = re.compile(r"[35789]\d{8}")
_LANDLINE = re.compile(r"2\d{8,9}")


class NumberError(ValueError):
    """A phone or identity number can't be one; the sentence says what is expected and never repeats the number."""


class NumberKind(StrEnum):
    """What paper an identity number comes from."""

    PERSONAL = "personal"  # số định danh cá nhân, căn cước (12 digits)
    OLD_CARD = "old_card"  # chứng minh nhân dân (9 digits)
    PASSPORT = "passport"


@dataclass(frozen=True)
class IdentityNumber:
    """An identity number in its one form. Not shown by `repr`, so it can't slip into a log."""

    kind: NumberKind
    value: str

    def __repr__(self) -> str:
        return f"IdentityNumber({self.kind.value})"


def phone_number(text: str) -> str:
    """Give a phone number in its one form, E.164 (a plus, the country, the rest).

    Without a country it is of Việt Nam; a mobile number from before 2018 becomes what it is now.
    Errors: NumberError.
    """
    digits = _with_country(re.sub(r"[\s.\-()]", "", text))
    if not (digits.isascii() and digits.isdigit()):
        raise NumberError("Số điện thoại chỉ gồm chữ số, dấu + ở đầu, dấu cách, chấm hoặc gạch.")
    if digits.startswith("84"):
        return f"+84{_national(digits[2:].removeprefix('0'))}"
    if not 8 <= len(digits) <= 15:
        raise NumberError("Số điện thoại nước ngoài có từ 8 đến 15 chữ số, kể cả mã nước.")
    return f"+{digits}"


def _with_country(plain: str) -> str:
    for prefix, country in (("+", ""), ("00", ""), ("0", "84")):
        if plain.startswith(prefix):
            return country + plain.removeprefix(prefix)
    if plain.startswith("84") and len(plain) >= 11:
        return plain
    raise NumberError("Số điện thoại trong nước bắt đầu bằng 0; số nước ngoài ghi dấu + và mã nước.")


def _national(digits: str) -> str:
    if len(digits) == 10 and digits[:3] in _PREFIX_2018:
        digits = _PREFIX_2018[digits[:3]] + digits[3:]
    if _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits):
        return digits
    raise NumberError("Số điện thoại Việt Nam có 10 chữ số (di động), hoặc bắt đầu bằng 02 (cố định).")


def identity_number(text: str) -> IdentityNumber:
    """Give an identity number in its one form: 12 digits, 9 digits, or a passport.

    Errors: NumberError.
    """
    value = re.sub(r"[\s.\-]", "", text).upper()
    if not value.isascii():
        raise NumberError("Số giấy tờ chỉ gồm chữ số và chữ cái không dấu.")
    if value.isdigit():
        return _of_digits(value)
    if re.fullmatch(r"(?=.*\d.*\d.*\d)[A-Z0-9]{6,12}", value):
        return IdentityNumber(NumberKind.PASSPORT, value)
    raise NumberError("Số hộ chiếu gồm 6 đến 12 chữ cái và chữ số, ví dụ một chữ cái rồi 7 hoặc 8 chữ số.")


def _of_digits(value: str) -> IdentityNumber:
    if len(value) == 9:
        return IdentityNumber(NumberKind.OLD_CARD, value)
    if len(value) != 12:
        raise NumberError(f"Số định danh có 12 chữ số, chứng minh nhân dân có 9 chữ số; ở đây có {len(value)}.")
    return IdentityNumber(NumberKind.PERSONAL, value)


def masked(value: str) -> str:
    """Give a number of which only the last three signs can be read.

    >>> masked("B1234567")
    '•••••567'
    """
    shown = 3 if len(value) > 5 else 0
    return "•" * (len(value) - shown) + value[len(value) - shown :]


def blind(value: str, key: bytes) -> bytes:
    """Give the keyed hash by which an exact value is found (HMAC-SHA256, 16 bytes).

    `value` must be in its one form already (`phone_number(...)`, `identity_number(...).value`).
    Errors: ValueError for an empty value, which would make all empty ones equal.
    """
    if not value:
        raise NumberError("Không có số để tìm.")
    return hmac.digest(key, value.encode(), "sha256")[:BLIND_BYTES]
