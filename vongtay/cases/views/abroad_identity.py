"""Correcting who somebody of the abroad list is: opening the form is a look, saving refuses what somebody else changed meanwhile."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vongtay.cases import actions, forms
from vongtay.cases.permissions import RULES, Act
from vongtay.cases.views.abroad import entry_or_404
from vongtay.common.access import NotAllowed, Refused, Stale, may
from vongtay.common.requests import StaffRequest, renew, staff_only
from vongtay.people import actions as people
from vongtay.people.models import Identity
from vongtay.people.permissions import RULES as PEOPLE_RULES
from vongtay.people.permissions import Act as PeopleAct


@staff_only
def correct_identity(request: StaffRequest, code: str) -> HttpResponse:
    """Change who the person is. What somebody else wrote meanwhile is refused, with everything typed still there."""
    entry = entry_or_404(request.staff, code)
    if not may(RULES, Act.CHANGE_ABROAD, request.staff, entry) or not may(
        PEOPLE_RULES, PeopleAct.CHANGE, request.staff
    ):
        raise NotAllowed(_("Your post may not do this."))
    identity = Identity.objects.filter(person_id=entry.person_id).first()
    if identity is None:
        raise NotAllowed(_("Your body was not granted the identity of this person."))
    initial: dict[str, Any] = {"version": identity.version}
    if request.method != "POST":
        facts = people.look_at_identity(person=entry.person, purpose="verification", by=request.staff)
        initial |= {name: getattr(facts, name) for name in forms.ChangeIdentity.base_fields if name != "version"}
    form = forms.ChangeIdentity(request.POST or None, initial=initial)
    if form.is_valid():
        changes = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        try:
            actions.correct_abroad_identity(
                entry=entry, changes=changes, version=form.cleaned_data["version"], by=request.staff
            )
        except Stale as stale:
            renew(form, version=Identity.objects.values_list("version", flat=True).get(pk=identity.pk))
            form.add_error(None, list(stale.reasons))
        except Refused as refused:
            form.add_error(None, list(refused.reasons))
        else:
            messages.success(request, _("Saved."))
            return redirect("cases:abroad_show", code=code)
    context = {"entry": entry, "form": form, "title": _("Correct the identity"), "button": _("Save")}
    return render(request, "cases/abroad/act.html", context, status=422 if form.errors else 200)
