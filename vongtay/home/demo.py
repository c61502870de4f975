"""The demo world: real places, the bodies of two provinces, invented staff. Loads nowhere but in a demo world."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _

from vongtay.accounts.models import User
from vongtay.agencies.models import Body, Mandate, Place, Post
from vongtay.agencies.places.units import COUNTRY
from vongtay.agencies.reference.kinds import body_kinds
from vongtay.agencies.roles import Role, World
from vongtay.common.vietnamese import sort_key

PASSWORD = "vong tay demo 2026"  # noqa: S105  # printed at the start of a demo world, which holds invented people only
PROVINCES = {"LS": 2100020, "BN": 2100024}
MINISTRY = "VN.BYT"  # reports on the whole country


@dataclass(frozen=True)
class SignIn:
    """One way to sign in to the demo world."""

    role: str
    username: str
    password: str
    name: str
    body: str


# code of the body's kind -> (suffix of its code, name pattern, place: province or the code of a commune)
_PROVINCIAL = [
    ("province", "UBND", "UBND {province}"),
    ("health_department", "SYT", "Sở Y tế {province}"),
    ("labour_department", "SLDTBXH", "Sở Lao động - Thương binh và Xã hội {province}"),
    ("police_province", "CAT", "Công an {province}"),
    ("border_guard_province", "BDBP", "Bộ chỉ huy Bộ đội Biên phòng {province}"),
    ("womens_union", "HLHPN", "Hội Liên hiệp Phụ nữ {province}"),
    ("facility_social", "CSTGXH", "Cơ sở trợ giúp xã hội {province}"),
    ("immigration", "QLXNC", "Phòng Quản lý xuất nhập cảnh, Công an {province}"),
]
_POSTS_AT_THE_BORDER = [
    ("LS.DBP.HN", 2306184, "Đồn Biên phòng cửa khẩu quốc tế Hữu Nghị"),
    ("LS.DBP.TT", 2306172, "Đồn Biên phòng Tân Thanh"),
]

# user name, invented name, body, role, title
STAFF = [
    ("tiepnhan.xa", "Hoàng Thị Mẫu", "LS.UBND.06184", Role.RECEIVER, "Công chức Văn hóa - Xã hội"),
    ("tiepnhan.bp", "Nông Văn Mẫu", "LS.DBP.HN", Role.RECEIVER, "Trực ban"),
    ("canbo.ho-so", "Lương Thị Thử", "LS.SYT", Role.CASE_WORKER, "Chuyên viên"),
    ("xacminh", "Vi Văn Thử", "LS.SYT", Role.VERIFIER, "Chuyên viên"),
    ("quyetdinh", "Triệu Thị Ví Dụ", "LS.SYT", Role.DECIDER, "Phó Giám đốc"),
    ("vanthu", "Hứa Thị Mẫu", "LS.SYT", Role.CLERK, "Văn thư"),
    ("phapche", "Đàm Văn Thử", "LS.SYT", Role.LEGAL_OFFICER, "Cán bộ pháp chế"),
    ("baocao", "Mạc Thị Thử", "LS.SYT", Role.REPORTER, "Chuyên viên tổng hợp"),
    ("lanhdao", "Chu Văn Ví Dụ", "LS.SYT", Role.HEAD, "Giám đốc"),
    ("quantri", "Lộc Văn Mẫu", "LS.SYT", Role.ADMINISTRATOR, "Quản trị hệ thống"),
    ("kiemtra", "Bế Thị Mẫu", "LS.SYT", Role.AUDITOR, "Thanh tra"),
    ("thongke", "Dương Thị Thử", "LS.SYT", Role.STATISTICIAN, "Thống kê viên"),
    ("bn.tiepnhan", "Nguyễn Văn Mẫu", "BN.UBND.07210", Role.RECEIVER, "Công chức Văn hóa - Xã hội"),
    ("bn.hoso", "Ngô Thị Thử", "BN.SYT", Role.CASE_WORKER, "Chuyên viên"),
    ("bn.xacminh", "Đỗ Văn Thử", "BN.SYT", Role.VERIFIER, "Chuyên viên"),
    ("bn.quyetdinh", "Trần Thị Ví Dụ", "BN.SYT", Role.DECIDER, "Phó Giám đốc"),
    ("bn.baocao", "Lê Thị Thử", "BN.SYT", Role.REPORTER, "Chuyên viên tổng hợp"),
    ("bo.baocao", "Phan Thị Mẫu", MINISTRY, Role.REPORTER, "Chuyên viên tổng hợp"),
    ("bo.lanhdao", "Hồ Văn Ví Dụ", MINISTRY, Role.HEAD, "Thứ trưởng"),
    ("bo.quantri", "Kim Văn Mẫu", MINISTRY, Role.ADMINISTRATOR, "Quản trị hệ thống"),
    ("bo.thongke", "Tạ Thị Thử", MINISTRY, Role.STATISTICIAN, "Thống kê viên"),
]

# Posts of the world of drills, by people of their own: one person acts in one world at a time.
DRILL_STAFF = [
    ("dientap.bp", "Nông Thị Diễn Tập", "LS.DBP.HN", Role.RECEIVER, "Trực ban (diễn tập)"),
    ("dientap.syt", "Lương Văn Diễn Tập", "LS.SYT", Role.CASE_WORKER, "Chuyên viên (diễn tập)"),
    ("dientap.lanhdao", "Chu Thị Diễn Tập", "LS.SYT", Role.HEAD, "Giám đốc (diễn tập)"),
]


def sign_ins() -> list[SignIn]:
    """List one sign-in per role of the demo world."""
    labels = {role.value: role.label for role in Role}
    seen: dict[str, SignIn] = {}
    names = dict(Body.objects.filter(code__in={row[2] for row in STAFF}).values_list("code", "short_name"))
    for username, name, body, role, _title in STAFF:
        seen.setdefault(
            f"{role}{body}" if role == Role.RECEIVER or (role == Role.REPORTER and body == MINISTRY) else role,
            SignIn(str(labels[role]), username, PASSWORD, name, names.get(body, body)),
        )
    drill = [
        SignIn(_("%(role)s (drill)") % {"role": labels[role]}, username, PASSWORD, name, names.get(body, body))
        for username, name, body, role, _rank in DRILL_STAFF
    ]
    return list(seen.values())[: len(Role) + 2] + drill


def load_bodies(world: str = World.DEMO, *, password: str = PASSWORD) -> None:
    """Load the bodies, staff, posts and mandates of the demo, as the owner. Running it again changes nothing."""
    for abbrev, province_id in PROVINCES.items():
        province = Place.objects.get(pk=province_id)
        _save(_provincial_bodies(abbrev, province))
        _save(_communes(abbrev, province))
    _save(
        [
            _body(code, "border_post", name, Place.objects.get(pk=place), PROVINCES["LS"])
            for code, place, name in _POSTS_AT_THE_BORDER
        ]
    )
    _save(
        [
            _body(
                "VN.CQDD.TQ",
                "mission",
                "Đại sứ quán Việt Nam tại Trung Quốc",
                Place.objects.get(level="province", code="01", valid_to__isnull=True),
                PROVINCES["LS"],
            )
        ]
    )
    ministry = _body(MINISTRY, "ministry_health", "Bộ Y tế", Place.objects.get(pk=COUNTRY), COUNTRY)
    ministry.seat = "Hà Nội"
    _save([ministry])
    for abbrev in PROVINCES:
        Body.objects.filter(code=f"{abbrev}.SLDTBXH").update(successor=Body.objects.get(code=f"{abbrev}.SYT"))
    _staff(world, make_password(password))


def _save(bodies: list[Body]) -> None:
    Body.objects.bulk_create(bodies, ignore_conflicts=True)


def _body(code: str, kind: str, name: str, place: Place, province_id: int) -> Body:
    facts = body_kinds()[kind]
    return Body(
        code=code, kind=kind, name=name, short_name=name, symbol=facts.abbreviation, place=place, province_id=province_id,
        seat=place.name if place.level == "province" else place.full_name, signs_in=facts.signs_in, valid_from=facts.valid_from,
        valid_to=facts.valid_to, sort_key=sort_key(name), parent_name="",
    )  # fmt: skip


def _provincial_bodies(abbrev: str, province: Place) -> list[Body]:
    bodies = [_body(f"{abbrev}.{suffix}", kind, name.format(province=province.full_name[0].lower() + province.full_name[1:]), province, province.id)
              for kind, suffix, name in _PROVINCIAL]  # fmt: skip
    for body in bodies:
        body.parent_name = (
            ""
            if body.kind == "province"
            else f"Ủy ban nhân dân {province.full_name[0].lower() + province.full_name[1:]}"
        )
    return bodies


def _communes(abbrev: str, province: Place) -> list[Body]:
    communes = Place.objects.filter(level="commune", province=province)
    return [
        _body(
            f"{abbrev}.UBND.{place.code}",
            "commune",
            f"UBND {place.full_name[0].lower() + place.full_name[1:]}",
            place,
            province.id,
        )
        for place in communes
    ]


def _staff(world: str, password: str) -> None:
    since = date(2024, 1, 1)
    rows = [(*row, world) for row in STAFF]
    rows += [(*row, World.DRILL.value) for row in DRILL_STAFF] if world == World.DEMO else []
    for username, name, body_code, role, title, own_world in rows:
        body = Body.objects.get(code=body_code)
        user, _made = User.objects.get_or_create(username=username, defaults={"full_name": name, "password": password})
        Post.objects.get_or_create(
            user=user, body=body, role=role, world=own_world, defaults={"title": title, "valid_from": since}
        )
    areas = {f"{abbrev}.SYT": province_id for abbrev, province_id in PROVINCES.items()} | {MINISTRY: COUNTRY}
    for code, area_id in areas.items():
        department = Body.objects.get(code=code)
        Post.objects.get_or_create(
            user=None,
            body=department,
            role=Role.SERVICE,
            world=world,
            defaults={"title": "Việc nền", "valid_from": since},
        )
        Mandate.objects.get_or_create(
            body=department, area_id=area_id, defaults={"basis": _("Demo: counts over its area.")}
        )
