"""One form of a business's name and number, so that the same business is one row."""

import re

from vongtay.common.vietnamese import fold, tidy

_FORMS = (
    (r"\b(cong ty|cty)\b", "cong ty"), (r"\b(trach nhiem huu han|tnhh)\b", "tnhh"), (r"\b(co phan|cp)\b", "co phan"),
    (r"\b(mot thanh vien|mtv)\b", "mtv"), (r"\b(doanh nghiep tu nhan|dntn)\b", "dntn"), (r"\b(ho kinh doanh|hkd)\b", "hkd"),
)  # fmt: skip


def normal_name(name: str) -> str:
    """Give a business's name without marks, signs and ways of writing its form.

    >>> normal_name("Cty TNHH  Ánh Dương"), normal_name("Công ty trách nhiệm hữu hạn Ánh-Dương")
    ('cong ty tnhh anh duong', 'cong ty tnhh anh duong')
    """
    plain = " ".join(re.sub(r"[^\w]+", " ", fold(tidy(name))).split())
    for pattern, written in _FORMS:
        plain = re.sub(pattern, written, plain)
    return plain


def normal_number(number: str) -> str:
    """Give a tax or licence number without spaces and signs, an address on the net without how it is reached.

    >>> normal_number("4900 123-456"), normal_number("https://www.Vi-Du.vn/Trang/"), normal_number("12/GP-VD")
    ('4900123456', 'vi-du.vn/trang', '12GPVD')
    """
    plain = tidy(number).replace(" ", "")
    if re.search(r"[a-z]\.[a-z]", plain, re.IGNORECASE):
        return re.sub(r"^(https?://)?(www\.)?", "", plain.lower()).rstrip("/")
    return re.sub(r"[\W_]+", "", plain).upper()
