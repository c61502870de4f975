"""The page of an issued paper: who got it and how, the receipt, the signed copy, the check code."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django import forms as django_forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from vongtay.agencies.models import Body
from vongtay.agencies.queries import bodies_of_province
from vongtay.cases.actions import owner_of
from vongtay.cases.forms.letters import Copy, Deliver, MakeLink, Receipt, Return, Revoke
from vongtay.cases.models import Case
from vongtay.common.access import NotAllowed, Refused, Staff, may
from vongtay.common.days import day_in_vietnam
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.papers import actions as papers
from vongtay.papers.models import Delivery, Paper, SignedCopy, StoredFile
from vongtay.papers.permissions import RULES, Act
from vongtay.papers.queries import late_before, titles
from vongtay.papers.sealing import opened
from vongtay.papers.states import How, LinkState, ToWhom, Way

WAITS = (1, 3, 7, 14)


def _paper(request: StaffRequest, paper_id: UUID) -> Paper:
    """Give a paper within reach; missing and out of reach look alike."""
    if not may(RULES, Act.READ_REGISTER, request.staff):
        raise NotAllowed(_("Your post does not read the register."))
    found = Paper.objects.filter(world=request.staff.world).select_related("body", "issued_by__user", "docx", "pdf")
    return get_object_or_404(found, pk=paper_id)


def _owner(paper: Paper) -> papers.Owner:
    """Give whose key the texts of a paper stand under."""
    if paper.subject_id is None:
        return papers.NOBODY
    return owner_of(get_object_or_404(Case, subject_id=paper.subject_id))


def _ours(request: StaffRequest, paper_id: UUID, act: Act = Act.DELIVER) -> Paper:
    paper = _paper(request, paper_id)
    if not may(RULES, act, request.staff, paper):
        raise NotAllowed(_("Your post may not do this, or the paper is another body's."))
    return paper


@staff_only
def show_paper(request: StaffRequest, paper_id: UUID) -> HttpResponse:
    """Show one issued paper and what became of it."""
    paper = _paper(request, paper_id)
    case = Case.objects.filter(subject_id=paper.subject_id).first() if paper.subject_id else None
    owner = owner_of(case) if case else papers.NOBODY
    verification = getattr(paper, "verification", None)
    context = {
        "paper": paper, "kind": titles().get(paper.kind, ""), "case": case, "rows": [_shown(one, owner) for one in _deliveries(paper)], "late": late_before(),
        "copies": paper.signed_copies.select_related("added_by__user", "file").order_by("added_at"), "verification": verification,
        "holds": not hasattr(paper, "cancellation") and not (verification and verification.revoked_at),
        "revoked_why": opened(verification, "papers_verification", "reason_ct", owner.data_key) if verification else "",
        "may_deliver": may(RULES, Act.DELIVER, request.staff, paper),
        "may_revoke": bool(verification and not verification.revoked_at) and may(RULES, Act.REVOKE, request.staff, paper),
    }  # fmt: skip
    return render(request, "cases/paper.html", context)


def _deliveries(paper: Paper) -> Any:
    return paper.deliveries.select_related("to_body", "link", "sent_by__user", "scan").order_by("-recorded_at")


def _shown(one: Delivery, owner: papers.Owner) -> dict[str, Any]:
    """Give a delivery with its texts opened, for whoever may reach the paper."""
    receiver, post = papers.receiver_of(one.link) if hasattr(one, "link") else ("", "")
    return {
        "one": one, "to": one.to_body.name if one.to_body else opened(one, "papers_delivery", "to_ct", owner.data_key) or one.get_to_whom_display(),
        "receipt": f"{receiver}, {post}" if receiver else opened(one, "papers_delivery", "receipt_ct", owner.data_key),
        "may_withdraw": one.how == Way.LINK and one.state == How.SENT and one.link.state != LinkState.OPENED,
    }  # fmt: skip


def _act(
    request: StaffRequest,
    paper: Paper,
    form: django_forms.Form,
    write: Callable[[dict[str, Any]], object],
    **words: Any,
) -> HttpResponse:
    """Show the form of an act on a paper, or do it; a refusal stands on the form with everything typed."""
    if form.is_valid():
        try:
            write(form.cleaned_data)
        except Refused as refused:
            form.add_error(None, list(refused.reasons))
        else:
            messages.success(request, words["done"])
            return redirect("cases:paper", paper_id=paper.id)
    context = {"paper": paper, "form": form, "back": reverse("cases:paper", args=[paper.id]), **words}
    return render(request, "cases/paper_act.html", context, status=422 if form.errors else 200)


def _upload(given: UploadedFile | None) -> papers.Upload | None:  # type: ignore[type-arg]  # generic in the stubs alone
    return papers.Upload(given.name or "", given.read()) if given else None


@staff_only
def deliver(request: StaffRequest, paper_id: UUID) -> HttpResponse:
    """Note that a paper left: to whom and how."""
    paper = _ours(request, paper_id)
    form = Deliver(
        request.POST or None, bodies=bodies_of_province(request.staff), about_somebody=paper.subject_id is not None,
        initial={"key": uuid4(), "sent_on": day_in_vietnam(timezone.now()), "to_whom": ToWhom.BODY},
    )  # fmt: skip

    def write(given: dict[str, Any]) -> None:
        to_whom = given["to_whom"]
        to = papers.Receiver(
            body=given["to_body"] if to_whom == ToWhom.BODY else None, name=given["name"] if to_whom == ToWhom.NAMED else "",
            is_person=to_whom == ToWhom.PERSON,
        )  # fmt: skip
        papers.deliver(
            key=given["key"], paper=paper, to=to, how=Way(given["how"]), sent_on=given["sent_on"], by=request.staff, owner=_owner(paper)
        )  # fmt: skip

    words = {"title": _("Note a delivery"), "button": _("Note the delivery"), "done": _("The delivery was noted.")}
    return _act(request, paper, form, write, **words)


def _without_sign_in(staff: Staff) -> Any:
    return bodies_of_province(staff).filter(signs_in=False) | Body.objects.filter(kind="mission", signs_in=False)


@staff_only
def make_link(request: StaffRequest, paper_id: UUID) -> HttpResponse:
    """Make a one-time link; its address and its code are shown once, here."""
    paper = _ours(request, paper_id)
    days = [(n, ngettext("%(n)s day", "%(n)s days", n) % {"n": n}) for n in WAITS]
    bodies = _without_sign_in(request.staff).distinct().order_by("sort_key")
    form = MakeLink(request.POST or None, bodies=bodies, days=days, initial={"key": uuid4(), "days": 7})
    if form.is_valid():
        try:
            made = papers.make_link(paper=paper, by=request.staff, owner=_owner(paper), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, list(refused.reasons))
        else:
            address = request.build_absolute_uri(reverse("portal:open_once", args=[made.token]))
            context = {"paper": paper, "address": address, "made": made, "to_body": form.cleaned_data["to_body"]}
            return render(request, "cases/link_made.html", context)
    words = {
        "title": _("Send by one-time link"), "button": _("Make the link"), "back": reverse("cases:paper", args=[paper.id]),
        "lead": _("The link opens the PDF once, after a code. Send the link and tell the code by different ways, for example e-mail and telephone."),
    }  # fmt: skip
    return render(
        request, "cases/paper_act.html", {"paper": paper, "form": form, **words}, status=422 if form.errors else 200
    )


def _delivery(request: StaffRequest, delivery_id: UUID) -> Delivery:
    delivery = get_object_or_404(Delivery, pk=delivery_id)
    _ours(request, delivery.paper_id)
    return delivery


@staff_only
def note_receipt(request: StaffRequest, delivery_id: UUID) -> HttpResponse:
    """Write down the receipt of a delivery."""
    delivery = _delivery(request, delivery_id)
    paper = _paper(request, delivery.paper_id)
    form = Receipt(request.POST or None, request.FILES or None, initial={"on": day_in_vietnam(timezone.now())})

    def write(given: dict[str, Any]) -> None:
        papers.note_receipt(
            delivery=delivery,
            on=given["on"],
            who=given["who"],
            by=request.staff,
            owner=_owner(paper),
            scan=_upload(given["scan"]),
        )

    words = {"title": _("Note the receipt"), "button": _("Note the receipt"), "done": _("The receipt was noted.")}
    return _act(request, paper, form, write, **words)


@staff_only
def note_return(request: StaffRequest, delivery_id: UUID) -> HttpResponse:
    """Write down that a paper came back."""
    delivery = _delivery(request, delivery_id)
    paper = _paper(request, delivery.paper_id)
    form = Return(request.POST or None, initial={"on": day_in_vietnam(timezone.now())})

    def write(given: dict[str, Any]) -> None:
        papers.note_return(
            delivery=delivery, on=given["on"], reason=given["reason"], by=request.staff, owner=_owner(paper)
        )

    words = {"title": _("It came back"), "button": _("Note the return"), "done": _("The return was noted.")}
    return _act(request, paper, form, write, **words)


@staff_only
@require_POST
def withdraw_link(request: StaffRequest, delivery_id: UUID) -> HttpResponse:
    """Take a one-time link back."""
    delivery = _delivery(request, delivery_id)
    papers.withdraw_link(delivery=delivery, by=request.staff)
    messages.success(request, _("The link was withdrawn and opens nothing any more."))
    return redirect("cases:paper", paper_id=delivery.paper_id)


@staff_only
def revoke(request: StaffRequest, paper_id: UUID) -> HttpResponse:
    """Revoke a paper that bears a check code."""
    paper = _ours(request, paper_id, Act.REVOKE)
    form = Revoke(request.POST or None)

    def write(given: dict[str, Any]) -> None:
        papers.revoke(paper=paper, reason=given["reason"], by=request.staff, owner=_owner(paper))

    words = {
        "title": _("Revoke the paper"),
        "button": _("Revoke"),
        "kind": "danger",
        "warning": _(
            "The number stays in the register and this can't be undone. Links that were not opened yet end, and whoever checks the code hears that the paper was revoked."
        ),
        "done": _("The paper was revoked; the check page says so from now on."),
    }
    return _act(request, paper, form, write, **words)


@staff_only
def add_signed_copy(request: StaffRequest, paper_id: UUID) -> HttpResponse:
    """Attach the signed copy."""
    paper = _ours(request, paper_id)
    form = Copy(request.POST or None, request.FILES or None)

    def write(given: dict[str, Any]) -> None:
        upload = _upload(given["file"])
        if upload:
            papers.add_signed_copy(paper=paper, upload=upload, by=request.staff, owner=_owner(paper))

    words = {"title": _("Attach the signed copy"), "button": _("Attach"), "done": _("The signed copy was attached.")}
    return _act(request, paper, form, write, **words)


@staff_only
def open_attached(request: StaffRequest, paper_id: UUID, kind: str, file_id: UUID) -> HttpResponse:
    """Give a file of a paper: the PDF or Word file, a signed copy, the scan of a receipt. Opening it is logged."""
    paper = _paper(request, paper_id)
    stored: StoredFile | None
    if kind == "copy":
        stored = get_object_or_404(SignedCopy.objects.select_related("file"), pk=file_id, paper=paper).file
    elif kind == "receipt":
        stored = get_object_or_404(
            Delivery.objects.select_related("scan"), pk=file_id, paper=paper, scan__isnull=False
        ).scan
    else:
        stored = next((one for one in (paper.pdf, paper.docx) if one.pk == file_id), None)
    if stored is None:
        raise Http404
    _name, content = papers.open_file(stored, data_key=_owner(paper).data_key, by=request.staff)
    return file_response(content, stored.media_type, paper.sign.replace("/", "-"))


ENDINGS = {"application/pdf": "pdf", "image/png": "png", "image/jpeg": "jpg"}


def file_response(content: bytes, media_type: str, name: str) -> HttpResponse:
    """Give a file under a name that tells nothing about anybody, to be shown where the browser can."""
    ending = ENDINGS.get(media_type, "docx")
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'{"attachment" if ending == "docx" else "inline"}; filename="{name}.{ending}"'
    return response
