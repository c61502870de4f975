"""Saved tables of the demo, and one that is sent every Monday: made through the acts. Nothing here holds a number."""

from uuid import UUID

from django.db import transaction

from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Post
from vongtay.agencies.roles import Role, World
from vongtay.common.access import Staff
from vongtay.common.days import today
from vongtay.home.demo import PROVINCES
from vongtay.reports import actions
from vongtay.reports.models import SavedTable
from vongtay.tasks import actions as tasks

BODY = "LS.SYT"
# name, what is asked for, whether colleagues see it
TABLES = [
    ("Người được tiếp nhận theo diện và giới tính", "what=received&rows=route&columns=sex", True),
    ("Tờ rơi theo xã và quý", "what=comm.leaflet&rows=area&columns=quarter", True),
    ("Đã xác định là nạn nhân, theo tuổi", "what=identified&rows=age", False),
]


def _key(number: int) -> UUID:
    return UUID(int=9700 + number, version=4)


@transaction.atomic
def load_boards() -> int:
    """Save the tables of the demo's reporter and have the first sent every Monday, unless it was done. Gives how many there are."""
    post = Post.objects.get(role=Role.REPORTER, body__code=BODY, world=World.DEMO)
    with acting_as(post) as by:
        if not SavedTable.objects.exists():
            _load(by)
        return SavedTable.objects.count()


def _load(by: Staff) -> None:
    where = f"area={PROVINCES['LS']}&calendar=statistical&year={today().year}"
    saved = [
        actions.save_table(key=_key(at), name=name, query=f"{query}&{where}", is_shared=is_shared, by=by)
        for at, (name, query, is_shared) in enumerate(TABLES)
    ]
    tasks.choose_mailing(address="baocao@vi-du.example", is_on=False, language="vi", by=by)
    actions.schedule_table(key=_key(50), table=saved[0], rhythm="weekly", on_day=1, site="", by=by)
