"""Stories: the list, writing one with what may tell who it is marked, its page for the second reader, and those that are out."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST

from vongtay.common.access import Refused, Staff, may
from vongtay.common.requests import StaffRequest, carry_out, staff_only, whole_number
from vongtay.reports.actions import stories as actions
from vongtay.reports.forms.stories import ChangeStory, ReturnStory, WriteStory
from vongtay.reports.models import PublishedStory, Story, StoryAudience, StoryCase, StoryState
from vongtay.reports.permissions import RULES, Act
from vongtay.reports.publishing.stories import Mark, pieces_of
from vongtay.reports.queries import stories as queries

PAGE = 20
OPEN = (StoryState.DRAFT, StoryState.RETURNED, StoryState.WAITING)
KINDS = {
    "fact": pgettext_lazy("mark of a story", "what the system holds of this person"), "identity_number": pgettext_lazy("mark of a story", "identity number"),
    "phone": pgettext_lazy("mark of a story", "telephone"), "code": pgettext_lazy("mark of a story", "code of a case"),
    "mail": pgettext_lazy("mark of a story", "mail or web address"), "date": pgettext_lazy("mark of a story", "day"),
    "place": pgettext_lazy("mark of a story", "place below a province"), "name": pgettext_lazy("mark of a story", "name"),
    "birth": pgettext_lazy("mark of a story", "age or month"), "number": pgettext_lazy("mark of a story", "long number"),
}  # fmt: skip


def _allowed_or_404(staff: Staff, act: Act, story: Story | None = None) -> None:
    if not may(RULES, act, staff, story):
        raise Http404


def story_or_404(staff: Staff, story_id: uuid.UUID) -> Story:
    """Give a story that this post may see."""
    try:
        return queries.story_of(staff, story_id)
    except Story.DoesNotExist as missing:
        raise Http404 from missing


@staff_only
def index(request: StaffRequest) -> HttpResponse:
    """Show the stories of one's body that are not out yet, and those that are."""
    _allowed_or_404(request.staff, Act.READ_STORIES)
    register = queries.told_to(request.staff)
    chosen = request.GET.get("show", "")
    if chosen in StoryAudience.values:
        register = register.filter(audience=chosen)
    labels = [("", _("All")), *StoryAudience.choices]
    rows = queries.stories_of(request.staff)
    context = {
        "may_write": may(RULES, Act.WRITE_STORY, request.staff), "count": register.count(), "page": Paginator(register, PAGE).get_page(request.GET.get("page")),
        "to_withdraw": [(row, queries.words_of(row).title) for row in queries.to_withdraw(request.staff)[:PAGE]],
        "open": [(row, queries.words_of(row).title) for row in rows.filter(state__in=OPEN)[:PAGE]],
        "filters": [{"label": label, "url": f"?show={code}" if code else "?", "is_on": chosen == code} for code, label in labels],
    }  # fmt: skip
    return render(request, "reports/publication/stories.html", context)


@staff_only
def write(request: StaffRequest) -> HttpResponse:
    """Begin a story."""
    _allowed_or_404(request.staff, Act.WRITE_STORY)
    form = WriteStory(request.POST or None, initial={"key": uuid.uuid4(), "case_code": request.GET.get("case", "")})
    done = carry_out(
        form, lambda given: actions.write_story(key=given["key"], telling=form.telling(), by=request.staff)
    )
    if done:
        return redirect("reports:story", done.made.pk)
    return render(request, "reports/publication/story_write.html", {"form": form}, status=422 if form.errors else 200)


@staff_only
def change(request: StaffRequest, story_id: uuid.UUID) -> HttpResponse:
    """Write a story otherwise."""
    story = story_or_404(request.staff, story_id)
    _allowed_or_404(request.staff, Act.WRITE_STORY, story)
    words = queries.words_of(story)
    first = {
        "version": story.version,
        "audience": story.audience,
        "title": words.title,
        "text": words.text,
        "why": words.why,
    }
    form = ChangeStory(request.POST or None, initial=first)
    done = carry_out(
        form,
        lambda given: actions.change_story(story=story, telling=form.telling(), version=given["version"] or 0, by=request.staff),
        version=lambda: queries.story_of(request.staff, story_id).version,
    )  # fmt: skip
    if done:
        return redirect("reports:story", story_id)
    return render(
        request,
        "reports/publication/story_write.html",
        {"form": form, "story": story},
        status=422 if form.errors else 200,
    )


