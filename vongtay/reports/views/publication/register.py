"""The register: what waits, what was published, what was withdrawn; and the rules of each audience."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from vongtay.common.access import Refused, may
from vongtay.common.requests import StaffRequest, carry_out, staff_only
from vongtay.reports import actions
from vongtay.reports.forms.publication import ChangeRules
from vongtay.reports.models import Audience, PublishedCell, ReleaseState
from vongtay.reports.permissions import RULES, Act
from vongtay.reports.publishing.profiles import SHIPPED
from vongtay.reports.queries import publication as queries
from vongtay.reports.queries.published import content_of
from vongtay.reports.views.asked import allowed_or_404
from vongtay.reports.views.publication.release import publication_or_404

PAGE = 30
OPEN = (ReleaseState.COMPUTING, ReleaseState.FAILED, ReleaseState.BLOCKED, ReleaseState.WAITING)


@staff_only
def index(request: StaffRequest) -> HttpResponse:
    """Show the proposals that somebody still has to decide about, and the register."""
    allowed_or_404(request.staff, Act.OPEN_RELEASES)
    chosen = request.GET.get("show", "")
    register = queries.publications_of(request.staff)
    if chosen in Audience.values:
        register = register.filter(audience=chosen)
    elif chosen == "withdrawn":
        register = register.filter(withdrawn_at__isnull=False)
    labels = [("", _("All")), *Audience.choices, ("withdrawn", pgettext("publication", "Withdrawn"))]
    context = {
        "waiting": queries.releases_of(request.staff).filter(state__in=OPEN),
        "ended": queries.releases_of(request.staff).filter(state__in=[ReleaseState.REFUSED, ReleaseState.DROPPED])[:PAGE],
        "page": Paginator(register, PAGE).get_page(request.GET.get("page")), "may_propose": may(RULES, Act.PROPOSE_RELEASE, request.staff),
        "filters": [{"label": label, "url": f"?show={code}" if code else "?", "is_on": chosen == code} for code, label in labels],
        "count": register.count(), "own": set(queries.releases_of(request.staff).values_list("pk", flat=True)),
    }  # fmt: skip
    return render(request, "reports/publication/index.html", context)


@staff_only
def published(request: StaffRequest, publication_id: uuid.UUID) -> HttpResponse:
    """Show a publication as its readers see it: to its recipient, and to other bodies that count over the area."""
    allowed_or_404(request.staff, Act.OPEN_RELEASES)
    row = publication_or_404(request.staff, publication_id)
    cells = PublishedCell.objects.filter(publication=row).order_by("place")
    context = {
        "row": row, "period": queries.period_of(row) if row.period else None, **content_of(row, cells),
        "may_take": row.audience == Audience.PUBLIC or request.staff.body_id == (row.recipient_body_id or row.body_id),
    }  # fmt: skip
    return render(request, "reports/publication/published.html", context)


@staff_only
def profiles(request: StaffRequest) -> HttpResponse:
    """Show the rules in force and their changes; propose others."""
    allowed_or_404(request.staff, Act.OPEN_RELEASES)
    may_change = may(RULES, Act.CHANGE_PROFILE, request.staff)
    form = ChangeRules(request.POST or None, initial={"key": uuid.uuid4()})
    if request.method == "POST":
        allowed_or_404(request.staff, Act.CHANGE_PROFILE)
        if carry_out(
            form, lambda given: actions.propose_profile(key=given["key"], rules=form.rules(), by=request.staff)
        ):
            return redirect("reports:profiles")
    labels = dict(Audience.choices)
    context = {
        "form": form, "may_change": may_change, "rules": [(labels[kind], queries.profile_of(request.staff, kind)) for kind in SHIPPED],
        "changes": [(row, labels[row.kind]) for row in queries.profile_changes(request.staff)], "me": request.staff.user_id,
    }  # fmt: skip
    return render(request, "reports/publication/profiles.html", context, status=422 if form.errors else 200)


ACTS = {"confirm": actions.confirm_profile, "drop": actions.drop_profile}


@staff_only
@require_POST
def decide_profile(request: StaffRequest, profile_id: uuid.UUID, act: str) -> HttpResponse:
    """Confirm a change of the rules that somebody else proposed, or drop it."""
    allowed_or_404(request.staff, Act.CHANGE_PROFILE)
    row = queries.profile_changes(request.staff).filter(pk=profile_id).first()
    if row is None or act not in ACTS:
        raise Http404
    try:
        ACTS[act](profile=row, by=request.staff)
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    return redirect("reports:profiles")
