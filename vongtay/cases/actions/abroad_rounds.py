"""Every write to the reviews of the list of residents abroad, and to lists read from a file; one transaction each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vongtay.agencies.models import Place
from vongtay.audit import actions as audit
from vongtay.cases.actions.abroad import Report, add_abroad_step, locked_abroad, report_abroad, save_abroad, set_abroad
from vongtay.cases.actions.reception import require
from vongtay.cases.models import Abroad, AbroadImport, ReviewRound
from vongtay.cases.permissions import Act
from vongtay.cases.queries.abroad import to_review
from vongtay.cases.states import AbroadState, AbroadStepKind, ReviewAnswer, RoundKind
from vongtay.common.access import NotAllowed, Refused, Staff
from vongtay.common.days import day_in_vietnam
from vongtay.people.vault import Facts


@dataclass(frozen=True)
class Answered:
    """What a review says of one entry: still abroad, returned on a day, or not known."""

    entry: Abroad
    answer: ReviewAnswer
    on: date | None = None


def _today() -> date:
    return day_in_vietnam(timezone.now())


def _require_place(place: Place, by: Staff) -> None:
    if by.body_kind == "commune" and place.pk != by.place_id:
        raise NotAllowed(_("Your commune reviews the list of its own residents."))
    if place.province_id != by.province_id:
        raise NotAllowed(_("This commune lies in another province."))


def _round_of(key: UUID, place: Place, month: date, by: Staff) -> ReviewRound:
    """Give the review of a month, begun if nobody has; two who begin at once get the same one."""
    if month != month.replace(day=1) or month > _today():
        raise Refused(_("Only this month and past months are reviewed."))
    begun = ReviewRound(
        pk=key, kind=RoundKind.MONTHLY, world=by.world, province_id=by.province_id, place=place, body_id=by.body_id, month=month,
        entered_by_id=by.post_id,
    )  # fmt: skip
    ReviewRound.objects.bulk_create([begun], ignore_conflicts=True)
    wanted = {"world": by.world, "kind": RoundKind.MONTHLY, "place": place, "month": month}
    found = ReviewRound.objects.filter(body_id=by.body_id, **wanted).select_for_update(of=("self",)).first()
    if found is None:
        raise Refused(_("Another body has begun this review; it finishes it."))
    return found


@transaction.atomic
def review_abroad(*, key: UUID, place: Place, month: date, answers: Sequence[Answered], by: Staff) -> ReviewRound:
    """Write the answers of a monthly review, all or none; it is done when every entry has one. Errors: NotAllowed, Refused."""
    require(Act.REVIEW_ABROAD, by)
    _require_place(place, by)
    if not answers:
        raise Refused(_("Answer for at least one entry."))
    review = _round_of(key, place, month, by)
    for one in sorted(answers, key=lambda answered: answered.entry.pk):
        _answer(review, one, by)
    if not to_review(by, place_id=place.pk, round_id=review.pk):
        review.done_at = timezone.now()
        review.save(update_fields=["done_at"])
    audit.record(Act.REVIEW_ABROAD, by=by, details={"month": month.isoformat(), "answers": len(answers)})
    return review


def _answer(review: ReviewRound, one: Answered, by: Staff) -> None:
    entry = locked_abroad(one.entry)
    if entry.steps.filter(review=review, kind=AbroadStepKind.REVIEWED).exists():
        return  # sent twice: the first answer stands
    if entry.state != AbroadState.ABROAD:
        raise Refused(_("%(code)s is no longer “still abroad”; open the page anew.") % {"code": entry.code})
    if one.answer == ReviewAnswer.RETURNED and one.on is None:
        raise Refused(_("%(code)s: give the day of the return.") % {"code": entry.code})
    add_abroad_step(entry, AbroadStepKind.REVIEWED, on=_today(), by=by, result=one.answer.value, review=review)
    entry.reviewed_on = _today()
    if one.answer == ReviewAnswer.RETURNED and one.on is not None:
        set_abroad(entry, AbroadState.RETURNED, on=one.on, by=by, review=review)
    save_abroad(entry)


@transaction.atomic
def declare_nil(*, key: UUID, place: Place, month: date, by: Staff) -> ReviewRound:
    """Say that a commune has nothing to report for a month. Errors: Refused while entries wait for an answer; NotAllowed."""
    require(Act.REVIEW_ABROAD, by)
    _require_place(place, by)
    review = _round_of(key, place, month, by)
    if waiting := len(to_review(by, place_id=place.pk, round_id=review.pk)):
        raise Refused(
            ngettext(
                "%(n)d entry waits for an answer: “nothing to report” can't be said over it.",
                "%(n)d entries wait for an answer: “nothing to report” can't be said over them.",
                waiting,
            )
            % {"n": waiting}
        )
    if review.done_at is None:
        review.nil, review.done_at = True, timezone.now()
        review.save(update_fields=["nil", "done_at"])
    audit.record(Act.REVIEW_ABROAD, by=by, details={"month": month.isoformat(), "nil": True})
    return review


@dataclass(frozen=True)
class Outreach:
    """A round among people who came back: where, when, among whom, how many were seen."""

    place: Place
    held_on: date
    scope: str
    people_seen: int


@transaction.atomic
def hold_round(*, key: UUID, outreach: Outreach, by: Staff) -> ReviewRound:
    """Note a round among returned workers and migrants. Whom it finds is entered in the list one by one. Errors: Refused."""
    require(Act.REVIEW_ABROAD, by)
    _require_place(outreach.place, by)
    if (made := ReviewRound.objects.filter(pk=key).first()) is not None:
        return made
    if outreach.held_on > _today():
        raise Refused(_("The day lies in the future."))
    held = ReviewRound(
        pk=key, kind=RoundKind.OUTREACH, world=by.world, province_id=by.province_id, body_id=by.body_id, entered_by_id=by.post_id, **vars(outreach),
    )  # fmt: skip
    held.save(force_insert=True)
    audit.record(Act.REVIEW_ABROAD, by=by, details={"scope": outreach.scope, "seen": outreach.people_seen})
    return held


@transaction.atomic
def finish_round(*, held: ReviewRound, nil: bool, by: Staff) -> ReviewRound:
    """Close a round; `nil` says that it found nobody. Errors: Refused when that is not what stands; NotAllowed."""
    require(Act.REVIEW_ABROAD, by)
    if held.body_id != by.body_id:
        raise NotAllowed(_("The body that holds a round finishes it."))
    held = ReviewRound.objects.select_for_update(of=("self",)).get(pk=held.pk)
    if held.done_at is not None:
        raise Refused(_("This round is finished already."))
    if nil == held.found.exists():
        raise Refused(
            _("People were entered from this round: it is not nil.")
            if nil
            else _("Nobody was entered from this round: say that there is nothing to report.")
        )
    held.nil, held.done_at = nil, timezone.now()
    held.save(update_fields=["nil", "done_at"])
    audit.record(Act.REVIEW_ABROAD, by=by, details={"round": held.scope, "nil": nil})
    return held


@dataclass(frozen=True)
class Line:
    """One line of a commune's list, read and checked. Its key makes it once, however often it is sent."""

    key: UUID
    report: Report
    facts: Facts


