"""Norms of a province: entered with their resolution, ended, never edited."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.common.access import NotAllowed, Refused, Staff, Stale, may
from vongtay.common.days import format_day
from vongtay.support.models import Norm
from vongtay.support.permissions import RULES, Act
from vongtay.support.queries import norm_last_used


@dataclass(frozen=True)
class NormGiven:
    """A norm as a resolution sets it."""

    regime: str
    unit: str
    amount_dong: int
    valid_from: date
    resolution_sign: str
    resolution_on: date
    valid_to: date | None = None


def _officer(act: Act, by: Staff, norm: Norm | None = None) -> None:
    if not may(RULES, act, by, norm):
        raise NotAllowed(_("Only a legal officer of the province enters and ends its norms."))


@transaction.atomic
def enter_norm(*, key: UUID, given: NormGiven, by: Staff) -> Norm:
    """Enter a norm of one's province. The same `key` again gives the same norm.

    Errors: NotAllowed; Refused for days on which another norm of the regime and unit is in force, and for what can't be.
    """
    _officer(Act.ENTER_NORM, by)
    if (made := Norm.objects.filter(pk=key).first()) is not None:
        return made
    norm = Norm(id=key, province_id=by.province_id, world=by.world, entered_by_id=by.post_id, **vars(given))
    try:
        norm.clean_fields(exclude=["entered_at", "ended_by", "ended_at", "valid_to", "province", "entered_by"])
        norm.validate_constraints()
        with transaction.atomic():  # another officer may enter one for these days at the same moment
            norm.save(force_insert=True)
    except ValidationError as wrong:
        raise Refused(*wrong.messages) from wrong
    except IntegrityError as overlapping:
        raise Refused(
            _("A norm of this regime and unit is in force on some of these days: end it first.")
        ) from overlapping
    audit.record(Act.ENTER_NORM, by=by, details={"regime": norm.regime, "unit": norm.unit, "norm": str(norm.pk)})
    return norm


@transaction.atomic
def end_norm(*, norm: Norm, last_on: date | None, by: Staff) -> Norm:
    """End a norm on a day, or take it back where no day is given: it was entered wrongly and nothing was paid by it.

    Errors: NotAllowed; Stale where it was ended meanwhile; Refused before what was paid by it.
    """
    _officer(Act.END_NORM, by, norm)
    norm = Norm.objects.select_for_update(of=("self",)).get(pk=norm.pk)
    if norm.ended_at is not None:
        raise Stale(_("This norm was ended already."))
    used = norm_last_used(norm)
    if used is not None and (last_on is None or last_on < used):
        raise Refused(
            _("Money was paid by this norm until %(day)s: it ends on that day or later.") % {"day": format_day(used)}
        )
    if last_on is not None and last_on < norm.valid_from:
        raise Refused(_("The last day in force must not lie before the first."))
    if last_on is not None and norm.valid_to is not None and last_on > norm.valid_to:
        raise Refused(
            _("It ends on %(day)s already: enter a new norm for later days.") % {"day": format_day(norm.valid_to)}
        )
    norm.withdrawn = last_on is None
    norm.valid_to = last_on if last_on is not None else norm.valid_to
    norm.ended_at, norm.ended_by_id = timezone.now(), by.post_id
    norm.save(update_fields=["withdrawn", "valid_to", "ended_at", "ended_by"])
    audit.record(Act.END_NORM, by=by, details={"norm": str(norm.pk), "withdrawn": norm.withdrawn})
    return norm
