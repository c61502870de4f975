"""Reports that are owed: set up, written, sent, returned, approved, corrected; who may and who may not; what becomes of the figures."""

import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from tests.cast import BORDER, COMMUNE, HEALTH, OTHER_HEALTH, POLICE, acting, body
from vongtay.audit.models import Entry
from vongtay.common.access import NotAllowed, Refused, Stale, WrongState
from vongtay.common.days import today
from vongtay.common.periods import parse_period
from vongtay.indicators.models import Figure
from vongtay.indicators.queries import totals
from vongtay.papers.actions import Upload
from vongtay.reports import actions
from vongtay.reports.actions import FromPaper, Said
from vongtay.reports.models import Obligation, ReportReminder, Submission, SubmissionLine
from vongtay.reports.queries import calendar as queries
from vongtay.reports.queries import submitted
from vongtay.reports.queries.board import board_of
from vongtay.reports.queries.owing import ended_bodies, owing_bodies
from vongtay.reports.tests.submitting import (
    LANG_SON,
    NIL,
    NONE,
    PERIOD,
    PNG,
    an_obligation,
    approved,
    owed,
    said,
    sent,
    value,
    what,
    who,
)
from vongtay.reports.tests.world import claim
from vongtay.tasks import actions as tasks

pytestmark = pytest.mark.django_db
QUARTER = parse_period(PERIOD)
OTHER_COMMUNE = "LS.UBND.05977"


def total(code="comm.leaflet", moment=None):
    with acting("reporter") as staff:
        lines = {
            line.indicator.pk: line for line in totals(staff, area_id=LANG_SON, period=QUARTER, as_known_on=moment)
        }
        return lines.get(code)


class TestSettingUp:
    def test_an_obligation_is_set_up_once_and_is_owed_by_the_communes_alone(self):
        key = uuid.uuid4()
        with acting("head") as staff:
            for _turn in range(2):
                row = actions.set_up_obligation(key=key, who=who(), what=what(), by=staff)
            assert Obligation.objects.count() == 1
            names = {one.kind for one in owing_bodies(row, QUARTER)}
        assert names == {"commune"}
        with acting("receiver", COMMUNE) as staff:
            assert [one.obligation for one in queries.owed_now(staff, date(2026, 4, 1))] == [row, row]
        for role, code in (("receiver", BORDER), ("reporter", OTHER_HEALTH), ("receiver", "BN.UBND.07210")):
            with acting(role, code) as staff:
                assert list(Obligation.objects.all()) == queries.owed_now(staff, date(2026, 4, 1)) == []

    @pytest.mark.parametrize(
        ("role", "code"), [("case_worker", HEALTH), ("statistician", HEALTH), ("receiver", COMMUNE)]
    )
    def test_others_set_nothing_up(self, role, code):
        with acting(role, code) as staff, pytest.raises(NotAllowed):
            actions.set_up_obligation(key=uuid.uuid4(), who=who(), what=what(), by=staff)

    def test_a_province_without_a_mandate_is_not_asked(self):
        with acting("reporter", OTHER_HEALTH) as staff, pytest.raises(NotAllowed):
            actions.set_up_obligation(key=uuid.uuid4(), who=who(), what=what(), by=staff)

    @pytest.mark.parametrize(
        ("of", "changes"),
        [
            ({}, {"title": " "}),
            ({}, {"indicators": []}),
            ({}, {"asked_sign": ""}),
            ({}, {"due_number": None}),
            ({}, {"due_rule": "month_day", "due_number": 32}),
            ({}, {"due_rule": "law"}),  # Article 13 speaks of provinces alone
            ({}, {"asked_on": date(2999, 1, 1)}),
            ({"owes": "kind"}, {}),
            ({"owes": "body"}, {}),
        ],
    )  # fmt: skip
    def test_what_is_not_whole_is_refused_with_a_sentence(self, of, changes):
        with acting("reporter") as staff, pytest.raises(Refused) as refused:
            actions.set_up_obligation(key=uuid.uuid4(), who=who(**of), what=what(**changes), by=staff)
        assert refused.value.reasons
        assert all("None" not in reason for reason in refused.value.reasons)

    def test_a_day_that_nobody_set_is_not_computed(self):
        row = an_obligation(due_rule="", due_number=None)
        with acting("receiver", COMMUNE) as staff:
            assert owed(staff, row).due is None
        assert approved(row).due_on is None

    def test_the_law_sets_the_day_of_a_province(self):
        row = an_obligation(of={"owes": "kind", "kind": "province"}, due_rule="law", due_number=None)
        with acting("reporter") as staff:
            assert owed(staff, row, code="LS.UBND").due == date(2026, 6, 25)

    def test_a_stale_change_is_refused_and_an_ended_one_is_owed_no_more(self):
        row = an_obligation()
        with acting("reporter") as staff:
            actions.change_obligation(obligation=row, what=what(title="Khác"), version=1, by=staff)
            with pytest.raises(Stale):
                actions.change_obligation(obligation=row, what=what(), version=1, by=staff)
            row = actions.end_obligation(
                obligation=row, ended_on=date(2026, 3, 14), why="Thay bằng chế độ mới", version=2, by=staff
            )
            assert queries.owed_of(staff, row, PERIOD, body(COMMUNE).pk) is None
            assert queries.owed_of(staff, row, "2026-Q1", body(COMMUNE).pk) is not None
        with acting("receiver", COMMUNE) as staff, pytest.raises(NotAllowed):
            actions.end_obligation(obligation=row, ended_on=date(2026, 3, 14), why="x", version=3, by=staff)

    def test_bodies_that_ended_are_followed_by_their_dates(self):
        row = an_obligation(of={"owes": "kind", "kind": "labour_department"}, due_rule="", due_number=None)
        with acting("reporter"):
            assert owing_bodies(row, QUARTER) == []
            # One body whose work passed on: whoever took it over owes.
            police = an_obligation(of={"owes": "body", "body": body("LS.SLDTBXH")}, due_rule="", due_number=None)
            assert owing_bodies(police, QUARTER) == []  # its heir is the asking body itself
            old = parse_period("2025-Q1")
            assert [one.code for one in owing_bodies(row, parse_period("2024-Q4"))] == ["LS.SLDTBXH"]
            assert [one.code for one in ended_bodies(row, old)] == ["LS.SLDTBXH"]


