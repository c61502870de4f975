"""The page of identification: worksheet, sources and their gaps, signs, codes; and the linked items."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from vongtay.agencies.models import Body
from vongtay.agencies.queries import bodies_to_ask
from vongtay.agencies.roles import Part
from vongtay.cases.actions import coding, sources
from vongtay.cases.forms import Reason, new_key
from vongtay.cases.forms import identification as forms
from vongtay.cases.models import Case, Coding, Evidence, Inquiry, Item
from vongtay.cases.permissions import RULES, Act
from vongtay.cases.queries import identification as reads
from vongtay.cases.rules import means_are_asked
from vongtay.cases.states import Element, Scheme
from vongtay.cases.views.acts import act_page, own_case
from vongtay.cases.views.case import case_or_404
from vongtay.cases.views.scans import paper_of
from vongtay.common.access import NotAllowed, may
from vongtay.common.days import day_in_vietnam, format_day
from vongtay.common.requests import StaffRequest, staff_only, whole_number
from vongtay.law import queries as law
from vongtay.people.vault import Vault

SHOWN_ACTS = (Act.WRITE_WORKSHEET, Act.JUDGE_SOURCES, Act.INQUIRE, Act.CODE, Act.ADD_EVIDENCE)


def reading_case(request: StaffRequest, code: str, part: str) -> Case:
    """Give the case to a post that reaches this part of it. Errors: NotAllowed for one that does not."""
    case = case_or_404(request.staff, code)
    if part not in request.staff.parts:
        raise NotAllowed(_("Your post does not reach this part of the case."))
    return case


@staff_only
def show(request: StaffRequest, code: str) -> HttpResponse:
    """Show where identification stands: what is found, what is missing, what is still asked of whom."""
    case = reading_case(request, code, Part.STATEMENT)
    vault, today = Vault.of(case.person_id), day_in_vietnam(timezone.now())
    wanted = request.GET.get("version", "")
    sheet = reads.sheet_of(case, vault, number=whole_number(wanted))
    states = reads.sources_of(case, vault, today)
    context = {
        "case": case, "sheet": sheet, "sources": states, "signs": reads.signs_of(case, vault), "coded": reads.coded_in_words(case),
        "gaps": sum(each.state in {"open", "waiting"} for each in states), "regime": law.regime(case.regime),
        "may": {act.value.removeprefix("cases."): may(RULES, act, request.staff, case) for act in SHOWN_ACTS},
        "versions": range(1, sheet.versions + 1),
    }  # fmt: skip
    return render(request, "cases/identification.html", context)


@staff_only
def write_worksheet(request: StaffRequest, code: str) -> HttpResponse:
    """Write the next version of the worksheet, starting from the one that holds."""
    case = own_case(request, code, Act.WRITE_WORKSHEET)
    vault = Vault.of(case.person_id)
    sheet = reads.sheet_of(case, vault)
    held = Evidence.objects.filter(case=case, withdrawn_at__isnull=True).select_related("acted_by_body")
    letters = {source.code: source.letter for source in law.evidence_sources(case.regime)}
    evidence = [
        (str(row.pk), f"{letters.get(row.source, row.source)}) {format_day(row.obtained_on)}, {row.acted_by_body.short_name}")
        for row in held.order_by("source", "obtained_on")
    ]  # fmt: skip
    initial: dict[str, Any] = {"key": new_key(), "number": sheet.row.number if sheet.row else 0}
    for line in sheet.lines:
        initial[f"{line.element}_result"] = line.result or "unknown"
        initial[f"{line.element}_codes"] = getattr(sheet.row, f"{line.element}_codes", [])
        initial[f"{line.element}_evidence"] = [str(row.pk) for row in line.evidence]
        initial[f"{line.element}_note"] = line.note
    asked = means_are_asked(case.age_at_act)
    form = forms.Worksheet(
        request.POST or None, initial=initial, means_asked=asked, evidence=evidence, on=case.received_on
    )

    def write(given: dict[str, Any]) -> None:
        sources.write_worksheet(
            case=case, findings=form.findings(), number=given["number"], by=request.staff, key=given["key"]
        )

    return act_page(
        request, case, form, write, title=_("Act, means, purpose"), button=_("Save this version"), done=_("The worksheet was saved."),
        back="cases:identification", template="cases/worksheet.html", fresh=lambda: {"number": reads.latest_number(case)}, means_asked=asked, no_evidence=not evidence, elements=Element,
    )  # fmt: skip


@staff_only
def judge_insufficient(request: StaffRequest, code: str) -> HttpResponse:
    """Judge that the sources do not suffice: this opens the signs."""
    case = own_case(request, code, Act.JUDGE_SOURCES)
    form = Reason(request.POST or None, initial={"version": case.version})

    def write(given: dict[str, Any]) -> None:
        sources.judge_insufficient(case=case, reason=given["reason"], version=given["version"], by=request.staff)

    return act_page(
        request, case, form, write, title=_("The sources do not suffice"), button=_("Judge so"), done=_("The signs are open now."),
        back="cases:identification", lead=_("Only this act, with its reason, opens the signs of Article 32(2)."),
    )  # fmt: skip


@staff_only
def weigh_sign(request: StaffRequest, code: str) -> HttpResponse:
    """Weigh a sign of the law, or one of one's own with words and reason."""
    case = own_case(request, code, Act.JUDGE_SOURCES)
    signs = [(sign.code, f"{sign.title_vi} ({sign.article})") for sign in law.signs(case.regime)]
    form = forms.WeighSign(request.POST or None, signs=signs, initial={"result": "unknown"})

    def write(given: dict[str, Any]) -> None:
        sources.weigh_sign(case=case, by=request.staff, **given)

    return act_page(
        request, case, form, write, title=_("Weigh a sign"), button=pgettext("act", "Note"), done=_("The sign was noted."), back="cases:identification"
    )  # fmt: skip


