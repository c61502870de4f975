"""Invented letters of the demo: papers that went out in each way, a link that waits, papers that arrived, an old file scanned."""

from collections.abc import Sequence
from datetime import date, timedelta
from io import BytesIO
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from pypdf import PdfWriter

from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Body, Post
from vongtay.agencies.roles import Role, World
from vongtay.cases import actions, paperwork
from vongtay.cases.models import Case, CaseFile
from vongtay.cases.paper_values import Asked
from vongtay.cases.states import OUTCOMES, FileKind
from vongtay.common.access import Staff
from vongtay.common.days import day_in_vietnam
from vongtay.papers import actions as papers
from vongtay.papers.models import Paper
from vongtay.papers.queries import live_version
from vongtay.papers.states import Way

ROOT = UUID("5f3f6d0e-6c8a-4f0e-9a53-0d6a5d1c9b20")
BODY, POLICE, MISSION = "LS.SYT", "LS.CAT", "VN.CQDD.TQ"
LETTERS = [
    ("Bộ Y tế (giả định)", "1502/BYT-VP", "V/v báo cáo định kỳ", ""),
    ("Sở Tư pháp (giả định)", "88/STP-HCTP", "V/v phối hợp trợ giúp pháp lý", "urgent"),
    ("Sở Tài chính (giả định)", "310/STC-HCSN", "V/v dự toán năm sau", ""),
]


@transaction.atomic
def load_deliveries() -> int:
    """Issue and deliver some papers and register some that arrived, unless that was done. Gives how many files a case got."""
    if CaseFile.objects.filter(pk=_key("file")).exists():
        return 0
    posts = {post.role: post for post in Post.objects.filter(body__code=BODY, world=World.DEMO)}
    with acting_as(posts[Role.CASE_WORKER]) as by:
        cases = list(
            Case.objects.filter(lead_id=by.body_id, world=World.DEMO, state__in=OUTCOMES)
            .select_related("person")
            .order_by("-decided_on")[:3]
        )
        if len(cases) == 3:
            _went_out(cases, by)
            _scanned(cases[2], by)
    with acting_as(posts[Role.CLERK]) as by:
        _arrived(by)
    return len(cases)


def _key(name: str) -> UUID:
    return uuid5(ROOT, name)


def _today() -> date:
    return day_in_vietnam(timezone.now())


def _issued(case: Case, by: Staff, on: date) -> Paper:
    return paperwork.issue(case, live_version("decision"), asked=Asked(on), with_identity=False, by=by)


def _went_out(cases: Sequence[Case], by: Staff) -> None:
    """Tell three papers: sent long ago without a receipt, received by hand, behind a link that waits."""
    today = _today()
    days = (today - timedelta(days=20), today - timedelta(days=6), today)
    told = sorted(cases, key=lambda case: case.decided_on or today)
    first, second, third = (
        _issued(case, by, max(day, case.decided_on or day)) for case, day in zip(told, days, strict=True)
    )
    owners = [actions.owner_of(case) for case in told]
    to_police = papers.Receiver(body=Body.objects.get(code=POLICE))
    papers.deliver(
        key=_key("post"), paper=first, to=to_police, how=Way.POST, sent_on=first.issued_on, by=by, owner=owners[0]
    )
    given = papers.deliver(
        key=_key("hand"), paper=second, to=papers.Receiver(is_person=True), how=Way.HAND, sent_on=second.issued_on, by=by, owner=owners[1]
    )  # fmt: skip
    papers.note_receipt(
        delivery=given, on=second.issued_on, who="Chính người có hồ sơ ký nhận (giả định)", by=by, owner=owners[1]
    )
    papers.make_link(
        key=_key("link"), paper=third, to_body=Body.objects.get(code=MISSION), days=14, by=by, owner=owners[2]
    )


def _scanned(case: Case, by: Staff) -> None:
    """Scan an old paper file of four empty pages into a case, and name what is in it."""
    writer, file = PdfWriter(), BytesIO()
    for _page in range(4):
        writer.add_blank_page(width=595, height=842)
    writer.write(file)
    upload = papers.Upload("ho-so-cu.pdf", file.getvalue())
    entry = actions.add_file(key=_key("file"), case=case, kind=FileKind.OLD_FILE, upload=upload, by=by)
    for page, kind, sign in ((1, FileKind.MINUTES, "07/BB-UBND"), (3, FileKind.LETTER, "45/CAT-PC02")):
        actions.index_document(entry=entry, document=actions.Document(page, kind, date(2019, 4, 2), sign), by=by)


def _arrived(by: Staff) -> None:
    today = _today()
    for number, (sender, sign, summary, urgency) in enumerate(LETTERS):
        day = today - timedelta(days=5 - number)
        arrived = papers.Arrived(
            sign=sign, dated_on=day, arrived_on=day, sender_text=sender, summary=summary, urgency=urgency
        )
        papers.register_incoming(key=_key(sign), arrived=arrived, by=by)