class TestWriting:
    def test_a_draft_is_seen_by_its_body_alone_until_it_is_sent(self):
        row = an_obligation()
        key, post = uuid.uuid4(), uuid.uuid4()
        with acting("receiver", COMMUNE) as staff:
            for _turn in range(2):
                draft = actions.write_submission(
                    key=key,
                    owed=owed(staff, row),
                    said=Said({"comm.leaflet": value(5)}),
                    version=0,
                    post=post,
                    by=staff,
                )
            assert (draft.version, Submission.objects.count()) == (1, 1)
            assert {line.answer for line in draft.lines.all()} == {"value", ""}
        with acting("head") as staff:
            assert Submission.objects.count() == SubmissionLine.objects.count() == 0
        sent(row, key=key, version=1)
        with acting("head") as staff:
            assert submitted.waiting_for(staff).count() == 1
            assert SubmissionLine.objects.count() == 3

    def test_nothing_said_is_never_nil_and_is_not_sent(self):
        row = an_obligation()
        with pytest.raises(Refused, match="2"):
            sent(row, Said({"comm.leaflet": value(5)}))
        assert not Submission.objects.exists()

    def test_nil_is_an_act_of_its_own_on_record(self):
        row = sent(an_obligation())
        with acting("receiver", COMMUNE):
            line = SubmissionLine.objects.get(submission=row, indicator_id="comm.event")
            assert (line.answer, line.value, line.said_by.body.code) == ("nil", None, COMMUNE)
        with acting("auditor"):
            told = Entry.objects.filter(act="reports.send_submission").last()
            assert told is None or told.details["nil"] == ["comm.event"]

    def test_words_and_files_that_are_asked_for_must_be_there(self):
        row = an_obligation(wants_narrative=True, wants_file=True)
        with pytest.raises(Refused) as refused:
            sent(row)
        assert len(refused.value.reasons) == 2
        scan = Upload("bao-cao.pdf", b"%PDF-1.4\n%%EOF\n")
        with pytest.raises(Refused):  # no PDF that could be read
            sent(row, said(narrative="Tình hình ổn định.", uploads=[scan]))
        picture = Upload("bao-cao.png", PNG)
        done = sent(row, said(narrative="Tình hình ổn định.", uploads=[picture]))
        with acting("head") as staff:
            assert submitted.narrative_of(submitted.submission_of(staff, done.pk)) == "Tình hình ổn định."
            (file,) = done.files.select_related("file")
            assert file.file.media_type == "image/png"

    def test_a_report_is_not_sent_while_its_period_runs(self):
        row = an_obligation()
        running = parse_period("2026-Q1")
        assert running.last < today()
        an_open = f"{today().year + 1}-Q1"
        with acting("receiver", COMMUNE) as staff:
            ahead = queries.owed_of(staff, row, an_open, body(COMMUNE).pk)
            with pytest.raises(Refused):
                actions.send_submission(
                    key=uuid.uuid4(), owed=ahead, said=said(), version=0, post=uuid.uuid4(), by=staff
                )

    def test_somebody_elses_draft_is_not_overwritten(self):
        row = an_obligation()
        key = uuid.uuid4()
        with acting("receiver", COMMUNE) as staff:
            one = owed(staff, row)
            actions.write_submission(key=key, owed=one, said=said(5), version=0, post=uuid.uuid4(), by=staff)
            with pytest.raises(Stale):  # begun from an empty page
                actions.write_submission(
                    key=uuid.uuid4(), owed=one, said=said(6), version=0, post=uuid.uuid4(), by=staff
                )
            actions.write_submission(key=key, owed=one, said=said(7), version=1, post=uuid.uuid4(), by=staff)
            with pytest.raises(Stale):
                actions.write_submission(key=key, owed=one, said=said(8), version=1, post=uuid.uuid4(), by=staff)
            assert SubmissionLine.objects.get(indicator_id="comm.leaflet").value == 7

    @pytest.mark.parametrize(
        ("role", "code"),
        [("case_worker", HEALTH), ("receiver", BORDER), ("reporter", OTHER_HEALTH), ("statistician", HEALTH)],
    )
    def test_nobody_writes_for_another_body(self, role, code):
        row = an_obligation()
        with acting("reporter") as staff:
            one = owed(staff, row)
        with acting(role, code) as staff, pytest.raises(NotAllowed):
            actions.write_submission(key=uuid.uuid4(), owed=one, said=said(), version=0, post=uuid.uuid4(), by=staff)

    def test_the_receiving_body_enters_it_from_the_paper_and_a_second_person_approves(self):
        row = an_obligation()
        paper = FromPaper("15/BC-UBND", date(2026, 6, 16), date(2026, 6, 18))
        with acting("reporter") as staff:
            one = owed(staff, row, code=OTHER_COMMUNE)
            with pytest.raises(Refused):
                actions.send_submission(key=uuid.uuid4(), owed=one, said=said(), version=0, post=uuid.uuid4(), by=staff)
            done = actions.send_submission(
                key=uuid.uuid4(), owed=one, said=said(paper=paper), version=0, post=uuid.uuid4(), by=staff
            )
            assert (done.body.code, done.entered_by.body.code) == (OTHER_COMMUNE, HEALTH)
            assert (done.received_on, owed(staff, row, code=OTHER_COMMUNE).is_late) == (
                date(2026, 6, 18),
                True,
            )  # due on the 17th
            with pytest.raises(NotAllowed):
                actions.approve_submission(submission=done, version=done.version, by=staff)
        with acting("head") as staff:
            done = actions.approve_submission(submission=done, version=done.version, by=staff)
            assert Figure.objects.filter(body=done.body, source_kind="submission").count() == 2


