"""Referring somebody to social assistance after the decision: a request for help that never moves the lead."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.cases.actions.grounds import Ground, Leaving, require_ground
from vongtay.cases.actions.notices import GROUND_SOCIAL
from vongtay.cases.actions.reception import add_step, locked, require
from vongtay.cases.models import Case, Referral
from vongtay.cases.permissions import Act
from vongtay.cases.states import REFERABLE, ReferralKind, ReferralState, StepKind
from vongtay.common.access import Refused, Staff, WrongState
from vongtay.common.days import day_in_vietnam
from vongtay.grants import actions as grants
from vongtay.law import queries as law
from vongtay.people.vault import Vault

# What a body of social assistance reads: how it may help, and who the person is only where the officer says so.
BY_CODE = ("support",)
BY_NAME = ("identity", "contact", "support")


@dataclass(frozen=True)
class Asked:
    """What is asked of a body of social assistance. `why`: why this body; no article is known that names one."""

    what: str
    why: str
    with_identity: bool
    until_on: date

    def __repr__(self) -> str:
        return "Asked(…)"


@transaction.atomic
def refer_to_social(*, key: UUID, case: Case, to_body: Body, asked: Asked, by: Staff, ground: Ground) -> Referral:
    """Ask a body of the province, on a ground, to help somebody who was not identified. The same `key` again gives the same referral.

    The body reads what it needs until the day given; one that reads the case already keeps what it has.
    """
    require(Act.REFER, by, case)
    case = locked(case)
    if (made := Referral.objects.filter(pk=key, case=case).first()) is not None:
        return made
    _check(case, to_body, asked, by)
    parts = BY_NAME if asked.with_identity else BY_CODE
    vault, now = Vault.of(case.person_id), timezone.now()
    referral = Referral(
        id=key, subject_id=case.subject_id, case=case, kind=ReferralKind.SOCIAL, from_body_id=by.body_id, to_body=to_body, rule_id=law.CUSTOM,
        parts=list(parts), until_on=asked.until_on, sent_at=now, sent_by_id=by.post_id,
    )  # fmt: skip
    referral.asked_ct = vault.seal("cases_referral", "asked_ct", referral.pk, asked.what.strip())
    referral.save(force_insert=True)
    require_ground(case=case, ground=ground, what=Leaving(parts, now, to_body, referral=referral), by=by)
    if to_body.id not in case.bodies:
        until = timezone.make_aware(datetime.combine(asked.until_on, time.max.replace(microsecond=0)))
        grants.give(case.subject_id, to_body.id, role="support", parts=parts, ground=GROUND_SOCIAL, until=until)
    add_step(
        case, StepKind.REFERRED, by=by, at=now, rule_id=law.CUSTOM, note=asked.why.strip(),
        details={"to": to_body.short_name, "with_identity": asked.with_identity},
    )  # fmt: skip
    audit.record(Act.REFER, by=by, subject_id=case.subject_id, details={"to": to_body.code, "parts": sorted(parts)})
    return referral


def _check(case: Case, to_body: Body, asked: Asked, by: Staff) -> None:
    if case.state not in REFERABLE:
        raise WrongState(_("Only somebody who was not identified, or whose case is undetermined, is referred."))
    today = day_in_vietnam(timezone.now())
    reasons = []
    if to_body.id == by.body_id or to_body.province_id != by.province_id or (to_body.valid_to or today) < today:
        reasons.append(_("Choose another body of your province that works today."))
    if not asked.what.strip():
        reasons.append(_("Say what is asked for."))
    if not asked.why.strip():
        reasons.append(_("Say why this body is chosen: no basis was seen that names one."))
    if asked.until_on < today:
        reasons.append(_("The last day of the reach lies in the past."))
    if Referral.objects.filter(case=case, to_body=to_body, state=ReferralState.SENT).exists():
        reasons.append(_("This body has a notice of this case that waits for its answer."))
    if reasons:
        raise Refused(*reasons)