@staff_only
def show(request: StaffRequest, story_id: uuid.UUID) -> HttpResponse:
    """Show a story with what may tell who it is, to whoever writes it and to the second reader."""
    _allowed_or_404(request.staff, Act.READ_STORIES)
    story = story_or_404(request.staff, story_id)
    return _page(request, story, ReturnStory(initial={"version": story.version}))


def _worded(text: str, marks: Sequence[Mark]) -> list[tuple[str, Mark | None, str]]:
    return [(piece, mark, str(KINDS[mark.kind]) if mark else "") for piece, mark in pieces_of(text, marks)]


def _page(request: StaffRequest, story: Story, form: ReturnStory, status: int = 200) -> HttpResponse:
    staff, words = request.staff, queries.words_of(story)
    published = queries.told_to(staff).filter(pk=story.pk).first()
    told_of = StoryCase.objects.filter(story=story).select_related("case").first()
    is_mine = may(RULES, Act.WRITE_STORY, staff, story)
    context = {
        "story": story, "words": words, "form": form, "published": published, "told_of": told_of, "is_mine": is_mine,
        "title": _worded(words.title, words.in_title), "text": _worded(words.text, words.in_text),
        "found": sorted({(not mark.is_certain, str(KINDS[mark.kind])) for mark in words.marks}), "stands": queries.stands(story),
        "reason": queries.opened(story, "reason_ct"), "may_write": is_mine and story.state in actions.MINE,
        "may_drop": is_mine and story.state in OPEN, "may_decide": story.state == StoryState.WAITING and may(RULES, Act.DECIDE_STORY, staff, story),
        "may_withdraw": published is not None and not published.withdrawn_at and may(RULES, Act.WITHDRAW_STORY, staff, published),
    }  # fmt: skip
    return render(request, "reports/publication/story.html", context, status=status)


ACTS = {"send": actions.send_story, "drop": actions.drop_story, "approve": actions.approve_story}


@staff_only
@require_POST
def move(request: StaffRequest, story_id: uuid.UUID, act: str) -> HttpResponse:
    """Send to a second reader, drop, or approve."""
    _allowed_or_404(request.staff, Act.READ_STORIES)
    story = story_or_404(request.staff, story_id)
    if act not in ACTS:
        raise Http404
    try:
        ACTS[act](story=story, version=whole_number(request.POST.get("version", "")) or 0, by=request.staff)
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
        return redirect("reports:story", story_id)
    if act == "approve":
        messages.success(request, _("Published."))
    return redirect("reports:stories") if act == "drop" else redirect("reports:story", story_id)


@staff_only
@require_POST
def decline(request: StaffRequest, story_id: uuid.UUID) -> HttpResponse:
    """Return a story to whoever wrote it, or withdraw one that is out, with the reason."""
    _allowed_or_404(request.staff, Act.READ_STORIES)
    story = story_or_404(request.staff, story_id)
    form = ReturnStory(request.POST)
    published = PublishedStory.objects.filter(pk=story.pk).first()

    def write_reason(given: dict[str, Any]) -> None:
        if published is None:
            actions.return_story(story=story, why=given["why"], version=given["version"] or 0, by=request.staff)
        else:
            actions.withdraw_story(story=published, why=given["why"], by=request.staff)

    if carry_out(form, write_reason, version=lambda: queries.story_of(request.staff, story_id).version):
        return redirect("reports:story", story_id)
    return _page(request, story_or_404(request.staff, story_id), form, 422)


@staff_only
def read(request: StaffRequest, story_id: uuid.UUID) -> HttpResponse:
    """Show a story that is out to whoever may read it."""
    _allowed_or_404(request.staff, Act.READ_STORIES)
    row = queries.told_to(request.staff).filter(pk=story_id).first()
    if row is None:
        raise Http404
    return render(request, "reports/publication/story_read.html", {"row": row})
