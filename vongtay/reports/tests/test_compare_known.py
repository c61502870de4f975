"""As known on any past day, in a database in which acts really commit: enter, report, correct, reproduce the old report figure by figure."""

import json
import uuid
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.utils import timezone

from tests.cast import acting, body
from tests.committed import Committed
from vongtay.agencies.models import Place
from vongtay.cases import actions as cases
from vongtay.cases.models import Case
from vongtay.cases.states import AbroadState, State
from vongtay.common.periods import parse_period
from vongtay.indicators import actions as indicators
from vongtay.indicators.actions import Claim, Speaker
from vongtay.papers import actions as papers
from vongtay.papers.blocks.docx import write_docx
from vongtay.papers.blocks.templates import report as template
from vongtay.papers.instruments import Cited
from vongtay.people import actions as people
from vongtay.programme import actions as programme
from vongtay.programme.actions import risk as risks
from vongtay.programme.states.activities import Kind
from vongtay.reports.compared import compare
from vongtay.reports.compile import compile_report, frozen
from vongtay.reports.former import by_former
from vongtay.reports.queries import Question, area_of, times_of
from vongtay.reports.sheet import Draft, data_of, filling_of
from vongtay.reports.tests.world import DONG_DANG, LANG_SON, corrected, decided, received, residents_abroad
from vongtay.support import actions as support
from vongtay.support.tests.test_ledger import book, in_kind

YEAR = parse_period("2026")
OTHER_COMMUNE = 2306172


def everything(moment: datetime | None = None, area_id: int = LANG_SON) -> str:
    """All that the report of the year says, its comparison, its times and the words of its paper, as one text."""
    with acting("head") as staff:
        question = Question(area_of(staff, area_id), YEAR, moment)
        compared = compare(staff, question)
        filling = filling_of(Draft(question, date(2026, 12, 20)), staff)
        # The moment itself stands in the paper: of both it is the same.
        paper = template.paper(
            data_of(replace(filling, report=replace(filling.report, question=replace(question, as_known_on=None))))
        )
        with ZipFile(BytesIO(write_docx(paper))) as word:
            words = word.read("word/document.xml").decode()
        return json.dumps({
            "frozen": frozen(compile_report(staff, question)), "words": words, "times": [repr(one) for one in times_of(question)],
            "rows": [repr((row.group, row.code, row.now, row.changes)) for row in compared.rows], "flags": [repr(flag.part) for flag in compared.flags],
            "former": repr(by_former(staff, question)),
        }, sort_keys=True)  # fmt: skip


def _speaker() -> Speaker:
    return Speaker(body("LS.SYT").pk, LANG_SON, LANG_SON)


def _claim(code: str, value: int, **facts: Any) -> Claim:
    return Claim(code, Decimal(value), date(2026, 2, 1), date(2026, 3, 1), **facts)


