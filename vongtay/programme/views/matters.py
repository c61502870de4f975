"""Pages of difficulties and proposals: the list, one with its answers, raising, answering, taking back."""

import uuid
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from vongtay.common.access import may
from vongtay.common.days import today
from vongtay.common.filters import chips_of
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.programme.actions import matters as actions
from vongtay.programme.forms import matters as forms
from vongtay.programme.forms.back import TakeBack
from vongtay.programme.models import Raised
from vongtay.programme.permissions import RULES, Act
from vongtay.programme.queries import documents
from vongtay.programme.queries import matters as queries
from vongtay.programme.queries.coordination import difficulty_of
from vongtay.programme.views.documents import OFFERED
from vongtay.programme.views.pages import act_page, allow

PAGE = 50


@staff_only
def list_matters(request: StaffRequest) -> HttpResponse:
    """Show difficulties and proposals: what waits, who is late to answer."""
    allow(request)
    staff, day, asked = request.staff, today(), request.GET.get("show", "")
    conditions, counts = queries.filters(staff, day), queries.counts(staff, day)
    words = {
        "waiting": _("Waiting for an answer"), "late": _("Late"), "to_us": _("We are to answer"), "ours": _("Raised by us"),
        "amendments": _("To amend a document"), "answered": _("Answered"),
    }  # fmt: skip
    rows = queries.matters(staff)
    if asked in conditions:
        rows = rows.filter(conditions[asked])
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    chips = chips_of(
        request, "show", [("", _("All"), ""), *((name, text, counts[name]) for name, text in words.items())]
    )
    context = {"page": page, "chips": chips, "day": day, "may_raise": may(RULES, Act.RAISE, staff)}
    return render(request, "programme/matters/list.html", context)


def _matter(request: StaffRequest, raised_id: UUID) -> Raised:
    allow(request)
    try:
        return queries.matter_of(request.staff, raised_id)
    except Raised.DoesNotExist as missing:
        raise Http404 from missing


@staff_only
def show_matter(request: StaffRequest, raised_id: UUID) -> HttpResponse:
    """Show one difficulty or proposal with its answers."""
    row, staff = _matter(request, raised_id), request.staff
    context = {
        "row": row, "answers": queries.answers_of(row), "day": today(),
        "may_answer": row.closed_on is None and may(RULES, Act.ANSWER, staff, row), "may_withdraw": may(RULES, Act.WITHDRAW_MATTER, staff, row),
    }  # fmt: skip
    return render(request, "programme/matters/show.html", context)


@staff_only
def raise_matter(request: StaffRequest) -> HttpResponse:
    """Raise a difficulty or proposal."""
    allow(request, Act.RAISE)
    staff, about = request.staff, documents.document_or_none(request.staff, request.GET.get("document", ""))
    initial = {
        "key": uuid.uuid4(),
        "raised_on": today(),
        "matter": "amendment" if about else "difficulty",
        "instrument": about,
    }
    if (line := difficulty_of(staff, request.GET.get("line", ""))) is not None:
        about = line.answer.part.evaluation.regulation
        initial |= {"matter": "difficulty", "text": line.difficulty, "instrument": about}
    rows = list(documents.documents(staff)[:OFFERED])
    rows += [about] if about and about not in rows else []
    form = forms.RaiseMatter(
        request.POST or None, initial=initial, bodies=documents.bodies_below(staff, today()), rows=rows
    )

    def write(given: dict[str, Any]) -> str:
        row = actions.raise_matter(key=given.pop("key"), said=actions.Said(**given), by=staff)
        return reverse("programme:matter", args=[row.pk])

    return act_page(
        request, form, write, back=reverse("programme:matters"), done=_("It was noted; it waits until an answer closes it."),
        title=_("Raise a difficulty or proposal"), button=_("Save"), back_text=_("Difficulties and proposals"),
    )  # fmt: skip


@staff_only
def answer_matter(request: StaffRequest, raised_id: UUID) -> HttpResponse:
    """Enter an answer."""
    row = _matter(request, raised_id)
    allow(request, Act.ANSWER, row)
    initial = {"key": uuid.uuid4(), "on": today()}
    form = forms.AnswerMatter(request.POST or None, initial=initial, rows=documents.documents(request.staff)[:OFFERED])

    def write(given: dict[str, Any]) -> None:
        actions.answer_matter(key=given.pop("key"), row=row, came=actions.Came(**given), by=request.staff)

    return act_page(
        request, form, write, back=reverse("programme:matter", args=[row.pk]), done=_("The answer was entered."), title=_("Enter the answer"),
        button=_("Save"), lead=row.text,
    )  # fmt: skip


@staff_only
def withdraw_matter(request: StaffRequest, raised_id: UUID) -> HttpResponse:
    """Take a difficulty or proposal back."""
    row = _matter(request, raised_id)
    allow(request, Act.WITHDRAW_MATTER, row)
    form = TakeBack(request.POST or None)

    def write(given: dict[str, Any]) -> None:
        actions.withdraw_matter(row=row, why=given["why"], by=request.staff)

    return act_page(
        request, form, write, back=reverse("programme:matters"), done=_("It was taken back."), title=_("Take it back"), button=_("Take it back"),
        lead=row.text,
    )  # fmt: skip
