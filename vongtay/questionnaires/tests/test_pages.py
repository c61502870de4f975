"""Pages: writing a questionnaire from nothing to use, and asking it on a case."""

import pytest
from django.test import Client

from tests import cast
from vongtay.questionnaires.models import Edition, Response
from vongtay.questionnaires.tests.test_actions import in_use

pytestmark = pytest.mark.django_db
NO_ROWS = {
    f"{prefix}-{name}": value
    for prefix in ("choice", "band")
    for name, value in (("TOTAL_FORMS", "0"), ("INITIAL_FORMS", "0"), ("MIN_NUM_FORMS", "0"), ("MAX_NUM_FORMS", "30"))
}


def kept(**wanted: str) -> Edition:
    with cast.acting("administrator"):
        return Edition.objects.select_related("questionnaire").get(**wanted)


def administrator() -> Client:
    return cast.sign_in(Client(), "administrator")


def question(**given: str) -> dict[str, str]:
    return {"section": "Mở đầu", "words": "Đang an toàn?", "help": "", "kind": "yes_no"} | NO_ROWS | given


def begun(client: Client) -> str:
    client.post("/questionnaires/begin/", {"title": "Phiếu nhu cầu", "purpose": "needs", "shipped": "", "source": ""})
    return kept(questionnaire__title="Phiếu nhu cầu").questionnaire.code


def version_of(code: str) -> str:
    return str(kept(questionnaire__code=code, state="draft").version)


def test_an_administrator_writes_one_question_by_question():
    client = administrator()
    code = begun(client)
    first = client.post(f"/questionnaires/{code}/draft/questions/", question(version="1"))
    assert first.status_code == 302
    depends = {"depends_on": "q1", "depends_answers": ["q1:no", "q1:unknown"]}
    choices = {
        "choice-TOTAL_FORMS": "2",
        "choice-0-words": "Bệnh viện",
        "choice-1-words": "Trạm y tế",
        "choice-1-score": "2",
    }
    client.post(
        f"/questionnaires/{code}/draft/questions/",
        question(version="2", words="Cần đi đâu?", kind="one", **choices) | depends,
    )
    page = client.get(f"/questionnaires/{code}/draft/").content.decode()
    assert "Đang an toàn?" in page
    assert "Cần đi đâu?" in page
    made = kept(questionnaire__code=code).content["sections"][0]["questions"]
    assert made[1]["shown_if"] == [{"question": "q1", "answers": ["no", "unknown"]}]
    assert [(each["code"], each["score"]) for each in made[1]["choices"]] == [("a1", 0), ("a2", 2)]


def test_a_stale_page_keeps_what_was_typed_and_says_so():
    client = administrator()
    code = begun(client)
    client.post(f"/questionnaires/{code}/draft/questions/", question(version="1"))
    late = client.post(f"/questionnaires/{code}/draft/questions/", question(version="1", words="Câu gõ sau"))
    assert late.status_code == 422
    assert "Câu gõ sau" in late.content.decode()
    assert len(kept(questionnaire__code=code).content["sections"][0]["questions"]) == 1


def test_a_question_that_another_depends_on_is_not_left_out():
    client = administrator()
    code = begun(client)
    client.post(f"/questionnaires/{code}/draft/questions/", question(version="1"))
    client.post(
        f"/questionnaires/{code}/draft/questions/",
        question(version="2", words="Vì sao?", kind="text") | {"depends_on": "q1", "depends_answers": ["q1:no"]},
    )
    order = f"/questionnaires/{code}/draft/questions/q1/order/"
    assert (
        "Vì sao?" in client.post(order, {"wish": "remove", "version": version_of(code)}, follow=True).content.decode()
    )
    client.post(f"/questionnaires/{code}/draft/questions/q2/order/", {"wish": "remove", "version": version_of(code)})
    client.post(order, {"wish": "remove", "version": version_of(code)})
    assert kept(questionnaire__code=code).content["sections"] == []