class TestDeciding:
    def test_a_returned_report_says_why_and_comes_again(self):
        row = an_obligation()
        first = sent(row)
        with acting("head") as staff:
            with pytest.raises(Refused):
                actions.return_submission(submission=first, reason=" ", version=first.version, by=staff)
            for _turn in range(2):
                back = actions.return_submission(
                    submission=first, reason="Thiếu số lớp tập huấn", version=first.version, by=staff
                )
            assert back.version == first.version + 1
            assert SubmissionLine.objects.count() == 0  # what is half corrected is not shown
            with pytest.raises(WrongState):
                actions.approve_submission(submission=back, version=back.version, by=staff)
        with acting("receiver", COMMUNE) as staff:
            step = submitted.steps_of(back)[0]
            assert submitted.reason_of(step) == "Thiếu số lớp tập huấn"
            assert queries.to_do(staff, date(2026, 6, 20))[-1].standing == "returned"
        again = sent(row, said(courses=value(2)), key=back.pk, version=back.version)
        with acting("head") as staff:
            told = [step.said for step in submitted.steps_of(again) if step.to_state == "sent"]
            assert [one["train.course"]["answer"] for one in told] == ["value", "none"]
            assert again.received_on == first.received_on

    def test_approving_locks_and_puts_figures_on_record(self):
        row = approved(an_obligation())
        assert row.is_locked
        line = total()
        (figure,) = line.added
        assert (figure.value, figure.bound, figure.source_kind, figure.area_id) == (
            300,
            "at_least",
            "submission",
            2306184,
        )
        assert (figure.happened_from, figure.happened_to) == (QUARTER.first, QUARTER.last)
        assert total("comm.event").is_nil
        assert total("train.course") is None  # no figures yet: never nil
        with acting("receiver", COMMUNE) as staff, pytest.raises(WrongState):
            actions.write_submission(
                key=row.pk,
                owed=owed(staff, an_obligation_of(row)),
                said=said(),
                version=row.version,
                post=uuid.uuid4(),
                by=staff,
            )

    def test_who_sent_it_does_not_approve_it_and_others_do_not_decide(self):
        row = sent(an_obligation())
        for role, code in (
            ("receiver", COMMUNE),
            ("statistician", HEALTH),
            ("case_worker", HEALTH),
            ("reporter", OTHER_HEALTH),
        ):
            with acting(role, code) as staff:
                with pytest.raises(NotAllowed):
                    actions.approve_submission(submission=row, version=row.version, by=staff)
                with pytest.raises(NotAllowed):
                    actions.return_submission(submission=row, reason="x", version=row.version, by=staff)

    def test_a_stale_approval_is_refused_and_the_same_twice_is_one(self):
        row = sent(an_obligation())
        with acting("head") as staff:
            with pytest.raises(Stale):
                actions.approve_submission(submission=row, version=row.version - 1, by=staff)
            for _turn in range(2):
                actions.approve_submission(submission=row, version=row.version, by=staff)
            assert Figure.objects.filter(source_kind="submission").count() == 2

    def test_a_correction_is_a_new_version_and_the_old_report_can_be_made_again(self):
        row = an_obligation()
        first = approved(row, said("trên 300", events=value(4)))
        before = timezone.now()
        with pytest.raises(Refused):  # without a reason
            sent(row, said(350))
        second = approved(row, said(350, events=NONE, courses=NIL, why="Đếm lại tờ rơi"))
        assert (second.number, second.corrects_id) == (2, first.pk)
        with acting("head"):
            assert Submission.objects.get(pk=first.pk).state == "superseded"
            assert submitted.why_of(second) == "Đếm lại tờ rơi"
            assert [line.answer for line in submitted.lines_said(first)] == ["value", "value", "none"]
        assert (total().added[0].value, total().added[0].bound, len(total().added)) == (350, "exact", 1)
        assert total("comm.event") is None
        assert total("train.course").is_nil
        then = total(moment=before)
        assert (then.added[0].value, then.added[0].bound) == (300, "at_least")
        assert total("comm.event", before).added[0].value == 4
        # What was taken back may be said again.
        approved(row, said(350, events=value(6), why="Có lại số buổi"))
        assert total("comm.event").added[0].value == 6


