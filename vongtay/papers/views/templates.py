"""Templates of papers: the list, one with its versions and preview, its comparison, and the way into use."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vongtay.common.access import NotAllowed, Refused, may
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.papers import forms
from vongtay.papers.actions import templates as acts
from vongtay.papers.blocks.decree30 import unconfirmed
from vongtay.papers.blocks.design.checks import faults
from vongtay.papers.blocks.design.fields import samples
from vongtay.papers.blocks.design.fill import Printing, paper
from vongtay.papers.blocks.design.lines import as_paper, compared
from vongtay.papers.blocks.design.reading import NotCarriedError, read
from vongtay.papers.blocks.design.shape import Design, from_json, to_json
from vongtay.papers.blocks.docx import write_docx
from vongtay.papers.blocks.model import Paper as Sheet
from vongtay.papers.blocks.pdf import page_pictures, write_pdf
from vongtay.papers.blocks.text import text_of
from vongtay.papers.files import DOCX
from vongtay.papers.models import Template, TemplateVersion
from vongtay.papers.permissions import RULES, Act
from vongtay.papers.states import VersionState

PREVIEW_DAY = date(2026, 1, 5)


def require_reader(request: StaffRequest) -> None:
    """Let in who reads templates. Errors: NotAllowed."""
    if not may(RULES, Act.READ_TEMPLATES, request.staff):
        raise NotAllowed(_("Templates are read by administrators, legal officers and heads."))


def version_or_404(code: str, edition: int) -> TemplateVersion:
    """Give one version of a template."""
    related = ("template", "drafted_by__user", "signed_off_by__user")
    return get_object_or_404(TemplateVersion.objects.select_related(*related), template__code=code, number=edition)


@staff_only
def list_templates(request: StaffRequest) -> HttpResponse:
    """Show every template with the version in use and the one being written."""
    require_reader(request)
    templates = list(Template.objects.prefetch_related("versions").order_by("place", "title"))
    rows = [{"template": one, **_states(one)} for one in templates]
    return render(
        request, "papers/templates.html", {"rows": rows, "may_edit": may(RULES, Act.EDIT_TEMPLATE, request.staff)}
    )


def _states(template: Template) -> dict[str, Any]:
    versions = list(template.versions.all())
    live = next((one for one in versions if one.state == VersionState.LIVE), None)
    opened = next((one for one in versions if one.state in {VersionState.DRAFT, VersionState.CHECKED}), None)
    shown = opened if live is None else live
    return {"live": live, "opened": opened, "shown": shown}


@staff_only
def show_template(request: StaffRequest, code: str, edition: int) -> HttpResponse:
    """Show one version as it prints with invented data, what must be mended, the other versions, and what may be done."""
    require_reader(request)
    version = version_or_404(code, edition)
    design = from_json(version.design)
    versions = list(
        version.template.versions.select_related("drafted_by__user", "signed_off_by__user").order_by("-number")
    )
    sheet = _preview(version)
    context = {
        "version": version, "template": version.template, "versions": versions, "faults": faults(design), "text": text_of(sheet),
        "pages": range(1, len(page_pictures(sheet)) + 1), "live": next((one for one in versions if one.state == VersionState.LIVE), None),
        "may_edit": may(RULES, Act.EDIT_TEMPLATE, request.staff), "may_sign": may(RULES, Act.PUT_INTO_USE, request.staff, version),
        "has_open": any(one.state in {VersionState.DRAFT, VersionState.CHECKED} for one in versions), "layout": unconfirmed(),
    }  # fmt: skip
    return render(request, "papers/template.html", context)


def _preview(version: TemplateVersion) -> Sheet:
    """Fill a version with invented data; what is wrong in it is shown as text, so that it can still be looked at."""
    printing = Printing(1, PREVIEW_DAY, "Bản xem trước - dữ liệu giả định", version.template.form_number)
    try:
        return paper(from_json(version.design), samples(), printing)
    except ValueError as wrong:
        plain = Design(kind="Bản nháp", summary=str(wrong), letters="NH")
        return paper(plain, samples(), printing)


@staff_only
def show_page(request: StaffRequest, code: str, edition: int, page: int) -> HttpResponse:
    """Give one page of the preview as a picture."""
    require_reader(request)
    pictures = page_pictures(_preview(version_or_404(code, edition)))
    if not 1 <= page <= len(pictures):
        raise Http404
    return HttpResponse(pictures[page - 1], content_type="image/svg+xml")


@staff_only
def download(request: StaffRequest, code: str, edition: int, form: str) -> HttpResponse:
    """Give the preview as PDF, or the template itself as .docx to be changed in Word and read in again."""
    require_reader(request)
    version = version_or_404(code, edition)
    if form == "pdf":
        response = HttpResponse(write_pdf(_preview(version)), content_type="application/pdf")
    elif form == "docx":
        try:
            content = write_docx(as_paper(from_json(version.design)))
        except ValueError as wrong:
            messages.error(request, str(wrong))
            return redirect("papers:template", code, edition)
        response = HttpResponse(content, content_type=DOCX)
    else:
        raise Http404
    response["Content-Disposition"] = f'attachment; filename="mau-{code}-{edition}.{form}"'
    return response


@staff_only
def compare(request: StaffRequest, code: str, edition: int, other: int) -> HttpResponse:
    """Show what a version changes against another one."""
    require_reader(request)
    later, former = version_or_404(code, edition), version_or_404(code, other)
    changes = compared(from_json(former.design), from_json(later.design))
    context = {"template": later.template, "later": later, "former": former, "changes": changes}
    return render(
        request, "papers/compare_versions.html", context | {"changed": [one for one in changes if one.how != "same"]}
    )


@staff_only
def add_template(request: StaffRequest) -> HttpResponse:
    """Add a template; its parts are written on the next page, or read from a file."""
    if not may(RULES, Act.EDIT_TEMPLATE, request.staff):
        raise NotAllowed(_("Only an administrator writes templates."))
    form = forms.DescribeTemplate(request.POST or None)
    if form.is_valid():
        given = dict(form.cleaned_data)
        design = Design(kind="", summary=given["title"], signers=())
        try:
            version = acts.add_template(
                key=given.pop("key"), described=acts.Described(**given), design=design, by=request.staff
            )
        except Refused as refused:
            form.add_error("code", list(refused.reasons))
        else:
            return redirect("papers:edit_template", version.template.code)
    return render(request, "papers/add_template.html", {"form": form}, status=422 if form.errors else 200)


@staff_only
def upload(request: StaffRequest, code: str) -> HttpResponse:
    """Read a .docx into the next version; what can't be carried is refused by name, and nothing is kept."""
    if not may(RULES, Act.EDIT_TEMPLATE, request.staff):
        raise NotAllowed(_("Only an administrator writes templates."))
    template = get_object_or_404(Template, code=code)
    base = template.versions.order_by("-number").first()
    form = forms.UploadTemplate(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            design = read(form.cleaned_data["file"].read(), from_json(base.design) if base else Design("", ""))
            version = acts.begin_version(
                template=template, design=to_json(design), note=form.cleaned_data["note"], by=request.staff
            )
        except (NotCarriedError, Refused) as refused:
            form.add_error("file" if isinstance(refused, NotCarriedError) else None, list(refused.reasons))
        else:
            messages.success(request, _("Read. Look at it and mend what is listed before you hand it in."))
            return redirect("papers:template", code, version.number)
    return render(
        request, "papers/upload_template.html", {"form": form, "template": template}, status=422 if form.errors else 200
    )


@staff_only
@require_POST
def begin(request: StaffRequest, code: str, edition: int) -> HttpResponse:
    """Begin the next version from this one: to change it, or to go back to it."""
    version = version_or_404(code, edition)
    note = _("Begun from version %(number)d") % {"number": edition}
    acts.begin_version(template=version.template, design=version.design, note=note, by=request.staff)
    return redirect("papers:edit_template", code)


@staff_only
@require_POST
def move(request: StaffRequest, code: str, edition: int, step: str) -> HttpResponse:
    """Hand a draft in, send a version back, or put it into use."""
    version = version_or_404(code, edition)
    done = {"hand-in": acts.hand_in, "send-back": acts.send_back, "use": acts.put_into_use}
    words = {
        "hand-in": _("Checked. A second person puts it into use."), "send-back": _("Sent back; it can be changed again."),
        "use": _("In use from now on. Papers issued so far keep the version they were made from."),
    }  # fmt: skip
    if step not in done:
        raise Http404
    try:
        done[step](version=version, by=request.staff)
    except NotAllowed:
        raise
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, words[step])
    return redirect("papers:template", code, edition)
