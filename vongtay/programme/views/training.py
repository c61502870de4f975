"""Training courses: the list with needs told, and the form of a course."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vongtay.common.access import NotAllowed, may
from vongtay.common.days import today
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.programme import actions, forms, queries
from vongtay.programme.models import Activity
from vongtay.programme.permissions import RULES, Act
from vongtay.programme.states.activities import Kind
from vongtay.programme.views.activities import choices_of, facts_of, own_activity, start_of, told_of
from vongtay.programme.views.pages import act_page, allow

PAGE = 50


@staff_only
def list_courses(request: StaffRequest) -> HttpResponse:
    """Show the courses of the province, newest first, and what those who took part still lack."""
    allow(request, Act.READ)
    now = today().year
    asked = request.GET.get("year", "")
    year = int(asked) if asked in {str(one) for one in range(now - 9, now + 1)} else None
    is_own = request.GET.get("own", "") == "1"
    kept = ({"year": str(year)} if year else {}) | ({"own": "1"} if is_own else {})
    page = Paginator(queries.courses_of(request.staff, year=year, is_own=is_own), PAGE).get_page(
        request.GET.get("page")
    )
    chips = [
        {"label": label, "url": f"?{urlencode(rest)}", "is_on": is_on, "count": ""}
        for label, rest, is_on in (
            (_("All"), {"own": "1"} if is_own else {}, year is None),
            *((str(one), kept | {"year": str(one)}, one == year) for one in range(now, now - 4, -1)),
            (_("Ours"), {"year": str(year)} if year else {"own": "1"}, is_own),
        )
    ]
    context = {
        "page": page, "rows": [(row, queries.counted(row)) for row in page], "chips": chips, "gaps": queries.gaps_told(request.staff, most=5),
        "may_enter": may(RULES, Act.RECORD_ACTIVITY, request.staff),
        "previous_url": f"?{urlencode(kept | {'page': str(page.number - 1)})}", "next_url": f"?{urlencode(kept | {'page': str(page.number + 1)})}",
    }  # fmt: skip
    return render(request, "programme/training/list.html", context)


@staff_only
def enter_course(request: StaffRequest) -> HttpResponse:
    """Enter a training course."""
    if not may(RULES, Act.RECORD_ACTIVITY, request.staff):
        raise NotAllowed(_("Your post enters no activities."))
    form = _form(request, {"key": uuid.uuid4(), "first_on": today()})

    def write(given: dict[str, Any]) -> Activity:
        return actions.record_course(
            key=given["key"],
            facts=facts_of(form, given),
            told=told_of(form, given),
            course=form.course(),
            by=request.staff,
        )

    return act_page(
        request, form, write, back=reverse("programme:training"), done=_("Recorded. Check below how each number was understood."),
        after=lambda made: reverse("programme:activity", args=[made.pk]), title=_("Training course"), button=pgettext("activity", "Record"),
        template="programme/activities/enter.html", draft=Kind.COURSE.value,
    )  # fmt: skip


@staff_only
def correct_course(request: StaffRequest, activity_id: uuid.UUID) -> HttpResponse:
    """Correct a course; what stood before is kept."""
    row = own_activity(request, activity_id, Act.CORRECT_ACTIVITY)
    course = queries.course_of(row)
    start = start_of(row) | forms.start_of_course(course, queries.groups_of(course) if course else [])
    form = _form(request, start, corrects=True)

    def write(given: dict[str, Any]) -> None:
        actions.correct_course(
            activity=row, facts=facts_of(form, given), told=told_of(form, given), course=form.course(), version=given["version"], why=given["why"],
            by=request.staff,
        )  # fmt: skip

    return act_page(
        request, form, write, back=reverse("programme:activity", args=[row.pk]), done=_("Corrected. What stood before is kept."),
        title=_("Correct: %(what)s") % {"what": row.title}, button=pgettext("activity", "Correct"), template="programme/activities/enter.html",
        version=lambda: queries.activity_of(request.staff, row.pk).version,
    )  # fmt: skip


def _form(request: StaffRequest, start: dict[str, Any], *, corrects: bool = False) -> forms.EnterCourse:
    return forms.EnterCourse(
        request.POST or None,
        request.FILES or None,
        kind=Kind.COURSE,
        initial=start,
        corrects=corrects,
        **choices_of(request.staff),
    )
