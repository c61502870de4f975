"""What bodies owe each other in one case: results, minutes and joint papers, problems, moves, partners, the end of access."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.agencies.queries import bodies_of_province, bodies_to_ask
from vongtay.cases import actions
from vongtay.cases.actions import joint, problems, results, transfer
from vongtay.cases.forms import between as forms
from vongtay.cases.forms import new_key
from vongtay.cases.models import Joint, Problem, Referral, Result, Signature
from vongtay.cases.permissions import RULES, Act
from vongtay.cases.queries import between as reads
from vongtay.cases.queries import grantees_of
from vongtay.cases.states import JointState, Purpose, ReferralKind
from vongtay.cases.views.acts import act_page, consent_choices, own_case
from vongtay.cases.views.case import case_or_404
from vongtay.common.access import NotAllowed, may
from vongtay.common.days import day_in_vietnam
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.people.vault import Vault

BACK = "cases:between"


@staff_only
def show(request: StaffRequest, code: str) -> HttpResponse:
    """Show what stands between the bodies of a case."""
    case = case_or_404(request.staff, code)
    staff, vault = request.staff, Vault.of(case.person_id)
    joints = reads.joints_of(case, vault)
    context = {
        "case": case, "today": day_in_vietnam(timezone.now()),
        "results": [(each, may(RULES, Act.GIVE_RESULT, staff, each.row), may(RULES, Act.CHANGE_DAY, staff, each.row)) for each in reads.results_of(case, vault)],
        "offered": reads.offered_to(case, staff), "may_withdraw": may(RULES, Act.WITHDRAW_OFFER, staff, case),
        "joints": [(each, [(*one, _may_sign(staff, each.row, one[0])) for one in each.signatures]) for each in joints],
        "may_draw": may(RULES, Act.DRAW_JOINT, staff, case), "handed_over": reads.handed_over(case, staff),
        "problems": reads.problems_of(case, vault), "may_raise": may(RULES, Act.RAISE_PROBLEM, staff, case),
        "partners": reads.partners_of(case, vault), "may_hand": may(RULES, Act.HAND_TO_PARTNER, staff, case),
        "may_transfer": may(RULES, Act.OFFER_TRANSFER, staff, case), "grantees": grantees_of(case),
        "may_end": may(RULES, Act.END_REACH, staff, case), "leads": case.lead_id == staff.body_id, "own": staff.body_id,
        "moved": case.lead.province_id != case.province_id,
    }  # fmt: skip
    return render(request, "cases/between.html", context)


def _may_sign(staff: Any, row: Joint, signature: Signature) -> bool:
    waits = row.state != JointState.FINAL and signature.answer != "agreed"
    return waits and may(RULES, Act.SIGN_JOINT, staff, signature)


@staff_only
def give_result(request: StaffRequest, code: str, row_id: str) -> HttpResponse:
    """Report the result to the sender."""
    case = case_or_404(request.staff, code)
    row = get_object_or_404(Result.objects.select_related("owed_by", "owed_to", "case"), pk=row_id, case=case)
    if not may(RULES, Act.GIVE_RESULT, request.staff, row):
        raise NotAllowed(_("The body that accepted the notice reports its result."))
    form = forms.GiveResult(
        request.POST or None, request.FILES or None, from_paper=row.owed_by_id != request.staff.body_id,
        initial={"version": row.version, "given_on": day_in_vietnam(timezone.now())},
    )  # fmt: skip

    def write(given: dict[str, Any]) -> None:
        results.give_result(
            result=row, text=given["text"], given_on=given["given_on"], version=given["version"], by=request.staff,
            from_paper=actions.paper_given(case, given, by=request.staff),
        )  # fmt: skip

    return act_page(
        request, case, form, write, title=_("Report the result"), button=_("Report"), done=_("The result was reported: the sender reads it here."), back=BACK,
        lead=_("To %(body)s.") % {"body": row.owed_to.name}, fresh=lambda: {"version": Result.objects.get(pk=row.pk).version},
    )  # fmt: skip


@staff_only
def end_reach(request: StaffRequest, code: str, body_id: str) -> HttpResponse:
    """End the access of a body, or give one's own back."""
    case = own_case(request, code, Act.END_REACH)
    body = get_object_or_404(Body, pk=body_id, pk__in=case.bodies)
    form = forms.EndReach(request.POST or None)
    own = body.pk == request.staff.body_id

    def write(given: dict[str, Any]) -> None:
        results.end_reach(case=case, body=body, reason=given["reason"], by=request.staff)

    return act_page(
        request, case, form, write, title=_("End the access of a body"), button=_("End the access"), done=_("The access has ended."),
        back=BACK, after="cases:list" if own else None,
        lead=_("%(body)s reads nothing of this case any more. What it wrote stays, and so does the list of what was shared.") % {"body": body.name},
    )  # fmt: skip


