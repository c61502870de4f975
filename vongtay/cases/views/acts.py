"""One page per act: the form, and the one call that writes."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from vongtay.agencies.queries import bodies_of_province, bodies_to_notify, reached_now
from vongtay.cases import actions, forms, queries
from vongtay.cases.models import Case, Consent, Evidence, Help, Referral, Withdrawal
from vongtay.cases.permissions import RULES, Act
from vongtay.cases.queries.identification import sheet_of
from vongtay.cases.queries.protection import holds_on
from vongtay.cases.rules import REASONS
from vongtay.cases.states import HandOver, ReferralKind, State
from vongtay.cases.views.case import case_or_404
from vongtay.common.access import NotAllowed, Refused, Stale, may
from vongtay.common.crypto import Erased
from vongtay.common.days import day_in_vietnam
from vongtay.common.requests import StaffRequest, renew, staff_only
from vongtay.grants.actions import ALL_PARTS
from vongtay.law import queries as law
from vongtay.papers.queries import incoming_for
from vongtay.people.vault import Vault

SHARED = ("identity", "contact", "health", "statement", "support", "papers", "offence", "shelter")
CODE_ONLY = ("statement", "support", "papers")


def act_page(
    request: StaffRequest, case: Case, form: django_forms.Form, write: Callable[[dict[str, Any]], object], **words: Any
) -> HttpResponse:
    """Show the form of an act, or do it; a refusal is shown on the form with everything typed still there.

    words: title, button, done, and what the template needs besides; `back`: the address of the page it belongs to; `after`: a list to
    which it leads once done, where the case is out of reach then. `fresh` gives the hidden values on which the next try stands, where they
    are not the version of the case.
    """
    if form.is_valid():
        try:
            write(form.cleaned_data)
        except Stale as stale:
            case.refresh_from_db()
            renew(form, **(words["fresh"]() if "fresh" in words else {"version": case.version}))
            form.add_error(None, list(stale.reasons))
        except Refused as refused:
            form.add_error(None, list(refused.reasons))
        except Erased:
            form.add_error(
                None, _("The identity of this case was erased: no text about the person can be kept any more.")
            )
        except ValueError as wrong:
            form.add_error(None, str(wrong))
        else:
            messages.success(request, words["done"])
            return (
                redirect(words["after"])
                if words.get("after")
                else redirect(words.get("back", "cases:show"), code=case.code)
            )
    context = {"case": case, "form": form, "back": "cases:show", **words}
    return render(request, words.get("template", "cases/act.html"), context, status=422 if form.errors else 200)


def own_case(request: StaffRequest, code: str, act: Act) -> Case:
    case = case_or_404(request.staff, code)
    if not may(RULES, act, request.staff, case):
        raise NotAllowed(_("Your post may not do this, or your body does not lead this case."))
    return case


def consent_choices(case: Case) -> list[tuple[str, str]]:
    """Give the consents that hold today, for whatever asks on what something leaves."""
    rows = Consent.objects.filter(case=case, withdrawn_on__isnull=True).order_by("-given_on")
    today = day_in_vietnam(timezone.now())
    return [
        (str(row.pk), f"{row.get_purpose_display()} ({row.given_on:%d/%m/%Y})") for row in rows if holds_on(row, today)
    ]


@staff_only
def send_notice(request: StaffRequest, code: str) -> HttpResponse:
    """Notify the competent body; the rule that asks for it is shown with its article."""
    case = own_case(request, code, Act.NOTIFY)
    rule = law.notice_rule(regime=case.regime, route=case.route)
    bodies = bodies_to_notify(
        request.staff, law.kinds_to_notify(regime=case.regime, route=case.route), day_in_vietnam(timezone.now())
    )
    named = law.kinds_of([rule.to_body]) if rule and rule.to_body else frozenset()
    form = forms.SendNotice(
        request.POST or None,
        by_custom=rule is None or rule.customary,
        bodies=bodies,
        consents=consent_choices(case),
        initial={
            "at": timezone.now(),
            "to_body": bodies.filter(
                kind__in=named
            ).first(),  # one that the rule names; any other is chosen by the officer
            "share_identity": True,
            "hand_over": HandOver.TAKE_OVER,
        },
    )

    def write(given: dict[str, Any]) -> None:
        parts = set(SHARED if given["share_identity"] else CODE_ONLY) - set(given["withhold"])
        actions.send_notice(
            case=case, to_body=given["to_body"], rule_id=rule.id if rule else "custom", parts=[p for p in ALL_PARTS if p in parts],
            at=given["at"], by=request.staff, note=given["note"], ground=form.ground_chosen(), hand_over=HandOver(given["hand_over"] or HandOver.TAKE_OVER),
        )  # fmt: skip

    return act_page(
        request, case, form, write, title=_("Send notice"), button=_("Send notice"), done=_("The notice was sent."), rule=rule,
        on_duty=reached_now(bodies[:20], request.staff),
    )  # fmt: skip


_ANSWERING = {
    ReferralKind.NOTICE: gettext_noop("Answer a notice"), ReferralKind.SOCIAL: gettext_noop("Answer a referral"),
    ReferralKind.TRANSFER: gettext_noop("Answer the offer of a case from another province"),
}  # fmt: skip


@staff_only
def answer_notice(request: StaffRequest, referral_id: str) -> HttpResponse:
    """Accept a notice and take over, or refuse it with a reason."""
    found = Referral.objects.select_related("case", "to_body", "from_body")
    if (referral := found.filter(pk=referral_id).first()) is None:
        return _gone(request, referral_id)
    if not may(RULES, Act.ANSWER, request.staff, referral):
        raise NotAllowed(_("This notice is not for your body."))
    own = request.staff.body_id == referral.to_body_id
    form = forms.AnswerNotice(
        request.POST or None, request.FILES or None, bodies=bodies_of_province(request.staff), entries=incoming_for(request.staff, referral.subject_id),
        takes_over=referral.kind != ReferralKind.SOCIAL and referral.hand_over == HandOver.TAKE_OVER, owes=referral.hand_over != HandOver.READ,
        initial={"version": referral.version, "at": timezone.now(), "acted_by": None if own else referral.to_body_id},
    )  # fmt: skip

    def write(given: dict[str, Any]) -> None:
        actions.answer_notice(
            referral=referral, accept=given["accept"] == "yes", reason=given["reason"], at=given["at"], version=given["version"], by=request.staff,
            result_by=given.get("result_by"), from_paper=None if own else actions.paper_given(referral.case, given, by=request.staff),
        )  # fmt: skip

    return act_page(
        request,
        referral.case,
        form,
        write,
        title=_(_ANSWERING[ReferralKind(referral.kind)]),  # words of the table above
        button=_("Answer"),
        done=_("The answer was noted."),
        referral=referral,
        asked=queries.asked_in(referral, Vault.of(referral.case.person_id)),
    )


def _gone(request: StaffRequest, referral_id: str) -> HttpResponse:
    """Say that an offer was taken back, with which its reach has ended; the inbox shows why. Http404 for any other."""
    gone = get_object_or_404(Withdrawal, pk=referral_id, to_body_id=request.staff.body_id)
    messages.warning(
        request, _("The offer of case %(code)s was taken back. It stands below with its reason.") % {"code": gone.code}
    )
    return redirect("cases:inbox")


@staff_only
def add_evidence(request: StaffRequest, code: str) -> HttpResponse:
    """Add evidence under one of the sources of the law in force."""
    case = own_case(request, code, Act.ADD_EVIDENCE)
    sources = [(source.code, f"{source.letter}) {source.title_vi}") for source in law.evidence_sources(case.regime)]
    form = forms.AddEvidence(
        request.POST or None, request.FILES or None, bodies=bodies_of_province(request.staff), entries=incoming_for(request.staff, case.subject_id), sources=sources,
        initial={"source": request.GET.get("source"), "obtained_on": day_in_vietnam(timezone.now()), "weight": "medium", "trace": request.GET.get("trace")},
    )  # fmt: skip

    def write(given: dict[str, Any]) -> None:
        paper = actions.paper_given(case, given, by=request.staff)
        actions.add_evidence(
            case=case, source=given["source"], weight=given["weight"], obtained_on=given["obtained_on"], note=given["note"], by=request.staff,
            acted_by=given["acted_by"], from_paper=paper, trace=given["trace"],
        )  # fmt: skip

    return act_page(
        request, case, form, write, title=_("Add evidence"), button=_("Add"), done=_("The evidence was added."), back="cases:record",
        interviews=queries.interviews_of(case, Vault.of(case.person_id)),
    )  # fmt: skip


@staff_only
@require_POST
def withdraw_evidence(request: StaffRequest, code: str, evidence_id: str) -> HttpResponse:
    """Take a piece of evidence back."""
    case = own_case(request, code, Act.ADD_EVIDENCE)
    actions.withdraw_evidence(
        evidence=get_object_or_404(Evidence.objects.select_related("case"), pk=evidence_id, case=case), by=request.staff
    )
    messages.success(request, _("The evidence was taken back; it stays on record."))
    return redirect("cases:record", code=code)


@staff_only
def give_help(request: StaffRequest, code: str) -> HttpResponse:
    """Book help in kind, also before the decision."""
    case = own_case(request, code, Act.GIVE_HELP)
    form = forms.GiveHelp(request.POST or None, initial={"given_on": day_in_vietnam(timezone.now())})

    def write(given: dict[str, Any]) -> None:
        actions.give_help(case=case, by=request.staff, **given)

    return act_page(
        request, case, form, write, title=_("Book help in kind"), button=_("Book"), done=_("The help was booked."), back="cases:record",
    )  # fmt: skip


@staff_only
@require_POST
def take_back_help(request: StaffRequest, code: str, entry_id: str) -> HttpResponse:
    """Take a booking back by a counter-entry."""
    case = own_case(request, code, Act.GIVE_HELP)
    actions.take_back_help(
        entry=get_object_or_404(Help.objects.select_related("case"), pk=entry_id, case=case), by=request.staff
    )
    messages.success(request, _("The booking was taken back; both entries stay on record."))
    return redirect("cases:record", code=code)


@staff_only
def propose(request: StaffRequest, code: str) -> HttpResponse:
    """Propose an outcome to whoever decides."""
    case = own_case(request, code, Act.PROPOSE)
    letters = {source.code: f"{source.letter}) {source.title_vi}" for source in law.evidence_sources(case.regime)}
    held = sorted({row.source for row, _note in queries.evidence_of(case, Vault.of(case.person_id))})
    form = forms.Propose(
        request.POST or None,
        initial={"version": case.version, "basis": held},
        sources=[(code, letters.get(code, code)) for code in held],
        reasons=[(code, _(text)) for code, text in REASONS.items()],  # words of the table in rules.py
    )

    def write(given: dict[str, Any]) -> None:
        proposal = actions.Proposal(State(given["outcome"]), given["basis"], given["reason_code"], given["reason"])
        actions.propose(case=case, proposal=proposal, version=given["version"], by=request.staff)

    return act_page(
        request,
        case,
        form,
        write,
        title=_("Propose a decision"),
        sheet=sheet_of(case, Vault.of(case.person_id)),
        button=_("Propose"),
        done=_("The proposal waits for a second person."),
    )


@staff_only
def return_proposal(request: StaffRequest, code: str) -> HttpResponse:
    """Send a proposal back to verification."""
    case = own_case(request, code, Act.RETURN)
    form = forms.Reason(request.POST or None, initial={"version": case.version})

    def write(given: dict[str, Any]) -> None:
        actions.return_proposal(case=case, note=given["reason"], version=given["version"], by=request.staff)

    return act_page(
        request,
        case,
        form,
        write,
        title=_("Send back to verification"),
        button=_("Send back"),
        done=_("The proposal was sent back."),
    )


@staff_only
def reopen(request: StaffRequest, code: str) -> HttpResponse:
    """Open a decided case again."""
    case = own_case(request, code, Act.REOPEN)
    form = forms.Reason(request.POST or None, initial={"version": case.version})

    def write(given: dict[str, Any]) -> None:
        actions.reopen(case=case, reason=given["reason"], version=given["version"], by=request.staff)

    return act_page(
        request, case, form, write, title=_("Open again"), button=_("Open again"), done=_("The case is open again.")
    )


@staff_only
def correct_facts(request: StaffRequest, code: str) -> HttpResponse:
    """Complete the rapid record, or correct it."""
    case = own_case(request, code, Act.COMPLETE)
    names = list(forms.CorrectFacts.base_fields)
    form = forms.CorrectFacts(request.POST or None, initial={name: getattr(case, name) for name in names})

    def write(given: dict[str, Any]) -> None:
        version = given.pop("version")
        changes = {name: value for name, value in given.items() if getattr(case, name) != value}
        if "age_years" in changes:
            changes["age_precision"] = "unknown" if changes["age_years"] is None else "estimated"
        actions.correct_facts(case=case, changes=changes, version=version, by=request.staff)

    return act_page(
        request,
        case,
        form,
        write,
        title=_("Complete or correct"),
        button=_("Save"),
        done=_("Saved; what was known before stays in the history."),
    )
