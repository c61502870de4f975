"""A few papers of the demo, issued through the acts, and a template that is being written: its pages are not empty."""

from django.db import transaction

from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Post
from vongtay.agencies.roles import Role, World
from vongtay.cases import paperwork
from vongtay.cases.models import Case
from vongtay.cases.paper_values import Asked
from vongtay.common.days import today
from vongtay.papers import actions as papers
from vongtay.papers import queries as templates
from vongtay.papers.actions.templates import begin_version
from vongtay.papers.models import Paper

BODY = "LS.SYT"
KINDS = ("reception", "support_record")


def load_papers() -> int:
    """Issue some papers of the department's newest cases, take one number back, begin a template's next version. Gives how many."""
    posts = {
        role: Post.objects.get(role=role, body__code=BODY, world=World.DEMO)
        for role in (Role.CASE_WORKER, Role.CLERK, Role.ADMINISTRATOR)
    }
    if Paper.objects.filter(body__code=BODY, kind__in=KINDS, world=World.DEMO).exists():
        return 0
    with transaction.atomic():
        with acting_as(posts[Role.CASE_WORKER]) as staff:
            cases = Case.objects.filter(lead_id=staff.body_id, world=World.DEMO).select_related(
                "place", "received_by", "home_province", "person"
            )
            issued = [
                paperwork.issue(case, templates.live_version(kind), asked=Asked(today()), with_identity=True, by=staff)
                for case in cases.order_by("-received_at")[:3] for kind in KINDS
            ]  # fmt: skip
        with acting_as(posts[Role.CLERK]) as staff:
            if issued:
                papers.cancel_number(paper=issued[-1], reason="not_sent", replaced_by=None, by=staff)
        with acting_as(posts[Role.ADMINISTRATOR]) as staff:
            version = templates.live_version("handover")
            begin_version(template=version.template, design=version.design, note="Thêm phần tư trang", by=staff)
    return len(issued)