@staff_only
def draw_minutes(request: StaffRequest, code: str) -> HttpResponse:
    """Draw up the minutes of a hand-over, which both sides sign."""
    case = own_case(request, code, Act.DRAW_JOINT)
    found = {str(row.pk): row for row in reads.handed_over(case, request.staff)}
    choices = [(key, f"{row.from_body.short_name} → {row.to_body.short_name}") for key, row in found.items()]
    form = forms.DrawMinutes(
        request.POST or None,
        referrals=choices,
        papers=reads.papers_to_tie(case),
        initial={"key": new_key(), "on": day_in_vietnam(timezone.now())},
    )

    def write(given: dict[str, Any]) -> None:
        drawn = joint.Drawn(given["on"], given["words"], referral=found[given["referral"]], paper=given["paper"])
        joint.draw_joint(key=given["key"], case=case, drawn=drawn, by=request.staff)

    return act_page(
        request, case, form, write, title=_("Draw up hand-over minutes"), button=_("Draw up"), done=_("Drawn up. Both sides sign now."), back=BACK,
        lead=_("The minutes are final only when both sides have agreed, here or on paper."),
    )  # fmt: skip


@staff_only
def draw_joint(request: StaffRequest, code: str) -> HttpResponse:
    """Draw a paper up that several bodies must agree to."""
    case = own_case(request, code, Act.DRAW_JOINT)
    bodies = Body.objects.filter(pk__in=case.bodies) | bodies_of_province(request.staff).filter(signs_in=False)
    form = forms.DrawJoint(
        request.POST or None, bodies=bodies.exclude(pk=request.staff.body_id).order_by("sort_key"), papers=reads.papers_to_tie(case),
        initial={"key": new_key(), "on": day_in_vietnam(timezone.now())},
    )  # fmt: skip

    def write(given: dict[str, Any]) -> None:
        drawn = joint.Drawn(given["on"], given["words"], bodies=list(given["bodies"]), paper=given["paper"])
        joint.draw_joint(key=given["key"], case=case, drawn=drawn, by=request.staff)

    return act_page(
        request, case, form, write, title=_("Ask several bodies to agree"), button=_("Ask"), done=_("Asked. It counts once all have agreed."), back=BACK
    )  # fmt: skip


@staff_only
def redraw_joint(request: StaffRequest, code: str, row_id: str) -> HttpResponse:
    """Word a joint paper anew."""
    case = own_case(request, code, Act.DRAW_JOINT)
    row = get_object_or_404(Joint, pk=row_id, case=case)
    words = Vault.of(case.person_id).open("cases_joint", "words_ct", row.pk, row.words_ct)
    form = forms.RedrawJoint(request.POST or None, initial={"version": row.version, "words": words})

    def write(given: dict[str, Any]) -> None:
        joint.redraw_joint(joint=row, by=request.staff, **given)

    return act_page(
        request, case, form, write, title=_("Word it anew"), button=_("Save"), done=_("Worded anew: all bodies are asked again."), back=BACK,
        fresh=lambda: {"version": Joint.objects.get(pk=row.pk).version},
    )  # fmt: skip


@staff_only
def sign_joint(request: StaffRequest, code: str, row_id: str) -> HttpResponse:
    """Agree to a joint paper or object to it, or enter what another body says from its paper."""
    case = case_or_404(request.staff, code)
    found = Signature.objects.select_related("joint", "body")
    row = get_object_or_404(found, pk=row_id, case=case)
    if not may(RULES, Act.SIGN_JOINT, request.staff, row):
        raise NotAllowed(_("Only a body that is asked signs, or the one that drew the paper up enters its word."))
    other = row.body_id != request.staff.body_id
    form = forms.SignJoint(
        request.POST or None, request.FILES or None, from_paper=other, initial={"at": timezone.now()}
    )

    def write(given: dict[str, Any]) -> None:
        signed = joint.Signed(given["answer"], given["at"], given["reason"], given["signer"])
        joint.sign_joint(
            signature=row,
            signed=signed,
            by=request.staff,
            from_paper=actions.paper_given(case, given, by=request.staff),
        )

    words = Vault.of(case.person_id).open("cases_joint", "words_ct", row.joint_id, row.joint.words_ct)
    lead = _("For %(body)s: “%(words)s”") % {"body": row.body.short_name, "words": words}
    return act_page(
        request, case, form, write, title=row.joint.get_kind_display(), button=_("Sign"), done=_("Noted."), back=BACK, lead=lead
    )  # fmt: skip


