"""Activities: the list, the choice of a kind, the form of six questions, one activity with what was counted."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vongtay.agencies.queries import bodies_of_province, places_of
from vongtay.common.access import NotAllowed, Staff, may
from vongtay.common.days import today
from vongtay.common.numbers import Bound, format_share
from vongtay.common.requests import StaffRequest, staff_only, whole_number
from vongtay.papers.actions import open_file
from vongtay.papers.permissions import RULES as PAPER_RULES
from vongtay.papers.permissions import Act as PaperAct
from vongtay.programme import actions, forms, queries
from vongtay.programme.forms.back import TakeBack
from vongtay.programme.models import Activity, Campaign
from vongtay.programme.permissions import RULES, Act, mandates_of
from vongtay.programme.queries.certificates import runs_of
from vongtay.programme.states.activities import ICONS, LINES, Kind
from vongtay.programme.views.pages import act_page, allow

PAGE = 50
LISTED = [kind for kind in Kind if kind != Kind.COURSE]


def _wanted(request: StaffRequest) -> tuple[queries.Wanted, dict[str, str]]:
    """Give what the address asks for, and the address's own words for it."""
    asked = {name: request.GET.get(name, "") for name in ("kind", "year", "own", "campaign", "q")}
    kind = asked["kind"] if asked["kind"] in Kind.values else ""
    year = whole_number(asked["year"]) if len(asked["year"]) == 4 else None  # figures of a year
    try:
        campaign = uuid.UUID(asked["campaign"]) if asked["campaign"] else None
    except ValueError:
        campaign = None
    wanted = queries.Wanted(kind, campaign, year, asked["own"] == "1", asked["q"][:80])
    return wanted, {name: value for name, value in asked.items() if value}


def _chips(asked: dict[str, str]) -> list[dict[str, Any]]:
    """Give the filters of the list: whose, and of which kind."""

    def chip(label: str, name: str, value: str) -> dict[str, Any]:
        rest = {key: said for key, said in asked.items() if key != name} | ({name: value} if value else {})
        return {"label": label, "url": f"?{urlencode(rest)}", "is_on": asked.get(name, "") == value, "count": ""}

    kinds = [chip(str(kind.label), "kind", kind.value) for kind in LISTED]
    ours = chip(_("Ours"), "own", "" if asked.get("own") else "1") | {"is_on": bool(asked.get("own"))}
    return [chip(_("All"), "kind", ""), ours, *kinds]


@staff_only
def list_activities(request: StaffRequest) -> HttpResponse:
    """Show what was done in the province, newest first."""
    allow(request, Act.READ)
    wanted, asked = _wanted(request)
    page = Paginator(queries.activities_of(request.staff, wanted), PAGE).get_page(request.GET.get("page"))
    now = today().year
    context = {
        "page": page, "chips": _chips(asked), "asked": asked, "years": range(now, now - 5, -1), "is_searched": bool(wanted.words or wanted.year),
        "rows": [(row, queries.counted(row)) for row in page], "may_enter": may(RULES, Act.RECORD_ACTIVITY, request.staff),
        "campaign": Campaign.objects.filter(pk=wanted.campaign_id).first() if wanted.campaign_id else None,
        "previous_url": f"?{urlencode(asked | {'page': page.number - 1})}", "next_url": f"?{urlencode(asked | {'page': page.number + 1})}",
    }  # fmt: skip
    return render(request, "programme/activities/list.html", context)


@staff_only
def choose_kind(request: StaffRequest) -> HttpResponse:
    """Ask what kind of activity it was."""
    _may_enter(request)
    campaign = queries.campaign_now(request.staff)
    kinds = [(kind, ICONS[kind]) for kind in LISTED]
    return render(request, "programme/activities/kinds.html", {"kinds": kinds, "campaign": campaign})


@staff_only
def enter_activity(request: StaffRequest, kind: str) -> HttpResponse:
    """Enter an activity of a kind."""
    _may_enter(request)
    if kind not in [one.value for one in LISTED]:
        raise Http404
    campaign = queries.campaign_now(request.staff)
    start = {"key": uuid.uuid4(), "first_on": today(), "campaign": campaign.pk if campaign else None}
    form = _form(request, kind, start)

    def write(given: dict[str, Any]) -> Activity:
        return actions.record_activity(
            key=given["key"], facts=facts_of(form, given), told=told_of(form, given), by=request.staff
        )

    return act_page(
        request, form, write, back=reverse("programme:activities"), done=_("Recorded. Check below how each number was understood."),
        after=lambda made: reverse("programme:activity", args=[made.pk]), title=Kind(kind).label, button=pgettext("activity", "Record"),
        template="programme/activities/enter.html", campaign=campaign, draft=kind,
    )  # fmt: skip


