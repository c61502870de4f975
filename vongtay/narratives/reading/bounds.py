"""Words that bound a number: trên, gần, không quá, trở lên."""

from vongtay.narratives.reading.text import Line

BEFORE: tuple[tuple[tuple[str, ...], str], ...] = (
    (("trên", "dưới"), "about"),
    (("không", "dưới"), "at_least"),
    (("không", "ít", "hơn"), "at_least"),
    (("ít", "nhất"), "at_least"),
    (("tối", "thiểu"), "at_least"),
    (("trên",), "at_least"),
    (("hơn",), "at_least"),
    (("không", "quá"), "at_most"),
    (("không", "vượt", "quá"), "at_most"),
    (("tối", "đa"), "at_most"),
    (("nhiều", "nhất"), "at_most"),
    (("chưa", "đến"), "at_most"),
    (("chưa", "tới"), "at_most"),
    (("chưa", "đầy"), "at_most"),
    (("dưới",), "at_most"),
    (("ước", "tính", "khoảng"), "about"),
    (("ước", "khoảng"), "about"),
    (("ước", "tính"), "about"),
    (("xấp", "xỉ"), "about"),
    (("gần",), "about"),
    (("khoảng",), "about"),
    (("chừng",), "about"),
    (("độ",), "about"),
    (("ước",), "about"),
)
LAST_WORDS = {words[-1] for words, _ in BEFORE}
COMPARING = frozenset({"nhiều", "ít", "cao", "thấp", "lớn", "nhỏ"})
MEDIA = frozenset({"channel", "web", "place"})
VEHICLES = frozenset({"tàu", "xe", "thuyền", "ghe", "toa"})  # one works on two boats, not on more than two
FEW = 10  # "trên 04 bảng led": nobody bounds a handful from below, and writes it with a nought
MANNERS = frozenset({"dạng", "hình", "phương"})  # "dưới hai hình thức": in two ways
GIVING = frozenset(
    {"phát", "cho", "của", "có", "được", "với", "là", "còn", "đến", "tới", "lên", "lập", "về", "hút", "gồm", "đạt"}
)


def bound_before(line: Line, at: int, kind: str) -> tuple[str, int]:
    """Give the bound that stands right before a token, and where the quote then begins."""
    if line.word(at - 1) not in LAST_WORDS:
        return "exact", at
    for words, bound in BEFORE:
        first = at - len(words)
        if first >= 0 and all(line.word(first + step) == word for step, word in enumerate(words)):
            if _is_something_else(line, first, words, kind):
                continue
            return bound, first
    return "exact", at


def bound_after(line: Line, at: int) -> tuple[str, int] | None:
    """Give the bound that follows a unit ("trở lên"), and where the quote then ends."""
    if line.word(at) != "trở" or line.word(at + 1) not in {"lên", "xuống"}:
        return None
    return ("at_least" if line.word(at + 1) == "lên" else "at_most"), at + 2


def _is_something_else(line: Line, first: int, words: tuple[str, ...], kind: str) -> bool:
    """Tell "nhiều hơn 5" (a difference) and "đăng trên 3 trang" (a place) from a bound."""
    before = line.word(first - 1)
    if words == ("hơn",):
        return before in COMPARING
    if words == ("dưới",):
        return line.word(first + 2) in MANNERS
    if words == ("trên",):
        number = line.word(first + 1)
        few = number.startswith("0") and number.isdecimal() and int(number) < FEW
        if line.word(first + 2) in VEHICLES and before not in GIVING:
            return True
        return (kind in MEDIA and before not in GIVING) or (few and kind in {*MEDIA, "panel", "unknown"})
    return words == ("độ",) and before in {"mức", "tốc", "cường", "mật", "trình", "tiến"}