@pytest.mark.usefixtures("committed_db")
def test_the_old_report_is_reproduced_after_all_that_can_change(committed_db: Committed):
    first = received(date(2026, 2, 10), sex="female")
    second = received(date(2026, 2, 11), sex="male", age_years=40)
    abroad = residents_abroad()
    with acting("reporter") as staff:
        leaflets = indicators.confirm_figure(
            claim=_claim("comm.leaflet", 300, bound="at_least"), speaker=_speaker(), by=staff
        )
        pledges = indicators.confirm_figure(claim=_claim("comm.pledge", 40), speaker=_speaker(), by=staff)
        facts = programme.ActivityFacts(Kind.EVENT, "Nói chuyện", date(2026, 4, 1), date(2026, 4, 1), area_id=DONG_DANG)
        evening = programme.record_activity(key=uuid.uuid4(), facts=facts, told=[], by=staff)
        plan = papers.enter_instrument(
            document=Cited("kế hoạch", "5/KH-SYT", "Phòng, chống mua bán người", "Sở Y tế", date(2026, 3, 2)), by=staff
        )
        judged = risks.Judged(
            area=Place.objects.get(pk=DONG_DANG),
            assessed_on=date(2026, 3, 1),
            level=3,
            factors="Nhiều lối mòn",
            is_key=True,
            decision=plan,
        )
        risk = risks.assess_risk(key=uuid.uuid4(), judged=judged, by=staff)
        letter = papers.enter_instrument(
            document=Cited("công văn", "6/SYT", "Hướng dẫn", "Sở Y tế", date(2026, 3, 3)), by=staff
        )
    with acting("case_worker") as staff:
        ticket = book(second, in_kind(given_on=date(2026, 2, 12)), staff)
    before = everything()
    moment = timezone.now()
    assert everything(moment) == before
    steps: list[tuple[str, Any]] = [
        ("sex and route corrected", lambda: corrected(first, sex="male", route="R6")),
        ("place corrected", lambda: corrected(first, place=Place.objects.get(pk=OTHER_COMMUNE))),
        ("day of reception corrected", lambda: _received_on(second)),
        ("decided", lambda: decided(first, State.NOT_IDENTIFIED, on=date(2026, 3, 1))),
        ("late entry", lambda: received(date(2026, 2, 20))),
        ("linked with another", lambda: _link(first, second)),
        ("back from abroad", lambda: _returned(abroad[1])),
        ("figure corrected", lambda: _as("reporter", lambda by: indicators.correct_figure(figure=leaflets, claim=_claim("comm.leaflet", 450), by=by))),
        ("figure withdrawn", lambda: _as("reporter", lambda by: indicators.withdraw_figure(figure=pledges, by=by))),
        ("activity moved", lambda: _move(evening)),
        ("risk taken back", lambda: _as("reporter", lambda by: risks.withdraw_assessment(row=risk, why="Nhầm", by=by))),
        ("document corrected", lambda: _as("reporter", lambda by: papers.correct_instrument(
            instrument=plan, document=Cited("kế hoạch", "15/KH-SYT", "Kế hoạch khác", "Sở Y tế", date(2026, 4, 2)), by=by))),
        ("document withdrawn", lambda: _as("reporter", lambda by: papers.withdraw_instrument(instrument=letter, why="Nhập hai lần", version=letter.version, by=by))),
        ("help taken back", lambda: _as("case_worker", lambda by: support.take_back(key=uuid.uuid4(), entry=ticket, reason="Ghi nhầm", by=by))),
        ("body merged into another", lambda: _merge(committed_db)),
        ("person erased", lambda: _erase(committed_db, first)),
    ]  # fmt: skip
    for name, act in steps:
        act()
        assert everything(moment) == before, name
    assert everything() != before


def _as(role: str, act: Any) -> Any:
    with acting(role) as staff:
        return act(staff)


def _received_on(case: Case) -> None:
    with acting("case_worker") as staff:
        case.refresh_from_db()
        changes = {
            "received_on": date(2025, 2, 1),
            "event_on": date(2025, 2, 1),
            "received_at": case.received_at - timedelta(days=375),
        }
        cases.correct_facts(case=case, changes=changes, version=case.version, by=staff)


def _link(one: Case, other: Case) -> None:
    with acting("case_worker") as staff:
        people.link_people(one=one.person, other=other.person, same=True, by=staff)


def _returned(entry: Any) -> None:
    with acting("receiver", "LS.UBND.06184") as staff:
        entry.refresh_from_db()
        cases.move_abroad(
            entry=entry,
            to=AbroadState.RETURNED,
            on=date(2026, 7, 5),
            known_through="family",
            version=entry.version,
            by=staff,
        )


def _move(row: Any) -> None:
    with acting("reporter") as staff:
        facts = programme.ActivityFacts(
            Kind.EVENT, "Nói chuyện", date(2025, 4, 1), date(2025, 4, 1), area_id=OTHER_COMMUNE
        )
        programme.correct_activity(activity=row, facts=facts, told=[], version=row.version, why="Nhầm ngày", by=staff)


def _merge(db: Committed) -> None:
    """The commune's committee goes into another one, as a reform would have it."""
    with db.owner() as owner:
        owner.execute(
            "update agencies_body set valid_to = current_date, successor_id = (select id from agencies_body where code = 'LS.SYT') where code = 'LS.UBND.06184'"
        )


def _erase(db: Committed, case: Case) -> None:
    with db.owner() as owner:
        owner.execute(
            "update tasks_clock set ended_at = now() where subject_id = %s and met_at is null and ended_at is null",
            [case.subject_id],
        )
    with acting("head") as staff:
        asked = cases.ask_erasure(
            key=uuid.uuid4(), case=case, typed=case.code, ground=cases.ErasureGround("request"), by=staff
        )
    with acting("decider") as staff:
        cases.erase(erasure=asked, typed=case.code, by=staff)
