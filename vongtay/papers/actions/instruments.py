"""Writing the register of plans, letters and laws by hand: what a text cited is entered by the reading of it."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.common.access import NotAllowed, Refused, Staff, may
from vongtay.papers.instruments import Cited, find_or_create, normal_number, words_of
from vongtay.papers.models import Instrument
from vongtay.papers.permissions import RULES, Act


def _require(by: Staff, document: Cited) -> None:
    if not may(RULES, Act.KEEP_INSTRUMENTS, by):
        raise NotAllowed(_("Your post does not keep the register of documents."))
    if not (document.number.strip() or document.title.strip()):
        raise Refused(_("Give the number and sign, or the title."))


@transaction.atomic
def enter_instrument(*, document: Cited, by: Staff) -> Instrument:
    """Enter a document; one that stands in the register already is given, not doubled."""
    _require(by, document)
    row = find_or_create(document, by=by)
    audit.record(Act.KEEP_INSTRUMENTS, by=by, details={"instrument": str(row.pk)})
    return row


@transaction.atomic
def correct_instrument(*, instrument: Instrument, document: Cited, by: Staff) -> Instrument:
    """Correct the words of a document. Errors: Refused where another row is that document already."""
    _require(by, document)
    row = Instrument.objects.select_for_update().get(pk=instrument.pk, province_id=by.province_id)
    for name, value in words_of(document).items():
        setattr(row, name, value)
    row.normal, row.dated_on = normal_number(document.number), document.dated_on
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as taken:
        raise Refused(_("Another row of the register is this document already.")) from taken
    audit.record(Act.KEEP_INSTRUMENTS, by=by, details={"instrument": str(row.pk)})
    return row