@staff_only
def show_activity(request: StaffRequest, activity_id: uuid.UUID) -> HttpResponse:
    """Show one activity: what was counted, as it was understood; what stood before a correction."""
    allow(request, Act.READ)
    row = activity_or_404(request.staff, activity_id)
    quantities = [(forms.label_of(row.kind, one.slot, one.indicator.name_vi), one) for one in queries.counted(row)]
    course = queries.course_of(row) if row.kind == Kind.COURSE else None
    trainees = next((one for one in queries.counted(row) if one.slot == "trainees"), None)
    is_whole = trainees is not None and trainees.bound == Bound.EXACT and trainees.value_high is None
    context = {
        "part_time_share": format_share(course.part_time, trainees.value) if course and course.part_time is not None and trainees and is_whole else "",
        "course": course, "groups": queries.groups_of(course) if course else [], "grouped": queries.people_in_groups(course) if course else 0,
        "trainees": trainees, "runs": (runs := runs_of(course) if course else []), "numbered": sum(run.count for run in runs),
        "may_certify": course is not None and row.withdrawn_at is None and may(RULES, Act.KEEP_CERTIFICATES, request.staff, row),
        "row": row, "quantities": quantities, "former": queries.former_versions(row) if row.version > 1 else [],
        "may_correct": row.withdrawn_at is None and may(RULES, Act.CORRECT_ACTIVITY, request.staff, row),
        "may_enter": may(RULES, Act.RECORD_ACTIVITY, request.staff), "is_course": row.kind == Kind.COURSE,
        "may_open": row.evidence is not None and may(PAPER_RULES, PaperAct.OPEN_FILE, request.staff),
    }  # fmt: skip
    return render(request, "programme/activities/show.html", context)


@staff_only
def correct_activity(request: StaffRequest, activity_id: uuid.UUID) -> HttpResponse:
    """Correct an activity; what stood before is kept."""
    row = own_activity(request, activity_id, Act.CORRECT_ACTIVITY)
    if row.kind == Kind.COURSE:
        return redirect("programme:correct_course", activity_id=row.pk)
    form = _form(request, row.kind, start_of(row), corrects=True)

    def write(given: dict[str, Any]) -> None:
        actions.correct_activity(
            activity=row,
            facts=facts_of(form, given),
            told=told_of(form, given),
            version=given["version"],
            why=given["why"],
            by=request.staff,
        )

    return act_page(
        request, form, write, back=reverse("programme:activity", args=[row.pk]), done=_("Corrected. What stood before is kept."),
        title=_("Correct: %(what)s") % {"what": row.title}, button=pgettext("activity", "Correct"), template="programme/activities/enter.html", campaign=row.campaign,
        version=lambda: queries.activity_of(request.staff, row.pk).version,
    )  # fmt: skip


@staff_only
def take_back_activity(request: StaffRequest, activity_id: uuid.UUID) -> HttpResponse:
    """Take an activity back with its figures."""
    row = own_activity(request, activity_id, Act.TAKE_BACK_ACTIVITY)
    form = TakeBack(request.POST or None, initial={"version": row.version})

    def write(given: dict[str, Any]) -> None:
        actions.take_back_activity(activity=row, by=request.staff, **given)

    return act_page(
        request, form, write, back=reverse("programme:activity", args=[row.pk]), done=_("Taken back; its numbers count no more."),
        title=_("Take back: %(what)s") % {"what": row.title}, button=_("Take back"),
        lead=_("Its numbers are taken out of all totals. The activity stays on record with your reason."),
        version=lambda: queries.activity_of(request.staff, row.pk).version,
    )  # fmt: skip


@staff_only
def show_understood(request: StaffRequest) -> HttpResponse:
    """Say how the quantity being typed is understood, as part of a page."""
    name, text = next(iter(request.GET.items()), ("", ""))
    said = forms.understood(str(text)[:2000], several=name == "beside")
    return render(request, "programme/activities/understood.html", {"said": said})


