"""Editions: who writes, who puts into use, what stays. Answers: kept with their edition, corrected by a new row."""

import uuid
from dataclasses import replace

import psycopg
import pytest
from django.db import DatabaseError, transaction

from tests import cast
from vongtay.audit.models import Entry
from vongtay.cases import actions as cases
from vongtay.common.access import NotAllowed, Refused, Stale, WrongState
from vongtay.common.days import today
from vongtay.people.vault import Vault
from vongtay.questionnaires import actions, queries, shapes
from vongtay.questionnaires.actions import Asked
from vongtay.questionnaires.models import Edition, EditionState, Response
from vongtay.questionnaires.shipped import shipped_by_code

pytestmark = pytest.mark.django_db
SCREENING = shipped_by_code("initial-screening")


def a_draft(title="Phiếu thử") -> Edition:
    with cast.acting("administrator") as by:
        return actions.begin_questionnaire(title=title, purpose="screening", content=SCREENING.content, by=by)


def put_into_use(edition: Edition) -> Edition:
    with cast.acting("administrator") as by:
        edition = actions.propose_draft(edition=edition, version=edition.version, by=by)
    with cast.acting("head") as by:
        return actions.sign_off(edition=edition, version=edition.version, by=by)


def again(edition: Edition) -> Edition:
    with cast.acting("administrator"):
        return Edition.objects.get(pk=edition.pk)


def in_use(title="Phiếu thử") -> Edition:
    return put_into_use(a_draft(title))


class TestEditions:
    def test_a_second_person_puts_an_edition_into_use(self):
        edition = a_draft()
        with cast.acting("administrator") as by:
            edition = actions.propose_draft(edition=edition, version=edition.version, by=by)
            with pytest.raises(NotAllowed):
                actions.sign_off(edition=edition, version=edition.version, by=by)
        with cast.acting("head") as by:
            edition = actions.sign_off(edition=edition, version=edition.version, by=by)
        assert (edition.state, edition.signed_off_by_id) == (EditionState.LIVE, by.post_id)
        with cast.acting("auditor"):
            assert Entry.objects.filter(act="questionnaires.sign_off").exists()

    @pytest.mark.parametrize("role", ["case_worker", "verifier", "reporter", "head"])
    def test_only_an_administrator_writes(self, role):
        with cast.acting(role) as by, pytest.raises(NotAllowed):
            actions.begin_questionnaire(title="Phiếu khác", purpose="other", by=by)

    def test_what_can_not_be_asked_is_not_handed_on(self):
        with cast.acting("administrator") as by:
            edition = actions.begin_questionnaire(title="Phiếu trống", purpose="other", by=by)
            with pytest.raises(Refused):
                actions.propose_draft(edition=edition, version=edition.version, by=by)
        assert again(edition).state == EditionState.DRAFT

    def test_a_stale_change_is_refused(self):
        edition = a_draft()
        shape = shapes.parsed(edition.content)
        with cast.acting("administrator") as by:
            actions.change_draft(edition=edition, content=replace(shape, intro="Một"), version=edition.version, by=by)
            with pytest.raises(Stale):
                actions.change_draft(
                    edition=edition, content=replace(shape, intro="Hai"), version=edition.version, by=by
                )

    def test_the_next_edition_retires_the_former_and_there_is_one_draft(self):
        first = in_use()
        with cast.acting("administrator") as by:
            second = actions.begin_draft(questionnaire=first.questionnaire, by=by)
            with pytest.raises(Refused):
                actions.begin_draft(questionnaire=first.questionnaire, by=by)
        second = put_into_use(second)
        assert (again(first).state, second.state, second.number) == (EditionState.RETIRED, EditionState.LIVE, 2)

    def test_two_questionnaires_of_one_name_are_refused(self):
        a_draft()
        with pytest.raises(Refused):
            a_draft()

    def test_the_database_keeps_what_was_in_use_whoever_writes(self):
        edition = in_use()
        with cast.acting("administrator"), pytest.raises(DatabaseError), transaction.atomic():
            Edition.objects.filter(pk=edition.pk).update(content={"sections": []})
        with cast.acting("case_worker"):
            assert Edition.objects.filter(pk=edition.pk).update(state=EditionState.RETIRED) == 0

    def test_one_taken_out_of_use_is_not_asked_any_more(self):
        edition = in_use()
        with cast.acting("head") as by:
            actions.retire(edition=edition, version=edition.version, by=by)
            with pytest.raises(WrongState):
                actions.retire(edition=Edition.objects.get(pk=edition.pk), version=edition.version + 1, by=by)
        with cast.acting("case_worker") as by:
            assert edition not in queries.editions_in_use(by)


