"""Co-ordination regulations: roles as data, and the yearly evaluation by the bodies themselves; who may and who may not."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from tests.cast import BORDER, COMMUNE, HEALTH, OTHER_HEALTH, acting, body, sign_in
from vongtay.common.access import NotAllowed, Refused, Stale, WrongState
from vongtay.common.days import today
from vongtay.papers.instruments import Cited, Details
from vongtay.programme.actions import coordination as actions
from vongtay.programme.actions.documents import Entered, enter_document
from vongtay.programme.models import Duty, EvaluationAnswer, EvaluationLine, EvaluationPart
from vongtay.programme.queries import coordination as queries
from vongtay.tasks.models import Task

pytestmark = pytest.mark.django_db
SOON = today() + timedelta(days=20)


def a_regulation(by):
    document = Cited("quy chế phối hợp", "77/QCPH-SYT-CAT", "Phối hợp tiếp nhận, hỗ trợ", "", date(2026, 1, 20))
    return enter_document(entered=Entered(document, Details(issued_by=body(HEALTH))), by=by)


def a_duty(by, regulation, text="Thông báo cho Sở trong ngày tiếp nhận", lead=BORDER, key=None, **more):
    entry = actions.Entry(text, body(lead), **more)
    return actions.enter_duty(key=key or uuid.uuid4(), regulation=regulation, entry=entry, by=by)


def called(by, regulation, **changes):
    values = {"key": uuid.uuid4(), "year": today().year, "due_on": SOON} | changes
    return actions.call_evaluation(regulation=regulation, by=by, **values)


def answered(by, part, key=None, **changes):
    done = [actions.Done(duty, "done", "Đã thông báo 4 lần") for duty in queries.duties_of_part(part)]
    said = actions.Evaluated(**({"done": done} | changes))
    return actions.answer_evaluation(key=key or uuid.uuid4(), part=part, said=said, by=by)


def part_of(code):
    return EvaluationPart.objects.select_related("evaluation__regulation", "to_body").get(to_body__code=code)


def test_duties_are_entered_once_and_say_who_leads_and_who_supports():
    with acting("reporter") as by:
        row, key = a_regulation(by), uuid.uuid4()
        assert list(queries.regulations(by)) == [row]
        for _turn in range(2):
            a_duty(by, row, key=key, number="Điều 6", supports=(body(HEALTH), body(BORDER)))
        a_duty(by, row, "Rà soát người trở về", lead=HEALTH, communes=True)
        told = [(d.number, d.lead.code, [s.body.code for s in d.supports.all()]) for d in queries.duties(row)]
        assert told == [("Điều 6", BORDER, [HEALTH]), ("", HEALTH, [])]
        codes = {one.code for one in queries.bodies_with_duties(by, row)}
        assert {BORDER, HEALTH, COMMUNE} <= codes
        assert "LS.HLHPN" not in codes


def test_a_duty_is_corrected_by_version_and_may_cease_to_hold():
    with acting("reporter") as by:
        row = a_regulation(by)
        duty = a_duty(by, row)
        entry = actions.Entry("Thông báo ngay", body(BORDER), "Điều 6", (body(COMMUNE),))
        duty = actions.correct_duty(duty=duty, entry=entry, version=duty.version, by=by)
        assert (duty.text, duty.version, duty.supports.count()) == ("Thông báo ngay", 2, 1)
        with pytest.raises(Stale):
            actions.correct_duty(duty=duty, entry=entry, version=1, by=by)
        with pytest.raises(Refused):
            actions.withdraw_duty(duty=duty, why=" ", version=2, by=by)
        duty = actions.withdraw_duty(duty=duty, why="Quy chế sửa đổi", version=2, by=by)
        assert not queries.duties(row)
        with pytest.raises(WrongState):
            actions.withdraw_duty(duty=duty, why="Quy chế sửa đổi", version=3, by=by)
        with pytest.raises(Refused):
            a_duty(by, row, " ")


def test_who_does_not_keep_the_regulation_does_not_write_its_duties():
    with acting("reporter") as by:
        row = a_regulation(by)
        duty = a_duty(by, row)
    for role, code in (("receiver", COMMUNE), ("statistician", HEALTH), ("verifier", HEALTH)):
        with acting(role, code) as by:
            with pytest.raises(NotAllowed):
                a_duty(by, row)
            with pytest.raises(NotAllowed):
                actions.correct_duty(duty=duty, entry=actions.Entry("x", body(BORDER)), version=1, by=by)
            with pytest.raises(NotAllowed):
                called(by, row)
            if code == COMMUNE:
                assert Duty.objects.filter(pk=duty.pk).update(text="x") == 0
    with acting("reporter", OTHER_HEALTH) as by:
        assert not Duty.objects.exists()


def test_each_body_is_asked_once_answers_and_the_lead_reads_the_whole():
    with acting("reporter") as by:
        row, key = a_regulation(by), uuid.uuid4()
        duty = a_duty(by, row, supports=(body(HEALTH),))
        a_duty(by, row, "Cử người phiên dịch", lead="LS.HLHPN")
        for _turn in range(2):
            evaluation = called(by, row, key=key)
        with pytest.raises(Refused):
            called(by, row)
        assert EvaluationPart.objects.count() == 3
        assert {part_of(code).task.body.code for code in ("LS.HLHPN", HEALTH)} == {HEALTH}  # the union does not sign in
        assert {part.state for part in queries.parts(evaluation, SOON)} == {"awaited"}
        assert {part.state for part in queries.parts(evaluation, SOON + timedelta(days=1))} == {"late"}
    with acting("receiver", BORDER) as by:
        assert [part.to_body.code for part in queries.owed_by(by)] == [BORDER]
        task = Task.objects.get(pk=part_of(BORDER).task_id)
        key = uuid.uuid4()
        for _turn in range(2):
            answered(by, part_of(BORDER), key=key)
        task.refresh_from_db()
        assert task.state == "done"
        assert not queries.owed_by(by).exists()
        line = actions.Done(duty, "partly", "", "Thiếu người trực đêm")
        answered(by, part_of(BORDER), done=[line])
    with acting("reporter") as by:
        whole = queries.by_duty(queries.parts(evaluation, today()))
        assert [(one.outcome, one.difficulty) for one in whole[0].lines] == [("partly", "Thiếu người trực đêm")]
        assert len(queries.answers_of(part_of(BORDER))) == 2
        duty = actions.correct_duty(duty=duty, entry=actions.Entry("Lời mới", body(BORDER)), version=1, by=by)
        assert queries.by_duty(queries.parts(evaluation, today()))[0].words == line.duty.text


def test_nil_is_said_outright_and_a_silent_body_never_counts_as_nil():
    with acting("reporter") as by:
        row = a_regulation(by)
        a_duty(by, row, supports=(body(HEALTH),))
        evaluation = called(by, row)
        with pytest.raises(Refused):
            answered(by, part_of(HEALTH), done=[])
        with pytest.raises(Refused):
            answered(by, part_of(HEALTH), done=[], nil=True)
        with pytest.raises(Refused):
            answered(by, part_of(HEALTH), nil=True, note="Không phát sinh")
        answered(by, part_of(HEALTH), done=[], nil=True, note="Không tiếp nhận ai trong năm")
        assert [part.state for part in queries.parts(evaluation, today())] == ["awaited", "nil"]


def test_what_was_not_done_says_why_in_the_form_and_in_the_database():
    with acting("reporter") as by:
        row = a_regulation(by)
        duty = a_duty(by, row, lead=HEALTH)
        called(by, row)
        with pytest.raises(Refused):
            answered(by, part_of(HEALTH), done=[actions.Done(duty, "not_done")])
        assert not EvaluationAnswer.objects.exists()


def test_another_bodys_answer_comes_from_its_paper_alone_and_strangers_answer_nothing():
    with acting("reporter") as by:
        row = a_regulation(by)
        a_duty(by, row)
        called(by, row)
        with pytest.raises(Refused):
            answered(by, part_of(BORDER))
        with pytest.raises(Refused):
            answered(by, part_of(BORDER), source_sign="5/BC", source_on=today() + timedelta(days=1))
        answer = answered(by, part_of(BORDER), source_sign="212/BC-CAT", source_on=today())
        assert (answer.body.code, answer.entered_by_id) == (BORDER, by.post_id)
    with acting("receiver", COMMUNE) as by:
        part = part_of(BORDER)
        with pytest.raises(NotAllowed):
            answered(by, part, source_sign="9/BC", source_on=today())
        forged = EvaluationAnswer(
            world=by.world, province_id=by.province_id, part=part, body_id=part.to_body_id, entered_by_id=by.post_id, source_sign="9/BC",
            source_on=today(),
        )  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic():
            forged.save(force_insert=True)


def test_the_lead_concludes_and_what_was_not_answered_stays_so():
    with acting("reporter") as by:
        row = a_regulation(by)
        a_duty(by, row)
        evaluation = called(by, row)
        with pytest.raises(Refused):
            actions.close_evaluation(evaluation=evaluation, conclusion=" ", version=1, by=by)
        closed = actions.close_evaluation(evaluation=evaluation, conclusion="Cần thông báo sớm hơn", version=1, by=by)
        with pytest.raises(WrongState):
            actions.close_evaluation(evaluation=closed, conclusion="Nữa", version=2, by=by)
    with acting("receiver", BORDER) as by:
        assert Task.objects.get(pk=part_of(BORDER).task_id).state == "cancelled"
        with pytest.raises(WrongState):
            answered(by, part_of(BORDER))
        with pytest.raises(NotAllowed):
            actions.close_evaluation(evaluation=evaluation, conclusion="x", version=1, by=by)
        assert not EvaluationLine.objects.exists()


def test_a_call_made_by_mistake_is_taken_back_and_the_year_is_free_again():
    with acting("reporter") as by:
        row = a_regulation(by)
        a_duty(by, row)
        evaluation = called(by, row)
        with pytest.raises(Refused):
            actions.withdraw_evaluation(evaluation=evaluation, why=" ", version=1, by=by)
        with pytest.raises(Stale):
            actions.withdraw_evaluation(evaluation=evaluation, why="Nhầm năm", version=2, by=by)
    with acting("receiver", BORDER) as by, pytest.raises(NotAllowed):
        actions.withdraw_evaluation(evaluation=evaluation, why="Nhầm năm", version=1, by=by)
    with acting("reporter") as by:
        actions.withdraw_evaluation(evaluation=evaluation, why="Nhầm năm", version=1, by=by)
        with pytest.raises(WrongState):
            actions.withdraw_evaluation(evaluation=evaluation, why="Nhầm năm", version=2, by=by)
        assert list(queries.evaluations(row)) == []
    with acting("receiver", BORDER) as by:
        mine = part_of(BORDER)
        assert Task.objects.get(pk=mine.task_id).state == "cancelled"
        with pytest.raises(WrongState):
            answered(by, mine)
    with acting("reporter") as by:
        again = called(by, row)
        assert [one.pk for one in queries.evaluations(row)] == [again.pk]


def test_a_task_opens_the_page_where_it_is_answered(client):
    with acting("reporter") as by:
        row = a_regulation(by)
        a_duty(by, row)
        called(by, row)
    sign_in(client, "receiver", BORDER)
    with acting("receiver", BORDER):
        mine = part_of(BORDER)
    page = client.get(f"/cases/tasks/{mine.task_id}/").content.decode()
    assert f"/programme/coordination/parts/{mine.pk}/" in page


def test_a_call_that_can_not_be_is_refused():
    with acting("reporter") as by:
        row = a_regulation(by)
        with pytest.raises(Refused):
            called(by, row)
        a_duty(by, row)
        for wrong in ({"due_on": today() - timedelta(days=1)}, {"year": today().year + 2}):
            with pytest.raises(Refused):
                called(by, row, **wrong)


class TestPages:
    def test_a_regulation_is_shared_out_evaluated_and_concluded(self, client, django_assert_max_num_queries):
        with acting("reporter") as by:
            row = a_regulation(by)
        sign_in(client, "reporter")
        assert "77/QCPH-SYT-CAT" in client.get("/programme/coordination/").content.decode()
        own = f"/programme/coordination/{row.pk}/"
        sent = {
            "key": str(uuid.uuid4()),
            "text": "Thông báo trong ngày",
            "lead": str(body(BORDER).pk),
            "supports": [str(body(HEALTH).pk)],
        }
        assert client.post(f"{own}duties/new/", sent | {"text": ""}).status_code == 422
        assert client.post(f"{own}duties/new/", sent).status_code == 302
        call = {"key": str(uuid.uuid4()), "year": today().year, "due_on": SOON.strftime("%d/%m/%Y")}
        shown = client.post(f"{own}call/", call, follow=True)
        evaluation = shown.redirect_chain[-1][0]
        page = shown.content.decode()
        assert "Chưa có" not in page
        with acting("reporter") as by:
            part = part_of(HEALTH)
        answer = f"/programme/coordination/parts/{part.pk}/"
        refused = client.post(answer, {"key": str(uuid.uuid4()), "outcome_0": "not_done", "result_0": "Đang làm"})
        assert refused.status_code == 422
        assert "Đang làm" in refused.content.decode()
        given = {"key": str(uuid.uuid4()), "outcome_0": "done", "result_0": "Đã nhận 4 thông báo"}
        assert client.post(answer, given).status_code == 302
        assert "Đã nhận 4 thông báo" in client.get(evaluation).content.decode()
        assert client.post(f"{answer}nil/", {"key": str(uuid.uuid4()), "note": ""}).status_code == 422
        for address in ("/programme/coordination/", own, f"{own}?show=ours", evaluation, answer):
            with django_assert_max_num_queries(18):
                assert client.get(address).status_code == 200
        assert client.post(f"{evaluation}close/", {"version": 1, "conclusion": "Phối hợp tốt"}).status_code == 302
        assert "Phối hợp tốt" in client.get(evaluation).content.decode()

    def test_a_difficulty_that_was_told_is_raised_in_its_words(self, client):
        with acting("reporter") as by:
            row = a_regulation(by)
            duty = a_duty(by, row, lead=HEALTH)
            evaluation = called(by, row)
            answered(by, part_of(HEALTH), done=[actions.Done(duty, "partly", "", "Thiếu người phiên dịch")])
            line = EvaluationLine.objects.get()
        address = f"/programme/matters/new/?line={line.pk}"
        sign_in(client, "reporter")
        assert address in client.get(f"/programme/coordination/evaluations/{evaluation.pk}/").content.decode()
        page = client.get(address).content.decode()
        assert "Thiếu người phiên dịch" in page
        assert f'value="{row.pk}" selected' in page
        other = sign_in(Client(), "reporter", OTHER_HEALTH)
        assert "Thiếu người phiên dịch" not in other.get(address).content.decode()
        assert client.get("/programme/matters/new/?line=x").status_code == 200

    def test_strangers_find_nothing_and_readers_do_not_write(self, client):
        with acting("reporter") as by:
            row = a_regulation(by)
            duty = a_duty(by, row)
            called(by, row)
            part = part_of(BORDER)
        own = f"/programme/coordination/{row.pk}/"
        assert sign_in(Client(), "reporter", OTHER_HEALTH).get(own).status_code == 404
        assert sign_in(Client(), "administrator").get("/programme/coordination/").status_code == 403
        commune = sign_in(client, "receiver", COMMUNE)
        assert commune.get(own).status_code == 200
        for address in (
            f"{own}duties/new/",
            f"{own}call/",
            f"/programme/coordination/duties/{duty.pk}/",
            f"/programme/coordination/parts/{part.pk}/",
        ):
            assert commune.get(address).status_code == 403, address
