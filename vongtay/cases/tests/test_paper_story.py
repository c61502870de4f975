"""What papers print of protection, escort, team and what happened: from the records, within the parts of the post; the rest is told as missing."""

from datetime import timedelta

import pytest

from tests.cast import HEALTH, POLICE, body, sign_in
from vongtay.cases import actions, paperwork
from vongtay.cases.actions import coding, protection
from vongtay.cases.models import Case
from vongtay.cases.paper_values import Asked, Printed, values_of
from vongtay.cases.tests.gate import BORDER, a_line, acting, an_event, receive, with_team
from vongtay.cases.tests.test_actions import in_verification
from vongtay.cases.tests.test_care import a_child
from vongtay.cases.tests.test_identification import UNKNOWN, found, with_evidence, write
from vongtay.cases.tests.test_protection import asked, order
from vongtay.common.access import Staff
from vongtay.common.days import today
from vongtay.papers.queries import live_version

pytestmark = pytest.mark.django_db


def printed(case: Case, staff: Staff) -> Printed:
    return values_of(case, staff, facts=None, asked=Asked(today()))


def lacks(case: Case, staff: Staff, kind: str) -> set[str]:
    return {lack.field for lack in paperwork.missing_data(case, staff, live_version(kind), asked=Asked(today()))}


def test_a_decision_on_protection_names_its_measures_and_days():
    case = in_verification()
    with acting("case_worker") as staff:
        assert {"protection.measures", "protection.span"} <= lacks(case, staff, "protection")
        row = asked(case, staff, kinds=["guard", "secret_stay"])
        assert lacks(case, staff, "protection") & {"protection.measures", "protection.span"} == {"protection.span"}
        protection.decide_protection(protection=row, order=order(), version=1, by=staff)
        values = printed(case, staff)
        assert values["protection.measures"] == "Bố trí người bảo vệ; Nơi tạm lánh an toàn, giữ bí mật"
        assert (
            values["protection.span"] == f"từ ngày {today():%d/%m/%Y} đến ngày {today() + timedelta(days=30):%d/%m/%Y}"
        )
        assert not lacks(case, staff, "protection") & {"protection.measures", "protection.span"}
        assert "Bị dọa" not in str(values)
    with acting("clerk") as staff:
        assert printed(case, staff)["protection.measures"] == ""
        assert "protection.measures" in lacks(case, staff, "protection")


def test_a_child_s_paper_names_the_body_that_brings_it():
    with acting("case_worker") as staff:
        case = a_child(staff)
        assert "escort.by" in lacks(case, staff, "child_notice")
        arrangement = actions.Arrangement(doing="Đang tìm", escort="body", escort_body=body(POLICE), protection=True)
        actions.arrange_care(case=case, arrangement=arrangement, version=0, by=staff)
        assert printed(case, staff)["escort.by"] == body(POLICE).name
        assert "escort.by" not in lacks(case, staff, "child_notice")


def test_the_decision_on_a_team_lists_its_members():
    with acting("receiver", BORDER) as staff:
        event = with_team(an_event(staff), staff)
        case = receive(a_line(event, staff), staff)
        (row,) = printed(case, staff)["team.members"]
        assert row["body"] == body(HEALTH).name
        assert "team.members" not in lacks(case, staff, "team")
    other = in_verification()
    with acting("case_worker") as staff:
        assert "team.members" in lacks(other, staff, "team")


def test_what_happened_is_printed_from_worksheet_codes_and_wish():
    case, evidence = with_evidence()
    told = {"story.how", "story.way", "story.destination", "story.purpose"}
    with acting("verifier") as staff:
        assert told <= lacks(case, staff, "initial_information")
        findings = {"act": found(evidence, "transport"), "means": found(evidence, "deception"), "purpose": UNKNOWN}
        write(case, staff, findings)
        codes = [
            coding.Coded("exploitation", "criminality.scam", is_main=True), coding.Coded("recruitment", "social_network"),
            coding.Coded("origin", "VN"), coding.Coded("transit", "LA", order=1), coding.Coded("destination", "KH"),
            coding.Coded("setting", "scam_compound"),
        ]  # fmt: skip
        case.refresh_from_db()
        coding.code_case(case=case, codes=codes, version=case.version, by=staff)
        actions.record_wish(case=case, said=actions.Said("yes", "Tôi muốn về với mẹ", today()), by=staff)
        values = printed(case, staff)
        assert values["story.how"] == "Lừa gạt; Qua mạng xã hội"
        assert values["story.way"] == "từ Việt Nam, qua Lào, đến Campuchia"
        assert values["story.destination"] == "Campuchia; Khu lừa đảo qua mạng có người canh giữ"
        assert values["story.purpose"] == "Bị ép tham gia lừa đảo qua mạng"
        assert values["story.wishes"] == "Tôi muốn về với mẹ"
        assert not told & lacks(case, staff, "initial_information")


def test_a_paper_reads_only_the_groups_that_it_names(django_assert_num_queries):
    case = in_verification()
    with acting("case_worker") as staff:
        named = paperwork.groups_of([live_version("notice")])
        assert not named & {"story", "protection", "team", "escort"}
        with django_assert_num_queries(9):
            values_of(case, staff, facts=None, asked=Asked(today()), wanted=named)


def test_a_missing_fact_leads_to_where_it_is_mended(client):
    with acting("case_worker") as staff:
        case = a_child(staff)
    sign_in(client, "case_worker")
    page = client.get(f"/cases/{case.code}/papers/child_notice/").content.decode()
    assert f'href="/cases/{case.code}/care/"' in page
