"""Judging the risk of areas, and noting what was built into other programmes."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body, Place
from vongtay.audit import actions as audit
from vongtay.common.access import Refused, Staff, Stale
from vongtay.common.days import today
from vongtay.papers.models import Instrument
from vongtay.programme.actions.base import require
from vongtay.programme.models import BuiltIn, RiskAssessment
from vongtay.programme.permissions import Act


@dataclass(frozen=True)
class Judged:
    """How an area is judged. Unit of `level`: our scale of three."""

    area: Place
    assessed_on: date
    level: int
    factors: str
    forecast: str = ""
    is_key: bool = False
    decision: Instrument | None = None


def _checked(row: models.Model) -> None:
    try:
        row.validate_constraints()
    except ValidationError as wrong:
        raise Refused(*wrong.messages) from wrong


@transaction.atomic
def assess_risk(*, key: UUID, judged: Judged, by: Staff) -> RiskAssessment:
    """Judge the risk of an area on a day. The same `key` again gives the one made the first time."""
    require(Act.ASSESS_RISK, by)
    if (made := RiskAssessment.objects.filter(pk=key).first()) is not None:
        return made
    if judged.assessed_on > today():
        raise Refused(_("The day lies in the future."))
    if not judged.factors.strip():
        raise Refused(_("Say what makes the risk."))
    if judged.area.province_id != by.province_id:
        raise Refused(_("The area lies in another province."))
    row = RiskAssessment(
        id=key, world=by.world, province_id=by.province_id, body_id=by.body_id, entered_by_id=by.post_id, **vars(judged)
    )
    _checked(row)
    row.save(force_insert=True)
    audit.record(
        Act.ASSESS_RISK, by=by, details={"assessment": str(row.pk), "area": judged.area.code, "level": judged.level}
    )
    return row


@transaction.atomic
def withdraw_assessment(*, row: RiskAssessment, why: str, by: Staff) -> RiskAssessment:
    """Take an assessment back with its reason; the one before holds again."""
    require(Act.WITHDRAW_RISK, by, row)
    row = RiskAssessment.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.withdrawn_why:
        raise Stale(_("It was taken back already."))
    if not why.strip():
        raise Refused(_("Say why it is taken back."))
    row.withdrawn_why, row.withdrawn_at = why.strip()[:300], timezone.now()
    row.save(update_fields=["withdrawn_why", "withdrawn_at"])
    audit.record(Act.WITHDRAW_RISK, by=by, details={"assessment": str(row.pk)})
    return row


@dataclass(frozen=True)
class Built:
    """What was built into another programme."""

    other: str
    year: int
    text: str
    done_by: Body
    result: str = ""
    instrument: Instrument | None = None


@transaction.atomic
def note_built_in(*, key: UUID, built: Built, by: Staff) -> BuiltIn:
    """Note what was built into another programme. The same `key` again gives the note made the first time."""
    require(Act.NOTE_BUILT_IN, by)
    if (made := BuiltIn.objects.filter(pk=key).first()) is not None:
        return made
    if not built.text.strip():
        raise Refused(_("Say what was built in."))
    row = BuiltIn(
        id=key, world=by.world, province_id=by.province_id, body_id=by.body_id, entered_by_id=by.post_id, **vars(built)
    )
    _checked(row)
    row.save(force_insert=True)
    audit.record(Act.NOTE_BUILT_IN, by=by, details={"built": str(row.pk), "other": built.other})
    return row


@transaction.atomic
def correct_built_in(*, row: BuiltIn, built: Built, version: int, by: Staff) -> BuiltIn:
    """Correct a note, or add the result that came later. Errors: Stale."""
    require(Act.CORRECT_BUILT_IN, by, row)
    row = BuiltIn.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.version != version or row.withdrawn_why:
        raise Stale(_("Somebody has changed this meanwhile. Look at what is new."))
    if not built.text.strip():
        raise Refused(_("Say what was built in."))
    for name, value in vars(built).items():
        setattr(row, name, value)
    row.version += 1
    _checked(row)
    row.save()
    audit.record(Act.CORRECT_BUILT_IN, by=by, details={"built": str(row.pk)})
    return row
