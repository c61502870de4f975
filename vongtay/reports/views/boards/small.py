"""From which count on each role of the province sees numbers of persons: set by the administrator, kept with every change."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vongtay.agencies.models import SmallCount
from vongtay.agencies.queries import small_counts
from vongtay.agencies.roles import MAY_COUNT, Role
from vongtay.common.requests import StaffRequest, carry_out, staff_only
from vongtay.reports import actions
from vongtay.reports.forms.tables import SetSmallCount
from vongtay.reports.permissions import Act
from vongtay.reports.views.asked import allowed_or_404


@staff_only
def set_small_counts(request: StaffRequest) -> HttpResponse:
    """Show what holds for each role, and let the administrator set it anew."""
    allowed_or_404(request.staff, Act.SET_SMALL_COUNT)
    held = {row.role: row for row in small_counts(request.staff)}
    role = request.GET.get("role", "")
    role = role if role in MAY_COUNT else Role.STATISTICIAN.value
    now = held.get(role)
    initial = {
        "key": uuid.uuid4(),
        "role": role,
        "least": now.least if now else None,
        "version": now.number if now else 0,
    }
    form = SetSmallCount(request.POST or None, initial=initial)

    def write(given: dict[str, Any]) -> SmallCount:
        return actions.set_small_count(
            key=given["key"], role=given["role"], least=given["least"], number=given["version"], why=given["why"], by=request.staff
        )  # fmt: skip

    def version() -> int:
        rows = {row.role: row.number for row in small_counts(request.staff)}
        return rows.get(form.cleaned_data.get("role", role), 0)

    if carry_out(form, write, version=version):
        messages.success(request, _("It holds from now on."))
        return redirect("reports:small_counts")
    rows = [(one.label, held.get(one.value), one.value) for one in Role if one in MAY_COUNT]
    return render(
        request, "reports/boards/small_counts.html", {"form": form, "rows": rows}, status=422 if form.errors else 200
    )
