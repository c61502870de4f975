"""The invented money of the demo: a year's budget with sums that do not agree, a joint programme with its deliveries."""

from datetime import date
from random import Random
from uuid import UUID

from django.db import transaction

from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Body, Post
from vongtay.agencies.roles import Role, World
from vongtay.common.access import Staff
from vongtay.common.days import today
from vongtay.programme import actions
from vongtay.programme.models import BudgetLine

SEED = 169
MILLION = 1_000_000


@transaction.atomic
def load_money() -> int:
    """Make the demo's budget and agreement as its reporter, unless it has some already. Gives how many lines there are then."""
    known = BudgetLine.objects.filter(world=World.DEMO).count()
    if known:
        return known
    chance = Random(SEED)  # noqa: S311  # keys of invented rows
    with acting_as(Post.objects.get(role=Role.REPORTER, body__code="LS.SYT", world=World.DEMO)) as by:
        whole = _line(chance, by, "communication", "Truyền thông phòng, chống mua bán người", (300, 280, 190))
        _line(chance, by, "communication", "In tờ rơi, pa nô", (120, None, None), part_of=whole)
        _line(chance, by, "communication", "Hội nghị, diễn đàn", (150, None, None), part_of=whole)
        _line(chance, by, "training", "Tập huấn cán bộ cơ sở", (90, 90, 40))
        _line(chance, by, "support", "Hỗ trợ người được bảo vệ", (200, 150, None), source="central")
        _agreement(chance, by)
    return BudgetLine.objects.filter(world=World.DEMO).count()


def _key(chance: Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)


def _line(
    chance: Random, by: Staff, kind: str, activity: str, told: tuple[int | None, ...], *,
    part_of: BudgetLine | None = None, source: str = "province",
) -> BudgetLine:  # fmt: skip
    amounts = {
        stage: actions.Amount(dong * MILLION)
        for stage, dong in zip(("planned", "allotted", "spent"), told, strict=True)
        if dong is not None
    }
    line = actions.Line(today().year, kind, f"{activity} (mẫu)", source, "", "02/QĐ-SYT (giả định)", part_of)
    return actions.enter_line(key=_key(chance), line=line, amounts=amounts, by=by)


def _agreement(chance: Random, by: Staff) -> None:
    signed = actions.Signed(
        "joint", "Phối hợp tuyên truyền trong hội viên phụ nữ (mẫu)", date(2026, 2, 2), Body.objects.get(code="LS.HLHPN"),
        number="03/CTPH-SYT-HLHPN", promised_dong=80 * MILLION,
    )  # fmt: skip
    made = actions.enter_agreement(key=_key(chance), signed=signed, by=by)
    delivered = actions.Delivered(
        date(2026, 6, 20), "Tổ chức 8 hội nghị cho trên 760 hội viên.", 50 * MILLION, "12/BC-HLHPN"
    )
    actions.enter_delivery(key=_key(chance), agreement=made, delivered=delivered, by=by)
