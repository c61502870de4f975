"""Papers of a case: which fit, what is missing and where it is mended, the issued copy made again."""

import re

import pytest

from tests.cast import COMMUNE, a_case, acting, sign_in
from vongtay.cases import paperwork
from vongtay.cases.paper_values import Asked, values_of
from vongtay.cases.states import State
from vongtay.common.access import Refused
from vongtay.common.days import today
from vongtay.papers import queries as templates
from vongtay.papers.blocks.design.fields import catalogue
from vongtay.papers.models import Paper
from vongtay.people.vault import Facts

pytestmark = pytest.mark.django_db


def test_papers_that_fit_the_route_and_step_come_first():
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff)
        offers = paperwork.offers(case)
    fitting = [offer.version.template.code for offer in offers if offer.fits and not offer.why_not]
    assert fitting[:4] == ["report_form", "reception", "initial_information", "notice"]
    assert [offer.version.template.code for offer in offers][: len(fitting)] == fitting
    others = {offer.version.template.code: offer.why_not for offer in offers if not offer.fits or offer.why_not}
    assert "mass_handover" in others
    assert others["confirmation"].startswith("Chỉ cấp khi")


def test_a_case_answers_only_declared_fields_in_the_kind_that_they_have():
    with acting("case_worker") as staff:
        case = a_case(staff, needs=["medical"])
        values = values_of(case, staff, facts=Facts(name="Lý Thị Mẫu"), asked=Asked(today()))
    for code, value in values.items():
        kind = {str: "text", bool: "flag", tuple: "list"}[type(value)]
        assert catalogue()[code].kind == kind, code
        for row in value if kind == "list" else ():
            assert set(row) <= set(catalogue()[code].columns), code
    assert values["person.name"] == "Lý Thị Mẫu"
    assert values["reception.needs"] == ({"text": "hỗ trợ y tế"},)
    assert values["law.status"] == "người đang trong quá trình xác định là nạn nhân"


def test_a_confirmation_is_not_issued_before_the_decision():
    with acting("case_worker") as staff:
        case = a_case(staff)
        version = templates.live_version("confirmation")
        with pytest.raises(Refused, match="Chỉ cấp khi đã có quyết định"):
            paperwork.issue(case, version, asked=Asked(today()), with_identity=True, by=staff)
        assert not Paper.objects.exists()
        case.state = State.IDENTIFIED
        assert paperwork.what_stops(version, values_of(case, staff, facts=None, asked=Asked(today()))) == ()


def test_missing_data_lead_to_where_they_are_mended(client):
    with acting("case_worker") as staff:
        case = a_case(staff, facts=Facts(), sex="unknown")
    sign_in(client, "case_worker")
    page = client.get(f"/cases/{case.code}/papers/notice/").content.decode()
    for wanted in (
        f'href="/cases/{case.code}/identity/change/"',
        f'href="/cases/{case.code}/correct/"',
        'href="#id_to"',
    ):
        assert wanted in page
    assert client.get(f"/cases/{case.code}/papers/confirmation/").content.decode().count("Chưa ban hành được") == 1
    assert (
        client.post(f"/cases/{case.code}/papers/confirmation/", {"issued_on": f"{today():%d/%m/%Y}"}).status_code == 422
    )
    assert client.get(f"/cases/{case.code}/papers/nonsense/").status_code == 404


def test_an_issued_paper_is_compared_and_a_page_of_another_body_is_not_there(client, django_assert_max_num_queries):
    with acting("case_worker") as staff:
        case = a_case(staff)
    sign_in(client, "case_worker")
    given = {"issued_on": f"{today():%d/%m/%Y}", "with_identity": "on", "to": "Công an tỉnh Mẫu"}
    client.post(f"/cases/{case.code}/papers/verification_request/", given)
    with django_assert_max_num_queries(16):
        page = client.get(f"/cases/{case.code}/papers/").content.decode()
    assert "01/SYT" in page
    address = re.search(r"/cases/[^\"]+/compare/", page)[0]
    assert "SHA-256" in client.get(address).content.decode()
    assert "Trùng khớp" in client.post(address).content.decode()
    sign_in(client, "case_worker", "BN.SYT")
    assert client.get(address).status_code == 404


def test_a_changed_case_leaves_the_issued_copy_as_it_was(client):
    with acting("case_worker") as staff:
        case = a_case(staff)
        paper = paperwork.issue(
            case, templates.live_version("reception"), asked=Asked(today()), with_identity=True, by=staff
        )
        case.sex = "male"
        case.save()
    sign_in(client, "case_worker")
    assert "Trùng khớp" in client.post(f"/cases/{case.code}/papers/{paper.pk}/compare/").content.decode()
