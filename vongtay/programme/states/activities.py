"""The kinds of activities and what is counted of each: data that forms, acts and the Excel import read."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

OTHER = "other"


class Kind(TextChoices):
    EVENT = "event", _("Meeting, talk, forum")
    BROADCAST = "broadcast", _("Broadcasts on loudspeakers and radio")
    MOBILE = "mobile", _("Mobile round")
    LEAFLETS = "leaflets", _("Leaflets")
    BANNERS = "banners", _("Banners and slogans")
    PANELS = "panels", _("Panels, posters, boards")
    MATERIALS = "materials", _("Sets of material, books, discs")
    NEWS = "news", _("News items and articles")
    CHANNELS = "channels", _("Pages and groups online")
    CONTEST = "contest", _("Contest")
    MODEL = "model", _("Models and clubs")
    PLEDGE = "pledge", _("Pledges")
    WEB_ROUND = "web_round", _("Round of websites and accounts")
    COURSE = "course", _("Training course")


class Mode(TextChoices):
    FACE_TO_FACE = "face", _("Face to face")
    ONLINE = "online", _("Online")
    COMMUNITY = "community", _("In the community: loudspeakers, streets, houses")


class Audience(TextChoices):
    EVERYBODY = "everybody", _("Everybody")
    WOMEN = "women", _("Women and girls")
    YOUTH = "youth", _("Young people")
    PUPILS = "pupils", _("Pupils and students")
    PARENTS = "parents", _("Parents")
    WORKERS = "workers", _("Workers")
    MINORITIES = "minorities", _("Ethnic minorities")
    OFFICIALS = "officials", _("Officials and staff")
    BUSINESSES = "businesses", _("Businesses and their owners")


class Risk(TextChoices):
    LEAVING = "leaving", _("About to work or marry abroad")
    JOBLESS = "jobless", _("Without work, or looking for work online")
    POOR = "poor", _("Poor and near-poor households")
    BORDER = "border", _("Living at the border")
    OUT_OF_SCHOOL = "out_of_school", _("Children out of school")
    RETURNED = "returned", _("Returned from abroad")


@dataclass(frozen=True)
class Line:
    """One thing that is counted of a kind. `unit` and `example` are in the words of Vietnamese reports.

    start: what the form proposes. added: what makes it clear in a list which question it answers. A line of indicator `other` is kept with its words and never added.
    """

    slot: str
    indicator: str
    label: str | Promise
    unit: str
    example: str
    start: str = ""
    added: str = ""


_SESSIONS = Line("sessions", "comm.event", _("How many sessions"), "buổi", "1 buổi", start="1 buổi")
_PEOPLE = Line("people", "comm.attendance", _("How many people came"), "người", "trên 300 người")
_REACHED = Line("people", "comm.attendance", _("How many people were reached"), "lượt người", "gần 1.000 lượt người")

LINES: dict[str, tuple[Line, ...]] = {
    Kind.EVENT: (_SESSIONS, _PEOPLE),
    Kind.BROADCAST: (Line("broadcasts", "comm.broadcast", _("How many broadcasts"), "lượt phát thanh", "60 lượt"),),
    Kind.MOBILE: (Line("rounds", "comm.mobile", _("How many rounds"), "lượt tuyên truyền lưu động", "3 lượt"), _REACHED),
    Kind.LEAFLETS: (Line("leaflets", "comm.leaflet", _("How many leaflets"), "tờ rơi", "hơn 500 tờ rơi"),),
    Kind.BANNERS: (Line("banners", "comm.banner", _("How many banners"), "băng rôn", "12 băng rôn"),),
    Kind.PANELS: (Line("panels", "comm.panel", _("How many panels"), "pa nô", "4 pa nô"),),
    Kind.MATERIALS: (Line("materials", "comm.material", _("How many sets"), "bộ tài liệu", "200 bộ tài liệu"),),
    Kind.NEWS: (Line("news", "comm.news", _("How many items"), "tin, bài", "15 tin, bài"),),
    Kind.CHANNELS: (Line("channels", "comm.channel", _("How many pages or groups"), "trang", "2 nhóm zalo"),),
    Kind.CONTEST: (
        Line("contests", "comm.contest", _("How many contests"), "cuộc thi", "1 cuộc thi", start="1 cuộc thi"),
        Line("entries", "comm.contest_entry", _("How many entries"), "bài dự thi", "gần 400 bài dự thi"),
        Line("prizes", OTHER, _("How many prizes"), "giải thưởng", "12 giải thưởng"),
    ),
    Kind.MODEL: (
        Line("models", "comm.model", _("How many models or clubs"), "mô hình", "1 câu lạc bộ"),
        Line("members", OTHER, _("How many members"), "thành viên", "25 thành viên"),
    ),
    Kind.PLEDGE: (Line("pledges", "comm.pledge", _("How many signed"), "hộ ký cam kết", "trên 200 hộ"),),
    Kind.WEB_ROUND: (
        Line("checked", "comm.web_checked", _("How many were checked"), "trang thông tin điện tử", "2.000 trang"),
        Line("suspicious", OTHER, _("How many are suspicious"), "trang, tài khoản", "không có", added="đáng ngờ"),
        Line("reported", OTHER, _("How many were reported on"), "trang, tài khoản", "không có", added="đã chuyển xử lý"),
    ),
    Kind.COURSE: (
        Line("courses", "train.course", _("How many courses"), "lớp tập huấn", "1 lớp", start="1 lớp"),
        Line("trainees", "train.trainee", _("How many took part"), "học viên", "trên 40 học viên"),
    ),
}  # fmt: skip
MODE_OF: dict[str, str] = {
    Kind.EVENT: Mode.FACE_TO_FACE, Kind.CONTEST: Mode.FACE_TO_FACE, Kind.MODEL: Mode.FACE_TO_FACE, Kind.COURSE: Mode.FACE_TO_FACE,
    Kind.NEWS: Mode.ONLINE, Kind.CHANNELS: Mode.ONLINE, Kind.WEB_ROUND: Mode.ONLINE,
}  # fmt: skip
ICONS: dict[str, str] = {
    Kind.EVENT: "users", Kind.BROADCAST: "speakerphone", Kind.MOBILE: "car", Kind.LEAFLETS: "notes", Kind.BANNERS: "flag",
    Kind.PANELS: "sign-right", Kind.MATERIALS: "books", Kind.NEWS: "news", Kind.CHANNELS: "social", Kind.CONTEST: "trophy",
    Kind.MODEL: "building-community", Kind.PLEDGE: "signature", Kind.WEB_ROUND: "world-search", Kind.COURSE: "school",
}  # fmt: skip
# What the title is asked with, where "What was done" is not clear enough.
TITLE_OF: dict[str, str | Promise] = {
    Kind.CONTEST: pgettext_lazy("activity", "Name of the contest"), Kind.MODEL: pgettext_lazy("activity", "Name of the model or club"),
}  # fmt: skip
EXAMPLE_OF: dict[str, str] = {
    Kind.EVENT: "Nói chuyện ở nhà văn hóa thôn", Kind.BROADCAST: "Phát bài về thủ đoạn lừa việc nhẹ lương cao", Kind.MOBILE: "Xe loa quanh chợ",
    Kind.LEAFLETS: "Phát tờ rơi ở chợ phiên", Kind.BANNERS: "Treo băng rôn dịp 30/7", Kind.PANELS: "Làm pa nô ở cửa khẩu",
    Kind.MATERIALS: "Cấp sổ tay cho trưởng thôn", Kind.NEWS: "Đăng tin trên trang của xã", Kind.CHANNELS: "Nhóm zalo của các thôn",
    Kind.CONTEST: "Tìm hiểu pháp luật phòng, chống mua bán người", Kind.MODEL: "Câu lạc bộ phụ nữ phòng, chống mua bán người",
    Kind.PLEDGE: "Ký cam kết ở các khu dân cư", Kind.WEB_ROUND: "Rà soát trang, tài khoản tuyển người đi làm xa",
    Kind.COURSE: "Tập huấn nhận diện và tiếp nhận ban đầu",
}  # fmt: skip


def line_of(kind: str, slot: str) -> Line | None:
    """Give what is counted under this name; None for what was told beside the questions of the kind."""
    return next((line for line in LINES.get(kind, ()) if line.slot == slot), None)
