"""Upload and read a report, judge one mark, confirm into the figures; one transaction each."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body, Place
from vongtay.audit import actions as audit
from vongtay.common import crypto
from vongtay.common.access import Refused, Staff, Stale
from vongtay.common.periods import Period
from vongtay.common.ring import ring
from vongtay.indicators import actions as indicators
from vongtay.indicators.actions import Claim, Source, Speaker
from vongtay.indicators.models import Figure, Indicator
from vongtay.narratives import queries, rules
from vongtay.narratives.keeping import keep, require, told_of
from vongtay.narratives.loading import read_upload
from vongtay.narratives.models import Citation, Judgement, Mark, MarkState, Reading
from vongtay.narratives.permissions import Act
from vongtay.narratives.reading.model import Citation as Document
from vongtay.narratives.reading.model import Figure as Found
from vongtay.narratives.reading.model import Nil
from vongtay.narratives.reading.model import Reading as Read
from vongtay.papers.actions import store_file
from vongtay.papers.instruments import Cited, find_or_create

ENGINE = "1"


class AlreadyRead(Refused):
    """The very same file was read before; `reading` is what came of it."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(_("This very file was read before; nothing was stored again."))
        self.reading = reading


@dataclass(frozen=True)
class Upload:
    """A report as it was handed in: the file, whose it is, and what it speaks of."""

    content: bytes
    name: str
    body: Body
    area: Place
    period: Period


@transaction.atomic
def upload(*, upload: Upload, by: Staff) -> Reading:
    """Read a report and store it encrypted with its marks and the documents it cites.

    Errors: NotAllowed; AlreadyRead for the same file again; Refused with the sentence for a file that can't be read.
    Then nothing is stored.
    """
    require(Act.UPLOAD, by)
    # The same form sent twice at once waits here for the first one.
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [sha256(upload.content).hexdigest()])
    if twin := queries.twin_of(by, upload.content):
        raise AlreadyRead(twin)
    media_type, text, read = read_upload(upload.content, upload.name)
    stored = store_file(content=upload.content, name=upload.name, by=by, media_type=media_type)
    reading = Reading(
        id=uuid4(), world=by.world, province_id=upload.area.province_id or by.province_id, body=upload.body, area=upload.area,
        happened_from=upload.period.first, happened_to=upload.period.last, file=stored, engine=ENGINE, read_by_id=by.post_id,
    )  # fmt: skip
    aad = crypto.aad_of(*queries.TEXT, reading.pk)
    reading.text_ct = crypto.encrypt(crypto.unwrap(ring(), stored.wrapped), text, aad=aad)
    reading.save(force_insert=True)
    marks = _marks(reading, read, text, upload.period)
    cited = _cite(reading, read.documents, by)
    facts = {"reading": str(reading.pk), "marks": marks, "documents": cited, "kind": media_type}
    audit.record(Act.UPLOAD, by=by, part="papers", details=facts)
    return reading


def _marks(reading: Reading, read: Read, text: str, period: Period) -> int:
    codes = set(Indicator.objects.values_list("code", flat=True))
    rows = []
    for index, found in enumerate(read.figures):
        apart = rules.apart_of(found, read.figures[max(0, index - 40) : index], text)
        mark = _figure_mark(found, period, known=found.code in codes)
        if mark is not None:
            mark.reading, mark.apart = reading, apart
            rows.append(mark)
    for nil in read.nil:
        mark = _nil_mark(nil, period, known=nil.code in codes)
        mark.reading = reading
        rows.append(mark)
    Mark.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def _figure_mark(found: Found, period: Period, *, known: bool) -> Mark | None:
    """Give the mark of a figure; None where its value is too great to be a figure of this work."""
    value = rules.to_money(found.value)
    high = None if found.value_high is None else rules.to_money(found.value_high)
    if value is None or (found.value_high is not None and (high is None or high <= value)):
        return None
    first, last = rules.days_of(found.period, period)
    read_as = {
        name: getattr(found, name) for name in ("value", "value_high", "bound", "code", "period", "rule", "sure")
    }
    read_as |= {"span": [found.start, found.end], "sentence": [found.sentence_start, found.sentence_end]}
    read_as |= {name: [told.start, told.end] for name in ("body", "place") if (told := getattr(found, name))}
    return Mark(
        start=found.start, end=found.end, read_as=read_as, value=value, value_high=high, bound=found.bound, unit=found.unit[:80],
        indicator_id=found.code if known else None, happened_from=first, happened_to=last,
        state=rules.first_state(found.code if known else None, found.sure),
    )  # fmt: skip


def _nil_mark(nil: Nil, period: Period, *, known: bool) -> Mark:
    first, last = rules.days_of(nil.period, period)
    return Mark(
        start=nil.start, end=nil.end, read_as={"span": [nil.start, nil.end], "code": nil.code, "period": nil.period, "rule": "nil", "sure": 1.0}, nil=True,
        value=Decimal(0), bound="exact", unit="", indicator_id=nil.code if known else None, happened_from=first, happened_to=last,
        state=rules.first_state(nil.code if known else None, 1.0),
    )  # fmt: skip


