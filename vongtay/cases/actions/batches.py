"""Ordering many papers for many cases in one act; a job makes them (cases/jobs.py)."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.cases.models import Case
from vongtay.cases.permissions import RULES, Act
from vongtay.common.access import NotAllowed, Refused, Staff, may
from vongtay.papers import actions as papers
from vongtay.papers import queries as templates
from vongtay.papers.actions import batches
from vongtay.papers.models import Batch

TASK = "papers.run_batch"
QUEUE = "papers"


@transaction.atomic
def order_batch(
    *,
    cases: Sequence[Case],
    kinds: Sequence[str],
    on: date,
    key: UUID,
    by: Staff,
    with_identity: bool = True,
    to_body: Body | None = None,
) -> Batch:
    """Order papers (codes of templates in use) for cases. The job begins when this transaction stands; the same `key` makes one batch.

    to_body: the addressee of all papers whose template has one; None: the receiver of each case.

    Errors: NotAllowed for a case on which the post may issue nothing; Refused for an unknown paper or too many.
    """
    if not all(may(RULES, Act.ISSUE_PAPER, by, case) for case in cases):
        raise NotAllowed(_("Your post issues no papers of one of these cases."))
    known = set(templates.live_versions().values_list("template__code", flat=True))
    if unknown := [kind for kind in kinds if kind not in known]:
        raise Refused(_("No template in use: %(codes)s.") % {"codes": ", ".join(unknown)})
    wanted = papers.BatchOrder(key, [case.subject_id for case in cases], kinds, on, with_identity, to_body)
    is_new = not Batch.objects.filter(pk=key).exists()
    batch = batches.order(wanted=wanted, by=by)
    if is_new:
        app.configure_task(TASK, queue=QUEUE).defer(batch_id=str(batch.id), post_id=str(by.post_id))
        audit.record("cases.order_batch", by=by, part="papers", details={"cases": len(cases), "kinds": list(kinds)})
    return batch
