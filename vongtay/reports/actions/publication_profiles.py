"""The rules of publication are changed by two persons: one proposes, another confirms."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.common.access import NotAllowed, Refused, Staff
from vongtay.common.saving import check_in_words
from vongtay.reports.keeping import require
from vongtay.reports.models import PublicationProfile
from vongtay.reports.permissions import Act


@dataclass(frozen=True)
class Rules:
    """The rules of an audience."""

    kind: str
    k: int
    in_province: int
    in_nation: int
    why: str


@transaction.atomic
def propose_profile(*, key: UUID, rules: Rules, by: Staff) -> PublicationProfile:
    """Propose other rules for an audience; they hold once somebody else confirms them. Errors: NotAllowed, Refused."""
    require(Act.CHANGE_PROFILE, by)
    if (made := PublicationProfile.objects.filter(pk=key).first()) is not None:
        return made
    rows = PublicationProfile.objects.filter(world=by.world, province_id=by.province_id, kind=rules.kind)
    if rows.filter(confirmed_at__isnull=True, dropped_at__isnull=True).exists():
        raise Refused(_("A change of these rules waits already: confirm or drop it first."))
    last = rows.aggregate(last=Max("version"))["last"] or 0
    row = PublicationProfile(
        id=key, world=by.world, province_id=by.province_id, kind=rules.kind, version=last + 1, k=rules.k, in_province=rules.in_province,
        in_nation=rules.in_nation, why=rules.why, proposed_by_id=by.post_id, proposed_user=by.account,
    )  # fmt: skip
    check_in_words(row)
    row.save(force_insert=True)
    audit.record(Act.CHANGE_PROFILE, by=by, details={"kind": rules.kind, "version": row.version, "k": rules.k})
    return row


@transaction.atomic
def confirm_profile(*, profile: PublicationProfile, by: Staff) -> None:
    """Confirm rules that somebody else proposed: from now on they hold for what is proposed. Errors: NotAllowed, Refused."""
    require(Act.CHANGE_PROFILE, by)
    row = _open(profile)
    if row.proposed_user == by.account:
        raise NotAllowed(_("You proposed this: a second person confirms it."))
    row.confirmed_at, row.confirmed_by_id, row.confirmed_user = timezone.now(), by.post_id, by.account
    row.save(update_fields=["confirmed_at", "confirmed_by_id", "confirmed_user"])
    audit.record(Act.CHANGE_PROFILE, by=by, details={"kind": row.kind, "version": row.version, "confirmed": True})


@transaction.atomic
def drop_profile(*, profile: PublicationProfile, by: Staff) -> None:
    """Drop a change that nobody confirmed. Errors: NotAllowed, Refused."""
    require(Act.CHANGE_PROFILE, by)
    row = _open(profile)
    row.dropped_at = timezone.now()
    row.save(update_fields=["dropped_at"])
    audit.record(Act.CHANGE_PROFILE, by=by, details={"kind": row.kind, "version": row.version, "dropped": True})


def _open(profile: PublicationProfile) -> PublicationProfile:
    rows = PublicationProfile.objects.select_for_update().filter(pk=profile.pk)
    row = rows.filter(confirmed_at__isnull=True, dropped_at__isnull=True).first()
    if row is None:
        raise Refused(_("Somebody else has decided about this change meanwhile."))
    return row