@staff_only
def raise_problem(request: StaffRequest, code: str) -> HttpResponse:
    """Raise an unexpected problem to all bodies of a case."""
    case = own_case(request, code, Act.RAISE_PROBLEM)
    form = forms.RaiseProblem(
        request.POST or None, teams=reads.teams_at_work(request.staff), initial={"key": new_key(), "happened_on": day_in_vietnam(timezone.now())}
    )  # fmt: skip

    def write(given: dict[str, Any]) -> None:
        team, words = given.pop("team"), given.pop("team_words")
        problems.raise_problem(case=case, by=request.staff, to=problems.ToTeam(team, words) if team else None, **given)

    return act_page(
        request, case, form, write, title=_("Raise an unexpected problem"), button=_("Raise"), done=_("Raised: each body that is told has a task."), back=BACK
    )  # fmt: skip


@staff_only
def settle_problem(request: StaffRequest, code: str, row_id: str) -> HttpResponse:
    """Say how a problem was settled."""
    case = own_case(request, code, Act.SETTLE_PROBLEM)
    row = get_object_or_404(Problem.objects.select_related("case"), pk=row_id, case=case)
    start = {"version": row.version, "settled_on": day_in_vietnam(timezone.now())}
    form = forms.SettleProblem(request.POST or None, initial=start)

    def write(given: dict[str, Any]) -> None:
        problems.settle_problem(problem=row, by=request.staff, **given)

    return act_page(
        request, case, form, write, title=_("Settle a problem"), button=_("Save"), done=_("The problem was settled."), back=BACK
    )  # fmt: skip


@staff_only
def offer_transfer(request: StaffRequest, code: str) -> HttpResponse:
    """Offer the case to a body of another province."""
    case = own_case(request, code, Act.OFFER_TRANSFER)
    bodies = bodies_to_ask(request.staff).exclude(province_id=request.staff.province_id).filter(signs_in=True)
    form = forms.OfferTransfer(
        request.POST or None, bodies=bodies, consents=consent_choices(case), initial={"key": new_key()}
    )

    def write(given: dict[str, Any]) -> None:
        transfer.offer_transfer(
            key=given["key"], case=case, to_body=given["to_body"], reason=given["reason"], ground=form.ground_chosen(), by=request.staff
        )  # fmt: skip

    return act_page(
        request, case, form, write, title=_("Move to another province"), button=_("Offer"), done=_("Offered. Your body stays responsible until it is accepted."),
        back=BACK,
        lead=_("The other body reads the whole case to decide. "
            "Once it accepts it is responsible, and you go on supporting until your access is ended. The case stays counted where it was received."),
    )  # fmt: skip


@staff_only
def withdraw_offer(request: StaffRequest, code: str, row_id: str) -> HttpResponse:
    """Take back an offer of the case that waits for its answer."""
    case = own_case(request, code, Act.WITHDRAW_OFFER)
    row = get_object_or_404(
        Referral.objects.select_related("to_body"), pk=row_id, case=case, kind=ReferralKind.TRANSFER
    )
    form = forms.WithdrawOffer(request.POST or None)

    def write(given: dict[str, Any]) -> None:
        transfer.withdraw_offer(referral=row, reason=given["reason"], by=request.staff)

    return act_page(
        request, case, form, write, title=_("Take the offer back"), button=_("Take back"), done=_("The offer was taken back."), back=BACK,
        lead=_("%(body)s reads this case no more. Its inbox shows that the offer was taken back, and why.") % {"body": row.to_body.name},
    )  # fmt: skip


@staff_only
def hand_to_partner(request: StaffRequest, code: str) -> HttpResponse:
    """Write down the hand-over to an international partner."""
    case = own_case(request, code, Act.HAND_TO_PARTNER)
    form = forms.HandToPartner(
        request.POST or None, request.FILES or None, consents=consent_choices(case),
        initial={"key": new_key(), "handed_on": day_in_vietnam(timezone.now()), "purpose": Purpose.REFERRAL},
    )  # fmt: skip

    def write(given: dict[str, Any]) -> None:
        to = transfer.ToPartner(
            given["partner"], given["agreement"], given["agreement_sign"], given["handed_on"], given["parts"]
        )
        paper = actions.FromPaper(
            given["source_sign"], given["source_on"], actions.keep_scan(case, given["scan"], by=request.staff)
        )
        transfer.hand_to_partner(
            key=given["key"], case=case, ground=form.ground_chosen(), to=to, from_paper=paper, by=request.staff
        )

    return act_page(
        request, case, form, write, title=_("Hand over to an international partner"), button=_("Write down"), done=_("The hand-over was written down."), back=BACK,
        lead=_("The partner gets a paper and no account. Name the agreement as its paper does."),
    )  # fmt: skip
