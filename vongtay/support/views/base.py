"""What the pages of support share: the case behind an address, and the page of an act."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vongtay.agencies.roles import Part
from vongtay.cases import queries as cases
from vongtay.cases.models import Case
from vongtay.common.access import NotAllowed, Refused, Staff, Stale, may
from vongtay.common.crypto import Erased
from vongtay.common.requests import StaffRequest, renew
from vongtay.support.permissions import RULES, Act


def case_or_404(staff: Staff, code: str) -> Case:
    """Give the case, or the same 404 for what is missing and what is out of reach. Errors: NotAllowed for who sees no support."""
    if Part.SUPPORT not in staff.parts:
        raise NotAllowed(_("Your post does not see the support of a person."))
    try:
        return cases.case_of(staff, code)
    except Case.DoesNotExist as missing:
        raise Http404 from missing


def own_case(request: StaffRequest, code: str, act: Act) -> Case:
    """Give the case for whoever may do the act. Errors: NotAllowed, Http404."""
    case = case_or_404(request.staff, code)
    if not may(RULES, act, request.staff, case):
        raise NotAllowed(_("Your post may not do this, or your body does not take part in this case."))
    return case


def act_page(
    request: StaffRequest,
    form: django_forms.Form,
    write: Callable[[dict[str, Any]], object],
    *,
    back: str,
    done: str,
    **words: Any,
) -> HttpResponse:
    """Show the form of an act, or do it and go `back`; a refusal is shown on the form with everything typed still there.

    words: case, title, button and what the template needs besides; `version` gives the version on which the next try stands.
    """
    if form.is_valid():
        try:
            write(form.cleaned_data)
        except Stale as stale:
            if "version" in words:
                renew(form, version=words["version"]())
            form.add_error(None, list(stale.reasons))
        except Refused as refused:
            form.add_error(None, list(refused.reasons))
        except Erased:
            form.add_error(
                None, _("The identity of this case was erased: no text about the person can be kept any more.")
            )
        else:
            messages.success(request, done)
            return redirect(back)
    context = {"form": form, "back": back, **words}
    return render(request, words.get("template", "support/act.html"), context, status=422 if form.errors else 200)