class TestAnswers:
    def asked(self) -> Asked:
        return Asked(uuid.uuid4(), uuid.uuid4(), uuid.uuid4(), None, today())

    def test_answers_are_kept_encrypted_with_their_edition_and_score(self):
        edition = in_use()
        with cast.acting("case_worker") as by:
            case = cast.a_case(by)
            response = cases.ask_questionnaire(
                case=case,
                edition=edition,
                asked=self.asked(),
                answers={"q5": "yes", "q8": "yes", "q19": "Muốn về nhà"},
                by=by,
            )
            assert (response.score, response.band, response.edition_id) == (2, "b2", edition.id)
            assert "Muốn về nhà".encode() not in bytes(response.answers_ct)
            assert queries.answers_in(response, data_key=Vault.of(case.person_id).key)["q19"] == "Muốn về nhà"
            assert case.steps.filter(kind="asked").count() == 1

    def test_sending_twice_makes_one(self):
        edition, asked = in_use(), self.asked()
        with cast.acting("case_worker") as by:
            case = cast.a_case(by)
            made = [
                cases.ask_questionnaire(case=case, edition=edition, asked=asked, answers={"q5": "yes"}, by=by).id
                for _ in range(2)
            ]
            assert made[0] == made[1]
            assert (Response.objects.count(), case.steps.filter(kind="asked").count()) == (1, 1)

    def test_an_old_answer_keeps_its_old_edition(self):
        first = in_use()
        with cast.acting("case_worker") as by:
            case = cast.a_case(by)
            response = cases.ask_questionnaire(
                case=case, edition=first, asked=self.asked(), answers={"q5": "yes"}, by=by
            )
        with cast.acting("administrator") as by:
            draft = actions.begin_draft(questionnaire=first.questionnaire, by=by)
            shape = shapes.parsed(draft.content)
            changed = shape.with_question(replace(shape.question("q5"), words="Lời hứa khác thực tế không?"))
            draft = actions.change_draft(edition=draft, content=changed, version=draft.version, by=by)
        put_into_use(draft)
        with cast.acting("case_worker"):
            response.refresh_from_db()
            words = shapes.parsed(response.edition.content).question("q5").words
        assert words == SCREENING.content["sections"][1]["questions"][1]["words"]

    def test_a_correction_is_a_new_row_and_there_is_one(self):
        edition = in_use()
        with cast.acting("case_worker") as by:
            case = cast.a_case(by)
            first = cases.ask_questionnaire(
                case=case, edition=edition, asked=self.asked(), answers={"q5": "yes"}, by=by
            )
            second = cases.ask_questionnaire(
                case=case, edition=edition, asked=self.asked(), answers={"q5": "no"}, by=by, corrects=first
            )
            assert list(queries.responses_of(case.subject_id)) == [second]
            with pytest.raises(Stale):
                cases.ask_questionnaire(
                    case=case, edition=edition, asked=self.asked(), answers={"q5": "no"}, by=by, corrects=first
                )

    def test_a_draft_and_an_empty_sheet_are_not_kept(self):
        draft, edition = a_draft("Phiếu nháp"), in_use()
        with cast.acting("case_worker") as by:
            case = cast.a_case(by)
            with pytest.raises(WrongState):
                cases.ask_questionnaire(case=case, edition=draft, asked=self.asked(), answers={"q5": "yes"}, by=by)
            with pytest.raises(Refused):
                cases.ask_questionnaire(case=case, edition=edition, asked=self.asked(), answers={}, by=by)
            assert not Response.objects.exists()

    def test_who_takes_no_part_neither_asks_nor_reads(self, web_url: str):
        edition = in_use()
        with cast.acting("case_worker") as by:
            case = cast.a_case(by)
            cases.ask_questionnaire(case=case, edition=edition, asked=self.asked(), answers={"q5": "yes"}, by=by)
        with cast.acting("case_worker", cast.OTHER_HEALTH) as by:
            with pytest.raises(NotAllowed):
                cases.ask_questionnaire(case=case, edition=edition, asked=self.asked(), answers={"q5": "yes"}, by=by)
            assert not Response.objects.exists()
        with cast.acting("clerk"):
            assert not Response.objects.exists()
        with psycopg.connect(web_url) as nobody:
            assert nobody.execute("select count(*) from questionnaires_response").fetchone() == (0,)
