"""A named helper near the home; never somebody who is suspected in the case."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.cases.actions import locked
from vongtay.cases.models import Case, Companion
from vongtay.common.access import Refused, Staff, Stale
from vongtay.common.vietnamese import tidy
from vongtay.people.models import Identity
from vongtay.people.queries import vaults_of
from vongtay.people.vault import Vault
from vongtay.support.actions.base import require
from vongtay.support.models import Helper
from vongtay.support.permissions import Act
from vongtay.support.states import HelperKind


@dataclass(frozen=True)
class Near:
    """Who helps near the home. companion: the relative of the case that they are."""

    kind: str
    name: str
    reach: str
    from_on: date
    companion: Companion | None = None

    def __repr__(self) -> str:
        return f"Near({self.kind})"


@transaction.atomic
def name_helper(*, key: UUID, case: Case, near: Near, by: Staff) -> Helper:
    """Name a helper. The same `key` again gives the helper named the first time. Errors: Refused, also for who is suspected."""
    require(Act.NAME_HELPER, by, case)
    case = locked(case)
    if (made := Helper.objects.filter(pk=key, case=case).first()) is not None:
        return made
    reasons = []
    if not near.name.strip() or not near.reach.strip():
        reasons.append(_("Give the name, and how the helper is reached."))
    if near.companion is not None and (near.companion.case_id != case.pk or near.kind != HelperKind.RELATIVE):
        reasons.append(_("Only a relative of this case can be chosen."))
    if _is_suspected(case, near):
        reasons.append(_("Somebody suspected in this case bears this name or is this person: they can't be a helper."))
    if reasons:
        raise Refused(*reasons)
    vault = Vault.of(case.person_id)
    row = Helper(id=key, subject_id=case.subject_id, case=case, entered_by_id=by.post_id, kind=near.kind, companion=near.companion,
                 from_on=near.from_on)  # fmt: skip
    row.name_ct = vault.seal("support_helper", "name_ct", key, near.name.strip()) or b""
    row.reach_ct = vault.seal("support_helper", "reach_ct", key, near.reach.strip()) or b""
    row.save(force_insert=True)
    audit.record(Act.NAME_HELPER, by=by, subject_id=case.subject_id, details={"kind": near.kind})
    return row


def _is_suspected(case: Case, near: Near) -> bool:
    if near.companion is not None and near.companion.is_suspect:
        return True
    suspects = [row.person_id for row in case.companions.filter(ended_at__isnull=True) if row.is_suspect]
    vaults = vaults_of(suspects) if suspects else {}
    wanted = tidy(near.name).casefold()
    for identity in Identity.objects.filter(person_id__in=vaults):
        for column in ("name_ct", "other_names_ct"):
            vault = vaults[identity.person_id]
            name = vault.open("people_identity", column, identity.person_id, getattr(identity, column))
            if name and tidy(name).casefold() == wanted:
                return True
    return False


@transaction.atomic
def end_helper(*, helper: Helper, to_on: date, version: int, by: Staff) -> Helper:
    """Say until which day a helper helped."""
    case = locked(helper.case)
    require(Act.END_HELPER, by, case)
    row = Helper.objects.select_for_update(of=("self",)).get(pk=helper.pk)
    if row.version != version or row.to_on is not None:
        raise Stale(_("Somebody else has changed this meanwhile. Your entries stand below; compare and save again."))
    if to_on < row.from_on:
        raise Refused(_("The last day lies before the first."))
    row.to_on, row.version = to_on, version + 1
    row.save()
    audit.record(Act.END_HELPER, by=by, subject_id=case.subject_id)
    return row
