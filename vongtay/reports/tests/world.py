"""A small world counted by hand: persons received around the edges of the periods, and claims of the programme."""

import uuid
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client

from tests.cast import BY_CUSTOM, COMMUNE, HEALTH, a_case, acting, body, post
from vongtay.accounts.models import User
from vongtay.agencies.actions import open_session
from vongtay.agencies.models import Body, Place
from vongtay.agencies.tokens import token_for
from vongtay.cases import actions
from vongtay.cases.models import Abroad, Case
from vongtay.cases.states import AbroadState, State
from vongtay.common.access import Staff
from vongtay.indicators.models import Figure
from vongtay.people.vault import Facts
from vongtay.reports.compile import Report, compile_report
from vongtay.reports.queries import Question, area_of

LANG_SON, BAC_NINH, DONG_DANG = 2100020, 2100024, 2306184
NOON = timedelta(hours=5)  # noon in Viet Nam is 05:00 UTC


def noon(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, tzinfo=UTC) + NOON


def received(day: date, by: Staff | None = None, **facts: Any) -> Case:
    """Somebody received at noon of a day, at the health department unless `by` says otherwise."""
    at = noon(day.year, day.month, day.day)
    if by is not None:
        return a_case(by, received_at=at, event_on=day, **facts)
    with acting("case_worker") as staff:
        return a_case(staff, received_at=at, event_on=day, **facts)


def decided(case: Case, outcome: State, *, on: date) -> Case:
    """Take a case of the health department through proposal and decision."""
    with acting("case_worker") as staff:
        actions.record_step(case=case, kind="first_check", at=noon(on.year, on.month, on.day), by=staff)
    with acting("verifier") as staff:
        actions.add_evidence(case=case, source="e", weight="strong", obtained_on=on, note="", by=staff)
        case.refresh_from_db()
        reason = "" if outcome == State.IDENTIFIED else "evidence_short"
        actions.propose(
            case=case, proposal=actions.Proposal(outcome, ["e"], reason, "vì sao"), version=case.version, by=staff
        )
        case.refresh_from_db()
    with acting("decider") as staff:
        actions.decide(case=case, decided_on=on, version=case.version, by=staff, stands_in=BY_CUSTOM)
        case.refresh_from_db()
    return case


def corrected(case: Case, **changes: Any) -> None:
    with acting("case_worker") as staff:
        case.refresh_from_db()
        actions.correct_facts(case=case, changes=changes, version=case.version, by=staff)


def shift(case: Case, *, days: int) -> None:
    """Move what is known of a case so far into the past: the tests can't wait for days."""
    with connection.cursor() as cursor:
        cursor.execute("select vt_test.shift_history(%s, %s)", [case.pk, days])


def claim(code: str, value: str | int, *, first: date, last: date, **facts: Any) -> Figure:
    """A confirmed figure of the health department about its province."""
    with acting("reporter") as staff:
        values: dict[str, Any] = {
            "world": "demo", "province_id": LANG_SON, "area_id": LANG_SON, "body": body(HEALTH), "indicator_id": code,
            "value": Decimal(value), "unit": "", "happened_from": first, "happened_to": last, "recorded_by_id": staff.post_id,
        }  # fmt: skip
        return Figure.objects.create(**(values | facts))


def compiled(period: Any, moment: datetime | None = None, *, role: str = "reporter", area_id: int = LANG_SON) -> Report:
    with acting(role) as staff:
        return compile_report(staff, Question(area_of(staff, area_id), period, moment))


def numbers(report: Report) -> tuple[int, ...]:
    return tuple(value for _status, value in report.persons.all)


def rows(report: Report, by: str) -> dict[str, tuple[int, ...]]:
    split = next(split for split in report.splits if split.by == by)
    return {code: tuple(value for _status, value in counts.all) for code, counts in split.rows if counts.received}


def signed_in(role: str, of: str = HEALTH) -> Client:
    """A browser in which the post of this role has been chosen."""
    holder = post(role, of)
    client = Client()
    client.force_login(User.objects.get(pk=holder.user_id), backend=settings.AUTHENTICATION_BACKENDS[-1])
    session = client.session
    session["post"] = uuid.uuid4().hex
    session.save()
    open_session(holder, token_for(session.session_key, session["post"]))
    return client


def of_commune(day: date, **facts: Any) -> Case:
    with acting("receiver", COMMUNE) as staff:
        return received(day, staff, **facts)


def the_body(code: str) -> Body:
    return Body.objects.get(code=code)


def residents_abroad() -> list[Abroad]:
    """Three residents of a commune who were reported abroad on 20/6/2026; the first came back on 2/7."""
    with acting("receiver", COMMUNE) as staff:
        told = actions.Report(place=Place.objects.get(pk=DONG_DANG), known_through="family", known_on=date(2026, 6, 20))
        entries = [
            actions.report_abroad(key=uuid.uuid4(), report=told, facts=Facts(name="Vi Thị Giả Định"), by=staff)
            for _one in range(3)
        ]
        actions.move_abroad(
            entry=entries[0], to=AbroadState.RETURNED, on=date(2026, 7, 2), known_through="family", version=1, by=staff
        )
        return entries
