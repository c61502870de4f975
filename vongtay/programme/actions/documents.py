"""Documents of the register as the programme uses them: counted where somebody speaks for figures, expected of bodies below."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import NAMESPACE_OID, uuid5

from django.db import connection, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.common.access import Refused, Staff, Stale, may
from vongtay.common.days import today
from vongtay.indicators.actions import Claim, Source, Speaker, confirm_figure, correct_figure, withdraw_figure
from vongtay.indicators.models import SourceKind
from vongtay.papers import actions as papers
from vongtay.papers.instruments import Cited, Details
from vongtay.papers.models import Instrument
from vongtay.programme.actions.base import require
from vongtay.programme.models import Expected
from vongtay.programme.permissions import RULES, Act
from vongtay.programme.queries.documents import standing_figure, uncounted
from vongtay.tasks import actions as tasks
from vongtay.tasks.models import Task

ISSUED = "doc.issued"
UNIT = "văn bản"


@dataclass(frozen=True)
class Entered:
    """What is entered of a document: what it says of itself, and what the register keeps besides."""

    document: Cited
    details: Details


@transaction.atomic
def enter_document(*, entered: Entered, by: Staff) -> Instrument:
    """Enter a document; one that stands already is given and completed. Issued by one of our bodies on a day, it is counted."""
    require(Act.KEEP_DOCUMENTS, by)
    row = papers.enter_instrument(document=entered.document, details=entered.details, by=by)
    if _can_be_counted(row) and may(RULES, Act.COUNT_DOCUMENT, by) and row.body_id == by.body_id:
        _count(row, by)
    _answer_task(row, by)
    audit.record(Act.KEEP_DOCUMENTS, by=by, details={"instrument": str(row.pk)})
    return row


@transaction.atomic
def correct_document(*, document: Instrument, entered: Entered, version: int, by: Staff) -> Instrument:
    """Correct a document; its figure follows. Errors: Refused where the issuing body is counted already; Stale."""
    require(Act.KEEP_DOCUMENTS, by)
    figure = standing_figure(document)
    issuer = entered.details.issued_by.pk if entered.details.issued_by else None
    if figure and not figure.withdrawn and document.issued_by_id != issuer:
        raise Refused(_("The document is counted for the body that issued it. Take the entry back and enter it anew."))
    row = papers.correct_instrument(
        instrument=document, document=entered.document, details=entered.details, version=version, by=by
    )
    if figure and not figure.withdrawn and row.dated_on and figure.happened_from != row.dated_on:
        correct_figure(figure=figure, claim=_claim(row.dated_on), by=by)
    elif figure is None and _can_be_counted(row) and may(RULES, Act.COUNT_DOCUMENT, by) and row.body_id == by.body_id:
        _count(row, by)
    _answer_task(row, by)
    audit.record(Act.KEEP_DOCUMENTS, by=by, details={"instrument": str(row.pk)})
    return row


@transaction.atomic
def withdraw_document(*, document: Instrument, why: str, version: int, by: Staff) -> Instrument:
    """Take an entry back with its reason; its figure goes with it."""
    require(Act.KEEP_DOCUMENTS, by)
    figure = standing_figure(document)
    row = papers.withdraw_instrument(instrument=document, why=why, version=version, by=by)
    if figure and not figure.withdrawn:
        withdraw_figure(figure=figure, by=by)
    audit.record(Act.KEEP_DOCUMENTS, by=by, details={"instrument": str(row.pk), "withdrawn": True})
    return row


@transaction.atomic
def count_document(*, document: Instrument, by: Staff) -> Instrument:
    """Make the figure of a document that somebody entered who does not speak for figures. Twice makes one."""
    require(Act.COUNT_DOCUMENT, by)
    if not _can_be_counted(document):
        raise Refused(_("A document is counted once it is known which of our bodies issued it, and when."))
    if standing_figure(document) is None:
        _count(document, by)
    audit.record(Act.COUNT_DOCUMENT, by=by, details={"instrument": str(document.pk)})
    return document


@transaction.atomic
def count_documents(*, documents: Iterable[Instrument], by: Staff) -> int:
    """Make the figures of several documents at once; those counted meanwhile are left as they are. Gives how many were made.

    Errors: NotAllowed, Refused.
    """
    require(Act.COUNT_DOCUMENT, by)
    waiting = list(uncounted(by).filter(pk__in=[one.pk for one in documents]))
    if not waiting:
        raise Refused(_("Choose the documents that are to be counted."))
    made = 0
    for row in waiting:
        with suppress(Stale), transaction.atomic():  # counted by another body, whose figure this one does not see
            _count(row, by)
            made += 1
    audit.record(Act.COUNT_DOCUMENT, by=by, details={"documents": made})
    return made


def _can_be_counted(row: Instrument) -> bool:
    return row.issued_by_id is not None and row.dated_on is not None and not row.withdrawn_why


def _claim(day: date) -> Claim:
    return Claim(ISSUED, Decimal(1), day, day, unit=UNIT)


def _count(row: Instrument, by: Staff) -> None:
    if row.issued_by is None or row.dated_on is None or standing_figure(row) is not None:
        return
    speaker = Speaker(by.body_id, row.issued_by.place_id, by.province_id)
    confirm_figure(claim=_claim(row.dated_on), speaker=speaker, by=by, source=Source(row.pk, kind=SourceKind.DOCUMENT))


def _answer_task(row: Instrument, by: Staff) -> None:
    """End the task of the body that was to issue its own under the directive: here it is, whoever entered it."""
    if row.parent_id is None or row.issued_by_id is None:
        return
    with connection.cursor() as cursor:  # by the database: the task may be between two other bodies
        cursor.execute("select * from vt.answer_expected(%s)", [row.pk])
        ended = [str(task) for (task,) in cursor.fetchall()]
    if ended:
        audit.record("programme.answer_expected", by=by, details={"instrument": str(row.pk), "tasks": ended})


@dataclass(frozen=True)
class Order:
    """Who is to issue their own, and by when."""

    bodies: tuple[Body, ...]
    due_on: date | None = None


@transaction.atomic
def expect_documents(*, document: Instrument, order: Order, by: Staff) -> int:
    """Name the bodies that are to issue their own document under this one; each that signs in gets a task. Gives how many are new.

    A body named before is left as it is. Errors: Refused for nobody, or for a day that is over.
    """
    require(Act.EXPECT, by)
    row = Instrument.objects.select_for_update(of=("self",)).get(pk=document.pk, province_id=by.province_id)
    if not order.bodies:
        raise Refused(_("Choose who is to issue theirs."))
    if order.due_on is not None and order.due_on < today():
        raise Refused(_("The day lies in the past."))
    named = set(Expected.objects.filter(instrument=row).values_list("to_body_id", flat=True))
    came = set(row.children.filter(withdrawn_why="").values_list("issued_by_id", flat=True))
    new = [body for body in order.bodies if body.pk not in named and body.pk != row.issued_by_id]
    for body in new:
        expected = Expected(
            world=by.world, province_id=by.province_id, instrument=row, to_body=body, due_on=order.due_on,
            body_id=by.body_id, entered_by_id=by.post_id,
        )  # fmt: skip
        if body.pk not in came:
            expected.task = _task_of(expected, row, order, by)
        expected.save(force_insert=True)
    audit.record(Act.EXPECT, by=by, details={"instrument": str(row.pk), "bodies": len(new)})
    return len(new)


def _task_of(expected: Expected, row: Instrument, order: Order, by: Staff) -> Task | None:
    if not expected.to_body.signs_in:
        return None
    text = _("Issue your own document to carry out %(document)s") % {"document": row.called}
    wish = tasks.Wish(text[:300], expected.to_body, None, order.due_on, reverse("programme:document", args=[row.pk]))
    return tasks.add_task(key=uuid5(NAMESPACE_OID, f"expected {expected.pk}"), wish=wish, by=by)


@transaction.atomic
def waive_document(*, expected: Expected, why: str, by: Staff) -> Expected:
    """Say that a body need not issue its own, and why; its task ends."""
    require(Act.WAIVE, by, expected)
    row = Expected.objects.select_for_update(of=("self",)).get(pk=expected.pk)
    if not why.strip():
        raise Refused(_("Say why it need not."))
    row.waived_why = why.strip()[:300]
    row.save(update_fields=["waived_why"])
    if row.task_id is not None:
        tasks.fulfil(key=row.task_id, note=row.waived_why, by=by, is_done=False)
    audit.record(Act.WAIVE, by=by, details={"instrument": str(row.instrument_id), "body": str(row.to_body_id)})
    return row