def an_obligation_of(row):
    return Obligation.objects.get(pk=row.obligation_id)


class TestFigures:
    def test_what_a_commune_reports_holds_what_was_done_there(self):
        claim(
            "comm.leaflet",
            40,
            first=date(2026, 4, 2),
            last=date(2026, 4, 2),
            area_id=2306184,
            source_kind="activity",
            source_id=uuid.uuid4(),
        )
        row = an_obligation()
        with acting("reporter") as staff:
            assert queries.figures_known(staff, owed(staff, row))["comm.leaflet"].total.low == 40
        approved(row, said(300))
        line = total()
        assert [figure.value for figure in line.added] == [300]
        assert [(figure.value, why) for figure, why in line.left_out] == [(Decimal(40), "covered")]
        with acting("reporter") as staff:  # what the report said itself is not held against it
            assert queries.figures_known(staff, owed(staff, row))["comm.leaflet"].total.low == 40

    def test_a_sector_speaks_of_its_own_work_and_hides_nobody_elses(self):
        approved(an_obligation(), said(300))
        own = an_obligation(of={"owes": "kind", "kind": "police_province", "speaks": "own"})
        paper = FromPaper("88/BC-CAT", date(2026, 6, 15), date(2026, 6, 16))
        with acting("reporter") as staff:
            done = actions.send_submission(
                key=uuid.uuid4(),
                owed=owed(staff, own, code=POLICE),
                said=said(70, paper=paper),
                version=0,
                post=uuid.uuid4(),
                by=staff,
            )
        with acting("head") as staff:
            actions.approve_submission(submission=done, version=done.version, by=staff)
        assert sorted(figure.value for figure in total().added) == [70, 300]

    def test_the_same_told_in_two_reports_of_one_body_counts_once(self):
        approved(an_obligation(), said(300))
        approved(an_obligation(title="Báo cáo khác"), said(310))
        assert len(total().added) == 1
        assert [why for _figure, why in total().left_out] == ["same_event"]


