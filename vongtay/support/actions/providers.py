"""The directory of providers of a province."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.common.access import Refused, Staff, Stale
from vongtay.common.days import today
from vongtay.support.actions.base import require
from vongtay.support.models import Provider
from vongtay.support.permissions import Act
from vongtay.support.states import Regime


@dataclass(frozen=True)
class Facts:
    """What stands in the directory of one provider: the office, never a person."""

    name: str
    area: str
    contact: str
    checked_on: date
    services: Sequence[str] = field(default_factory=list)
    capacity: str = ""
    rules: str = ""
    ended_on: date | None = None


@transaction.atomic
def enter_provider(*, key: UUID, facts: Facts, by: Staff) -> Provider:
    """Enter a provider into the directory of one's province. The same `key` again gives the one entered the first time."""
    require(Act.KEEP_PROVIDERS, by)
    if (made := Provider.objects.filter(pk=key).first()) is not None:
        return made
    _check(facts)
    row = Provider(id=key, world=by.world, province_id=by.province_id, entered_by_id=by.post_id, **_columns(facts))
    row.save(force_insert=True)
    audit.record(Act.KEEP_PROVIDERS, by=by, details={"provider": str(row.id), "services": row.services})
    return row


@transaction.atomic
def change_provider(*, provider: Provider, facts: Facts, version: int, by: Staff) -> Provider:
    """Change what stands of a provider, or say that it serves no more. Errors: Stale, Refused."""
    require(Act.KEEP_PROVIDERS, by, provider)
    row = Provider.objects.select_for_update(of=("self",)).get(pk=provider.pk)
    if row.version != version:
        raise Stale(_("Somebody else has changed this meanwhile. Your entries stand below; compare and save again."))
    _check(facts)
    for name, value in _columns(facts).items():
        setattr(row, name, value)
    row.entered_by_id, row.version = by.post_id, version + 1
    row.save()
    audit.record(Act.KEEP_PROVIDERS, by=by, details={"provider": str(row.id), "ended": row.ended_on is not None})
    return row


def _columns(facts: Facts) -> dict[str, object]:
    return {**vars(facts), "services": list(facts.services)}


def _check(facts: Facts) -> None:
    reasons = []
    if not facts.name.strip() or not facts.contact.strip():
        reasons.append(_("Give the name of the office and how it is reached."))
    if not facts.services or not set(facts.services) <= set(Regime.values):
        reasons.append(_("Choose at least one service."))
    if facts.checked_on > today():
        reasons.append(_("The day lies in the future."))
    if reasons:
        raise Refused(*reasons)
