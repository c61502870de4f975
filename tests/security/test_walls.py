"""The database's own wall, asked as the web role without Django: what a stolen connection could do."""

import uuid
from collections.abc import Iterator

import psycopg
import pytest

from tests.cast import COMMUNE, OTHER_HEALTH, a_case, acting, post
from vongtay.agencies.actions import open_session
from vongtay.agencies.models import Post
from vongtay.cases.models import Case
from vongtay.people.models import Identity

PROTECTED = [
    "cases_case", "cases_caseevent", "cases_step", "cases_referral", "cases_evidence", "cases_decision", "cases_help", "cases_companion",
    "cases_care", "cases_wish", "cases_embassynote", "cases_interview", "cases_together", "cases_tip", "cases_tipstep",
    "people_person", "people_datakey", "people_identity", "people_contact", "people_namekey", "people_link", "tasks_clock",
    "papers_storedfile", "papers_paper", "papers_source", "papers_cancellation", "papers_batch", "papers_batchitem", "papers_template",
    "papers_templateversion", "grants_grant", "grants_subject", "audit_entry", "audit_seal", "indicators_figure",
    "narratives_reading", "narratives_mark", "reports_issuedreport", "cases_stat", "cases_statdelta", "cases_draft",
    "support_homecoming", "support_plannedvisit", "support_visit", "support_finding", "support_outcome", "support_closure",
    "support_helper", "support_link", "support_provider", "support_ledgerentry", "support_caseestimate",
    "programme_activity", "programme_activityevent", "programme_campaign", "programme_quantity", "programme_course", "programme_courseevent",
    "programme_coursegroup", "programme_survey", "programme_surveyevent", "programme_surveyscore",
    "programme_business", "programme_inspection", "programme_inspectionteam", "programme_inspectionseat", "programme_inspectionplan",
    "programme_inspectioncount", "programme_visit", "programme_finding", "programme_screening", "programme_penalty", "programme_recheck",
    "programme_actionpoint", "programme_pointreminder", "programme_budgetline", "programme_budgetamount", "programme_agreement", "programme_delivery",
    "programme_duty", "programme_dutysupport", "programme_evaluation", "programme_evaluationpart", "programme_evaluationanswer", "programme_evaluationline",
    "programme_certificaterun", "programme_import", "programme_importeddocument",
    "reports_obligation", "reports_askedindicator", "reports_submission", "reports_submissionline", "reports_submissionfile", "reports_submissionstep",
    "reports_reportreminder",
]  # fmt: skip


@pytest.fixture
def web(web_url: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(web_url) as connection:
        yield connection


def a_token(web: psycopg.Connection, of: Post) -> str:
    """A live session opened by the application, on another connection, committed."""
    token = uuid.uuid4().hex
    open_session(of, token)
    return token


@pytest.mark.parametrize("table", PROTECTED)
@pytest.mark.django_db
def test_without_a_session_no_row_is_seen(web, table):
    assert web.execute(f"select count(*) from {table}").fetchone() == (0,)


@pytest.mark.django_db
def test_a_forged_token_or_post_opens_nothing(web):
    web.execute("select set_config('vt.token', %s, true)", [uuid.uuid4().hex])
    assert web.execute("select vt.post(), vt.body(), vt.role()").fetchone() == (None, None, None)
    web.execute("select set_config('vt.post', %s, true)", [str(post("decider").id)])
    assert web.execute("select vt.post()").fetchone() == (None,)


@pytest.mark.django_db
def test_a_session_needs_the_applications_proof(web):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        web.execute(
            "select vt.open_session(%s, %s, now() + interval '1 hour', now() + interval '1 hour', %s)",
            [b"x" * 32, post("decider").id, b"y" * 32],
        )


@pytest.mark.parametrize(
    "sql",
    [
        "insert into agencies_opensession (token_hash, post_id, expires_at, ends_at) select 'x'::bytea, id, now(), now() from agencies_post limit 1",
        "select * from agencies_opensession",
        "select * from vt.proof_key",
        "insert into grants_grant (id) values (gen_random_uuid())",
        "update grants_grant set role = 'lead'",
        "delete from audit_entry",
        "update audit_entry set act = 'x'",
        "truncate audit_entry",
        "update cases_step set kind = 'note'",
        "update cases_stat set n = 0",
        "alter table cases_case disable row level security",
        "set role vongtay_owner",
    ],
)
@pytest.mark.django_db
def test_the_web_role_is_refused(web, sql):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        web.execute(sql)


@pytest.mark.django_db
def test_each_body_reaches_its_own_cases_and_no_other():
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff)
        assert Case.objects.filter(pk=case.pk).exists()
        assert Identity.objects.filter(person_id=case.person_id).exists()
    with acting("case_worker", OTHER_HEALTH):
        assert not Case.objects.exists()
        assert not Identity.objects.exists()
    with acting("case_worker"):
        assert not Case.objects.exists()  # not notified yet


@pytest.mark.parametrize("role", ["administrator", "auditor", "statistician", "legal_officer", "reporter"])
@pytest.mark.django_db
def test_roles_without_cases_see_none_even_where_their_body_leads(role):
    with acting("case_worker") as staff:
        a_case(staff)
        assert Case.objects.count() == 1
    with acting(role):
        assert Case.objects.count() == 0
        assert Identity.objects.count() == 0


@pytest.mark.django_db
def test_a_clerk_sees_the_case_but_not_who_it_is():
    with acting("case_worker") as staff:
        case = a_case(staff)
    with acting("clerk"):
        assert Case.objects.filter(pk=case.pk).exists()
        assert not Identity.objects.exists()
