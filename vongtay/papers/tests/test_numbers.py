"""What must hold when it is really committed: numbers under fifty hands, templates loaded again."""

import threading
import uuid
from dataclasses import replace
from datetime import date

from django.db import connection

from tests.cast import HEALTH, acting, body
from tests.committed import Committed
from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Post
from vongtay.papers import actions, load, queries
from vongtay.papers.blocks.design.fields import samples
from vongtay.papers.blocks.design.press import Files
from vongtay.papers.blocks.design.shape import Design, Part, Signer, to_json
from vongtay.papers.models import Paper, Register, Template, TemplateVersion
from vongtay.papers.shipped import shipped

ON = date(2026, 1, 5)
DESIGN = Design("Thông báo", "Về việc thử", "TB", parts=(Part("paragraph", "x"),), signers=(Signer("Giám đốc"),))


def test_loading_again_changes_nothing(committed_db: Committed):
    with committed_db.django_as_owner():
        before = TemplateVersion.objects.count()
        load.load_templates()
        assert TemplateVersion.objects.count() == before
        template = Template.objects.get(code="notice")
        ours = template.versions.get()
        TemplateVersion.objects.filter(pk=ours.pk).update(state="retired")
        admin = Post.objects.get(role="administrator", world="demo", body__code=HEALTH)
        theirs = TemplateVersion.objects.create(
            template=template, number=2, state="live", design=to_json(DESIGN), drafted_by=admin, drafted_user=admin.user_id,
            signed_off_by=admin, signed_off_user=uuid.uuid4(), live_at="2026-01-01T00:00Z",
        )  # fmt: skip
        newer = replace(shipped()[0], code="notice", design=to_json(DESIGN) | {"summary": "Về việc mới"}, row={})
        load._bring_up(template, newer)  # as a later release would
        theirs.refresh_from_db()
        assert theirs.state == "live"
        assert template.versions.get(number=3).state == "retired"


def test_fifty_who_issue_at_once_get_fifty_numbers_without_gap(committed_db: Committed):
    def quick(jobs):
        return [Files(b"PK", b"%PDF-") for _job in jobs]

    failures: list[BaseException] = []
    start = threading.Barrier(50)

    def issue_one() -> None:
        try:
            start.wait()
            with acting_as(post) as staff:
                actions.issue_filled(orders=[order], by=staff, make_all=quick)
        except BaseException as failure:  # noqa: BLE001  # told by the test
            failures.append(failure)
        finally:
            connection.close()

    post = Post.objects.get(role="case_worker", body__code=HEALTH, world="demo")
    with acting("case_worker"):
        order = actions.Filled(queries.live_version("notice"), samples(), ON)
    threads = [threading.Thread(target=issue_one) for _one in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with acting("clerk"):
        assert sorted(Paper.objects.values_list("number", flat=True)) == list(range(1, 51))
        assert Register.objects.get(body=body(HEALTH)).last == 50
