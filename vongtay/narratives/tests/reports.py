"""Reports written for the tests: invented figures of an invented year."""

from datetime import date

from tests.cast import body
from vongtay.agencies.models import Place
from vongtay.common.access import Staff
from vongtay.common.periods import parse_period
from vongtay.narratives import actions, queries
from vongtay.narratives.models import Mark, Reading

TEXT = """BÁO CÁO
Thực hiện Kế hoạch số 12/KH-UBND ngày 05/02/2026 của Ủy ban nhân dân tỉnh và Kế hoạch số 012/KH-UBND.
Năm 2026, đã phát trên 3.500 tờ rơi, tổ chức 12 buổi tuyên truyền.

Tiếp nhận 6 nạn nhân, trong đó có 4 nạn nhân là nữ. Trên địa bàn chưa xảy ra vụ mua bán người nào.
Ghi chú của người viết: <b>chị Ví Dụ</b> & gia đình.
"""
YEAR = parse_period("2026")
LANG_SON, DONG_DANG = 2100020, 2306184
TODAY = date(2026, 11, 24)


def an_upload(
    text: str = TEXT, *, name: str = "bao-cao.txt", whose: str = "LS.SYT", area: int = LANG_SON
) -> actions.Upload:
    return actions.Upload(text.encode(), name, body(whose), Place.objects.get(pk=area), YEAR)


def a_reading(by: Staff, text: str = TEXT, **changes) -> Reading:
    return actions.upload(upload=an_upload(text, **changes), by=by)


def marks(reading: Reading) -> dict[str, Mark]:
    """The marks of a reading by the words they mark."""
    text = queries.text_of(reading)
    return {text[mark.start : mark.end]: mark for mark in queries.marks_of(reading)}


def judge(mark: Mark, act: str, by: Staff, **more) -> Mark:
    """Judge a mark as it stands now."""
    mark.refresh_from_db()
    return actions.judge(judged=actions.Judged(mark.pk, mark.version, act, **more), by=by)
