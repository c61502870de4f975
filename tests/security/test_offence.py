"""The criminal case and what may have resulted from the trafficking: past every view of ours, by SQL as the web role."""

import uuid

from tests.cast import OTHER_HEALTH, a_case, acting, post
from tests.committed import Committed
from tests.security.session import Session, token_of
from vongtay.agencies.roles import Role
from vongtay.cases.actions import FromPaper, crime

SECRET = ("cases_offender", "cases_proceeding", "cases_resultingoffence")


def test_the_web_role_reads_the_criminal_case_as_verifier_and_decider_only(committed_db: Committed):
    """By SQL alone, past every view and query of ours."""
    with acting("case_worker") as staff:
        case = a_case(staff)
    with acting("verifier") as staff:
        crime.add_offender(case=case, told=crime.Told("unknown", 2), by=staff, key=uuid.uuid4())
        facts = crime.StageFacts("tip", "ongoing", FromPaper("1/CAT", case.received_on), body_words="Công an")
        crime.record_proceeding(case=case, facts=facts, by=staff, key=uuid.uuid4())
        crime.add_resulting_offence(case=case, words="x", why="y", by=staff, key=uuid.uuid4())
    roles = [role for role in Role if role != Role.SERVICE]
    holder = post("case_worker")
    with committed_db.web() as opened:
        for role in roles:
            with committed_db.owner() as owner:
                owner.execute("update agencies_post set role = %s where id = %s", [role, holder.id])
            session = Session(opened, token_of(holder))
            seen = [table for table in SECRET if session.count(table)]
            assert seen == (list(SECRET) if role in {Role.VERIFIER, Role.DECIDER} else []), role
            assert session.ask("update cases_resultingoffence set ended_at = now() where true") == [
                (1 if seen else 0,)
            ], role
        with committed_db.owner() as owner:
            owner.execute("update agencies_post set role = 'case_worker' where id = %s", [holder.id])
        stranger = Session(opened, token_of(post("verifier", OTHER_HEALTH)))
        assert [table for table in SECRET if stranger.count(table)] == []
