"""What somebody typed into a form of the programme and has not sent: kept while they type, there again when the form opens."""

from typing import Any

from django import forms as django_forms
from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vongtay.cases import drafts
from vongtay.common.access import NotAllowed, may
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.programme.permissions import RULES, Act
from vongtay.programme.states.activities import Kind

FORMS = frozenset({"survey", "inspection", "document", *Kind.values})
MOST_LETTERS = 20_000
_NEVER = ("csrfmiddlewaretoken",)


def resume(request: StaffRequest, form: django_forms.Form, name: str) -> dict[str, Any]:
    """Put what was typed before into a form that opens. Gives what its page shows: where to keep it, and since when it was kept.

    Whoever asks for the form anew (`?anew=1`) gets it empty; what they type then takes the place of what was kept.
    """
    shown: dict[str, Any] = {"draft_url": reverse("programme:draft", args=[name])}
    kept = None if form.is_bound or request.GET.get("anew") else drafts.load(request.staff, _called(name))
    if kept is None:
        return shown
    for field, values in kept.items():
        if field in form.fields and values:
            is_list = isinstance(form.fields[field], django_forms.MultipleChoiceField)
            form.initial[field] = values if is_list else values[-1]
    return shown | {"is_resumed": True}


def drop(request: StaffRequest, name: str) -> None:
    """Forget what was kept: it has been sent."""
    drafts.drop(request.staff, _called(name))


def _called(name: str) -> str:
    return f"programme.{name}"


@staff_only
@require_POST
def save_draft(request: StaffRequest, form: str) -> HttpResponse:
    """Keep what was typed so far, encrypted, for this post alone."""
    if not may(RULES, Act.READ, request.staff):
        raise NotAllowed(_("Your post does not read the programme."))
    if form not in FORMS:
        raise Http404
    typed = {name: values for name, values in request.POST.lists() if name not in _NEVER}
    if sum(len(value) for values in typed.values() for value in values) > MOST_LETTERS:
        return HttpResponse(status=413)
    saved = drafts.keep(request.staff, _called(form), typed)
    return JsonResponse({"saved_at": timezone.localtime(saved).strftime("%H:%M")})
