"""Vietnamese text: one spelling of one word, its form for searching, its order in a list, its look in a sentence."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")  # ngang, huyền, hỏi, ngã, sắc, nặng: dictionary order
ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TonePlace = Literal["old", "new"]

_MARKS = range(0x0300, 0x0370)
_TONE_OF = {mark: number for number, mark in enumerate(TONES) if mark}
_QUALITY_MARKS = "\u0302\u0306\u031b"  # of â, ă, ơ
# Letters that people type for đ: eth and the African D look the same in capitals.
_LOOKALIKES = str.maketrans({"ð": "đ", "Ð": "Đ", "ɖ": "đ", "Ɖ": "Đ", "\u200b": None, "\u200c": None, "\ufeff": None})
_PLACE_IN_ALPHABET = {letter: chr(0x41 + place) for place, letter in enumerate(ALPHABET)}


def _fold_table() -> dict[int, str]:
    """Map each Latin letter with marks to its base, and each mark by itself to nothing."""
    table = dict.fromkeys(_MARKS, "") | {ord("đ"): "d", ord("ð"): "d", ord("ɖ"): "d", ord("ƀ"): "b", ord("ı"): "i"}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = "".join(part for part in unicodedata.normalize("NFD", chr(code)) if ord(part) not in _MARKS)
        if base != chr(code):
            table[code] = base
    return table


_FOLD = _fold_table()

_ONSET = r"(?P<onset>ngh|ng|nh|ch|gh|gi(?=[^\W])|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?"
_NUCLEI_WRITTEN = (
    "a ă â e ê i o ô ơ u ư y ia iê yê ai ao au ay âu ây eo êu iu iêu yêu oa oă oe oi ôi ơi oai oao oay oeo "
    "ua uâ uê ui uy uya uyê uyu uô uơ uơi uây uôi ưa ươ ưi ưu ươi ươu"
)
_NUCLEI = _NUCLEI_WRITTEN.split()
_OPEN_WRITTEN = "ia ai ao au ay âu ây eo êu iu iêu yêu oi ôi ơi oai oao oay oeo ua ui uya uơi uây uôi ưa ưi ưu ươi ươu"
_NEVER_CLOSED = frozenset(_OPEN_WRITTEN.split())
_CODA = r"(?P<coda>ch|ng|nh|[cmnpt])?"


def nfc(text: str) -> str:
    """Give the text with each letter as one code point, where there is one."""
    return unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """Give the text as it should be stored: NFC, a true đ, no invisible signs, single spaces.

    >>> tidy("  Ðặng\u00a0 Thị  Lan ")
    'Đặng Thị Lan'
    """
    return " ".join(nfc(text).translate(_LOOKALIKES).split())


def fold(text: str) -> str:
    """Give the text for searching: small letters, no tones or marks, đ as d.

    >>> fold("Đặng Thị Huyền Ước")
    'dang thi huyen uoc'
    """
    return nfc(text).lower().translate(_FOLD)


def split_tone(word: str) -> tuple[str, int]:
    """Take the tone from a syllable; its number is its place in TONES.

    >>> split_tone("Nguyễn")
    ('Nguyên', 3)
    """
    tone = 0
    letters = []
    for sign in unicodedata.normalize("NFD", word):
        if sign in _TONE_OF:
            tone = _TONE_OF[sign]
        else:
            letters.append(sign)
    return nfc("".join(letters)), tone


def tone_key(text: str) -> str:
    """Give a form that is the same wherever the tone was put, but differs where the tone does.

    >>> tone_key("Hoà") == tone_key("hòa") != tone_key("hoa")
    True
    """
    return " ".join(f"{letters}{tone}" for letters, tone in map(split_tone, tidy(text).lower().split()))


def place_tones(text: str, place: TonePlace = "old") -> str:
    """Put the tone on the letter where the old (hòa, thúy) or the new (hoà, thuý) spelling has it.

    Words that are no Vietnamese syllable stay as they are; i and y are never exchanged.

    >>> place_tones("Hoà, Thuý, khoẻ, quý, Hoàng")
    'Hòa, Thúy, khỏe, quý, Hoàng'
    >>> place_tones("Hòa Thúy", "new")
    'Hoà Thuý'
    """
    return re.sub(r"[^\W\d_]+", lambda found: _placed(found[0], place), nfc(text))


def _placed(word: str, place: TonePlace) -> str:
    plain, tone = split_tone(word)
    return (with_tone(plain, tone, place) or word) if tone else word


def with_tone(plain: str, tone: int, place: TonePlace = "old") -> str | None:
    """Give a syllable, written without tone, with the tone of this number; None if it is no Vietnamese syllable.

    >>> with_tone("Nguyên", 3)
    'Nguyễn'
    """
    syllable = _SYLLABLE.fullmatch(plain.lower())
    if not syllable or len(plain) != len(plain.lower()) or (syllable["coda"] and syllable["nucleus"] in _NEVER_CLOSED):
        return None
    spot = syllable.start("nucleus") + _tone_spot(syllable["nucleus"], bool(syllable["coda"]), place)
    return plain[:spot] + nfc(plain[spot] + TONES[tone]) + plain[spot + 1 :]


def _tone_spot(nucleus: str, has_coda: bool, place: TonePlace) -> int:
    marked = [spot for spot, letter in enumerate(nucleus) if letter in "ăâêôơư"]
    if marked:
        return marked[-1]
    if has_coda:
        return len(nucleus) - 1
    if len(nucleus) == 3 or (place == "new" and nucleus in {"oa", "oe", "uy"}):
        return 1
    return 0


_SYLLABLE = re.compile(_ONSET + "(?P<nucleus>" + "|".join(sorted(_NUCLEI, key=len, reverse=True)) + ")" + _CODA)
_BARE_NUCLEI = sorted({fold(nucleus) for nucleus in _NUCLEI}, key=len, reverse=True)
_BARE_SYLLABLE = re.compile(_ONSET + "(?P<nucleus>" + "|".join(_BARE_NUCLEI) + ")" + _CODA)


def is_bare_syllable(word: str) -> bool:
    """Tell whether a folded word can be a Vietnamese syllable written without marks."""
    return _BARE_SYLLABLE.fullmatch(word) is not None


def read_keystrokes(text: str) -> str:
    """Give what was meant where Telex or VNI keys were typed with the input method off; the rest as it is.

    Only words that are no Vietnamese syllable as they stand, and become one, are changed.

    >>> read_keystrokes("Nguyeexn Thij Lan")
    'Nguyễn Thị Lan'
    >>> read_keystrokes("D9o64 Thi5 Ha2")
    'Đỗ Thị Hà'
    """
    return re.sub(r"[A-Za-z][A-Za-z0-9]*", lambda found: read_typed_word(found[0]), text)


@lru_cache(maxsize=8192)
def read_typed_word(word: str) -> str:
    """Give one word as `read_keystrokes` would."""
    small = word.lower()
    is_label = len(small) == 2 and small[1].isdigit()  # A3, not ả
    if not small.isascii() or is_label or is_bare_syllable(small):
        return word
    meant = _Typed().read(small)
    if meant is None:
        return word
    if word.isupper():
        return meant.upper()
    return meant.capitalize() if word[0].isupper() else meant


class _Typed:
    """The letters of one word while its keys are read, one after another."""

    KEY_TONES = dict(zip("zfrxsj", range(6), strict=True)) | dict(zip("023415", (0, 1, 2, 3, 4, 5), strict=True))
    VNI_MARKS = {"6": "\u0302", "7": "\u031b", "8": "\u0306"}
    TAKES = {"\u0302": "aeo", "\u031b": "ou", "\u0306": "a"}

    def __init__(self) -> None:
        self.letters: list[str] = []
        self.tone = 0

    def read(self, keys: str) -> str | None:
        """Give the syllable that these keys make, or None."""
        for key in keys:
            if not self._take(key):
                self.letters.append(key)
        plain = "".join(self.letters)
        # Latin letters that no Vietnamese word has are left only where the reading failed.
        return with_tone(plain, self.tone) if plain != keys or self.tone else None

    def _take(self, key: str) -> bool:
        """Read a key as a mark or tone on what stands already; False if it is a letter of its own."""
        if key in "d9":
            return self._bar()
        if key in self.VNI_MARKS:
            return self._mark(self.VNI_MARKS[key])
        if key == "w":
            return self._mark("\u031b") or self._mark("\u0306") or self._start_with_u_horn()
        if key in "aeo" and self._last_vowels().count(key) == 1:
            return self._mark("\u0302", only=key)
        if key in self.KEY_TONES and self._last_vowels():
            self.tone = self.KEY_TONES[key]
            return True
        return False

    def _bar(self) -> bool:
        if self.letters[:1] == ["d"]:
            self.letters[0] = "đ"
            return True
        return False

    def _start_with_u_horn(self) -> bool:
        self.letters.append("ư")
        return True

    def _last_vowels(self) -> str:
        return "".join(letter for letter in self.letters if fold(letter) in "aeiouy")

    def _mark(self, mark: str, only: str | None = None) -> bool:
        """Put a mark on the last letter that takes it; the horn also on the u before an o."""
        takes = only or self.TAKES[mark]
        spots = [spot for spot, letter in enumerate(self.letters) if letter in takes]
        if not spots:
            return False
        last = spots[-1]
        if mark == "\u031b" and self.letters[last] == "o" and self.letters[last - 1 : last] == ["u"]:
            self.letters[last - 1] = "ư"
        self.letters[last] = nfc(self.letters[last] + mark)
        return True


def sort_key(text: str) -> str:
    """Give an ASCII string whose byte order is the Vietnamese dictionary order (for `COLLATE "C"`).

    Word by word: letters (a ă â b c d đ e ê …), then tones (ngang, huyền, hỏi, ngã, sắc, nặng); small letters before
    capitals only where all else is equal. Numbers sort by value.

    >>> sorted(["Đà", "da", "dã", "Dạ", "dả", "dá", "đa", "dà", "an"], key=sort_key)
    ['an', 'da', 'dà', 'dả', 'dã', 'dá', 'Dạ', 'đa', 'Đà']
    """
    words = re.findall(r"\d+|[^\W\d_]+", tidy(text))
    case = "".join("1" if letter.isupper() else "0" for word in words for letter in word)
    return " ".join(map(_word_key, words)) + "\t" + case


@lru_cache(maxsize=8192)
def _word_key(word: str) -> str:
    if word.isdecimal():
        digits = str(int(word))
        return f"0{len(digits):03d}{digits}!"
    letters, tone = split_tone(word.lower())
    return "".join(map(_letter_key, letters)) + chr(0x21 + tone)  # below every letter: a shorter word comes first


def _letter_key(letter: str) -> str:
    if letter in _PLACE_IN_ALPHABET:
        return _PLACE_IN_ALPHABET[letter]
    folded = fold(letter)
    # Other scripts come after z, in the order of their code points.
    return "".join(_PLACE_IN_ALPHABET.get(base, f"~{ord(base):06x}") for base in folded)


def name_sort_key(full_name: str) -> str:
    """Give the order of a list of persons in Việt Nam: by given name, then family name, then the rest.

    >>> sorted(["Trần Thị An", "Nguyễn Văn Bình", "Lê Thị An"], key=name_sort_key)
    ['Lê Thị An', 'Trần Thị An', 'Nguyễn Văn Bình']
    """
    *rest, given = tidy(full_name).split() or [""]
    return sort_key(given) + "\n" + sort_key(" ".join(rest))


def title_name(name: str) -> str:
    """Give a person's name with its capitals; a word that already mixes both kinds is left as it is.

    >>> title_name("  NGUYỄN thị  lan ")
    'Nguyễn Thị Lan'
    >>> title_name("H'LINH niê KBuôr")
    "H'Linh Niê KBuôr"
    """
    return re.sub(r"[^\W\d_]+", lambda found: _titled(found[0]), tidy(name))


def _titled(word: str) -> str:
    if word.islower() or word.isupper() or word[0].islower():
        return nfc(word[0].upper() + word[1:].lower())
    return word


def sentence_join(parts: Iterable[str], last: str = "và") -> str:
    """Join the parts of a sentence.

    >>> sentence_join(["a", "b", "c"])
    'a, b và c'
    """
    *first, end = list(parts) or [""]
    return f"{', '.join(first)} {last} {end}" if first else end