def test_moving_a_question_changes_the_order():
    client = administrator()
    code = begun(client)
    for number, words in enumerate(("Một?", "Hai?"), 1):
        client.post(f"/questionnaires/{code}/draft/questions/", question(version=str(number), words=words))
    client.post(f"/questionnaires/{code}/draft/questions/q2/order/", {"wish": "up", "version": version_of(code)})
    section = kept(questionnaire__code=code).content["sections"][0]
    assert [each["words"] for each in section["questions"]] == ["Hai?", "Một?"]


def test_a_shipped_one_goes_into_use_by_a_second_person():
    client = administrator()
    client.post(
        "/questionnaires/begin/", {"title": "", "purpose": "screening", "shipped": "initial-screening", "source": ""}
    )
    edition = kept()
    place = f"/questionnaires/{edition.questionnaire.code}/1/"
    client.post(f"{place}propose/", {"version": "1"})
    assert client.post(f"{place}sign-off/", {"version": "2"}).status_code == 403
    head = cast.sign_in(Client(), "head")
    assert "Đưa vào sử dụng" in head.get(place).content.decode()
    head.post(f"{place}sign-off/", {"version": "2"})
    assert kept().state == "live"


@pytest.mark.parametrize("role", ["case_worker", "head", "verifier"])
def test_others_read_and_do_not_write(role):
    in_use()
    client = cast.sign_in(Client(), role)
    assert "Phiếu thử" in client.get("/questionnaires/").content.decode()
    assert client.get("/questionnaires/begin/").status_code == 403
    assert client.get("/questionnaires/phieu-thu/draft/").status_code == 403


def a_case_page() -> tuple[Client, str]:
    in_use()
    with cast.acting("case_worker") as by:
        case = cast.a_case(by)
    return cast.sign_in(Client(), "case_worker"), f"/cases/{case.code}/questionnaires/"


def test_a_case_worker_asks_and_reads_the_answers_with_the_hint():
    client, place = a_case_page()
    assert "Phiếu thử" in client.get(place).content.decode()
    form = client.get(f"{place}phieu-thu/")
    sent = {"key": str(form.context["form"].initial["key"]), "answered_on": f"{form.context['form'].initial['answered_on']:%d/%m/%Y}",
            "q_q5": "yes", "q_q8": "yes", "q_q9": "yes", "q_q10": "unknown", "q_q13": "yes"}  # fmt: skip
    shown = client.post(f"{place}phieu-thu/", sent, follow=True)
    page = shown.content.decode()
    assert "Nhiều dấu hiệu" in page
    assert "Chưa rõ" in page
    assert "Bị hạn chế đi lại" in page
    again = client.get(f"{place}answers/{sent['key']}/correct/")
    assert again.context["form"].initial["q_q5"] == "yes"
    client.post(
        f"{place}answers/{sent['key']}/correct/", sent | {"key": "0b6d2f0e-6d43-4a51-9f5b-0d2f1c2b3a4d", "q_q5": "no"}
    )
    assert "được sửa" in client.get(f"{place}answers/{sent['key']}/").content.decode()


def test_a_day_in_the_future_and_an_empty_sheet_are_refused_with_what_was_typed():
    client, place = a_case_page()
    key = "0b6d2f0e-6d43-4a51-9f5b-0d2f1c2b3a4e"
    late = client.post(f"{place}phieu-thu/", {"key": key, "answered_on": "01/01/2099", "q_q19": "Muốn về nhà"})
    assert late.status_code == 422
    assert "Muốn về nhà" in late.content.decode()
    empty = client.post(f"{place}phieu-thu/", {"key": key, "answered_on": f"{cast.arrival().event_on:%d/%m/%Y}"})
    assert empty.status_code == 422
    with cast.acting("case_worker"):
        assert not Response.objects.exists()


def test_lists_do_not_grow_by_queries(django_assert_max_num_queries):
    client, place = a_case_page()
    in_use("Phiếu thứ hai")
    in_use("Phiếu thứ ba")
    with django_assert_max_num_queries(12):
        client.get(place)
    with django_assert_max_num_queries(10):
        client.get("/questionnaires/")
