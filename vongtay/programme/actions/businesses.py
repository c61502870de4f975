"""The register of risk businesses: one row each, dated, shared by the bodies of a province."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from vongtay.agencies.models import Place
from vongtay.audit import actions as audit
from vongtay.common.access import Refused, Staff
from vongtay.common.days import today
from vongtay.common.vietnamese import tidy
from vongtay.programme.models import Business
from vongtay.programme.naming import normal_name, normal_number
from vongtay.programme.permissions import Act
from vongtay.programme.writing import locked, own, require, write_row


@dataclass(frozen=True)
class About:
    """What is known of a business. `number`: tax or licence number, or address on the net; empty: not known."""

    kind: str
    name: str
    area: Place
    listed_on: date
    number_kind: str = ""
    number: str = ""
    address: str = ""
    note: str = ""


@transaction.atomic
def enter_business(*, key: UUID, about: About, by: Staff) -> Business:
    """Enter a business. The same `key` again gives the row made the first time.

    Errors: Refused for one that stands there already, by its number, or by its name in the same place.
    """
    require(Act.KEEP_BUSINESS, by)
    if (made := Business.objects.filter(pk=key).first()) is not None:
        return made
    row = Business(id=key, **own(by))
    _fill(row, about)
    write_row(row, new=True)
    audit.record(Act.KEEP_BUSINESS, by=by, details={"business": str(key), "kind": row.kind})
    return row


@transaction.atomic
def change_business(*, business: Business, about: About, version: int, by: Staff) -> Business:
    """Correct what is known of a business, also a number learned later. Errors: Stale, Refused."""
    require(Act.KEEP_BUSINESS, by, business)
    row = locked(Business, business.pk, version)
    _fill(row, about)
    write_row(row)
    audit.record(Act.KEEP_BUSINESS, by=by, details={"business": str(row.pk)})
    return row


def _fill(row: Business, about: About) -> None:
    reasons = [_("The day lies in the future.")] if about.listed_on > today() else []
    if bool(about.number.strip()) != bool(about.number_kind):
        reasons.append(_("A number needs its kind, and a kind its number."))
    row.kind, row.area, row.listed_on = about.kind, about.area, about.listed_on
    row.name, row.normal_name = tidy(about.name), normal_name(about.name)
    row.number_kind, row.number, row.normal_number = (
        about.number_kind, tidy(about.number), normal_number(about.number)
    )  # fmt: skip
    row.address, row.note = about.address.strip(), about.note.strip()
    if not row.normal_name:
        reasons.append(_("Give the name of the establishment."))
    if namesake := _namesake(row):
        reasons.append(_("%(name)s stands in the register of this place already: complete that row instead.") % {"name": namesake.name})  # fmt: skip
    if reasons:
        raise Refused(*reasons)


def _namesake(row: Business) -> Business | None:
    """Give a row of the same name and place where one of the two has no number: by all that is known the same business."""
    others = Business.objects.filter(
        world=row.world, province_id=row.province_id, normal_name=row.normal_name, area=row.area
    )
    others = others.exclude(pk=row.pk)
    return (others.filter(normal_number="") if row.normal_number else others).first()


@transaction.atomic
def strike_business(*, business: Business, left_on: date, reason: str, version: int, by: Staff) -> Business:
    """Note that a business left the register: closed, moved, no longer one to look at. The row stays."""
    require(Act.KEEP_BUSINESS, by, business)
    row = locked(Business, business.pk, version)
    if left_on > today():
        raise Refused(_("The day lies in the future."))
    row.left_on, row.left_reason = left_on, reason.strip()
    write_row(row)
    audit.record("programme.strike_business", by=by, details={"business": str(row.pk)})
    return row
