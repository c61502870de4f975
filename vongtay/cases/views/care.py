"""Pages about a child and a foreigner, about what was asked before, and about people found together."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from vongtay.agencies.models import Body
from vongtay.agencies.queries import bodies_of_province
from vongtay.cases import actions, forms, queries
from vongtay.cases.models import Care, Case, Companion, EmbassyNote, Together
from vongtay.cases.permissions import Act
from vongtay.cases.views.acts import act_page, own_case
from vongtay.common.access import Refused
from vongtay.common.days import day_in_vietnam
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.papers.queries import incoming_for
from vongtay.people.vault import Vault


@staff_only
def arrange_care(request: StaffRequest, code: str) -> HttpResponse:
    """Name the guardian or say that none is known yet; tell the relatives or arrange an escort."""
    case = own_case(request, code, Act.ARRANGE_CARE)
    held = queries.care_of(case, Vault.of(case.person_id))
    initial: dict[str, Any] = {"version": 0, "escort": "none"}
    if held:
        care, doing = held
        names = (
            "version",
            "guardian",
            "escort",
            "escort_person",
            "told_on",
            "escort_body",
            "protection",
            "protection_body",
        )
        initial = {name: getattr(care, name) for name in names} | {"doing": doing}
    form = forms.ArrangeCare(
        request.POST or None,
        people=queries.may_stand_by(case),
        bodies=Body.objects.filter(pk=request.staff.body_id) | bodies_of_province(request.staff),
        initial=initial,
    )

    def write(given: dict[str, Any]) -> None:
        version = given.pop("version")
        actions.arrange_care(case=case, arrangement=actions.Arrangement(**given), version=version, by=request.staff)

    return act_page(
        request, case, form, write, title=_("Guardian and escort of the child"), button=_("Save"),
        done=_("Saved; a child is never let go alone."), care_page=True, fresh=lambda: {"version": _care_version(case)},
    )  # fmt: skip


def _care_version(case: Case) -> int:
    return Care.objects.filter(case=case).values_list("version", flat=True).first() or 0


def _companion(case: Case, companion_id: str) -> Companion:
    return get_object_or_404(
        Companion.objects.select_related("case"), pk=companion_id, case=case, ended_at__isnull=True
    )


@staff_only
def change_companion(request: StaffRequest, code: str, companion_id: str) -> HttpResponse:
    """Note what somebody beside the person needs, or that they are suspected."""
    case = own_case(request, code, Act.ADD_PERSON)
    beside = _companion(case, companion_id)
    initial = {"needs": beside.needs, "language": beside.language, "suspected": beside.suspected}
    form = forms.ChangeCompanion(request.POST or None, initial=initial)

    def write(given: dict[str, Any]) -> None:
        actions.change_companion(companion=beside, by=request.staff, **given)

    return act_page(
        request, case, form, write, title=_("Needs of a person beside"), button=_("Save"), done=_("Saved."),
        rights=beside.role == "child",
    )  # fmt: skip


@staff_only
def open_own_case(request: StaffRequest, code: str, companion_id: str) -> HttpResponse:
    """Give an accompanying person under 18 a case of their own."""
    case = own_case(request, code, Act.OPEN_OWN_CASE)
    beside = _companion(case, companion_id)
    form = forms.OwnCase(request.POST or None, initial={"key": forms.new_key(), "event_on": case.event_on})

    def write(given: dict[str, Any]) -> None:
        actions.open_own_case(companion=beside, key=given["key"], event_on=given["event_on"], by=request.staff)

    return act_page(
        request, case, form, write, title=_("A case of their own"), button=_("Open the case"),
        done=_("The case was opened and linked with this one."),
    )  # fmt: skip


@staff_only
def record_wish(request: StaffRequest, code: str) -> HttpResponse:
    """Note whether the person wishes to return, in their own words."""
    case = own_case(request, code, Act.RECORD_WISH)
    form = forms.RecordWish(
        request.POST or None,
        initial={"said_on": day_in_vietnam(timezone.now()), "language": case.language, "interpreted": case.interpreter},
    )

    def write(given: dict[str, Any]) -> None:
        said = actions.Said(given["wants"], given["words"], given["said_on"], given["language"], given["interpreted"])
        actions.record_wish(case=case, said=said, by=request.staff)

    return act_page(
        request,
        case,
        form,
        write,
        title=_("Wish to return"),
        button=pgettext("act", "Note"),
        done=_("The wish was noted."),
    )


@staff_only
def record_embassy_note(request: StaffRequest, code: str) -> HttpResponse:
    """Note a diplomatic note that was sent about the person."""
    case = own_case(request, code, Act.RECORD_EMBASSY)
    form = forms.EmbassyNote(
        request.POST or None, bodies=bodies_of_province(request.staff),
        initial={"country": case.nationality, "sent_on": day_in_vietnam(timezone.now())},
    )  # fmt: skip

    def write(given: dict[str, Any]) -> None:
        actions.record_embassy_note(
            case=case, country=given["country"], paper=actions.FromPaper(given["sign"], given["sent_on"]), by=request.staff,
            sent_by=given["sent_by"],
        )  # fmt: skip

    return act_page(
        request, case, form, write, title=_("Note to the embassy"), button=_("Record"), done=_("The note was recorded.")
    )


@staff_only
def record_embassy_answer(request: StaffRequest, code: str, note_id: str) -> HttpResponse:
    """Note what the embassy answered."""
    case = own_case(request, code, Act.RECORD_EMBASSY)
    note = get_object_or_404(EmbassyNote.objects.select_related("case"), pk=note_id, case=case)
    form = forms.EmbassyAnswer(
        request.POST or None, request.FILES or None, bodies=bodies_of_province(request.staff), entries=incoming_for(request.staff, case.subject_id),
        initial={"version": note.version, "answered_on": day_in_vietnam(timezone.now())},
    )  # fmt: skip

    def write(given: dict[str, Any]) -> None:
        other = given["acted_by"]
        scan = None if other else actions.keep_scan(case, given["scan"], by=request.staff)
        passed = actions.paper_given(case, given, by=request.staff) if other else None
        actions.record_embassy_answer(
            note=note, paper=actions.FromPaper(given["sign"], given["answered_on"], scan), answer=given["answer"], version=given["version"],
            by=request.staff, passed_on=actions.PassedOn(other, passed) if other and passed else None,
        )  # fmt: skip

    return act_page(
        request,
        case,
        form,
        write,
        title=_("Answer of the embassy"),
        button=_("Record"),
        done=_("The answer was noted."),
    )


@staff_only
def record_interview(request: StaffRequest, code: str) -> HttpResponse:
    """Note an interview that was held before."""
    case = own_case(request, code, Act.RECORD_INTERVIEW)
    form = forms.RecordInterview(request.POST or None, bodies=bodies_of_province(request.staff))

    def write(given: dict[str, Any]) -> None:
        held = actions.Held(
            given["held_on"], given["about"], given["kept_at"], given["body"], given["asked_by"], given["note"]
        )
        actions.record_interview(case=case, held=held, by=request.staff)

    return act_page(
        request, case, form, write, title=_("Earlier interview"), button=pgettext("act", "Note"),
        done=_("Noted; it is shown before anybody asks again."), back="cases:record", interviews=queries.interviews_of(case, Vault.of(case.person_id)),
    )  # fmt: skip


@staff_only
def put_together(request: StaffRequest, code: str) -> HttpResponse:
    """Note that the person was found together with somebody of another case."""
    case = own_case(request, code, Act.PUT_TOGETHER)
    form = forms.PutTogether(request.POST or None, initial={"found_on": case.event_on})

    def write(given: dict[str, Any]) -> None:
        try:
            other = queries.case_of(request.staff, given["code"].strip().upper())
        except Case.DoesNotExist as missing:
            raise Refused(_("There is no such case within your reach.")) from missing
        actions.put_together(case=case, other=other, found_on=given["found_on"], by=request.staff)

    return act_page(
        request,
        case,
        form,
        write,
        title=_("Found together with"),
        button=pgettext("act", "Note"),
        done=_("Noted; it can be undone."),
        back="cases:record",
    )


@staff_only
@require_POST
def leave_together(request: StaffRequest, code: str, row_id: str) -> HttpResponse:
    """Take the case out of an event again."""
    case = own_case(request, code, Act.PUT_TOGETHER)
    row = get_object_or_404(Together.objects.select_related("case"), pk=row_id, case=case)
    actions.leave_together(row=row, by=request.staff)
    messages.success(request, _("Taken back."))
    return redirect("cases:record", code=code)