@staff_only
def open_evidence(request: StaffRequest, activity_id: uuid.UUID) -> HttpResponse:
    """Give the photo or paper to whoever sees the activity; opening it is logged."""
    allow(request, Act.READ)
    row = activity_or_404(request.staff, activity_id)
    if row.evidence is None:
        raise Http404
    name, content = open_file(row.evidence, data_key=None, by=request.staff)
    answer = HttpResponse(content, content_type=row.evidence.media_type)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{urlencode({'': name})[1:]}"
    return answer


def activity_or_404(staff: Staff, activity_id: uuid.UUID) -> Activity:
    """Give the activity, or the same 404 for what is missing and what is out of reach."""
    try:
        return queries.activity_of(staff, activity_id)
    except Activity.DoesNotExist as missing:
        raise Http404 from missing


def own_activity(request: StaffRequest, activity_id: uuid.UUID, act: Act) -> Activity:
    """Give the activity to whoever may do the act. Errors: NotAllowed, Http404."""
    row = activity_or_404(request.staff, activity_id)
    if row.withdrawn_at is not None or not may(RULES, act, request.staff, row):
        raise NotAllowed(_("Your post may not change this activity: another body did it, or it was taken back."))
    return row


def _may_enter(request: StaffRequest) -> None:
    if not may(RULES, Act.RECORD_ACTIVITY, request.staff):
        raise NotAllowed(_("Your post enters no activities."))


def _form(request: StaffRequest, kind: str, start: dict[str, Any], *, corrects: bool = False) -> forms.EnterActivity:
    return forms.EnterActivity(
        request.POST or None,
        request.FILES or None,
        kind=kind,
        initial=start,
        corrects=corrects,
        **choices_of(request.staff),
    )


def choices_of(staff: Staff) -> dict[str, Any]:
    """Give what the form of an activity offers: communes of today, campaigns, and other bodies to whoever speaks for them."""
    bodies = bodies_of_province(staff).exclude(pk=staff.body_id)
    return {
        "places": places_of(staff).filter(valid_to__isnull=True), "campaigns": queries.campaigns_of(staff),
        "bodies": bodies if mandates_of(staff) else bodies.none(),
    }  # fmt: skip


def facts_of(form: forms.EnterActivity, given: dict[str, Any]) -> actions.ActivityFacts:
    """Give the facts from the answers of the form."""
    area, campaign, body, file = given["area"], given["campaign"], given.get("acted_by"), given.get("evidence")
    same = {
        name: given[name]
        for name in (
            "title",
            "first_on",
            "place",
            "mode",
            "audiences",
            "risks",
            "language",
            "share_percent",
            "co_organisers",
            "received_from",
            "note",
        )
    }
    return actions.ActivityFacts(
        kind=form.kind, last_on=given["last_on"] or given["first_on"], area_id=area.pk if area else None, campaign_id=campaign.pk if campaign else None,
        is_repair=given.get("is_repair", False), body_id=body.pk if body else None, source_sign=given.get("source_sign", form.initial.get("source_sign", "")),
        source_on=given.get("source_on", form.initial.get("source_on")), evidence=actions.Upload(file.name, file.read()) if file else None, **same,
    )  # fmt: skip


def told_of(form: forms.EnterActivity, given: dict[str, Any]) -> list[actions.Told]:
    """Give the quantities from the answers of the form."""
    return actions.Told.all_of(form.kind, form.answers(), given.get("beside") or [])


def start_of(row: Activity) -> dict[str, Any]:
    """Give what the form of a correction begins with: what stands now, written so that it is read back the same."""
    names = ("first_on", "last_on", "title", "place", "mode", "audiences", "risks", "language", "share_percent", "co_organisers", "is_repair",
             "received_from", "note", "source_sign", "source_on", "version")  # fmt: skip
    start: dict[str, Any] = {name: getattr(row, name) for name in names}
    start |= {"key": row.pk, "campaign": row.campaign_id, "area": row.area_id, "acted_by": row.body_id}
    slots = {line.slot for line in LINES[row.kind]}
    beside = [one for one in queries.counted(row) if one.slot not in slots]
    start |= {f"n_{one.slot}": str(one) for one in queries.counted(row) if one.slot in slots}
    return start | {"beside": "; ".join(str(one) for one in beside)}
