"""Consent given and withdrawn; sharing chosen parts for a period outside the notices."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.cases.actions.grounds import Ground, Leaving, require_ground
from vongtay.cases.actions.reception import add_step, locked, moment_of, require
from vongtay.cases.models import Case, Companion, Consent, Sharing
from vongtay.cases.permissions import Act
from vongtay.cases.queries import grantees_of, suspects_of
from vongtay.cases.rules import age_on, why_not_consent, why_not_day
from vongtay.cases.states import GroundKind, StepKind
from vongtay.common.access import Refused, Staff, Stale
from vongtay.common.days import day_in_vietnam
from vongtay.grants import actions as grants
from vongtay.people.vault import Vault


@dataclass(frozen=True)
class Given:
    """What was consented to, by whom and how. `to_words`: somebody who is none of our bodies."""

    purpose: str
    parts: Sequence[str]
    how: str
    given_on: date
    by_person: bool
    by_representative: bool = False
    representative: Companion | None = None
    to_body: Body | None = None
    to_words: str = ""
    until_on: date | None = None
    note: str = ""
    scan_id: UUID | None = None

    def __repr__(self) -> str:
        return f"Given({self.purpose})"


@transaction.atomic
def give_consent(*, case: Case, given: Given, by: Staff, key: UUID) -> Consent:
    """Write down a consent for one purpose. The same `key` again gives the one made the first time."""
    require(Act.CONSENT, by, case)
    if (made := Consent.objects.filter(pk=key, case=case).first()) is not None:
        return made
    case = locked(case)
    age = age_on(case.age_years, case.received_on, given.given_on)
    reasons = why_not_day(given.given_on, event_on=case.event_on, today=day_in_vietnam(timezone.now()))
    reasons += why_not_consent(
        age, by_person=given.by_person, by_representative=given.by_representative, why=given.note
    )
    if not given.parts:
        reasons.append(_("Say which parts may be shared."))
    if given.until_on and given.until_on < given.given_on:
        reasons.append(_("The end lies before the day on which it was given."))
    if given.representative and given.representative.case_id != case.pk:
        reasons.append(_("This representative is not in the case."))
    if given.representative and given.representative.person_id in suspects_of(case):
        reasons.append(_("The legal representative is suspected and can't consent for the person: name somebody else."))
    if reasons:
        raise Refused(*reasons)
    vault = Vault.of(case.person_id)
    consent = Consent(
        id=key, subject_id=case.subject_id, case=case, entered_by_id=by.post_id, purpose=given.purpose, parts=sorted(given.parts),
        to_body=given.to_body, by_person=given.by_person, by_representative=given.by_representative, representative=given.representative,
        age_then=age, how=given.how, given_on=given.given_on, until_on=given.until_on, scan_id=given.scan_id,
        to_ct=vault.seal("cases_consent", "to_ct", key, given.to_words.strip()),
        note_ct=vault.seal("cases_consent", "note_ct", key, given.note.strip()),
    )  # fmt: skip
    consent.save(force_insert=True)
    add_step(case, StepKind.CONSENT, by=by, at=moment_of(given.given_on), details={"purpose": given.purpose})
    audit.record(Act.CONSENT, by=by, subject_id=case.subject_id, details={"purpose": given.purpose})
    return consent


@transaction.atomic
def withdraw_consent(*, consent: Consent, withdrawn_on: date, version: int, by: Staff) -> list[Body]:
    """Withdraw a consent: nothing more leaves on it, and reach that rested on it alone ends. Gives the bodies whose reach ended.

    A body that leads, or to which something was shared on a ground of the law, keeps what that ground gives.
    """
    require(Act.CONSENT, by, consent.case)
    case = locked(consent.case)
    consent = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    if consent.version != version or consent.withdrawn_on is not None:
        raise Stale(_("This consent was withdrawn already."))
    if reasons := why_not_day(withdrawn_on, event_on=consent.given_on, today=day_in_vietnam(timezone.now())):
        raise Refused(*reasons)
    consent.withdrawn_on, consent.withdrawn_at, consent.withdrawn_by_id = withdrawn_on, timezone.now(), by.post_id
    consent.version += 1
    consent.save()
    ended = _end_reach(case, consent, by)
    add_step(case, StepKind.CONSENT_WITHDRAWN, by=by, at=moment_of(withdrawn_on), details={"purpose": consent.purpose})
    audit.record(
        "cases.withdraw_consent", by=by, subject_id=case.subject_id, details={"ended": [b.code for b in ended]}
    )
    return ended


def _end_reach(case: Case, consent: Consent, by: Staff) -> list[Body]:
    """End the grants that this consent alone gave; only the body that leads can."""
    if case.lead_id != by.body_id:
        return []
    others = set(
        Sharing.objects.filter(case=case, to_body__isnull=False)
        .exclude(ground=GroundKind.CONSENT, consent=consent)
        .exclude(ground=GroundKind.CONSENT, consent__withdrawn_on__isnull=False)
        .values_list("to_body_id", flat=True)
    )
    under = Sharing.objects.filter(consent=consent, to_body__isnull=False).values_list("to_body_id", flat=True)
    kept = others | {by.body_id, case.received_by_id}
    ended = Body.objects.filter(pk__in=(set(under) - kept) & set(case.bodies))
    for body in ended:
        grants.end(case.subject_id, body.id)
    return list(ended)


@transaction.atomic
def share(
    *, case: Case, ground: Ground, parts: Sequence[str], at: datetime, by: Staff, to_body: Body | None = None, to_words: str = ""
) -> Sharing:  # fmt: skip
    """Share chosen parts, for a period if the ground has one, outside a notice: with a body, or with somebody in words."""
    require(Act.SHARE, by, case)
    case = locked(case)
    reasons = why_not_day(day_in_vietnam(at), event_on=case.event_on, today=day_in_vietnam(timezone.now()))
    if (to_body is None) == (not to_words.strip()):
        reasons.append(_("Say to whom: one of the bodies, or somebody in words."))
    if to_body is not None and to_body.id == by.body_id:
        reasons.append(_("A body shares nothing with itself."))
    if not parts:
        reasons.append(_("Say which parts are shared."))
    if reasons:
        raise Refused(*reasons)
    sharing = require_ground(case=case, ground=ground, what=Leaving(parts, at, to_body, to_words), by=by)
    if to_body is not None:
        if any(row.body_id == to_body.id and row.until is not None for row in grantees_of(case)):
            raise Refused(_("This body reaches the case for a period already; share more once it is over."))
        grants.give(case.subject_id, to_body.id, role="read", parts=parts, ground=ground.kind, until=ground.until)
    details = {"to": to_body.short_name if to_body else "", "purpose": ground.purpose}
    add_step(case, StepKind.SHARED, by=by, at=at, details=details)
    audit.record(Act.SHARE, by=by, subject_id=case.subject_id, details={"ground": ground.kind, "parts": sorted(parts)})
    return sharing
