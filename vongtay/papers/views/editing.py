"""The page on which an administrator writes a draft: head, parts to add, move and take out, fields to pick. Works without scripts."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from vongtay.common.access import NotAllowed, Refused, may
from vongtay.common.requests import StaffRequest, staff_only, whole_number
from vongtay.papers import forms
from vongtay.papers.actions import templates as acts
from vongtay.papers.blocks.design.checks import NAMES, faults
from vongtay.papers.blocks.design.fields import ROW_NUMBER, groups
from vongtay.papers.blocks.design.shape import Design, Part, PartKind, from_json
from vongtay.papers.models import TemplateVersion
from vongtay.papers.permissions import RULES, Act
from vongtay.papers.states import VersionState

MOST = 200
_FRESH = {
    "heading": Part("heading", "1. …"), "paragraph": Part("paragraph", "…"), "fields": Part("fields", lines=("Nhãn: {{paper.hand}}",)),
    "bullets": Part("bullets", lines=("…",)), "table": Part("table", lines=("TT", "Nội dung"), rows=(("", ""),)), "page": Part("page"),
}  # fmt: skip


@staff_only
def edit_template(request: StaffRequest, code: str) -> HttpResponse:
    """Write the open draft of a template. Each button saves what was typed, then does its own."""
    if not may(RULES, Act.EDIT_TEMPLATE, request.staff):
        raise NotAllowed(_("Only an administrator writes templates."))
    version = get_object_or_404(
        TemplateVersion.objects.select_related("template"), template__code=code, state=VersionState.DRAFT
    )
    design = from_json(version.design)
    if request.method != "POST":
        head = forms.DesignHead(initial=forms.head_of(design, version.note))
        return _page(request, version, head, [forms.PartForm(prefix=f"part-{n}", initial=forms.answers_of(part)) for n, part in enumerate(design.parts)])  # fmt: skip
    head = forms.DesignHead(request.POST)
    count = min(whole_number(request.POST.get("parts", "")) or 0, MOST)
    parts = [forms.PartForm(request.POST, prefix=f"part-{number}") for number in range(count)]
    if head.is_valid() and all(part.is_valid() for part in parts):
        try:
            return _save(request, version, design, head.cleaned_data, [part.part() for part in parts])
        except (Refused, ValueError) as refused:
            head.add_error(None, list(getattr(refused, "reasons", ())) or [str(refused)])
    return _page(request, version, head, parts, status=422)


def _save(
    request: StaffRequest, version: TemplateVersion, held: Design, given: dict[str, Any], parts: list[Part]
) -> HttpResponse:
    asked = request.POST.get("do", "save")
    changed, place = _done(asked, parts, request.POST)
    written = forms.design_of(given, changed)
    design = replace(written, parent=held.parent, body=held.body, filed=held.filed)
    read_version = whole_number(request.POST.get("version", "")) or 0
    acts.save_design(version=version, design=design, note=given["note"], read_version=read_version, by=request.staff)
    if asked == "save":
        messages.success(request, _("Saved."))
        return redirect("papers:template", version.template.code, version.number)
    response = redirect("papers:edit_template", version.template.code)
    response["Location"] += f"#part-{place}"
    return response


def _done(asked: str, parts: list[Part], sent: Any) -> tuple[list[Part], int]:
    """Do what a button says with the parts: up, down, remove, add, or put a field in. Gives the parts and where to look."""
    name, _colon, number = asked.partition(":")
    told = whole_number(number)
    place = len(parts) if told is None else told
    changed = list(parts)
    if name == "add" and number in _FRESH:
        changed.append(_FRESH[number])
        return changed, len(changed) - 1
    if place >= len(parts):
        return changed, 0
    if name == "remove":
        del changed[place]
    elif name in {"up", "down"}:
        to = max(0, min(len(parts) - 1, place + (1 if name == "down" else -1)))
        changed.insert(to, changed.pop(place))
        place = to
    elif name == "field" and (code := sent.get(f"part-{place}-field", "")):
        changed[place] = _with_field(changed[place], code)
    return changed, place


def _with_field(part: Part, code: str) -> Part:
    named = f"{{{{{code}}}}}"
    if part.kind in {"heading", "paragraph"}:
        return replace(part, text=f"{part.text} {named}".strip())
    if part.kind == "table":
        *before, last = part.rows or (("",) * len(part.lines),)
        empty = next((place for place, cell in enumerate(last) if not cell), len(last) - 1)
        filled = tuple(f"{cell} {named}".strip() if place == empty else cell for place, cell in enumerate(last))
        return replace(part, rows=(*before, filled))
    added = f"Nhãn: {named}" if part.kind == "fields" else named
    return replace(part, lines=(*part.lines, added))


def _page(request: StaffRequest, version: TemplateVersion, head: forms.DesignHead, parts: list[forms.PartForm], status: int = 200) -> HttpResponse:  # fmt: skip
    context = {
        "version": version, "template": version.template, "head": head, "faults": faults(from_json(version.design)),
        "parts": [(part, NAMES[PartKind(part["kind"].value())]) for part in parts], "kinds": [(kind.value, NAMES[kind]) for kind in PartKind],
        "groups": _choices(), "conditions": _conditions(),
    }  # fmt: skip
    return render(request, "papers/edit_template.html", context, status=status)


def _choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Give the fields to pick from, by their group; of a list its columns."""
    found: dict[str, list[tuple[str, str]]] = {}
    for group, fields in groups().items():
        for field in fields:
            if field.kind in {"text", "hand"}:
                found.setdefault(group, []).append((field.code, field.label))
            elif field.columns is not None:
                columns = {ROW_NUMBER: _("Running number"), **field.columns}
                found.setdefault(group, []).extend(
                    (f"{field.code}.{key}", f"{field.label}: {label}") for key, label in columns.items()
                )
    return list(found.items())


def _conditions() -> list[tuple[str, str]]:
    fields = [field for group in groups().values() for field in group if field.kind in {"flag", "list"}]
    return [pair for field in fields for pair in ((field.code, field.label), (f"not {field.code}", _("not: %(what)s") % {"what": field.label}))]  # fmt: skip
