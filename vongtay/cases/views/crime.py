"""The page of the criminal case: offenders, stages, what may have resulted. Only posts that reach the part `offence`."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from vongtay.agencies.queries import bodies_to_ask
from vongtay.agencies.roles import Part
from vongtay.cases.actions import crime
from vongtay.cases.forms import crime as forms
from vongtay.cases.forms import new_key
from vongtay.cases.models import Offender, Proceeding, ResultingOffence
from vongtay.cases.permissions import RULES, Act
from vongtay.cases.queries import protection as reads
from vongtay.cases.views.acts import act_page, own_case
from vongtay.cases.views.case import PURPOSE_LABELS
from vongtay.cases.views.identification import reading_case
from vongtay.cases.views.scans import paper_of
from vongtay.common.access import Refused, may
from vongtay.common.days import PartialDate
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.people import actions as people
from vongtay.people.models import Link
from vongtay.people.vault import ERASED, Facts, Vault

KINDS: dict[str, Any] = {"offender": Offender, "stage": Proceeding, "resulting": ResultingOffence}


@staff_only
def show(request: StaffRequest, code: str) -> HttpResponse:
    """Show offenders, stages and resulting offences."""
    case = reading_case(request, code, Part.OFFENCE)
    vault = Vault.of(case.person_id)
    context = {
        "case": case, "offenders": reads.offenders_of(case, vault), "stages": reads.proceedings_of(case, vault),
        "resulting": reads.resulting_of(case, vault), "may_enter": may(RULES, Act.ENTER_CRIME, request.staff, case),
        "purposes": list(PURPOSE_LABELS.items()),
    }  # fmt: skip
    return render(request, "cases/crime.html", context)


@staff_only
def add_offender(request: StaffRequest, code: str) -> HttpResponse:
    """Note an offender who is known, or a count of those who are not."""
    case = own_case(request, code, Act.ENTER_CRIME)
    form = forms.AddOffender(request.POST or None, on=case.received_on, initial={"key": new_key(), "role": "unknown"})

    def write(given: dict[str, Any]) -> None:
        facts = Facts(name=given["name"].strip(), id_number=given["id_number"].strip())
        told = crime.Told(given["role"], given["lower"], given["upper"], given["words"], facts)
        crime.add_offender(case=case, told=told, by=request.staff, key=given["key"])

    return act_page(
        request, case, form, write, title=_("Add an offender"), button=_("Add"), done=_("The offender was added."), back="cases:crime"
    )  # fmt: skip


@staff_only
@require_POST
def look_at_offender(request: StaffRequest, code: str, row_id: str) -> HttpResponse:
    """Show who an offender is, after the look was logged with its purpose."""
    case = own_case(request, code, Act.ENTER_CRIME)
    offender = get_object_or_404(Offender.objects.select_related("person"), pk=row_id, case=case, person__isnull=False)
    target, purpose = f"identity-{offender.person_id}", request.POST.get("purpose", "")
    if offender.person is None:
        raise Http404
    try:
        facts = people.look_at_identity(person=offender.person, purpose=purpose, by=request.staff)
    except Refused as refused:
        return render(request, "cases/identity_refused.html", {"reasons": refused.reasons, "target": target})
    born = str(PartialDate.from_code(facts.born)) if facts.born and facts.born != ERASED else facts.born
    template = "cases/identity.html" if request.htmx else "cases/identity_page.html"  # type: ignore[attr-defined]  # set by django-htmx
    context = {
        "case": case,
        "facts": facts,
        "born": born,
        "person": offender.person,
        "purpose": PURPOSE_LABELS[purpose],
        "target": target,
    }
    return render(request, template, context)


@staff_only
def same_offender(request: StaffRequest, code: str, row_id: str) -> HttpResponse:
    """Note that a known offender is the same person as one of another case within reach."""
    case = own_case(request, code, Act.ENTER_CRIME)
    offender = get_object_or_404(
        Offender.objects.select_related("case", "person"), pk=row_id, case=case, ended_at__isnull=True
    )
    form = forms.SameOffender(request.POST or None, others=reads.known_offenders_elsewhere(case))

    def write(given: dict[str, Any]) -> None:
        crime.same_offender(one=offender, other=given["other"], same=given["same"] == "yes", by=request.staff)

    return act_page(
        request, case, form, write, title=_("Same offender in another case"), button=pgettext("act", "Note"), done=_("Noted; it can be undone."), back="cases:crime"
    )  # fmt: skip


@staff_only
@require_POST
def undo_same_offender(request: StaffRequest, code: str, row_id: str, link_id: str) -> HttpResponse:
    """Take back that an offender is, or is not, one of another case."""
    case = own_case(request, code, Act.ENTER_CRIME)
    offender = get_object_or_404(Offender.objects.select_related("case"), pk=row_id, case=case)
    crime.undo_same_offender(offender=offender, link=get_object_or_404(Link, pk=link_id), by=request.staff)
    messages.success(request, _("Taken back; it stays on record."))
    return redirect("cases:crime", code=code)


@staff_only
def record_proceeding(request: StaffRequest, code: str) -> HttpResponse:
    """Enter a stage of the criminal case from its paper."""
    case = own_case(request, code, Act.ENTER_CRIME)
    known = [
        (str(each.row.pk), f"{each.role} · {each.words or each.row.lower}")
        for each in reads.offenders_of(case, Vault.of(case.person_id))
    ]
    form = forms.RecordProceeding(
        request.POST or None, request.FILES or None, bodies=bodies_to_ask(request.staff), offenders=known, initial={"key": new_key(), "outcome": "ongoing"}
    )  # fmt: skip

    def write(given: dict[str, Any]) -> None:
        facts = crime.StageFacts(
            given["stage"], given["outcome"], paper_of(case, given, request), given["article"], given["body"], given["body_words"],
            [each.row.pk for each in reads.offenders_of(case, Vault.of(case.person_id)) if str(each.row.pk) in given.get("offenders", ())], given["note"],
        )  # fmt: skip
        crime.record_proceeding(case=case, facts=facts, by=request.staff, key=given["key"])

    return act_page(
        request, case, form, write, title=_("Enter a stage of the criminal case"), button=_("Enter"), done=_("The stage was entered."), back="cases:crime"
    )  # fmt: skip


@staff_only
def add_resulting_offence(request: StaffRequest, code: str) -> HttpResponse:
    """Note what may be a direct result of the trafficking."""
    case = own_case(request, code, Act.ENTER_CRIME)
    form = forms.ResultingOffence(request.POST or None, initial={"key": new_key()})

    def write(given: dict[str, Any]) -> None:
        crime.add_resulting_offence(case=case, by=request.staff, **given)

    return act_page(
        request, case, form, write, title=_("What may have resulted from the trafficking"), button=pgettext("act", "Note"), done=_("Noted."), back="cases:crime",
        lead=_("Only verifier and decider read this. It enters no figure, list or export."),
    )  # fmt: skip


@staff_only
@require_POST
def take_back(request: StaffRequest, code: str, kind: str, row_id: str) -> HttpResponse:
    """Take an offender, a stage or a resulting offence back."""
    case = own_case(request, code, Act.ENTER_CRIME)
    if kind not in KINDS:
        raise Http404
    crime.take_back_crime(
        row=get_object_or_404(KINDS[kind].objects.select_related("case"), pk=row_id, case=case), by=request.staff
    )
    messages.success(request, _("Taken back; it stays on record."))
    return redirect("cases:crime", code=code)