def _bodies(request: StaffRequest) -> QuerySet[Body]:
    return bodies_to_ask(request.staff)


@staff_only
def ask_source(request: StaffRequest, code: str) -> HttpResponse:
    """Ask a source, also of another province or commune; or note that it was asked and gave nothing."""
    case = own_case(request, code, Act.INQUIRE)
    listed = [(source.code, f"{source.letter}) {source.title_vi}") for source in law.evidence_sources(case.regime)]
    form = forms.AskSource(
        request.POST or None, bodies=_bodies(request), sources=listed,
        initial={"key": new_key(), "source": request.GET.get("source"), "nil": "no", "asked_on": day_in_vietnam(timezone.now())},
    )  # fmt: skip

    def write(given: dict[str, Any]) -> None:
        question = sources.Question(
            given["source"], given["asked_on"], given["body"], given["words"], given["sign"], given["text"]
        )
        sources.ask_source(case=case, question=question, by=request.staff, key=given["key"], nil=given["nil"] == "yes")

    return act_page(
        request, case, form, write, title=_("Ask a source"), button=pgettext("act", "Note"), done=_("Noted."), back="cases:identification",
        lead=_("No time limit for the answer was found in the law: no clock starts; how long it has waited is shown."),
    )  # fmt: skip


@staff_only
def answer_inquiry(request: StaffRequest, code: str, inquiry_id: str) -> HttpResponse:
    """Enter the answer of a source from its paper."""
    case = own_case(request, code, Act.INQUIRE)
    inquiry = get_object_or_404(Inquiry.objects.select_related("case"), pk=inquiry_id, case=case)
    form = forms.AnswerInquiry(request.POST or None, request.FILES or None, initial={"version": inquiry.version})

    def write(given: dict[str, Any]) -> None:
        weight = given["weight"] if given["gave"] == "yes" else ""
        paper = paper_of(case, given, request)
        sources.answer_inquiry(
            inquiry=inquiry,
            answer=sources.Answer(paper, weight, given["text"]),
            version=given["version"],
            by=request.staff,
        )

    return act_page(
        request, case, form, write, title=_("Enter the answer"), button=_("Enter"), done=_("The answer was entered."), back="cases:identification"
    )  # fmt: skip


@staff_only
def code_case(request: StaffRequest, code: str) -> HttpResponse:
    """Choose the codes of exploitation, control, recruitment and route."""
    case = own_case(request, code, Act.CODE)
    form = forms.CodeCase(
        request.POST or None, on=case.received_on, initial={"version": case.version} | _held(reads.codes_held(case))
    )

    def write(given: dict[str, Any]) -> None:
        coding.code_case(case=case, codes=form.codes(), version=given["version"], by=request.staff)

    return act_page(
        request, case, form, write, title=_("Codes for counting"), button=_("Save"), done=_("The codes were saved."), back="cases:identification",
        lead=_("Choose as many as hold. What no longer holds is kept with its day; figures of the past stay as they were."),
    )  # fmt: skip


def _held(rows: list[Coding]) -> dict[str, Any]:
    """Give the codes that hold as the form's first values."""
    found: dict[str, Any] = {}
    for row in rows:
        if row.scheme in {Scheme.ORIGIN, Scheme.TRANSIT, Scheme.DESTINATION}:
            name = f"{row.scheme}{row.place_in_order or ''}"
            found |= {name: row.code, f"{name}_province": row.province_id}
        else:
            found.setdefault(row.scheme, []).append(row.code)
            if row.is_main:
                found["main"] = row.code
    return found


@staff_only
def show_items(request: StaffRequest, code: str) -> HttpResponse:
    """Show the linked items and the cases within reach that hold the very same; add one."""
    case = reading_case(request, code, Part.STATEMENT)
    may_add = may(RULES, Act.ADD_ITEM, request.staff, case)
    if request.method == "POST":
        own_case(request, code, Act.ADD_ITEM)
    form = forms.AddItem(request.POST or None, initial={"key": new_key()})

    def write(given: dict[str, Any]) -> None:
        coding.add_item(case=case, by=request.staff, **given)

    return act_page(
        request, case, form, write, title=_("Linked items"), button=_("Add"), done=_("The item was added."), back="cases:items",
        template="cases/items.html", items=reads.items_of(case, Vault.of(case.person_id)), may_add=may_add,
    )  # fmt: skip


@staff_only
@require_POST
def look_for_item(request: StaffRequest, code: str, item_id: str) -> HttpResponse:
    """Ask where else an item is known, outside one's grants: only the bodies to ask, and the question is logged."""
    case = own_case(request, code, Act.ADD_ITEM)
    item = get_object_or_404(Item.objects.select_related("case"), pk=item_id, case=case, ended_at__isnull=True)
    coding.look_for_item(item=item, by=request.staff)
    context = {"case": case, "item": item, "bodies": reads.item_elsewhere(item)}
    return render(request, "cases/item_elsewhere.html", context)


@staff_only
@require_POST
def take_back_item(request: StaffRequest, code: str, item_id: str) -> HttpResponse:
    """Take an item back."""
    case = own_case(request, code, Act.ADD_ITEM)
    item = get_object_or_404(Item.objects.select_related("case"), pk=item_id, case=case)
    coding.take_back_item(item=item, by=request.staff)
    messages.success(request, _("The item was taken back; it stays on record."))
    return redirect("cases:items", code=code)
