"""Information sheets for people: put up in a further language, and handed over."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.cases.actions import locked
from vongtay.cases.countries import languages
from vongtay.cases.models import Case
from vongtay.common.access import Refused, Staff
from vongtay.papers.files import PDF
from vongtay.papers.uploads import admitted
from vongtay.support.actions.base import require, why_not_past
from vongtay.support.models import Sheet, SheetGiven
from vongtay.support.permissions import Act
from vongtay.support.states import BUILT_IN


@dataclass(frozen=True)
class Translated:
    """A sheet in a further language: which, of which day, by whom, the PDF."""

    language: str
    dated_on: date
    translated_by: str
    content: bytes


@transaction.atomic
def put_up_sheet(*, key: UUID, translated: Translated, by: Staff) -> Sheet:
    """Put up the sheet of one language for the province; the one before is replaced and kept. The same `key` makes one.

    Errors: Refused for anything but a PDF, a day in the future, a language that is built in.
    """
    require(Act.KEEP_SHEETS, by)
    if (made := Sheet.objects.filter(pk=key).first()) is not None:
        return made
    reasons = why_not_past(translated.dated_on)
    if translated.language in BUILT_IN or translated.language not in dict(languages()):
        reasons.append(_("Choose a language other than Vietnamese and English: those two are built in."))
    if not translated.translated_by.strip():
        reasons.append(_("Say who translated or checked it."))
    if reasons:
        raise Refused(*reasons)
    admitted(translated.content, frozenset({PDF}))
    live = Sheet.objects.select_for_update().filter(
        world=by.world, province_id=by.province_id, language=translated.language, replaced_at__isnull=True
    )
    for former in live:
        former.replaced_at = timezone.now()
        former.save(update_fields=["replaced_at"])
    sheet = Sheet(
        id=key, world=by.world, province_id=by.province_id, body_id=by.body_id, language=translated.language, dated_on=translated.dated_on,
        translated_by=translated.translated_by.strip(), content=translated.content, size=len(translated.content), entered_by_id=by.post_id,
    )  # fmt: skip
    sheet.save(force_insert=True)
    audit.record(Act.KEEP_SHEETS, by=by, details={"language": sheet.language, "dated_on": sheet.dated_on.isoformat()})
    return sheet


@transaction.atomic
def hand_sheet(*, key: UUID, case: Case, language: str, by: Staff) -> SheetGiven:
    """Note that the person got the sheet in a language. The same `key` again notes nothing more."""
    require(Act.HAND_SHEET, by, case)
    case = locked(case)
    if (made := SheetGiven.objects.filter(pk=key, case=case).first()) is not None:
        return made
    sheet = None
    if language not in BUILT_IN:
        sheet = Sheet.objects.filter(
            world=by.world, province_id=by.province_id, language=language, replaced_at__isnull=True
        ).first()
        if sheet is None:
            raise Refused(_("There is no sheet in this language yet."))
    row = SheetGiven(
        id=key, subject_id=case.subject_id, case=case, entered_by_id=by.post_id, language=language, sheet=sheet
    )
    row.save(force_insert=True)
    audit.record(Act.HAND_SHEET, by=by, subject_id=case.subject_id, details={"language": language})
    return row