@transaction.atomic
def import_abroad(*, key: UUID, place: Place, lines: Sequence[Line], by: Staff) -> AbroadImport:
    """Enter the lines of a commune's list: all or none. The same `key` again gives the import made the first time."""
    require(Act.IMPORT_ABROAD, by)
    _require_place(place, by)
    if (made := AbroadImport.objects.filter(pk=key).first()) is not None:
        return made
    if not lines:
        raise Refused(_("No line is left to be entered."))
    batch = AbroadImport(
        pk=key, world=by.world, body_id=by.body_id, place=place, entries=len(lines), entered_by_id=by.post_id
    )
    batch.save(force_insert=True)
    for line in lines:
        report_abroad(key=line.key, report=line.report, facts=line.facts, by=by, taken_from=batch)
    audit.record(Act.IMPORT_ABROAD, by=by, details={"entries": len(lines)})
    return batch


@transaction.atomic
def undo_import(*, batch: AbroadImport, by: Staff) -> int:
    """Withdraw the entries of one import that nobody has touched since; gives how many others stay. Errors: Refused."""
    require(Act.IMPORT_ABROAD, by)
    batch = AbroadImport.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.undone_at is not None:
        raise Refused(_("This import is undone already."))
    stay = 0
    for entry in Abroad.objects.filter(taken_from=batch).order_by("pk"):
        own = locked_abroad(entry)
        if own.version != 1 or own.steps.count() != 1:
            stay += 1
            continue
        set_abroad(own, AbroadState.WITHDRAWN, on=_today(), by=by)
        save_abroad(own)
    batch.undone_at, batch.undone_by_id = timezone.now(), by.post_id
    batch.save(update_fields=["undone_at", "undone_by"])
    audit.record(Act.IMPORT_ABROAD, by=by, details={"undone": True, "stay": stay})
    return stay
