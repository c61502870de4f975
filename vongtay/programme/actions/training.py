"""Training courses: an activity with its figures, and what is counted of those who took part."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body, Place
from vongtay.audit import actions as audit
from vongtay.common.access import NotAllowed, Refused, Staff, may
from vongtay.common.vietnamese import fold
from vongtay.programme.actions.activities import Facts, Told, correct_activity, record_activity
from vongtay.programme.models import Activity, Course, CourseGroup
from vongtay.programme.permissions import RULES, Act
from vongtay.programme.states.activities import Kind

_KINDS_OF_PLACE = ("thi tran ", "phuong ", "xa ")


@dataclass(frozen=True)
class Group:
    """How many came from a body or commune, as it was written."""

    words: str
    people: int


@dataclass(frozen=True)
class CourseFacts:
    """What is said of a course beyond its activity."""

    groups: Sequence[Group] = ()
    part_time: int | None = None
    certificates: int | None = None
    test_before: Decimal | None = None
    test_after: Decimal | None = None
    test_people: int | None = None
    gaps: str = ""


@transaction.atomic
def record_course(*, key: UUID, facts: Facts, told: Sequence[Told], course: CourseFacts, by: Staff) -> Activity:
    """Record a course; `facts.kind` is course. The same `key` again gives the one recorded the first time. Errors: NotAllowed, Refused."""
    if not may(RULES, Act.RECORD_ACTIVITY, by):
        raise NotAllowed(_("Your post enters no activities."))
    _require_course(facts)
    row = record_activity(key=key, facts=facts, told=told, by=by)
    if Course.objects.filter(pk=row.pk).exists():
        return row
    _write(Course(activity=row), course, row, is_new=True)
    audit.record(Act.RECORD_ACTIVITY, by=by, details={"course": str(row.pk), "groups": len(course.groups)})
    return row


@transaction.atomic
def correct_course(
    *, activity: Activity, facts: Facts, told: Sequence[Told], course: CourseFacts, version: int, why: str, by: Staff
) -> Activity:
    """Say something else of a course and its figures. Errors: NotAllowed, Stale, Refused."""
    _require_course(facts)
    row = correct_activity(activity=activity, facts=facts, told=told, version=version, why=why, by=by)
    known = Course.objects.filter(pk=row.pk).first()
    _write(known or Course(activity=row), course, row, is_new=known is None)
    audit.record(Act.CORRECT_ACTIVITY, by=by, details={"course": str(row.pk), "groups": len(course.groups)})
    return row


def _require_course(facts: Facts) -> None:
    if facts.kind != Kind.COURSE:
        raise Refused(_("This is not a training course."))


def _write(row: Course, facts: CourseFacts, activity: Activity, *, is_new: bool) -> None:
    row.part_time, row.certificates, row.gaps = facts.part_time, facts.certificates, facts.gaps.strip()
    row.test_before, row.test_after, row.test_people = facts.test_before, facts.test_after, facts.test_people
    row.version = activity.version
    try:
        row.validate_constraints()
    except ValidationError as wrong:
        raise Refused(*wrong.messages) from wrong
    row.save(force_insert=is_new)
    bodies, places = _bodies(activity.province_id), _places(activity.province_id)
    CourseGroup.objects.bulk_create(
        CourseGroup(
            course=row, version=row.version, place_in_list=number, words=group.words.strip(), people=group.people,
            body_id=bodies.get(_plain(group.words)), area_id=places.get(_plain(group.words)),
        )
        for number, group in enumerate(facts.groups)
    )  # fmt: skip


def _plain(words: str) -> str:
    plain = fold(words)
    return next((plain.removeprefix(kind) for kind in _KINDS_OF_PLACE if plain.startswith(kind)), plain)


def _bodies(province_id: int) -> dict[str, UUID]:
    rows = Body.objects.filter(province_id=province_id, valid_to__isnull=True).values_list("id", "short_name", "name")
    return {fold(name): key for key, *names in rows for name in names}


def _places(province_id: int) -> dict[str, int]:
    rows = Place.objects.filter(province_id=province_id, level="commune", valid_to__isnull=True)
    return {fold(name): key for key, name in rows.values_list("id", "name")}
