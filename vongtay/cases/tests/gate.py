"""An event at a gate for the tests: the border post receives, the department joins its table, people stand on the list."""

import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.cast import BORDER, HEALTH, acting, body, post
from vongtay.agencies.models import Place
from vongtay.cases import actions, queries
from vongtay.cases.models import Case, MassEvent, MassLine
from vongtay.cases.views.mass_table import filled, received
from vongtay.common.access import Staff
from vongtay.common.days import today

PASSPORT = "C" + "1234" + "567"


def an_event(by: Staff, **changes: Any) -> MassEvent:
    """An event at the gate of Hữu Nghị that began an hour ago."""
    values: dict[str, Any] = {
        "place": Place.objects.get(pk=2306184), "gate": "Cửa khẩu Hữu Nghị", "starts_at": timezone.now() - timedelta(hours=1),
        "country": "CN", "foreign_body": "Trạm kiểm soát mẫu", "expected": 5,
    }  # fmt: skip
    return actions.open_mass(key=uuid.uuid4(), handover=actions.Handover(**(values | changes)), by=by)


def with_team(event: MassEvent, by: Staff) -> MassEvent:
    """The same event with the department at its table, on the ground of a decision."""
    event = actions.decide_team(
        event=event, sign="12/QĐ-UBND", on=today(), body=body("LS.UBND"), version=event.version, by=by
    )
    seat = actions.Seat(body=body(HEALTH), duty="interview", may_write=True)
    actions.add_member(key=uuid.uuid4(), event=event, seat=seat, by=by)
    return MassEvent.objects.get(pk=event.pk)


def people(*names: str, **values: str) -> list[actions.ListedPerson]:
    return [actions.ListedPerson(uuid.uuid4(), {"name": name} | values) for name in names]


def a_line(event: MassEvent, by: Staff, name: str = "VI THI GIA DINH", **values: str) -> MassLine:
    lines = actions.add_lines(event=event, listed=people(name, **values), on_list=True, by=by)
    return fresh(lines[0], by)


def fresh(line: MassLine, by: Staff) -> MassLine:
    return queries.mass_line(by, line.tag)


def receive(line: MassLine, by: Staff) -> Case:
    """Make the case of a line as its page does."""
    line = fresh(line, by)
    answers = {name: one.value for name, one in queries.answers_of_line(line).items()}
    form = filled(line, answers, by)
    assert form.is_valid(), form.errors
    return received(line, form, answers, by)


__all__ = [
    "BORDER",
    "HEALTH",
    "PASSPORT",
    "a_line",
    "acting",
    "an_event",
    "fresh",
    "people",
    "post",
    "receive",
    "with_team",
]
