"""Pages of the register of certificates: the numbers of a year, entering and taking back."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from vongtay.common.access import may
from vongtay.common.days import today
from vongtay.common.downloads import pdf_file
from vongtay.common.filters import chips_of
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.programme.actions import certificates as actions
from vongtay.programme.forms.back import TakeBack
from vongtay.programme.forms.training import GiveCertificates, PrintCertificates
from vongtay.programme.models import CertificateRun
from vongtay.programme.permissions import RULES, Act
from vongtay.programme.queries import certificates as queries
from vongtay.programme.views.activities import own_activity
from vongtay.programme.views.pages import act_page, allow

PAGE = 50
YEARS = 4


@staff_only
def list_certificates(request: StaffRequest) -> HttpResponse:
    """Show the numbers that were given in a year."""
    allow(request, Act.READ)
    now = today().year
    asked = request.GET.get("year", "")
    year = int(asked) if asked in {str(one) for one in range(now - 9, now + 1)} else now
    rows = queries.runs(request.staff, year)
    years = [("" if one == now else str(one), str(one), "") for one in range(now, now - YEARS, -1)]
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page, "n": queries.how_many(rows), "year": year, "chips": chips_of(request, "year", [*years]),
        "kept": {run.pk for run in page if may(RULES, Act.KEEP_CERTIFICATES, request.staff, run)},
    }  # fmt: skip
    return render(request, "programme/training/certificates.html", context)


@staff_only
def give_certificates(request: StaffRequest, activity_id: uuid.UUID) -> HttpResponse:
    """Enter the numbers given after a course."""
    row = own_activity(request, activity_id, Act.KEEP_CERTIFICATES)
    number, sign = queries.next_number(request.staff)
    initial = {"key": uuid.uuid4(), "first": number, "sign": sign, "given_on": row.last_on}
    form = GiveCertificates(request.POST or None, initial=initial)

    def write(given: dict[str, Any]) -> None:
        key = given.pop("key")
        actions.give_certificates(key=key, activity=row, numbers=actions.Numbers(**given), by=request.staff)

    return act_page(
        request, form, write, back=reverse("programme:activity", args=[row.pk]), done=_("The numbers stand in the register."),
        title=_("Numbers of certificates"), button=_("Enter"), lead=row.title,
    )  # fmt: skip


@staff_only
def print_certificates(request: StaffRequest, run_id: uuid.UUID) -> HttpResponse:
    """Make the certificates of a run out to names that are typed for it: one file to print, the names stay in it alone."""
    run = _own_run(request, run_id)
    form = PrintCertificates(request.POST or None, initial={"first": run.first_number}, run=run)
    if form.is_valid():
        names, first = form.cleaned_data["names"], form.cleaned_data["first"]
        content = actions.print_certificates(run=run, first=first, names=names, by=request.staff)
        return pdf_file(content, f"giay-chung-nhan-{first}-{first + len(names) - 1}.pdf")
    context = {
        "form": form, "back": reverse("programme:activity", args=[run.course_id]), "title": _("Print certificates"), "button": _("Make the file to print"),
        "lead": _("%(numbers)s. Our own form: the statutory one, if there is any, was not seen.") % {"numbers": run.numbers},
    }  # fmt: skip
    return render(request, "programme/act.html", context, status=422 if form.errors else 200)


def _own_run(request: StaffRequest, run_id: uuid.UUID) -> CertificateRun:
    allow(request, Act.READ)
    try:
        run = queries.run_of(request.staff, run_id)
    except CertificateRun.DoesNotExist as missing:
        raise Http404 from missing
    allow(request, Act.KEEP_CERTIFICATES, run)
    return run


@staff_only
def withdraw_certificates(request: StaffRequest, run_id: uuid.UUID) -> HttpResponse:
    """Take an entry back."""
    run = _own_run(request, run_id)
    form = TakeBack(request.POST or None, initial={"version": run.version})

    def write(given: dict[str, Any]) -> None:
        actions.withdraw_certificates(run=run, by=request.staff, **given)

    return act_page(
        request, form, write, back=reverse("programme:activity", args=[run.course_id]), done=_("The entry was taken back."),
        title=_("Take the entry back"), button=_("Take back"), lead=run.numbers,
    )  # fmt: skip
