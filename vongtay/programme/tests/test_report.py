"""A report of ours, with the kinds of figures that reports of provinces have: each sits in its natural place, and the totals say the same."""

import uuid
from datetime import date

import pytest

from tests.cast import COMMUNE, acting, body
from vongtay.common.amounts import parse_stated, split_stated
from vongtay.common.periods import custom
from vongtay.indicators.queries import LeftOut, totals
from vongtay.programme import actions, queries
from vongtay.programme.actions import ActivityFacts, CourseFacts, Told
from vongtay.programme.states.activities import Kind

pytestmark = pytest.mark.django_db
LANG_SON = 2100020
FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
SHE = "LS.SYT"
# Who (their paper where they don't enter it themselves), kind, what, answers, beside. Told by:
# "Sở mở 2 hội nghị tập huấn cho trên 210 đại biểu; hỗ trợ 2 xã phát 48 lượt; cấp 6.000 tờ rơi. Các xã viết 96 tin, bài, treo 140 băng zôn, sửa 60 pa nô,
#  phát 3.500 tờ rơi. Hội phụ nữ mở 9 hội nghị cho gần 800 hội viên, 280 trang facebook, 410 nhóm zalo, hơn 5.000 bộ tài liệu, sách, tờ gấp. Công an in 8.000
#  tờ rơi, 700 lượt lưu động, thu hút 15.240 người. Sở rà soát 1.500 trang, chưa phát hiện trang nào. Bộ cấp 300 cuốn sổ tay. Phụ nữ ký 18-24 mô hình..."
TOLD = (
    (SHE, Kind.COURSE, "Tập huấn, tuyên truyền tại 2 xã", {"courses": "2 hội nghị tập huấn", "trainees": "trên 210 đại biểu"}, ""),
    (SHE, Kind.BROADCAST, "Hỗ trợ 2 xã phát thanh", {"broadcasts": "48 lượt tuyên truyền"}, ""),
    (SHE, Kind.LEAFLETS, "Cấp tờ rơi", {"leaflets": "6.000 tờ rơi"}, ""),
    (SHE, Kind.NEWS, "Các xã hưởng ứng ngày 30/7", {"news": "96 tin, bài"}, "140 băng zôn; 60 pa nô; 3.500 tờ rơi"),
    (SHE, Kind.MOBILE, "Xe ô tô gắn loa trên các tuyến đường", {}, ""),  # told without a number
    ("LS.HLHPN", Kind.EVENT, "Hội nghị tuyên truyền lồng ghép", {"sessions": "9 hội nghị", "people": "gần 800 hội viên"}, ""),
    ("LS.HLHPN", Kind.CHANNELS, "Trang, nhóm của Hội", {"channels": "280 trang facebook"}, "410 nhóm zalo"),
    ("LS.HLHPN", Kind.MATERIALS, "Biên soạn tài liệu", {"materials": "hơn 5.000 bộ tài liệu, sách, tờ gấp"}, "590 tin, bài, phóng sự"),
    ("LS.HLHPN", Kind.MODEL, "Câu lạc bộ phòng, chống mua bán người", {"models": "18-24 mô hình", "members": "trên 400 thành viên"}, ""),
    ("LS.CAT", Kind.LEAFLETS, "In, cấp tờ rơi", {"leaflets": "8.000 tờ rơi"}, "650 băng rôn, khẩu hiệu"),
    ("LS.CAT", Kind.MOBILE, "Tuyên truyền lưu động", {"rounds": "700 lượt tuyên truyền lưu động", "people": "15.240 đại biểu"}, ""),
    ("LS.BDBP", Kind.BROADCAST, "Phát trên đài các xã", {"broadcasts": "5 lượt tuyên truyền"}, ""),
    (SHE, Kind.WEB_ROUND, "Rà soát trang", {"checked": "1.500 trang thông tin điện tử", "suspicious": "chưa có", "reported": "không"}, ""),
    (SHE, Kind.CONTEST, "Tìm hiểu pháp luật", {"contests": "1 hội thi", "entries": "khoảng 350 bài dự thi", "prizes": "15 giải"}, ""),
    (SHE, Kind.PLEDGE, "Ký cam kết", {"pledges": "không dưới 1.200 hộ"}, ""),
)  # fmt: skip


def enter(by, who, kind, title, answers, beside, **more):
    facts = ActivityFacts(kind, title, FIRST, LAST, area_id=LANG_SON, **more)
    if who != SHE:
        facts = ActivityFacts(
            kind,
            title,
            FIRST,
            LAST,
            area_id=LANG_SON,
            body_id=body(who).pk,
            source_sign="120/BC",
            source_on=date(2025, 12, 20),
        )
    told = Told.all_of(
        kind,
        {slot: parse_stated(text) for slot, text in answers.items()},
        [parse_stated(part) for part in split_stated(beside)],
    )
    if kind == Kind.COURSE:
        return actions.record_course(key=uuid.uuid4(), facts=facts, told=told, course=CourseFacts(), by=by)
    return actions.record_activity(key=uuid.uuid4(), facts=facts, told=told, by=by)


def test_every_figure_of_a_report_is_entered_in_its_place_and_comes_out_of_the_totals():
    with acting("reporter") as staff:
        for row in TOLD:
            enter(staff, *row)
        enter(
            staff,
            SHE,
            Kind.MATERIALS,
            "Nhận sổ tay của Bộ",
            {"materials": "300 cuốn sổ tay"},
            "",
            received_from="Bộ Y tế",
        )
        lines = totals(staff, area_id=LANG_SON, period=custom(FIRST, LAST))
        added = {line.indicator.code: (line.total.value, line.total.bound) for line in lines if line.total}
        assert added == {
            "comm.leaflet": (6000 + 3500 + 8000, "exact"), "comm.banner": (140 + 650, "exact"), "comm.panel": (60, "exact"),
            "comm.broadcast": (48 + 5, "exact"), "comm.news": (96 + 590, "exact"), "comm.event": (9, "exact"), "comm.material": (5000, "at_least"),
            "comm.mobile": (700, "exact"), "comm.contest": (1, "exact"), "comm.contest_entry": (350, "about"), "comm.pledge": (1200, "at_least"),
            "train.course": (2, "exact"), "other": (0, "exact"),
        }  # fmt: skip
        apart = {
            line.indicator.code: sorted((int(one.value), int(one.value_high or 0), one.bound, why) for one, why in line.left_out)
            for line in lines if line.left_out
        }  # fmt: skip
        listed = LeftOut.NOT_ADDED
        assert apart == {
            "comm.attendance": [(800, 0, "about", listed), (15240, 0, "exact", listed)], "comm.channel": [(280, 0, "exact", listed), (410, 0, "exact", listed)],
            "comm.model": [(18, 24, "exact", listed)], "comm.web_checked": [(1500, 0, "exact", listed)], "train.trainee": [(210, 0, "at_least", listed)],
            "comm.material": [(300, 0, "exact", LeftOut.RECEIVED)], "other": [(15, 0, "exact", listed), (400, 0, "at_least", listed)],
        }  # fmt: skip


def test_an_activity_told_without_a_number_is_on_record_all_the_same():
    with acting("receiver", COMMUNE) as staff:
        facts = ActivityFacts(Kind.MOBILE, "Xe gắn loa trên các tuyến đường", FIRST, LAST)
        row = actions.record_activity(key=uuid.uuid4(), facts=facts, told=[], by=staff)
        assert list(queries.activities_of(staff)) == [row]
        assert totals(staff, area_id=LANG_SON, period=custom(FIRST, LAST)) == []
