"""The jobs, on committed data: each under the policies of its post, logged when it changed something."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from tests.cast import COMMUNE, OTHER_HEALTH, a_case, acting, body
from tests.committed import Committed
from vongtay.accounts.models import WebSession
from vongtay.audit import actions as audit
from vongtay.audit.models import Entry
from vongtay.cases.models import Case, Draft, Stat, StatDelta
from vongtay.common import crypto
from vongtay.common.ring import ring
from vongtay.grants import actions as grants
from vongtay.grants.models import Grant
from vongtay.home import command_audit, upkeep

WORLD = "demo"


@pytest.fixture
def data(settings, tmp_path: Path) -> Path:
    settings.DATA = tmp_path
    return tmp_path


def logged(act: str) -> list[tuple[str, str]]:
    with acting("auditor"):
        return list(Entry.objects.filter(act=act).values_list("job", "role"))


def test_sealing_seals_and_anchors_and_the_command_says_whole(committed_db: Committed, data, capsys):
    with acting("receiver", COMMUNE) as staff:
        audit.record("cases.receive", by=staff)
    assert upkeep.seal_log(WORLD) == 1
    assert upkeep.seal_log(WORLD) == 0
    assert (data / "anchors" / "audit.log").read_text().count("\n") == 1
    assert command_audit.main(["verify"]) == 0
    assert "Nhật ký nguyên vẹn." in capsys.readouterr().out


def test_the_command_tells_each_finding_and_gives_status_1(committed_db: Committed, data, capsys):
    with acting("receiver", COMMUNE) as staff:
        audit.record("cases.receive", by=staff)
        audit.record("cases.notify", by=staff)
    assert command_audit.main(["seal"]) == 0
    with committed_db.superuser() as superuser:
        superuser.execute("set session_replication_role = replica")
        superuser.execute("update audit_entry set act = 'x' where act = 'cases.notify'")
    assert command_audit.main(["verify"]) == 1
    printed = capsys.readouterr().out
    assert "đã bị sửa" in printed
    assert "KHÔNG nguyên vẹn" in printed


def test_in_a_world_without_bodies_there_is_nothing_to_do(committed_db: Committed, data, settings, capsys):
    settings.WORLD = "real"
    assert upkeep.seal_log("real") == upkeep.expire_grants("real") == upkeep.fold_counts("real") == 0
    assert command_audit.main(["verify"]) == 2
    assert "Chưa có chức danh" in capsys.readouterr().err


def test_grants_whose_time_is_over_end_and_that_is_logged_once(committed_db: Committed):
    with acting("case_worker") as staff:
        case = a_case(staff)
        grants.give(
            case.subject_id,
            body(OTHER_HEALTH).id,
            role="read",
            parts=["contact"],
            ground="notice",
            until=timezone.now() + timedelta(days=1),
        )
    assert upkeep.expire_grants(WORLD) == 0
    with committed_db.owner() as owner:
        owner.execute("update grants_grant set until_at = now() where until_at is not null")
    assert upkeep.expire_grants(WORLD) == 1
    assert upkeep.expire_grants(WORLD) == 0
    assert logged("grants.expire") == [("grants.expire", "service")]
    with acting("case_worker", OTHER_HEALTH):
        assert not Grant.objects.filter(ended_at__isnull=True).exists()


def test_kept_counts_fold_and_stay_equal(committed_db: Committed):
    with acting("case_worker") as staff:
        a_case(staff)
        a_case(staff)
    with acting("statistician"):
        before = sum(StatDelta.objects.values_list("n", flat=True)) + sum(Stat.objects.values_list("n", flat=True))
        assert before == 2
    assert upkeep.fold_counts(WORLD) == 1
    with acting("statistician"):
        assert not StatDelta.objects.exists()
        assert list(Stat.objects.values_list("n", flat=True)) == [2]


def test_old_drafts_and_sessions_go_and_young_ones_stay(committed_db: Committed):
    now = timezone.now()
    for number, age in enumerate((1, 8)):
        with acting("case_worker") as staff:
            key = crypto.new_data_key()
            Draft.objects.create(
                post_id=staff.post_id,
                form=f"f{number}",
                wrapped=crypto.wrap(ring(), key),
                content_ct=b"x",
                saved_at=now - timedelta(days=age),
            )
        WebSession.objects.create(session_key=str(number), session_data="", expire_date=now + timedelta(days=4 - age))
    assert upkeep.clear_drafts(WORLD) == 1
    upkeep.clear_sessions(WORLD)
    assert logged("cases.clear_drafts") == [("cases.clear_drafts", "service")]
    with acting("case_worker"):
        assert [draft.form for draft in Draft.objects.all()] == ["f0"]
    assert [session.session_key for session in WebSession.objects.all()] == ["0"]


def test_the_service_post_reaches_no_case(committed_db: Committed):
    with acting("case_worker") as staff:
        a_case(staff)
    with acting("service"):
        assert not Case.objects.exists()
        assert not Grant.objects.exists()