class TestReminding:
    def test_each_is_reminded_once_before_and_once_after_its_day(self):
        row = an_obligation()
        approved(row)
        days = [
            (date(2026, 6, 14), 0),
            (date(2026, 6, 15), None),
            (date(2026, 6, 16), 0),
            (date(2026, 6, 18), None),
            (date(2026, 6, 19), 0),
        ]
        with acting("service") as job:
            for day, expected in days:
                made = actions.remind_of_reports(day=day, by=job)
                assert (made > 0) if expected is None else made == expected
            stages = list(
                ReportReminder.objects.filter(body__code=OTHER_COMMUNE).order_by("on").values_list("stage", "period")
            )
            assert stages == [("before", PERIOD), ("late", PERIOD)]
            assert not ReportReminder.objects.filter(body__code=COMMUNE, period=PERIOD).exists()
        with acting("receiver", COMMUNE):
            assert not ReportReminder.objects.exclude(body__code=COMMUNE).exists()
        with acting("reporter", OTHER_HEALTH):
            assert not ReportReminder.objects.exists()

    def test_the_digest_counts_what_its_reader_was_reminded_of_and_nothing_else(self):
        row = an_obligation()
        with acting("receiver", COMMUNE) as staff:
            tasks.choose_mailing(address="xa@example.vn", is_on=True, language="vi", by=staff)
            day = owed(staff, row).due
        with acting("service") as job:
            for reminded in (0, 1):
                assert [things for _user, _language, things in queries.reminded_of(day)] == [1] * reminded
                actions.remind_of_reports(day=day, by=job)
            assert tasks.plan_reminders(day=day, is_sent=False, by=job, more=queries.reminded_of(day)) == 1
            assert tasks.plan_reminders(day=day, is_sent=False, by=job, more=queries.reminded_of(day)) == 0

    def test_only_a_job_reminds(self):
        an_obligation()
        with acting("head") as staff, pytest.raises(DatabaseError), transaction.atomic():
            actions.remind_of_reports(day=date(2026, 6, 16), by=staff)


class TestBoard:
    def test_a_correction_on_its_way_leaves_the_locked_report_approved(self):
        row = an_obligation()
        approved(row)
        sent(row, said(350, why="Đếm lại"))
        with acting("reporter") as staff:
            board = board_of(staff, row, QUARTER, today())
            assert (board.counts.approved, board.counts.waiting, board.counts.received) == (1, 1, 1)
