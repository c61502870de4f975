"""Pages about the people of a case: beside it, the same in another case, who they are."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from vongtay.cases import actions, forms, queries
from vongtay.cases.models import Case
from vongtay.cases.permissions import Act
from vongtay.cases.views.acts import act_page, own_case
from vongtay.cases.views.case import case_or_404
from vongtay.common.access import NotAllowed, Refused, may
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.people import actions as people
from vongtay.people.models import Link
from vongtay.people.permissions import RULES as PEOPLE_RULES
from vongtay.people.permissions import Act as PeopleAct
from vongtay.people.vault import Facts


@staff_only
def add_companion(request: StaffRequest, code: str) -> HttpResponse:
    """Add a representative, an accompanying child, a relative or a suspect."""
    case = own_case(request, code, Act.ADD_PERSON)
    form = forms.AddCompanion(request.POST or None)

    def write(given: dict[str, Any]) -> None:
        facts = Facts(name=given["name"].strip(), phone=given["phone"])
        actions.add_companion(
            case=case, role=given["role"], facts=facts, sex=given["sex"], age_years=given["age_years"], by=request.staff,
            beside=actions.Beside(suspected=given["suspected"]),
        )  # fmt: skip

    return act_page(
        request, case, form, write, title=_("Add a person"), button=_("Add"), done=_("The person was added.")
    )


@staff_only
def link_people(request: StaffRequest, code: str) -> HttpResponse:
    """Note that another case is of the same person, or that it is not; nothing is merged, and it can be undone."""
    case = case_or_404(request.staff, code)
    if not may(PEOPLE_RULES, PeopleAct.LINK, request.staff):
        raise NotAllowed(_("Your post may not do this."))
    form = forms.LinkPeople(request.POST or None)

    def write(given: dict[str, Any]) -> None:
        try:
            other = queries.case_of(request.staff, given["code"].strip().upper())
        except Case.DoesNotExist as missing:
            raise Refused(_("There is no such case within your reach.")) from missing
        people.link_people(one=case.person, other=other.person, same=given["same"] == "yes", by=request.staff)

    return act_page(
        request,
        case,
        form,
        write,
        title=_("Same person in another case"),
        button=pgettext("act", "Note"),
        done=_("Noted; it can be undone."),
    )


@staff_only
@require_POST
def undo_link(request: StaffRequest, code: str, link_id: str) -> HttpResponse:
    """Take a link back; it stays on record."""
    case = case_or_404(request.staff, code)
    link = get_object_or_404(Link.objects.filter(Q(one=case.person_id) | Q(other=case.person_id)), pk=link_id)
    people.undo_link(link=link, by=request.staff)
    messages.success(request, _("Taken back."))
    return redirect("cases:show", code=code)


@staff_only
def change_identity(request: StaffRequest, code: str) -> HttpResponse:
    """Change who the person is. Opening the form is a look, and logged as one."""
    case = own_case(request, code, Act.COMPLETE)
    identity = getattr(case.person, "identity", None)
    if identity is None:
        raise NotAllowed(_("Your body was not granted the identity of this person."))
    initial: dict[str, Any] = {}
    if request.method != "POST":
        facts = people.look_at_identity(person=case.person, purpose="care", by=request.staff)
        initial = {name: getattr(facts, name) for name in forms.ChangeIdentity.base_fields if name != "version"}
    form = forms.ChangeIdentity(request.POST or None, initial=initial | {"version": identity.version})

    def write(given: dict[str, Any]) -> None:
        version = given.pop("version")
        people.change_identity(person=case.person, changes=given, version=version, by=request.staff)

    return act_page(
        request, case, form, write, title=_("Change identity"), button=_("Save"), done=_("Saved."), private=True
    )
