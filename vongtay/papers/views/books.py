"""The register books: papers that went out and papers that arrived."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from vongtay.agencies.queries import bodies_of_province
from vongtay.audit import actions as audit
from vongtay.common.access import NotAllowed, Refused, Staff, may
from vongtay.common.days import day_in_vietnam, format_day
from vongtay.common.downloads import csv_file
from vongtay.common.requests import StaffRequest, staff_only, whole_number
from vongtay.papers import actions, forms, queries
from vongtay.papers.models import Delivery, Incoming, Paper
from vongtay.papers.permissions import RULES, Act
from vongtay.papers.sealing import opened
from vongtay.papers.states import How
from vongtay.papers.uploads import full_words, room

PAGE = 50


def _require(staff: Staff, act: Act = Act.READ_REGISTER) -> None:
    if not may(RULES, act, staff):
        raise NotAllowed(_("Your post does not read the register."))


def _chosen(request: StaffRequest) -> queries.Filter:
    year = request.GET.get("year", "")
    return queries.Filter(whole_number(year) if len(year) == 4 else None, request.GET.get("state", ""))


def _chips(kept: dict[str, str], choices: Iterable[tuple[str, str, str]]) -> Iterator[dict[str, Any]]:
    for name, value, label in choices:
        rest = {key: held for key, held in kept.items() if key != name}
        is_on = kept.get(name, "") == value
        wanted = rest | ({name: value} if value and not is_on else {})
        yield {"label": label, "url": f"?{urlencode(wanted)}", "is_on": is_on, "count": ""}


def _years(staff: Staff) -> list[tuple[str, str, str]]:
    return [("year", str(year), str(year)) for year in queries.years_of(staff)]


@staff_only
def list_papers(request: StaffRequest) -> HttpResponse:
    """Show the register of one's own body, newest first: every number given, to what, and whether it arrived."""
    _require(request.staff)
    kept = {name: request.GET[name] for name in ("state", "year") if request.GET.get(name)}
    states = [
        ("state", "", _("All")), ("state", "none", _("Not delivered yet")), ("state", "waiting", _("No receipt yet")),
        ("state", "late", _("Receipt missing")), ("state", "received", _("Receipt there")), ("state", "returned", _("Came back")),
    ]  # fmt: skip
    page = Paginator(queries.outgoing(request.staff, _chosen(request)), PAGE).get_page(request.GET.get("page"))
    titles = {"periodic_report": _("Periodic report"), **queries.titles()}
    context = {
        "rows": [(paper, titles.get(paper.kind, paper.kind)) for paper in page], "may_cancel": may(RULES, Act.CANCEL, request.staff),
        "page": page, "chips": list(_chips(kept, [*states, *_years(request.staff)])), "late": queries.late_before(),
        "is_filtered": bool(kept), "csv_query": urlencode(kept), "room": (taken := room()), "full": full_words() if taken.is_full else "",
    }  # fmt: skip
    return render(request, "papers/list.html", context)


@staff_only
def list_incoming(request: StaffRequest) -> HttpResponse:
    """Show the register of incoming papers of one's own body, newest first."""
    _require(request.staff)
    chosen = _chosen(request)
    page = Paginator(queries.incoming(request.staff, year=chosen.year), PAGE).get_page(request.GET.get("page"))
    kept = {"year": str(chosen.year)} if chosen.year else {}
    context = {
        "page": page, "rows": [(entry, opened(entry, "papers_incoming", "summary_ct", None) if entry.wrapped else "") for entry in page],
        "chips": list(_chips(kept, [("year", "", _("All years")), *_years(request.staff)])), "csv_query": urlencode(kept),
        "may_register": may(RULES, Act.REGISTER, request.staff),
    }  # fmt: skip
    return render(request, "papers/incoming.html", context)


@staff_only
def register_incoming(request: StaffRequest) -> HttpResponse:
    """Register a paper that arrived and belongs to no case; what another body did in a case is entered on its page."""
    _require(request.staff, Act.REGISTER)
    today = day_in_vietnam(timezone.now())
    form = forms.Register(
        request.POST or None, request.FILES or None, bodies=bodies_of_province(request.staff), initial={"key": uuid4(), "arrived_on": today}
    )  # fmt: skip
    if form.is_valid():
        given = form.cleaned_data
        key, scan = given.pop("key"), given.pop("scan")
        try:
            entry = actions.register_incoming(
                key=key, arrived=actions.Arrived(**given), by=request.staff, scan=actions.Upload(scan.name, scan.read()) if scan else None
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, list(refused.reasons))
        else:
            messages.success(request, _("Registered under number of arrival %(number)s.") % {"number": entry.number})
            return redirect("papers:incoming")
    return render(request, "papers/register.html", {"form": form}, status=422 if form.errors else 200)


def to_whom(delivery: Delivery) -> str:
    """Say to whom a paper went, without a name."""
    return delivery.to_body.short_name if delivery.to_body else delivery.get_to_whom_display()


def _outgoing_row(paper: Paper) -> Sequence[object]:
    went = list(paper.deliveries.all())
    return (
        paper.number, paper.sign, format_day(paper.issued_on), paper.kind, paper.issued_by.user.full_name if paper.issued_by.user else "",
        "; ".join(to_whom(one) for one in went), "; ".join(one.get_how_display() for one in went),
        "; ".join(format_day(one.sent_on) for one in went),
        "; ".join(format_day(one.ended_on) for one in went if one.state == How.RECEIVED and one.ended_on),
    )  # fmt: skip


def _incoming_row(entry: Incoming) -> Sequence[object]:
    return (
        format_day(entry.arrived_on), entry.number, entry.sender.name if entry.sender else entry.sender_text, entry.sign,
        format_day(entry.dated_on), entry.get_kind_display(),
        opened(entry, "papers_incoming", "summary_ct", None) if entry.wrapped else _("About a case"), entry.get_urgency_display() if entry.urgency else "",
        entry.registered_by.user.full_name if entry.registered_by.user else "",
    )  # fmt: skip


@staff_only
def download(request: StaffRequest, book: str) -> HttpResponse:
    """Give a register book as a table, in the columns of the paper books."""
    _require(request.staff)
    chosen = _chosen(request)
    if book == "out":
        heads = [
            _("Number"),
            _("Number and sign"),
            _("Date"),
            _("Kind"),
            _("Issued by"),
            _("To"),
            _("How"),
            _("Left on"),
            _("Received on"),
        ]
        rows: Iterable[Sequence[object]] = map(_outgoing_row, queries.outgoing(request.staff, chosen))
    else:
        heads = [
            _("Day of arrival"), _("Number of arrival"), _("Sender"), _("Number and sign"), _("Date"), _("Kind"), _("Subject line"), _("Urgency"),
            _("Registered by"),
        ]  # fmt: skip
        rows = map(_incoming_row, queries.incoming(request.staff, year=chosen.year))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(heads)
    writer.writerows([[_safe(value) for value in row] for row in rows])
    audit.record("papers.download_register", by=request.staff, details={"book": book, "year": chosen.year})
    return csv_file(text.getvalue(), f"register-{book}.csv")


def _safe(value: object) -> object:
    """Keep a spreadsheet from reading a text as a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value
