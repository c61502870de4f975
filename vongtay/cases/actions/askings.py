"""Asking another body for a case that it holds: no fact about any case is told before it is granted on a ground."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.cases.actions.consent import share
from vongtay.cases.actions.grounds import Ground
from vongtay.cases.actions.reception import require
from vongtay.cases.models import Asking, Case
from vongtay.cases.permissions import Act
from vongtay.cases.sealed import new_key, seal
from vongtay.cases.states import AskingState
from vongtay.common.access import Refused, Staff, Stale
from vongtay.common.crypto import unwrap
from vongtay.common.ring import ring

TABLE = "cases_asking"


@transaction.atomic
def ask_for_case(*, key: UUID, to_body: Body, who: str, why: str, by: Staff) -> Asking:
    """Ask a body for the case of somebody whom it may know, with the reason. The same `key` again makes one."""
    require(Act.ASK_FOR_CASE, by)
    if (made := Asking.objects.filter(pk=key, from_body_id=by.body_id).first()) is not None:
        return made
    reasons = []
    if to_body.id == by.body_id or not to_body.signs_in:
        reasons.append(_("Choose another body that works here; ask others by letter."))
    if not who.strip() or not why.strip():
        reasons.append(_("Say whom you mean and why you need the case."))
    if reasons:
        raise Refused(*reasons)
    data_key, wrapped = new_key()
    asking = Asking(
        id=key, world=by.world, from_body_id=by.body_id, to_body=to_body, asked_by_id=by.post_id, wrapped=wrapped,
        who_ct=seal(data_key, TABLE, "who_ct", key, who.strip()), why_ct=seal(data_key, TABLE, "why_ct", key, why.strip()),
    )  # fmt: skip
    asking.save(force_insert=True)
    audit.record(Act.ASK_FOR_CASE, by=by, details={"to": to_body.code})
    return asking


def _locked(asking: Asking, version: int, by: Staff) -> Asking:
    require(Act.ANSWER_ASKING, by, asking)  # before the lock: the wall gives it to no other body
    now = Asking.objects.select_for_update(of=("self",)).select_related("from_body").get(pk=asking.pk)
    if now.version != version or now.state != AskingState.SENT:
        raise Stale(_("This request was answered meanwhile."))
    return now


@transaction.atomic
def grant_asking(  # which request, which case, what, on what ground: each is needed
    *, asking: Asking, case: Case, parts: Sequence[str], ground: Ground, version: int, by: Staff
) -> Asking:
    """Open chosen parts of a case that we lead to the body that asked, on a ground. Errors: as of `share`."""
    asking = _locked(asking, version, by)
    now = timezone.now()
    share(case=case, ground=ground, parts=parts, at=now, by=by, to_body=asking.from_body)
    asking.state, asking.code, asking.answered_at, asking.answered_by_id = (
        AskingState.GRANTED,
        case.code,
        now,
        by.post_id,
    )
    asking.version += 1
    asking.save()
    audit.record(
        Act.ANSWER_ASKING, by=by, subject_id=case.subject_id, details={"granted": True, "to": asking.from_body.code}
    )
    return asking


@transaction.atomic
def refuse_asking(*, asking: Asking, reason: str, version: int, by: Staff) -> Asking:
    """Refuse a request with its reason; nothing tells whether there is such a case."""
    asking = _locked(asking, version, by)
    if not reason.strip():
        raise Refused(_("A refusal needs its reason."))
    asking.reason_ct = seal(unwrap(ring(), asking.wrapped), TABLE, "reason_ct", asking.pk, reason.strip())
    asking.state, asking.answered_at, asking.answered_by_id = AskingState.REFUSED, timezone.now(), by.post_id
    asking.version += 1
    asking.save()
    audit.record(Act.ANSWER_ASKING, by=by, details={"granted": False, "to": asking.from_body.code})
    return asking
