"""The fixed words of an official paper: date line, number line, capitals, Roman numbers."""

from datetime import date

from vongtay.papers.blocks.glyphs import KEPT_TOGETHER, printable

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
# Room to write a number, a day by hand.
_GAP = KEPT_TOGETHER * 6
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def capitals(text: str) -> str:
    """Give the text in capitals, as the papers print it."""
    return printable(text.upper())


def day_words(on: date | None) -> str:
    """Give "ngày 05 tháng 01 năm 2026": days 1 to 9 and months 1 and 2 with a leading zero; None leaves room.

    Source: Decree 30/2020, Appendix I (rule `date.zeros`).
    """
    if on is None:
        return f"ngày{_GAP}tháng{_GAP}năm{_GAP}".rstrip()
    month = f"{on.month:02d}" if on.month <= 2 else str(on.month)
    return f"ngày {on.day:02d} tháng {month} năm {on.year}"


def date_line(place: str, on: date | None) -> str:
    """Give the place and date line: "Lạng Sơn, ngày 05 tháng 01 năm 2026"."""
    return f"{place}, {day_words(on)}"


def number_and_symbol(number: int | None, symbol: str) -> str:
    """Give "05/TB-UBND"; a number that the register has not given yet leaves room: "      /TB-UBND".

    Source: Decree 30/2020, Appendix I (rule `number.zeros`).
    """
    return f"{_GAP}/{symbol}" if number is None else f"{number:02d}/{symbol}"


def number_line(number: int | None, symbol: str) -> str:
    """Give "Số: 05/TB-UBND", or "Số:      /TB-UBND" while there is no number."""
    return f"Số: {number_and_symbol(number, symbol)}" if number is not None else f"Số:{number_and_symbol(None, symbol)}"


def roman(number: int) -> str:
    """Give a number from 1 to 399 in Roman numerals."""
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written
