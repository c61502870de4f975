"""Protection measures, and the versions of the decision with their reviews."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vongtay.agencies.queries import bodies_of_province, bodies_to_ask
from vongtay.agencies.roles import Part
from vongtay.cases import actions, queries
from vongtay.cases.actions import protection, review
from vongtay.cases.actions.letters import FromPaper
from vongtay.cases.forms import new_key
from vongtay.cases.forms import protection as forms
from vongtay.cases.models import Case, Protection, Review
from vongtay.cases.permissions import RULES, Act
from vongtay.cases.queries import protection as reads
from vongtay.cases.states import AppealBy
from vongtay.cases.views.acts import act_page, own_case
from vongtay.cases.views.case import case_or_404
from vongtay.cases.views.identification import reading_case
from vongtay.cases.views.scans import paper_of
from vongtay.common.access import may
from vongtay.common.days import day_in_vietnam
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.people.vault import Vault


@staff_only
def show(request: StaffRequest, code: str) -> HttpResponse:
    """Show the protection asked for, ordered, refused and ended."""
    case = reading_case(request, code, Part.STATEMENT)
    today = day_in_vietnam(timezone.now())
    context = {
        "case": case, "rows": reads.protections_of(case, Vault.of(case.person_id), today),
        "may_ask": may(RULES, Act.ASK_PROTECTION, request.staff, case), "may_decide": may(RULES, Act.DECIDE_PROTECTION, request.staff, case),
    }  # fmt: skip
    return render(request, "cases/protection.html", context)


def _row(case: Case, row_id: str) -> Protection:
    return get_object_or_404(Protection.objects.select_related("case"), pk=row_id, case=case)


@staff_only
def ask(request: StaffRequest, code: str) -> HttpResponse:
    """Ask for protection."""
    case = own_case(request, code, Act.ASK_PROTECTION)
    today = day_in_vietnam(timezone.now())
    form = forms.AskProtection(request.POST or None, on=today, initial={"key": new_key(), "asked_on": today})

    def write(given: dict[str, Any]) -> None:
        protection.ask_protection(case=case, by=request.staff, **given)

    return act_page(
        request, case, form, write, title=_("Ask for protection"), button=_("Ask"), done=_("The request was noted."), back="cases:protection"
    )  # fmt: skip


@staff_only
def decide(request: StaffRequest, code: str, row_id: str) -> HttpResponse:
    """Enter the decision on protection from its paper."""
    case = own_case(request, code, Act.DECIDE_PROTECTION)
    row = _row(case, row_id)
    form = forms.DecideProtection(
        request.POST or None,
        request.FILES or None,
        bodies=bodies_to_ask(request.staff),
        initial={"version": row.version},
    )

    def write(given: dict[str, Any]) -> None:
        order = protection.Order(
            given["ordered"] == "yes", paper_of(case, given, request), given["why_body"], given["body"], given["body_words"], given["person"],
            given["starts_on"], given["ends_on"], given["review_on"],
        )  # fmt: skip
        protection.decide_protection(protection=row, order=order, version=given["version"], by=request.staff)

    return act_page(
        request, case, form, write, title=_("Decision on protection"), button=_("Enter"), done=_("The decision was entered."), back="cases:protection"
    )  # fmt: skip


@staff_only
def refuse(request: StaffRequest, code: str, row_id: str) -> HttpResponse:
    """Note that the person refuses protection, with the written commitment."""
    case = own_case(request, code, Act.ASK_PROTECTION)
    row = _row(case, row_id)
    today = day_in_vietnam(timezone.now())
    form = forms.RefuseProtection(
        request.POST or None, request.FILES or None, initial={"version": row.version, "refused_on": today}
    )

    def write(given: dict[str, Any]) -> None:
        protection.refuse_protection(
            protection=row, reason=given["reason"], refused_on=given["refused_on"], version=given["version"], by=request.staff,
            commitment_id=actions.keep_scan(case, given["commitment"], by=request.staff),
        )  # fmt: skip

    return act_page(
        request, case, form, write, title=_("The person refuses protection"), button=pgettext("act", "Note"), done=_("The refusal was noted."), back="cases:protection",
        lead=_("A protected person may refuse with a good reason and a written commitment."),
    )  # fmt: skip


@staff_only
def end(request: StaffRequest, code: str, row_id: str) -> HttpResponse:
    """Look at protection again: it goes on, or it ends."""
    case = own_case(request, code, Act.DECIDE_PROTECTION)
    row = _row(case, row_id)
    today = day_in_vietnam(timezone.now())
    form = forms.EndProtection(request.POST or None, initial={"version": row.version, "ended_on": today})

    def write(given: dict[str, Any]) -> None:
        protection.end_protection(protection=row, by=request.staff, **given)

    return act_page(
        request, case, form, write, title=_("Look at protection again, or end it"), button=pgettext("act", "Note"), done=_("Noted."), back="cases:protection"
    )  # fmt: skip


@staff_only
def show_decisions(request: StaffRequest, code: str) -> HttpResponse:
    """Show every version of the decision and every review of it."""
    case = case_or_404(request.staff, code)
    vault = Vault.of(case.person_id)
    context = {
        "case": case, "decisions": [queries.with_paper(row, reason, vault) for row, reason in queries.decisions_of(case, vault)],
        "reviews": reads.reviews_of(case, vault),
        "may_receive": may(RULES, Act.RECEIVE_REVIEW, request.staff, case), "may_decide": may(RULES, Act.DECIDE_REVIEW, request.staff, case),
        "account": request.staff.user_id,
    }  # fmt: skip
    return render(request, "cases/decisions.html", context)


@staff_only
def receive_review(request: StaffRequest, code: str) -> HttpResponse:
    """Take in an appeal, or open our own review."""
    case = own_case(request, code, Act.RECEIVE_REVIEW)
    today = day_in_vietnam(timezone.now())
    form = forms.ReceiveReview(
        request.POST or None,
        request.FILES or None,
        initial={"key": new_key(), "received_on": today, "by_whom": AppealBy.PERSON},
    )

    def write(given: dict[str, Any]) -> None:
        paper = paper_of(case, given, request) if given["paper_sign"] else None
        asked = review.Asked(given["by_whom"], given["received_on"], given["words"], paper)
        review.receive_review(case=case, asked=asked, by=request.staff, key=given["key"])

    return act_page(
        request, case, form, write, title=_("Take in an appeal, or review"), button=_("Take in"), done=_("It waits for somebody other than the first decider."),
        back="cases:decisions",
    )  # fmt: skip


@staff_only
def decide_review(request: StaffRequest, code: str, row_id: str) -> HttpResponse:
    """Decide on a review; whoever decided first may not."""
    case = own_case(request, code, Act.DECIDE_REVIEW)
    row = get_object_or_404(Review.objects.select_related("case"), pk=row_id, case=case)
    form = forms.DecideReview(
        request.POST or None, request.FILES or None, bodies=bodies_of_province(request.staff),
        initial={"version": row.version, "decided_on": day_in_vietnam(timezone.now())},
    )  # fmt: skip

    def write(given: dict[str, Any]) -> None:
        paper = None
        if given["source_sign"] and given["source_on"]:
            paper = FromPaper(
                given["source_sign"], given["source_on"], actions.keep_scan(case, given["scan"], by=request.staff)
            )
        ruling = review.Ruling(given["outcome"], given["decided_on"], given["reason"], given["acted_by"], paper)
        review.decide_review(review=row, ruling=ruling, version=given["version"], by=request.staff)

    return act_page(
        request, case, form, write, title=_("Decide on the review"), button=_("Decide"), done=_("The review is decided."), back="cases:decisions",
        lead=_("To be decided anew, or revoked: the case goes back to verification, and the former decision stays on record."),
    )  # fmt: skip
