"""Documents that the text cites by number or title, with issuer and date where it gives them."""

import re
from dataclasses import dataclass

TYPES = (
    "bộ luật", "luật", "nghị định", "nghị quyết", "thông tư liên tịch", "thông tư", "quyết định", "chỉ thị",
    "kế hoạch", "công văn", "chương trình", "đề án", "hiệp định", "công ước", "báo cáo", "hướng dẫn",
    "thông báo", "tờ trình", "quy chế", "pháp lệnh", "văn bản", "công điện", "kết luận", "nghị định thư",
    "bản ghi nhớ",
)  # fmt: skip
# Common words, and abbreviations: papers only where they have a number.
WITH_NUMBER = ("quy ước", "hương ước", "quy định", "phương án", "thông tri", "thỏa thuận")
SHORT = {
    "kh": "kế hoạch", "cv": "công văn", "qđ": "quyết định", "nq": "nghị quyết", "ct": "chỉ thị", "tb": "thông báo", "hd": "hướng dẫn",
    "ttr": "tờ trình", "nđ": "nghị định",
}  # fmt: skip
TYPE = "|".join(sorted((kind.replace(" ", r"\s+") for kind in TYPES), key=len, reverse=True))
A_TYPE = re.compile(TYPE)
NUMBER = r"\d+[a-zđ]{0,2}(?:\s?/\s?[\wđ.&]+(?:\s?-\s?[\wđ.&]+)*)*(?:-[\wđ&]{1,12}(?:[-/][\wđ&]+)*)?"
NUMBERED = re.compile(
    rf"(?<!\w)(?P<type>{TYPE})(?:\s+liên\s+ngành|\s+phối\s+hợp"
    rf"|\s+liên\s+tịch)?\s*(?:số\s*:?\s*(?P<a>{NUMBER})"
    rf"|(?P<b>\d+[a-zđ]?(?:\s?/\s?|-(?=[a-zđ]+/))[\wđ.&]+(?:[-/]\s?[\wđ.&]+)*))"
)
SHORTENED = re.compile(
    rf"(?<!\w)(?P<type>{'|'.join((*SHORT, *WITH_NUMBER))})\s+số\s*:?\s*(?P<a>\d+[a-zđ]?\s?[/-]\s?[\wđ.&]+(?:\s?[-/]\s?[\wđ.&]+)*)"
)
PROJECT = re.compile(
    r"(?<!\w)(?P<type>đề án|dự án|tiểu đề án|chương trình(?= \d{3}\b))\s+(?P<a>\d{1,3}|[ivx]{1,4})(?!\w"
    r"|[.,/]\d|\s+(?:trường hợp|người|nạn nhân|hộ|em|cháu|chị|phụ nữ|học sinh|vụ|lượt|xã|mô hình|công dân)(?!\w))(?:\s*\"[^\"\n]{3,200}\")?(?:\s+giai đoạn \d{4}\s?-\s?\d{4})?"
)
TITLED_LAW = re.compile(r"(?<!\w)(?P<type>bộ luật|luật|công ước|nghị định thư)\s+(?P<title>(?:[^\W\d_]+,?\s?){2,9})")
TITLED_PLAN = re.compile(
    r"(?<!\w)(?P<type>chương trình|kế hoạch|hiệp định|đề án)(?:,\s+bản ghi "
    r"nhớ)?\s+(?P<title>về\s[^.;\"\n]{10,220}|phòng,\s?chống\s[^.;\"\n]{6,160}|giữa\s[^.;\n]{10,200})"
)
NUMBER_AFTER = re.compile(r"\s*,?\s*\(?(?:luật )?số\s*:?\s*(?P<number>\d+/\d{4}/[a-zđ]+\d*)")
DATE = re.compile(
    r"\s*,?\s*(?:ký\s+|ban hành\s+|thông qua\s+)?(?:vào\s+)?ngày\s+(?P<d>\d{1,2})(?:\s?[/.\-]\s?"
    r"|\s+tháng\s+)(?P<m>\d{1,2})(?:\s?[/.\-]\s?|\s+năm\s+)(?P<y>\d{4})"
)
ISSUER = re.compile(
    r"\s*,?\s*(?:của|do)\s+(?P<name>(?:liên\s+)?(?:ủy ban nhân dân|ubnd|hội đồng nhân dân|hđnd|thủ tướng(?: chính "
    r"phủ)?|chính phủ|quốc hội|bộ|sở|ban|tỉnh ủy|thành ủy|chủ tịch|công an|liên hợp quốc|bộ trưởng"
    r"|trung ương|hội|đảng|cục)(?:\s+(?!về|ban hành|quy|hướng|trên|ngày|và việc|triển|nhằm|trong|đã"
    r"|giai|phê|thực|\d)[^\W\d_]+){0,7})"
)
# No title goes on with these: the sentence tells its time, or where what it tells comes from.
OVER = re.compile(r",? từ (?:đầu |cuối |sau )?(?:năm|tháng|ngày) \d|, (?:theo|cả nước|toàn|đến nay|trong|năm|kể từ) ")
PROPER = re.compile(
    r"(?:phòng,\s?chống\s+mua\s+bán\s+người|hình\s+sự|tố\s+tụng\s+hình\s+sự|trẻ\s+em"
    r"|bình\s+đẳng\s+giới|lao\s+động|dân\s+sự|xử\s+lý\s+vi\s+phạm\s+hành\s+chính"
    r"|trợ\s+giúp\s+pháp\s+lý|cư\s+trú|hôn\s+nhân\s+và\s+gia\s+đình|người\s+lao\s+động(?:(?! số)[^.,;\d]){0,70}"
    r"|phòng,\s?chống\s+[\w ]{4,24})"
)


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation in a folded line, as offsets there."""

    start: int
    end: int
    type: str
    number: tuple[int, int] | None
    issuer: tuple[int, int] | None
    date: str | None
    cited_end: int  # where its number, date and issuer end
    title_end: int  # how far its words go that say nothing of the report's own period


def citations_of(text: str) -> list[Cited]:
    """Give the documents that a folded line cites, in order."""
    found = [_numbered(match, text, "a") for match in SHORTENED.finditer(text)] if " số" in text else []
    if A_TYPE.search(text) is None:
        return found
    found += [_numbered(match, text, "a" if match["a"] else "b") for match in NUMBERED.finditer(text)]
    numbered_at = {item.start for item in found}  # "Chương trình 130/CP" is not also "Chương trình 130"
    projects = (match for match in PROJECT.finditer(text) if match.start() not in numbered_at)
    found += [_plain(match, text, match.span("a")) for match in projects]
    for pattern, cut in ((TITLED_LAW, _law_end), (TITLED_PLAN, _plan_end)):
        for match in pattern.finditer(text):
            end = cut(match)
            numbered = NUMBER_AFTER.match(text, end) if end and pattern is TITLED_LAW else None
            if numbered:
                found.append(_dated(match, text, *numbered.span("number")))
            elif end and not any(item.start < end and match.start() < item.end for item in found):
                found.append(Cited(match.start(), end, match["type"], None, None, None, match.end("type"), end))
    return sorted(found, key=lambda item: item.start)


def _numbered(match: re.Match[str], text: str, number: str) -> Cited:
    start, end = match.span(number)
    while end > start and text[end - 1] in ".-/ ":
        end -= 1
    return _dated(match, text, start, end)


def _dated(match: re.Match[str], text: str, start: int, end: int) -> Cited:
    """Read on after the number of a document: its date, its issuer, what it is about."""
    date = DATE.match(text, end)
    after = date.end() if date else end
    issuer = ISSUER.match(text, after)
    span = issuer.span("name") if issuer else None
    if issuer:
        after = issuer.end()
        date = date or DATE.match(text, after)
    stop = re.compile(r"[.;\n]").search(text, after)
    title = text[after : stop.start() if stop else len(text)]
    about = re.match(r"\s*,?\s*(?:về|\(về|ban hành|phê duyệt)", title)
    title_end = after + (min(len(title), 400) if about else 0)
    day = f"{date['y']}-{int(date['m']):02}-{int(date['d']):02}" if date else None
    kind = " ".join(SHORT.get(match["type"], match["type"]).split())
    return Cited(match.start(), end, kind, (start, end), span, day, after, title_end)


def _plain(match: re.Match[str], text: str, number: tuple[int, int]) -> Cited:
    del text
    return Cited(match.start(), match.end(), match["type"], number, None, None, match.end("type"), match.end("type"))


def _law_end(match: re.Match[str]) -> int:
    known = PROPER.match(match.string, match.start("title"))
    return known.end() if known else 0


def _plan_end(match: re.Match[str]) -> int:
    over = OVER.search(match.string, *match.span("title"))
    return over.start() if over else match.end("title")
