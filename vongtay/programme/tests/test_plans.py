"""Plans: tasks to bodies, progress with its proof, lights, targets beside figures; who may and who may not."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from tests.cast import COMMUNE, HEALTH, OTHER_HEALTH, POLICE, acting, body, sign_in
from vongtay.agencies.models import Place
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.common.days import today
from vongtay.indicators.actions import Claim, Speaker, confirm_figure
from vongtay.indicators.models import Bound, Indicator
from vongtay.papers.instruments import Cited, Details
from vongtay.papers.tests.world import a_pdf
from vongtay.programme.actions import plans as actions
from vongtay.programme.actions.documents import Entered, enter_document
from vongtay.programme.models import Judgement, PlanTask, Progress, Target
from vongtay.programme.queries import plans as queries
from vongtay.programme.tests.test_documents import a_plan
from vongtay.tasks.models import Task

pytestmark = pytest.mark.django_db
SOON = timedelta(days=20)


def a_work(by, plan=None, **changes):
    values = {
        "text": "Tổ chức 02 lớp tập huấn cho cán bộ xã",
        "lead": body(COMMUNE),
        "due_on": today() + SOON,
        "number": "III.1",
        "supports": (body(POLICE),),
    }
    key = changes.pop("key", None) or uuid.uuid4()
    return actions.enter_work(key=key, plan=plan or a_plan(by), given=actions.Work(**(values | changes)), by=by)


def noted(**changes):
    return actions.Noted(**({"text": "Đã mở lớp thứ nhất", "on": today(), "percent": 50} | changes))


class TestTasks:
    def test_the_lead_has_it_among_its_tasks_and_sent_twice_it_is_one(self):
        with acting("reporter") as by:
            plan, key = a_plan(by), uuid.uuid4()
            assert a_work(by, plan, key=key) == a_work(by, plan, key=key)
            row = queries.work(by).get()
            assert [one.body.code for one in row.supports.all()] == [POLICE]
            task = Task.objects.get()
            assert (task.body.code, task.due_on, task.text) == (COMMUNE, row.due_on, row.text)

    def test_for_a_lead_that_does_not_sign_in_ones_own_body_is_reminded(self):
        with acting("reporter") as by:
            row = a_work(by, lead=body(POLICE), supports=())
            assert row.task.body_id == by.body_id
            assert "Công an" in row.task.text
            assert a_work(by, a_plan(by), due_on=None).task is None
            assert a_work(by, a_plan(by), due_on=today() - SOON).task is None

    def test_a_change_of_day_or_lead_gives_another_task(self):
        with acting("reporter") as by:
            row = a_work(by)
            same = actions.Work(row.text, row.lead, row.due_on, "IV.2", ())
            row = actions.correct_work(row=row, given=same, version=1, by=by)
            assert Task.objects.count() == 1
            later = actions.Work(row.text, row.lead, today() + SOON * 2, "IV.2", (body("LS.HLHPN"),))
            row = actions.correct_work(row=row, given=later, version=2, by=by)
            assert sorted(Task.objects.values_list("state", flat=True)) == ["cancelled", "open"]
            assert [one.body.code for one in row.supports.all()] == ["LS.HLHPN"]
            with pytest.raises(Stale):
                actions.correct_work(row=row, given=later, version=2, by=by)

    def test_strangers_give_no_task_and_change_none(self):
        with acting("reporter") as by:
            row = a_work(by)
        for role, where in (("receiver", COMMUNE), ("reporter", OTHER_HEALTH)):
            with acting(role, where) as by, pytest.raises(NotAllowed):
                a_work(by, row.plan)
        with acting("verifier") as by, pytest.raises(NotAllowed):
            a_work(by, row.plan)
        with acting("reporter", OTHER_HEALTH) as by:
            assert not queries.work(by).exists()
            assert PlanTask.objects.filter(pk=row.pk).update(text="x") == 0

    def test_late_is_open_after_its_day(self):
        with acting("head") as by:
            row = a_work(by)
            assert queries.counts(by, today())["late"] == 0
            counts = queries.counts(by, row.due_on + timedelta(days=1))
            assert (counts["late"], counts["open"], counts["ours"], counts["unjudged"]) == (1, 1, 0, 1)
        with acting("receiver", COMMUNE) as by:
            assert queries.counts(by, today())["ours"] == 1


class TestProgress:
    def test_lead_and_support_note_and_others_do_not(self):
        with acting("reporter") as by:
            row = a_work(by)
            key = uuid.uuid4()
            for _turn in range(2):
                actions.note_progress(key=key, row=row, noted=noted(), by=by)
            with pytest.raises(Refused):
                actions.note_progress(key=uuid.uuid4(), row=row, noted=noted(on=today() + timedelta(days=1)), by=by)
            with pytest.raises(Refused):
                actions.note_progress(key=uuid.uuid4(), row=row, noted=noted(percent=101), by=by)
        with acting("receiver", COMMUNE) as by:
            row = queries.work_of(by, row.pk)
            actions.note_progress(key=uuid.uuid4(), row=row, noted=noted(text="Xong cả hai lớp", percent=100), by=by)
            newest = queries.work_of(by, row.pk)
            assert (newest.last_text, newest.last_percent) == ("Xong cả hai lớp", 100)
            assert len(queries.notes_of(row)) == 2
        with acting("receiver", "LS.DBP.HN") as by, pytest.raises(NotAllowed):
            actions.note_progress(key=uuid.uuid4(), row=row, noted=noted(), by=by)

    def test_done_ends_the_task_of_the_lead_and_dropping_needs_its_reason(self):
        with acting("reporter") as by:
            row, other = a_work(by), a_work(by)
            with pytest.raises(Refused):
                actions.close_work(row=other, to="dropped", on=today(), why="", version=1, by=by)
        with acting("receiver", COMMUNE) as by:
            closed = actions.close_work(row=row, to="done", on=today(), why="02 lớp, 80 người", version=1, by=by)
            assert closed.state == "done"
            assert Task.objects.get(pk=row.task_id).state == "done"
            with pytest.raises(Stale):
                actions.close_work(row=row, to="done", on=today(), why="", version=1, by=by)
        with acting("receiver", "LS.DBP.HN") as by, pytest.raises(NotAllowed):
            actions.close_work(row=other, to="done", on=today(), why="", version=1, by=by)

    def test_a_light_is_the_heads_with_a_reason_and_the_newest_holds(self):
        with acting("reporter") as by:
            row = a_work(by)
            with pytest.raises(NotAllowed):
                actions.judge_work(key=uuid.uuid4(), row=row, light="green", why="", by=by)
        with acting("head") as by:
            with pytest.raises(Refused):
                actions.judge_work(key=uuid.uuid4(), row=row, light="red", why=" ", by=by)
            actions.judge_work(key=uuid.uuid4(), row=row, light="green", why="", by=by)
            actions.judge_work(key=uuid.uuid4(), row=row, light="red", why="Chưa có kinh phí", by=by)
            assert queries.work_of(by, row.pk).light == "red"
            assert queries.counts(by, today())["red"] == 1
            with pytest.raises(Exception, match="permission denied"), transaction.atomic():
                Judgement.objects.update(light="green")
            with pytest.raises(Exception, match="permission denied"), transaction.atomic():
                Progress.objects.all().delete()


class TestTargets:
    def aim(self, by, value, bound=Bound.AT_LEAST, code="train.course"):
        return actions.Aim(
            Indicator.objects.get(pk=code), Decimal(value), bound, "lớp tập huấn", date(2026, 1, 1), date(2026, 12, 31), Place.objects.get(pk=by.province_id)
        )  # fmt: skip

    def claim(self, by, value, bound=Bound.EXACT):
        day = date(2026, 5, value)
        claim = Claim("train.course", Decimal(value), day, day, "lớp", bound=bound)
        confirm_figure(claim=claim, speaker=Speaker(by.body_id, by.province_id, by.province_id), by=by)

    def test_what_figures_say_stands_beside_the_target(self):
        with acting("reporter") as by:
            plan = a_plan(by)
            key = uuid.uuid4()
            for _turn in range(2):
                actions.set_target(key=key, plan=plan, aim=self.aim(by, 5), by=by)
            (one,) = queries.targets_of(by, plan)
            assert one.state == "unknown"
            self.claim(by, 2)
            assert queries.targets_of(by, plan)[0].state == "missing"
            self.claim(by, 1, Bound.AT_LEAST)
            (one,) = queries.targets_of(by, plan)
            assert (one.state, one.amount.low, one.amount.bound) == ("unsure", 3, Bound.AT_LEAST)
            self.claim(by, 4)
            assert queries.targets_of(by, plan)[0].state == "reached"

    def test_a_scheme_shows_the_targets_of_its_yearly_plans_by_year(self, client):
        with acting("reporter") as by:
            scheme = a_plan(
                by,
                Cited("đề án", "9/ĐA-UBND", "Giai đoạn", "UBND tỉnh", date(2024, 1, 5)),
                year_from=2024,
                year_to=2028,
            )
            plan = a_plan(by, parent=scheme, year_from=2026, year_to=2026)
            self.claim(by, 7)
            actions.set_target(key=uuid.uuid4(), plan=plan, aim=self.aim(by, 5), by=by)
            (one,) = queries.targets_of_years(by, scheme)
            assert (one.target.plan, one.state) == (plan, "reached")
            assert queries.targets_of_years(by, plan) == []
        page = sign_in(client, "reporter").get(f"/programme/plans/{scheme.pk}/").content.decode()
        assert plan.called in page

    @pytest.mark.parametrize(("value", "state"), [(10, "reached"), (4, "missing")])
    def test_a_target_of_at_most(self, value, state):
        with acting("reporter") as by:
            plan = a_plan(by)
            actions.set_target(key=uuid.uuid4(), plan=plan, aim=self.aim(by, value, Bound.AT_MOST), by=by)
            self.claim(by, 5)
            assert queries.targets_of(by, plan)[0].state == state

    def test_taken_back_with_a_reason_by_whose_plan_it_is(self):
        with acting("reporter") as by:
            plan = a_plan(by)
            target = actions.set_target(key=uuid.uuid4(), plan=plan, aim=self.aim(by, 5), by=by)
            with pytest.raises(Refused):
                actions.take_target_back(target=target, why=" ", by=by)
        with acting("receiver", COMMUNE) as by, pytest.raises(NotAllowed):
            actions.take_target_back(target=target, why="Nhầm", by=by)
        with acting("reporter") as by:
            actions.take_target_back(target=target, why="Nhầm đơn vị", by=by)
            assert queries.targets_of(by, plan) == []
            with pytest.raises(Stale):
                actions.take_target_back(target=target, why="Nhầm", by=by)


class TestPages:
    def test_a_task_is_entered_noted_judged_and_closed_on_pages(self, client, django_assert_max_num_queries):
        with acting("head") as by:
            plan = a_plan(by)
        sign_in(client, "head")
        new = f"/programme/plans/{plan.pk}/tasks/new/"
        assert client.post(new, {"text": "Mở lớp", "due_on": "32/1/2026"}).status_code == 422
        sent = {
            "key": str(uuid.uuid4()),
            "text": "Mở lớp",
            "lead": str(body(HEALTH).pk),
            "due_on": (today() + SOON).strftime("%d/%m/%Y"),
            "again": "1",
        }
        for _turn in range(2):
            assert client.post(new, sent).headers["Location"] == new
        with acting("head"):
            row = PlanTask.objects.get()
        own = f"/programme/plans/tasks/{row.pk}/"
        file = a_pdf()
        proof = {
            "key": str(uuid.uuid4()),
            "text": "Đã mở",
            "on": today().strftime("%d/%m/%Y"),
            "file": SimpleUploadedFile("anh.pdf", file),
        }
        assert client.post(own + "progress/", proof).status_code == 302
        assert client.post(own + "light/", {"key": str(uuid.uuid4()), "light": "amber", "why": ""}).status_code == 422
        assert (
            client.post(own + "light/", {"key": str(uuid.uuid4()), "light": "amber", "why": "Chậm"}).status_code == 302
        )
        with acting("head"):
            note = Progress.objects.get()
        assert sign_in(Client(), "receiver", COMMUNE).get(f"/programme/plans/proof/{note.pk}/").content == file
        with django_assert_max_num_queries(20):
            page = client.get(own).content.decode()
        assert "Chậm" in page
        assert (
            client.post(
                own + "close/", {"version": 1, "to": "done", "on": today().strftime("%d/%m/%Y"), "why": "80 người"}
            ).status_code
            == 302
        )
        assert client.get(own + "close/").status_code == 200
        assert "80 người" in client.get(own).content.decode()

    def test_the_lists_do_not_grow_with_their_rows(self, client, django_assert_max_num_queries):
        with acting("head") as by:
            plan = a_plan(by)
            for number in range(12):
                a_work(by, plan, number=str(number))
            actions.set_target(key=uuid.uuid4(), plan=plan, aim=TestTargets().aim(by, 5), by=by)
        sign_in(client, "head")
        for address in (
            "/programme/plans/",
            "/programme/plans/tasks/",
            "/programme/plans/tasks/?show=late",
            f"/programme/plans/{plan.pk}/",
        ):
            with django_assert_max_num_queries(16):
                assert client.get(address).status_code == 200
        other = sign_in(Client(), "reporter", OTHER_HEALTH)
        assert other.get(f"/programme/plans/{plan.pk}/").status_code == 404
        assert sign_in(Client(), "administrator").get("/programme/plans/").status_code == 403

    def test_targets_are_set_and_taken_back_on_pages(self, client):
        with acting("reporter") as by:
            plan = a_plan(by, year_from=2026, year_to=2026)
            province = by.province_id
        sign_in(client, "reporter")
        new = f"/programme/plans/{plan.pk}/targets/new/"
        assert "31/12/2026" in client.get(new).content.decode()
        sent = {
            "key": str(uuid.uuid4()), "indicator": "comm.leaflet", "bound": "at_least", "value": "4.000", "unit": "tờ rơi",
            "first_on": "1/1/2026", "last_on": "31/12/2026", "area": str(province),
        }  # fmt: skip
        assert client.post(new, sent | {"value": "nhiều"}).status_code == 422
        assert client.post(new, sent | {"last_on": "1/1/2025"}).status_code == 422
        assert client.post(new, sent).status_code == 302
        assert "4.000 tờ rơi" in client.get(f"/programme/plans/{plan.pk}/").content.decode()
        with acting("reporter"):
            target = Target.objects.get()
        assert client.post(f"/programme/plans/targets/{target.pk}/back/", {"why": "Nhầm"}).status_code == 302
        assert client.get(f"/programme/plans/targets/{target.pk}/back/").status_code == 404


def test_a_conclusion_is_a_directive_whose_points_are_followed_until_the_last_is_closed(client):
    with acting("head") as by:
        words = Cited("kết luận cuộc họp", "", "Kết luận cuộc họp quý I", "UBND tỉnh", today() - timedelta(days=9))
        conclusion = enter_document(entered=Entered(words, Details(issued_by=body("LS.UBND"))), by=by)
        assert list(queries.plans(by, today(), "conclusions")) == [conclusion]
        assert not queries.plans(by, today()).exists()
        assert not queries.standing_of(conclusion, today()).is_complete
        points = [a_work(by, conclusion, due_on=today() + timedelta(days=days)) for days in (2, 5)]
        assert queries.standing_of(conclusion, today() + timedelta(days=3)) == queries.Standing(2, 1, 0, 0)
    own = f"/programme/documents/{conclusion.pk}/"
    assert "0/2" in sign_in(client, "head").get(own).content.decode()
    with acting("head") as by:
        for row, to in zip(points, ("done", "dropped"), strict=True):
            actions.close_work(row=row, to=to, on=today(), why="Đã xong", version=row.version, by=by)
        assert queries.standing_of(conclusion, today()).is_complete
    page = client.get(own).content.decode()
    assert "1/2" in page
    assert "Đã thực hiện xong" in page
    assert "Đã thực hiện xong" in client.get("/programme/plans/?kind=conclusions").content.decode()
    assert conclusion.called not in client.get("/programme/plans/?kind=agreements").content.decode()
