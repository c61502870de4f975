"""One paragraph of a draft: edited as text with marked numbers, kept while somebody types, brought back as it was generated."""

import hashlib
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vongtay.cases import drafts
from vongtay.common.access import Refused
from vongtay.common.requests import StaffRequest, carry_out, staff_only, whole_number
from vongtay.reports import actions, forms
from vongtay.reports.draft_keeping import Opened, paragraphs_of
from vongtay.reports.drafting.edit import MOST, Content, to_text
from vongtay.reports.drafting.model import Number
from vongtay.reports.models import ReportDraft
from vongtay.reports.outline import title_of
from vongtay.reports.sources import names_of
from vongtay.reports.states.official import DraftState
from vongtay.reports.views.official.pages import asked_of, draft_or_404, number_url, paragraph_url, shown_lines


def _opened_or_404(draft: ReportDraft, key: str) -> tuple[list[Opened], int]:
    """Give the paragraphs of a draft, and which of them is meant."""
    kept = paragraphs_of(draft)
    index = next((index for index, one in enumerate(kept) if one.row.key == key), None)
    if index is None:
        raise Http404
    return kept, index


def _called(draft: ReportDraft, key: str) -> str:
    """Name what is kept while somebody types; the room for the name is short."""
    return f"official.{hashlib.sha256(f'{draft.pk}/{key}'.encode()).hexdigest()[:24]}"


@staff_only
def edit(request: StaffRequest, draft_id: UUID, key: str) -> HttpResponse:
    """Edit a paragraph; a refusal shows what was typed, both numbers and, where somebody else was quicker, theirs beside it."""
    draft = draft_or_404(request, draft_id)
    kept, index = _opened_or_404(draft, key)
    one, name = kept[index], _called(draft, key)
    resumed = None if request.POST or request.GET.get("anew") else drafts.load(request.staff, name)
    form = forms.EditParagraph(request.POST or None, initial=_initial(one, resumed))
    done = carry_out(
        form, lambda _given: actions.edit_paragraph(draft=draft, key=key, edit=form.edit(), by=request.staff),
        version=lambda: _opened_or_404(draft, key)[0][index].row.version,
    )  # fmt: skip
    if done is not None:
        drafts.drop(request.staff, name)
        messages.success(request, _("%(title)s: kept.") % {"title": title_of(key)})
        return redirect(_after(draft, kept, index, is_next="next" in request.POST))
    theirs = _opened_or_404(draft, key)[0][index]
    context = {
        "draft": draft, "title": title_of(key), "form": form, "one": theirs, "is_resumed": resumed is not None, "is_open": draft.state == DraftState.READY,
        "keep_url": paragraph_url(draft, key, "keep_paragraph"), "restore_url": paragraph_url(draft, key, "restore_paragraph"),
        **_beside(request, draft, theirs.content), **_neighbours(draft, kept, index), "is_stale": _is_stale(request, theirs),
    }  # fmt: skip
    return render(request, "reports/official/paragraph.html", context, status=422 if form.errors else 200)


def _is_stale(request: StaffRequest, standing: Opened) -> bool:
    """Whether what was sent was written on another version than the one that stands."""
    version = request.POST.get("version", "")
    return version.isdecimal() and version != str(standing.row.version)


def _initial(one: Opened, resumed: dict[str, Any] | None) -> dict[str, Any]:
    content = one.content
    standing = {"text": to_text(content.pieces, content.generated), "why": content.why, "version": one.row.version}
    return standing | {name: values[-1] for name, values in (resumed or {}).items() if name in standing and values}


def _beside(request: StaffRequest, draft: ReportDraft, content: Content) -> dict[str, Any]:
    """Give what stands beside the text: its numbers with their rows, what differs, how it reads now."""
    asked = asked_of(request, draft)
    seen: dict[str, str] = {}
    for piece in content.generated:
        if isinstance(piece, Number):
            seen.setdefault(piece.anchor, piece.text)
    now = {piece.anchor: piece.text for piece in content.pieces if isinstance(piece, Number)}
    names = names_of(seen)
    numbers = [
        {"index": index, "name": names[anchor], "system": text, "now": now.get(anchor, ""), "url": number_url(asked, anchor), "is_changed": now.get(anchor) != text}
        for index, (anchor, text) in enumerate(seen.items(), 1)
    ]  # fmt: skip
    return {
        "numbers": numbers,
        "lines": shown_lines(asked, content),
        "generated": shown_lines(asked, Content(content.generated)),
    }


def _neighbours(draft: ReportDraft, kept: Sequence[Opened], index: int) -> dict[str, str]:
    before, after = index - 1, index + 1
    return {
        "previous_url": paragraph_url(draft, kept[before].row.key) if before >= 0 else "",
        "next_url": paragraph_url(draft, kept[after].row.key) if after < len(kept) else "",
    }


def _after(draft: ReportDraft, kept: Sequence[Opened], index: int, *, is_next: bool) -> str:
    if is_next and index + 1 < len(kept):
        return paragraph_url(draft, kept[index + 1].row.key)
    return f"{draft_url(draft)}#p-{kept[index].row.place}"


def draft_url(draft: ReportDraft) -> str:
    """Give the address of a draft."""
    return paragraph_url(draft, "x").partition("paragraphs/")[0]


@staff_only
@require_POST
def keep(request: StaffRequest, draft_id: UUID, key: str) -> HttpResponse:
    """Keep what was typed so far, encrypted, for this post alone; the draft is not changed."""
    draft = draft_or_404(request, draft_id)
    _opened_or_404(draft, key)
    typed = {name: values for name, values in request.POST.lists() if name in forms.EditParagraph.base_fields}
    if sum(len(value) for values in typed.values() for value in values) > MOST + 1000:
        return HttpResponse(status=413)
    saved = drafts.keep(request.staff, _called(draft, key), typed)
    return JsonResponse({"saved_at": timezone.localtime(saved).strftime("%H:%M")})


@staff_only
@require_POST
def restore(request: StaffRequest, draft_id: UUID, key: str) -> HttpResponse:
    """Bring the generated text back."""
    draft = draft_or_404(request, draft_id)
    _opened_or_404(draft, key)
    version = request.POST.get("version", "")
    try:
        actions.restore_paragraph(
            draft=draft,
            key=key,
            version=whole_number(version) or 0,
            by=request.staff,
        )
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    else:
        drafts.drop(request.staff, _called(draft, key))
        messages.success(request, _("%(title)s: as it was generated.") % {"title": title_of(key)})
    return redirect(paragraph_url(draft, key))
