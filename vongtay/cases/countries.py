"""States and languages that a person may name: ISO 3166 from the locale library, in the language of whoever reads."""

from functools import lru_cache

from babel import Locale
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vongtay.common.vietnamese import fold, sort_key

# Codes of the library that are no state and no territory of ISO 3166.
_NO_STATES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"})
NEAR = ("VN", "CN", "LA", "KH", "MM", "TH")  # first in lists: whence most come
STATELESS, OTHER = "XX", "ZZ"

# Languages of the ethnic groups of Viet Nam, by the name that each has in Vietnamese.
MINORITY = {
    "tay_nung": "Tày, Nùng", "mong": "Mông", "dao": "Dao", "thai": "Thái", "muong": "Mường", "khmer": "Khmer", "jrai": "Gia Rai",
    "ede": "Ê Đê", "bana": "Ba Na", "sedang": "Xơ Đăng", "koho": "Cơ Ho", "hre": "Hrê", "mnong": "Mnông", "raglai": "Raglai",
    "stieng": "Xtiêng", "bru": "Bru - Vân Kiều", "cham": "Chăm", "khomu": "Khơ Mú", "giay": "Giáy", "taoi": "Tà Ôi", "katu": "Cơ Tu",
    "lolo": "Lô Lô", "hanhi": "Hà Nhì", "lahu": "La Hủ", "sandiu": "Sán Dìu", "santchay": "Cao Lan - Sán Chí",
}  # fmt: skip
# Languages of other states, by their ISO 639 codes; the older codes of three stay as they stand in records.
_FOREIGN = {
    "chinese": "zh", "yue": "yue", "lao": "lo", "thailand": "th", "burmese": "my", "english": "en", "korean": "ko", "japanese": "ja",
    "malay": "ms", "indonesian": "id", "filipino": "fil", "hindi": "hi", "bengali": "bn", "russian": "ru", "french": "fr", "arabic": "ar",
}  # fmt: skip


def _locale() -> Locale:
    return Locale.parse((get_language() or "vi").split("-")[0])


@lru_cache(maxsize=4)
def _names(language: str) -> dict[str, str]:
    found = {str(code): str(name) for code, name in Locale.parse(language).territories.items()}
    return {code: name for code, name in found.items() if len(code) == 2 and code.isalpha() and code not in _NO_STATES}


def country_name(code: str) -> str:
    """Give the name of a nationality; nothing for one that is not known."""
    if code in {STATELESS, OTHER}:
        return _("Stateless") if code == STATELESS else _("Another")
    return _names(_locale().language).get(code, "")


def nationalities() -> list[tuple[str, str]]:
    """Give all states with their names: not known and the neighbours first, then by name."""
    names = _names(_locale().language)
    rest = sorted((code for code in names if code not in NEAR), key=lambda code: sort_key(names[code]))
    listed = [(code, names[code]) for code in (*NEAR, *rest)]
    return [("", _("Not known")), *listed, (STATELESS, _("Stateless"))]


def country_in(text: str) -> str:
    """Find the state that somebody typed as their home, in Vietnamese or English; empty when it names none."""
    wanted = fold(text.strip())
    for language in ("vi", "en"):
        for code, name in _names(language).items():
            if wanted and fold(name) == wanted:
                return code
    return ""


def _begun(name: str) -> str:
    return name[:1].upper() + name[1:]


def languages() -> list[tuple[str, str]]:
    """Give the languages in which a person may wish to speak: Vietnamese, those of the ethnic groups, those of other states."""
    names = _locale().languages
    foreign = [(code, _begun(names.get(iso, code))) for code, iso in _FOREIGN.items()]
    return [("", _("Vietnamese")), *MINORITY.items(), *foreign, ("sign", _("Sign language")), ("other", _("Another"))]


def language_name(code: str) -> str:
    """Give the name of a language by its code."""
    return dict(languages()).get(code, code)
