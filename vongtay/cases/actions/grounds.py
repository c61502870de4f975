"""The one gate of everything that leaves: a ground or a live consent, written down with what was shared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.cases.models import Abroad, Case, Consent, Referral, Sharing
from vongtay.cases.queries import grantees_of
from vongtay.cases.states import GroundKind, Purpose
from vongtay.common.access import Refused, Staff
from vongtay.common.days import day_in_vietnam
from vongtay.people.vault import Vault


@dataclass(frozen=True)
class Ground:
    """On what something leaves: Art. 19(1) a-d or an override with one line why, or a live consent for that purpose; until when."""

    kind: str
    why: str = ""
    consent_id: UUID | None = None
    purpose: str = Purpose.REFERRAL
    until: datetime | None = None

    def __repr__(self) -> str:
        return f"Ground({self.kind})"


@dataclass(frozen=True)
class Leaving:
    """What would leave: which parts, when, to which body or to whom in words, by which notice."""

    parts: Sequence[str]
    at: datetime
    to_body: Body | None = None
    to_words: str = ""
    referral: Referral | None = None

    def __repr__(self) -> str:
        return f"Leaving({sorted(self.parts)})"


def require_ground(*, case: Case | Abroad, ground: Ground, what: Leaving, by: Staff) -> Sharing:
    """Let something leave on a ground, and write down what, to whom and why; part of the act that shares.

    case: the case, or the entry of the abroad list, from which it leaves. Consents stand in cases alone.

    Errors: Refused without a ground that holds for this purpose, these parts and this receiver.
    """
    if ground.kind not in GroundKind.values or (ground.kind != GroundKind.CONSENT and not ground.why.strip()):
        raise Refused(_("Choose the ground on which this is shared, and say why in one line."))
    to = what.to_body
    if ground.until is not None and ground.until <= what.at:
        raise Refused(_("The time of sharing ends before it begins."))
    if ground.until is not None and to is not None and any(row.body_id == to.id for row in grantees_of(case)):
        raise Refused(_("This body reaches the case already: a further sharing can't give its reach a period."))
    # No consent stands under an entry of the list: there, none is found.
    consent = _live_consent(case, ground, what) if ground.kind == GroundKind.CONSENT else None
    of_case, of_entry = (case, None) if isinstance(case, Case) else (None, case)
    sharing = Sharing(
        subject_id=case.subject_id, case=of_case, entry=of_entry, entered_by_id=by.post_id, ground=ground.kind, consent=consent, purpose=ground.purpose,
        parts=sorted(what.parts), to_body=to, shared_at=what.at, until_at=ground.until, referral=what.referral,
    )  # fmt: skip
    vault = Vault.of(case.person_id)
    sharing.why_ct = vault.seal("cases_sharing", "why_ct", sharing.pk, ground.why.strip())
    sharing.to_ct = vault.seal("cases_sharing", "to_ct", sharing.pk, what.to_words.strip())
    sharing.save(force_insert=True)
    act = "cases.override_ground" if ground.kind == GroundKind.OVERRIDE else "cases.use_ground"
    audit.record(act, by=by, subject_id=case.subject_id, details={"ground": ground.kind, "purpose": ground.purpose})
    return sharing


def _live_consent(case: Case | Abroad, ground: Ground, what: Leaving) -> Consent:
    """Give the consent named, locked, if it holds for all of this. Errors: Refused with what is missing."""
    consent = (
        Consent.objects.select_for_update(of=("self",))
        .filter(pk=ground.consent_id or UUID(int=0), subject_id=case.subject_id)
        .first()
    )
    if consent is None:
        raise Refused(_("Choose the consent on which this is shared."))
    reasons, day, to = [], day_in_vietnam(what.at), what.to_body
    if consent.withdrawn_on is not None:
        reasons.append(_("This consent was withdrawn."))
    if day < consent.given_on or (consent.until_on is not None and day > consent.until_on):
        reasons.append(_("This consent does not hold on that day."))
    if consent.purpose != ground.purpose:
        reasons.append(_("This consent was given for another purpose."))
    if set(what.parts) - set(consent.parts):
        reasons.append(_("This consent does not cover all the parts that would be shared."))
    if (consent.to_body_id or consent.to_ct) and consent.to_body_id != (to.id if to else None):
        reasons.append(_("This consent was given for another receiver."))
    if reasons:
        raise Refused(*reasons)
    return consent
