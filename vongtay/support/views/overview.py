"""The support of one person at a glance, and deciding what the law leaves unset."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from vongtay.cases.permissions import RULES as CASE_RULES
from vongtay.cases.permissions import Act as CaseAct
from vongtay.common.access import may
from vongtay.common.days import today
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.law import queries as law
from vongtay.people.vault import Vault
from vongtay.support import actions, forms, queries
from vongtay.support.permissions import RULES, Act
from vongtay.support.states import Regime
from vongtay.support.views.base import act_page, case_or_404, own_case


@staff_only
def show_support(request: StaffRequest, code: str) -> HttpResponse:
    """Show what the person is due under the law in force."""
    case = case_or_404(request.staff, code)
    vault, day = Vault.of(case.person_id), today()
    until_decided = queries.entitlements_until_decided(case, vault)
    ledger = queries.ledger_of(case, vault) if until_decided else []
    context = {
        "case": case,
        "beneficiary": queries.beneficiary_now(case),
        "law": law.regime(law.regime_on(day)).title_vi,
        "entitled": queries.entitlements_of(case, day, vault),
        "until_decided": until_decided,
        "given_before": [row for row in ledger if row.stands],
        "help_before": queries.help_beside(case) if until_decided else [],
        "may_refer": bool(until_decided) and may(CASE_RULES, CaseAct.REFER, request.staff, case),
        "may_rule": may(RULES, Act.RULE, request.staff, case),
        "may_book": may(RULES, Act.BOOK, request.staff, case),
    }
    return render(request, "support/show.html", context)


@staff_only
def rule_on(request: StaffRequest, code: str, regime: str) -> HttpResponse:
    """Decide whether the person gets a regime that the law's data leave unset."""
    case = own_case(request, code, Act.RULE)
    if regime not in Regime.values:
        raise Http404
    form = forms.RuleOn(request.POST or None, initial={"key": uuid.uuid4()})

    def write(given: dict[str, Any]) -> None:
        actions.rule_on(
            key=given["key"], case=case, regime=regime, answer=given["answer"], reason=given["reason"], by=request.staff
        )

    return act_page(
        request, form, write, back=reverse("support:show", args=[case.code]), done=_("Decided."), case=case,
        title=Regime(regime).label, button=_("Decide"),
        lead=_("Nothing was confirmed that says whether this person gets it: you decide and say why. It may be decided anew later."),
    )  # fmt: skip
