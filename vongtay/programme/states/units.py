"""Which indicator a unit in somebody's words speaks of: "tờ rơi" is comm.leaflet. What no row knows is `other`."""

import re
from functools import lru_cache

from vongtay.common.vietnamese import nfc
from vongtay.programme.states.activities import OTHER

# The more particular words first: the first row whose words begin the unit decides, then the first whose words stand in it.
_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("comm.mobile", ("lượt tuyên truyền lưu động", "buổi tuyên truyền lưu động", "tuyên truyền lưu động", "lượt lưu động", "xe loa", "lưu động")),
    ("comm.broadcast", ("lượt phát", "buổi phát", "giờ phát", "phát thanh", "lượt tuyên truyền trên đài", "lượt tuyên truyền", "truyền thanh")),
    ("train.course", ("hội nghị tập huấn", "lớp tập huấn", "khóa tập huấn", "khoá tập huấn", "buổi tập huấn", "lớp bồi dưỡng", "lớp", "khóa", "khoá")),
    ("train.trainee", ("học viên", "lượt học viên", "cán bộ dự tập huấn", "người dự tập huấn", "cán bộ được tập huấn")),
    ("comm.pledge", ("hộ ký", "người ký", "bản cam kết", "cam kết", "gia đình ký", "lượt ký")),
    ("comm.contest_entry", ("bài dự thi", "bài thi", "thí sinh", "đội thi", "người dự thi", "lượt thi")),
    ("comm.contest", ("cuộc thi", "hội thi", "cuộc tìm hiểu")),
    ("comm.leaflet", ("tờ rơi", "tờ gấp", "tờ bướm", "tờ")),
    ("comm.banner", ("băng rôn", "băng zôn", "băng zon", "băng-rôn", "băng dôn", "khẩu hiệu", "banner", "phướn")),
    ("comm.panel", ("pa nô", "pa-nô", "panô", "panoo", "pano", "áp phích", "áp-phích", "poster", "biển tin", "biển tường", "bảng tin", "tranh tường", "biển")),
    ("comm.material", ("bộ tài liệu", "tài liệu", "sổ tay", "cẩm nang", "cuốn", "quyển", "sách", "đĩa", "ấn phẩm")),
    ("comm.news", ("tin", "bài viết", "bài báo", "bài", "phóng sự", "chuyên mục", "chuyên trang", "video", "clip")),
    ("comm.model", ("mô hình", "câu lạc bộ", "tổ tư vấn", "nhóm nòng cốt", "tổ tự quản")),
    ("comm.web_checked", ("trang thông tin điện tử", "tài khoản", "trang được rà soát")),
    ("comm.channel", ("trang facebook", "trang fanpage", "fanpage", "nhóm zalo", "nhóm facebook", "trang zalo", "website", "cụm loa", "trang", "nhóm")),
    ("comm.attendance", ("lượt người", "người", "đại biểu", "lượt cán bộ", "học sinh", "sinh viên", "hội viên", "đoàn viên", "cán bộ", "em", "phụ nữ",
                         "bà con", "người dân", "chị em", "phụ huynh", "lao động", "công nhân", "lượt nghe", "lượt xem")),
    ("comm.event", ("hội nghị", "hội thảo", "diễn đàn", "tọa đàm", "toạ đàm", "buổi", "cuộc", "đợt", "sinh hoạt", "chương trình", "mít tinh")),
)  # fmt: skip
_PATTERNS = [(code, word, re.compile(rf"\b{re.escape(word)}\b")) for code, words in _WORDS for word in words]


@lru_cache(maxsize=4096)
def indicator_of(unit: str) -> str:
    """Give the indicator that a unit speaks of.

    >>> indicator_of("tờ rơi"), indicator_of("lượt tuyên truyền lưu động"), indicator_of("giải thưởng")
    ('comm.leaflet', 'comm.mobile', 'other')
    """
    said = " ".join(nfc(unit).lower().split())
    beginning = [(len(word), code) for code, word, pattern in _PATTERNS if pattern.match(said)]
    if beginning:
        return max(beginning, key=lambda pair: pair[0])[1]
    return next((code for code, _word, pattern in _PATTERNS if pattern.search(said)), OTHER)
