"""Makes the papers of a batch as the post that ordered it: a few at a time, each few in one transaction, so it can stop anywhere."""

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db import DatabaseError
from django.utils import timezone

from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Post
from vongtay.cases import paperwork
from vongtay.cases.actions import add_step
from vongtay.cases.actions.letters import owner_of
from vongtay.cases.models import Case
from vongtay.cases.paper_values import Asked, Printed, issuer_values, values_of
from vongtay.cases.queries import visible_to
from vongtay.cases.states import StepKind
from vongtay.common.access import Refused, Staff
from vongtay.papers import actions as papers
from vongtay.papers import queries as templates
from vongtay.papers.actions import batches
from vongtay.papers.blocks.design.fill import missing
from vongtay.papers.blocks.design.press import Press
from vongtay.papers.blocks.design.shape import from_json
from vongtay.papers.models import Batch, BatchItem

# Papers of one transaction: the register waits for them, about a second.
AT_ONCE = 16
logger = logging.getLogger(__name__)


class PostEndedError(Exception):
    """The post that ordered the batch is not held any more, or its account is closed."""


@contextmanager
def _acting(post: Post) -> Iterator[Staff]:
    with ExitStack() as stack:
        try:
            staff = stack.enter_context(acting_as(post))
        except (Refused, DatabaseError) as ended:
            raise PostEndedError from ended
        yield staff


def run_batch(batch_id: UUID, post_id: UUID) -> int:
    """Make what is still waiting in a batch. Gives how many papers were issued now. Safe to run twice, at once, or after a crash.

    Errors: PostEndedError; whoever runs the job abandons the batch then.
    """
    post = Post.objects.get(pk=post_id)
    issued = 0
    with Press() as press:
        while (made := _advance(batch_id, post, press)) is not None:
            issued += made
    with _acting(post) as staff:
        if batch := Batch.objects.filter(pk=batch_id).first():
            batches.finish(batch=batch, by=staff)
    return issued


def _advance(batch_id: UUID, post: Post, press: Press) -> int | None:
    """Make the next few papers; one that can't be made is found by trying them singly, and set aside. None: nothing waits."""
    try:
        return _some(batch_id, post, press, AT_ONCE)
    except PostEndedError:
        raise
    except Exception:
        logger.exception("papers.batch_few_failed")
    try:
        return _some(batch_id, post, press, 1)
    except PostEndedError:
        raise
    except Exception:
        logger.exception("papers.batch_one_failed")
    with _acting(post):
        for item in batches.waiting_of(batch_id, 1):
            batches.settle(item, paper=None, lacks=["error"])
    return 0


def _some(batch_id: UUID, post: Post, press: Press, most: int) -> int | None:
    with _acting(post) as staff:
        items = batches.waiting_of(batch_id, most)
        return _issue_some(items, staff, press) if items else None


def _issue_some(items: list[BatchItem], staff: Staff, press: Press) -> int:
    """Issue what can be issued of some items, and note of the others what they lack."""
    batch = items[0].batch
    versions = {version.template.code: version for version in templates.live_versions()}
    cases = _cases_of(items, staff)
    kinds = frozenset(item.kind for item in items)
    shared = Shared(issuer_values(staff), paperwork.groups_of(versions[kind] for kind in kinds if kind in versions))
    printed = {subject: _printed(case, batch, staff, shared) for subject, case in cases.items()}
    owners = {subject: owner_of(case) for subject, case in cases.items()}
    ready: list[tuple[BatchItem, papers.Filled]] = []
    for item in items:
        case, version = cases.get(item.subject_id), versions.get(item.kind)
        if case is None or version is None:
            batches.settle(item, paper=None, lacks=["case" if case is None else "template"])
        elif stops := paperwork.what_stops(version, printed[case.subject_id]):
            batches.settle(item, paper=None, lacks=[lack.field for lack in stops])
        else:
            values, owner = printed[case.subject_id], owners[case.subject_id]
            ready.append((item, paperwork.filled(case, version, values, batch.issued_on, owner)))
    made = papers.issue_filled(orders=[order for _item, order in ready], by=staff, make_all=press.make_all)
    for (item, order), paper in zip(ready, made, strict=True):
        lacks = missing(from_json(order.version.design), order.values)
        batches.settle(item, paper=paper, lacks=[], open_fields=[lack.field for lack in lacks])
        details = {"kind": item.kind, "sign": paper.sign}
        add_step(cases[item.subject_id], StepKind.PAPER, by=staff, at=timezone.now(), paper=paper, details=details)
    return len(made)


def _cases_of(items: list[BatchItem], staff: Staff) -> dict[UUID, Case]:
    wanted = Case.objects.filter(visible_to(staff), subject_id__in={item.subject_id for item in items})
    return paperwork.by_subject(wanted.select_related("place", "received_by", "home_province", "person"))


@dataclass(frozen=True)
class Shared:
    """What the papers of a few share: the head of the body, the groups of fields that they name."""

    issuer: Printed
    groups: frozenset[str]


def _printed(case: Case, batch: Batch, staff: Staff, shared: Shared) -> Printed:
    """Give the values of a case; without the identity where the body was not granted it (the refused look is logged)."""
    try:
        facts = paperwork.looked_at(case, with_identity=batch.with_identity, by=staff)
    except Refused:
        facts = None
    asked = Asked(batch.issued_on, to=batch.to_body.name if batch.to_body else "")
    return values_of(case, staff, facts=facts, asked=asked, issuer=shared.issuer, wanted=shared.groups)