def _cite(reading: Reading, documents: tuple[Document, ...], by: Staff) -> int:
    rows = {}
    for found in documents:
        cited = Cited(
            found.type or "",
            found.number or "",
            "" if found.number else found.quote,
            found.issuer or "",
            _day(found.date),
        )
        if cited not in rows:
            rows[cited] = find_or_create(cited, by=by)
        Citation.objects.create(reading=reading, instrument=rows[cited], start=found.start, end=found.end)
    return len({row.pk for row in rows.values()})


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


@transaction.atomic
def open_reading(*, reading: Reading, by: Staff) -> str:
    """Give the text of a reading, and log that it was opened: a report may hold names."""
    require(Act.OPEN, by)
    audit.record(Act.OPEN, by=by, part="papers", details={"reading": str(reading.pk)})
    return queries.text_of(reading)


@dataclass(frozen=True)
class Judged:
    """What an officer says of one mark: accept, reject or undo; or correct, with the claim instead."""

    mark_id: UUID
    version: int
    act: str
    claim: Claim | None = None


@transaction.atomic
def judge(*, judged: Judged, by: Staff) -> Mark:
    """Accept, correct, reject a mark, or undo the last act on it.

    Errors: NotAllowed; Stale where somebody else has judged it meanwhile; Refused with reasons. Nothing is changed then.
    """
    require(Act.JUDGE, by)
    mark = Mark.objects.select_for_update(of=("self",)).get(pk=judged.mark_id)
    if mark.version != judged.version:
        raise Stale(
            _("Somebody else has judged this figure meanwhile. What stands now is shown; look at it and judge again.")
        )
    if mark.state == MarkState.MERGED:
        raise Refused(_("It is a part of another figure now. Undo the merging there."))
    before = rules.snapshot(mark)
    _ACTS[judged.act](mark, judged)
    keep(mark, judged.act, before, by)
    audit.record(Act.JUDGE, by=by, part="papers", details=told_of(mark, judged.act))
    return mark


def _accept(mark: Mark, _judged: Judged) -> None:
    if mark.indicator_id is None:
        raise Refused(_("Correct it first: it has no indicator yet."))
    mark.state = MarkState.ACCEPTED


def _reject(mark: Mark, _judged: Judged) -> None:
    mark.state = MarkState.REJECTED


def _correct(mark: Mark, judged: Judged) -> None:
    claim = judged.claim
    if claim is None:
        raise Refused(_("Say what is right instead."))
    mark.indicator_id, mark.unit, mark.bound, mark.apart = claim.indicator_id, claim.unit, claim.bound, claim.apart
    mark.value, mark.value_high = claim.value, claim.value_high
    mark.happened_from, mark.happened_to = claim.first, claim.last
    mark.state = MarkState.CORRECTED


def _undo(mark: Mark, _judged: Judged) -> None:
    last = rules.to_undo(Judgement.objects.filter(mark=mark))
    if last is None:
        raise Refused(_("There is nothing to undo here."))
    if last.act in PAIRED:
        raise Refused(_("This was an act on two figures. Undo it with its own button."))
    rules.restore(mark, last.before)


_ACTS = {"accept": _accept, "reject": _reject, "correct": _correct, "undo": _undo}
PAIRED = frozenset({"merge", "split"})


@dataclass(frozen=True)
class Confirmed:
    """How many figures a confirmation put on record, corrected and took back."""

    new: int = 0
    corrected: int = 0
    withdrawn: int = 0


@transaction.atomic
def confirm(*, reading: Reading, by: Staff) -> Confirmed:
    """Put accepted and corrected marks on record as figures; what changed since becomes a correcting figure.

    Doing it again does nothing more. Errors: NotAllowed, Refused, Stale; nothing is confirmed then.
    """
    require(Act.CONFIRM, by)
    if not queries.may_put_on_record(by, reading):
        raise Refused(_("The body whose report this is puts its figures on record, or who reports on its area."))
    marks = (
        Mark.objects.select_for_update(of=("self",))
        .filter(reading=reading)
        .select_related("figure")
        .order_by("start", "id")
    )
    speaker = Speaker(reading.body_id, reading.area_id, reading.province_id)
    done = {"new": 0, "corrected": 0, "withdrawn": 0}
    for mark in marks:
        if rules.is_pending(mark):
            what, mark.figure = _put_on_record(mark, speaker, by)
            done[what] += 1
            mark.save(update_fields=["figure"])
    if any(done.values()):
        audit.record(Act.CONFIRM, by=by, part="papers", details={"reading": str(reading.pk), **done})
    return Confirmed(**done)


def _put_on_record(mark: Mark, speaker: Speaker, by: Staff) -> tuple[str, Figure]:
    claim, figure = rules.claim_of(mark), mark.figure
    if figure is None and claim is not None:
        source = Source(mark.reading_id, mark.start, mark.end)
        return "new", indicators.confirm_figure(claim=claim, speaker=speaker, by=by, source=source)
    if figure is None:
        raise Refused(_("There is nothing to confirm here."))
    if claim is None:
        return "withdrawn", indicators.withdraw_figure(figure=figure, by=by)
    return "corrected", indicators.correct_figure(figure=figure, claim=claim, by=by)
