"""What a day costs, the licence, the staff: entered by whoever answers for the facility; nothing about a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.common.access import Refused, Staff, WrongState
from vongtay.common.days import format_day, today
from vongtay.facilities.actions.facility import require, write_row
from vongtay.facilities.models import DayCost, Facility, Licence, Staffing
from vongtay.facilities.permissions import Act
from vongtay.facilities.states import Function
from vongtay.law import queries as law
from vongtay.law.clock import due


@transaction.atomic
def set_day_cost(*, key: UUID, facility: Facility, since: date, amount_dong: int, basis: str, by: Staff) -> DayCost:
    """Set what a day of one person costs from a day on; the rate before it ends on the day before. The same `key` again sets nothing.

    Errors: Refused without a basis, or for a day that lies not after the beginning of the newest rate.
    """
    require(Act.SET_COST, by, facility)
    if (made := DayCost.objects.filter(pk=key, facility=facility).first()) is not None:
        return made
    Facility.objects.select_for_update().get(pk=facility.pk)
    reasons = [] if basis.strip() else [_("Say which instrument sets the rate.")]
    last = DayCost.objects.filter(facility=facility).order_by("-during").first()
    if last is not None and since <= last.during.lower:
        reasons.append(
            _("The newest rate begins on %(day)s: a new one begins after it.") % {"day": format_day(last.during.lower)}
        )
    if reasons:
        raise Refused(*reasons)
    if last is not None and last.during.upper is None:
        last.during = DateRange(last.during.lower, since)
        last.save(update_fields=["during"])
    row = DayCost(
        id=key, facility=facility, entered_by_id=by.post_id, during=DateRange(since, None), amount_dong=amount_dong, basis=basis.strip()
    )  # fmt: skip
    write_row(row, new=True)
    audit.record(Act.SET_COST, by=by, details={"facility": str(facility.pk), "since": since.isoformat()})
    return row


@dataclass(frozen=True)
class LicencePaper:
    """A licence as its paper says."""

    sign: str
    issued_on: date
    issuer: Body | None = None
    issuer_words: str = ""
    valid_to: date | None = None


@transaction.atomic
def enter_licence(*, key: UUID, facility: Facility, paper: LicencePaper, by: Staff) -> Licence:
    """Enter a licence from its paper. A last day beyond what the law of its day allows is refused; where none was confirmed, none is asked."""
    require(Act.KEEP_LICENCE, by, facility)
    if (made := Licence.objects.filter(pk=key, facility=facility).first()) is not None:
        return made
    reasons = [_("The day lies in the future.")] if paper.issued_on > today() else []
    book = law.book()
    rule = law.ceiling_on(paper.issued_on, route="LICENCE", event="licence_issued", book=book)
    longest = due(rule, _midnight(paper.issued_on), book.calendar).on if rule else None
    if longest and paper.valid_to and paper.valid_to > longest:
        reasons.append(
            _("By %(article)s a licence of that day lasts until %(day)s at most.") % {"article": rule.article if rule else "", "day": format_day(longest)}
        )  # fmt: skip
    if paper.issuer is None and not paper.issuer_words.strip():
        reasons.append(_("Say which body issued it."))
    if reasons:
        raise Refused(*reasons)
    row = Licence(
        id=key, facility=facility, entered_by_id=by.post_id, sign=paper.sign.strip(), issuer=paper.issuer, issued_on=paper.issued_on,
        issuer_words="" if paper.issuer else paper.issuer_words.strip(), valid_to=paper.valid_to,
    )  # fmt: skip
    write_row(row, new=True)
    audit.record(Act.KEEP_LICENCE, by=by, details={"facility": str(facility.pk)})
    return row


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


@transaction.atomic
def end_licence(*, licence: Licence, ended_on: date, reason: str, by: Staff) -> Licence:
    """Note that a licence was withdrawn or given back before its last day."""
    require(Act.KEEP_LICENCE, by, licence.facility)
    row = Licence.objects.select_for_update(of=("self",)).get(pk=licence.pk)
    if row.ended_on:
        raise WrongState(_("This licence ended already."))
    reasons = [_("The day lies in the future.")] if ended_on > today() else []
    if ended_on < row.issued_on:
        reasons.append(_("The last day must not lie before the first."))
    if not reason.strip():
        reasons.append(_("Say why."))
    if reasons:
        raise Refused(*reasons)
    row.ended_on, row.end_reason = ended_on, reason.strip()
    row.save(update_fields=["ended_on", "end_reason"])
    audit.record("facilities.end_licence", by=by, details={"facility": str(row.facility_id)})
    return row


@transaction.atomic
def state_staff(
    *, key: UUID, facility: Facility, on: date, counts: Mapping[str, tuple[int, int | None]], by: Staff
) -> list[Staffing]:
    """State how many work in each function and how many are needed, as of a day. The same `key` again states nothing more."""
    require(Act.MANAGE, by, facility)
    if on > today():
        raise Refused(_("The day lies in the future."))
    unknown = set(counts) - set(Function.values)
    if unknown or not counts or any(present < 0 or (needed or 0) < 0 for present, needed in counts.values()):
        raise Refused(_("Give the number of people for each function."))
    if Staffing.objects.filter(pk=key).exists():
        return list(Staffing.objects.filter(facility=facility, on=on))
    rows = [
        Staffing(facility=facility, entered_by_id=by.post_id, on=on, function=function, present=present, needed=needed)
        for function, (present, needed) in counts.items()
    ]
    rows[0].id = key
    Staffing.objects.bulk_create(rows)
    audit.record("facilities.state_staff", by=by, details={"facility": str(facility.pk), "on": on.isoformat()})
    return rows
