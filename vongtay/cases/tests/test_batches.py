"""Many papers in one act: made by a job as the post that ordered, whole after a crash, never twice."""

import io
import os
import signal
import subprocess
import sys
import time
import uuid
import zipfile

import pypdf
import pytest
from django.conf import settings

from tests.cast import COMMUNE, POLICE, a_case, acting, body, post, sign_in
from tests.committed import Committed
from vongtay.cases import actions, jobs
from vongtay.common.access import NotAllowed, Refused
from vongtay.common.days import today
from vongtay.config import roles
from vongtay.home import upkeep
from vongtay.papers import actions as papers
from vongtay.papers.actions import batches
from vongtay.papers.models import Batch, BatchItem, Paper
from vongtay.people.vault import Facts, Vault

KINDS = ["reception", "notice", "confirmation"]


def order(staff, cases, kinds=KINDS, **changes) -> Batch:
    given = {"cases": cases, "kinds": kinds, "on": today(), "key": uuid.uuid4(), "by": staff} | changes
    return actions.order_batch(**given)


def states(batch: Batch) -> list[str]:
    return list(BatchItem.objects.filter(batch=batch).order_by("place").values_list("state", flat=True))


def test_a_batch_is_made_once_whatever_runs_again(committed_db: Committed):
    with acting("case_worker") as staff:
        key = uuid.uuid4()
        cases = [a_case(staff), a_case(staff, facts=Facts())]
        batch = order(staff, cases, key=key)
        assert order(staff, cases, key=key).pk == batch.pk
        assert batch.total == 6
    ordered_by = post("case_worker").id
    assert jobs.run_batch(batch.id, ordered_by) == 4
    assert jobs.run_batch(batch.id, ordered_by) == 0
    assert upkeep.resume_batches("demo") == 0
    with acting("case_worker"):
        batch.refresh_from_db()
        assert batch.state == "done"
        assert states(batch) == ["issued", "issued", "lacking"] * 2
        assert sorted(Paper.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
        lacking = BatchItem.objects.filter(batch=batch, state="lacking").first()
        assert lacking.lacks == ["identification.is_identified"]
        unnamed = BatchItem.objects.get(batch=batch, subject=cases[1].subject_id, kind="notice")
        assert "person.name" in unnamed.open_fields


def test_a_batch_stops_when_asked_and_when_its_post_has_ended(committed_db: Committed):
    with acting("case_worker") as staff:
        stopped, ended = order(staff, [a_case(staff)]), order(staff, [a_case(staff)])
        batches.stop(batch=stopped, by=staff)
        with pytest.raises(Refused):
            batches.stop(batch=stopped, by=staff)
    held = post("case_worker")
    assert jobs.run_batch(stopped.id, held.id) == 0
    with committed_db.owner() as owner:
        owner.execute("update agencies_post set valid_to = current_date - 2 where id = %s", [held.id])
    assert upkeep.resume_batches("demo") == 0
    with acting("clerk"):
        stopped.refresh_from_db()
        ended.refresh_from_db()
        assert (stopped.state, stopped.stop_reason) == ("stopped", "asked")
        assert (ended.state, ended.stop_reason) == ("stopped", "post_ended")
        assert not Paper.objects.exists()


def test_a_job_that_is_killed_leaves_no_gap_and_is_taken_up(committed_db: Committed):
    with acting("case_worker") as staff:
        batch = order(staff, [a_case(staff) for _turn in range(12)], ["reception", "notice", "support_record"])
    code = f"import django; django.setup(); from vongtay.cases import jobs; jobs.AT_ONCE = 4; jobs.run_batch('{batch.id}', '{post('case_worker').id}')"
    environment = {
        **os.environ, "DATABASE_URL": committed_db.server.url(roles.APP, committed_db.name), "VONGTAY_DATA": str(settings.DATA),
        "DJANGO_SETTINGS_MODULE": "vongtay.config.settings",
    }  # fmt: skip
    running = subprocess.Popen([sys.executable, "-c", code], env=environment)
    with committed_db.owner() as owner:
        while owner.execute("select count(*) from papers_paper").fetchone()[0] < 4:
            assert running.poll() is None, "ended before it could be killed"
            time.sleep(0.01)
        running.send_signal(signal.SIGKILL)
        running.wait()
        made = owner.execute("select count(*) from papers_paper").fetchone()[0]
        assert 4 <= made < 36
    assert upkeep.resume_batches("demo") == 36 - made
    with acting("case_worker"):
        assert sorted(Paper.objects.values_list("number", flat=True)) == list(range(1, 37))
        assert set(states(batch)) == {"issued"}


@pytest.mark.django_db
def test_only_who_issues_papers_of_all_the_cases_orders_them():
    with acting("receiver", COMMUNE) as staff:
        foreign = a_case(staff)
    with acting("case_worker") as staff:
        own = a_case(staff)
        for cases, kinds, error in (
            ([own, foreign], KINDS, NotAllowed),
            ([], KINDS, Refused),
            ([own], ["nonsense"], Refused),
            ([own], [], Refused),
        ):
            with pytest.raises(error):
                order(staff, cases, kinds)
    with acting("head") as staff, pytest.raises(NotAllowed):
        order(staff, [own])


def test_a_batch_goes_to_one_common_addressee_where_the_paper_has_one(committed_db: Committed):
    with acting("case_worker") as staff:
        cases = [a_case(staff), a_case(staff)]
        batch = order(staff, cases, ["verification_request", "reception"], to_body=body(POLICE))
        plain = order(staff, cases[:1], ["verification_request"])
    for one in (batch, plain):
        jobs.run_batch(one.id, post("case_worker").id)
    with acting("case_worker") as staff:
        for item in BatchItem.objects.filter(batch=batch).select_related("paper__pdf"):
            case = next(one for one in cases if one.subject_id == item.subject_id)
            _name, content = papers.open_file(item.paper.pdf, data_key=Vault.of(case.person_id).key, by=staff)
            words = " ".join(pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text().split())
            assert (body(POLICE).name in words) is (item.kind == "verification_request")
            assert "paper.to" not in item.open_fields
        assert "paper.to" in BatchItem.objects.get(batch=plain).open_fields


@pytest.mark.django_db
def test_a_batch_is_ordered_and_read_on_pages(client, django_assert_max_num_queries):
    with acting("case_worker") as staff:
        cases = [a_case(staff), a_case(staff)]
    sign_in(client, "case_worker")
    assert "Chưa có lần tạo nào" in client.get("/cases/batches/").content.decode()
    given = {
        "key": uuid.uuid4(),
        "cases": [case.code for case in cases],
        "kinds": KINDS,
        "issued_on": f"{today():%d/%m/%Y}",
        "with_identity": "on",
        "to_body": body(POLICE).pk,
    }
    assert client.post("/cases/batches/new/", given | {"cases": ["LS-26-XXXXX"]}).status_code == 422
    address = client.post("/cases/batches/new/", given).headers["Location"]
    assert "0/6" in client.get(address).content.decode()
    assert body(POLICE).name in client.get(address).content.decode()
    assert "0/6" in client.get(address, headers={"hx-request": "true"}).content.decode()
    jobs.run_batch(uuid.UUID(address.split("/")[3]), post("case_worker").id)
    with django_assert_max_num_queries(14):
        page = client.get(address).content.decode()
    assert "Chỉ cấp" not in page
    assert "Chưa ban hành: thiếu dữ liệu" in page
    merged = client.post(f"{address}all.pdf")
    assert len(pypdf.PdfReader(io.BytesIO(merged.content)).pages) >= 4
    packed = zipfile.ZipFile(io.BytesIO(client.post(f"{address}all.zip").content))
    assert len(packed.namelist()) == 8
    assert client.get(f"{address}all.pdf").status_code == 405
    log = client.get(f"/cases/{cases[0].code}/log/").content.decode()
    assert log.count("papers.open_file") or "Mở tệp" in log
    sign_in(client, "case_worker", "BN.SYT")
    assert client.get(address).status_code == 404
    assert client.post(f"{address}stop/").status_code == 404


@pytest.mark.django_db
def test_all_cases_that_stand_on_the_page_are_ordered_with_one_tick(client):
    with acting("case_worker") as staff:
        cases = [a_case(staff), a_case(staff)]
    sign_in(client, "case_worker")
    given = {"key": uuid.uuid4(), "kinds": KINDS[:1], "issued_on": f"{today():%d/%m/%Y}"}
    refused = client.post("/cases/batches/new/?state=received", given)
    assert (refused.status_code, "Hãy chọn ít nhất một hồ sơ." in refused.content.decode()) == (422, True)
    assert client.post("/cases/batches/new/?state=received", given | {"all_cases": "on"}).status_code == 302
    assert Batch.objects.get().items.count() == len(cases)
