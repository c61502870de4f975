"""Consent, and what was shared on what ground."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vongtay.agencies.queries import bodies_to_ask
from vongtay.cases import actions, queries
from vongtay.cases.forms import new_key
from vongtay.cases.forms import sharing as forms
from vongtay.cases.models import Consent
from vongtay.cases.permissions import RULES, Act
from vongtay.cases.queries import protection as reads
from vongtay.cases.rules import ADULT, SPEAKS, age_on
from vongtay.cases.views.acts import act_page, consent_choices, own_case
from vongtay.cases.views.case import case_or_404
from vongtay.common.access import may
from vongtay.common.days import day_in_vietnam
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.people.vault import Vault


@staff_only
def show(request: StaffRequest, code: str) -> HttpResponse:
    """Show the consents, what was shared under each, and all that left on another ground."""
    case = case_or_404(request.staff, code)
    vault, today = Vault.of(case.person_id), day_in_vietnam(timezone.now())
    shared = reads.sharings_of(case, vault)
    context = {
        "case": case, "consents": reads.consents_of(case, vault, today, shared), "shared": shared,
        "may_consent": may(RULES, Act.CONSENT, request.staff, case), "may_share": may(RULES, Act.SHARE, request.staff, case),
    }  # fmt: skip
    return render(request, "cases/consent.html", context)


@staff_only
def give_consent(request: StaffRequest, code: str) -> HttpResponse:
    """Write down a consent for one purpose."""
    case = own_case(request, code, Act.CONSENT)
    today = day_in_vietnam(timezone.now())
    form = forms.GiveConsent(
        request.POST or None, request.FILES or None, bodies=bodies_to_ask(request.staff), initial={"key": new_key(), "given_on": today}
    )  # fmt: skip

    def write(given: dict[str, Any]) -> None:
        facts = {name: value for name, value in given.items() if name not in {"key", "scan"}}
        keeper = queries.representative_of(case) if given["by_representative"] else None
        consent = actions.Given(
            **facts, representative=keeper, scan_id=actions.keep_scan(case, given["scan"], by=request.staff)
        )
        actions.give_consent(case=case, given=consent, by=request.staff, key=given["key"])

    age = age_on(case.age_years, case.received_on, today)
    return act_page(
        request, case, form, write, title=_("Note a consent"), button=pgettext("act", "Note"), done=_("The consent was noted."), back="cases:consent",
        lead=_who(age),
    )  # fmt: skip


def _who(age: int | None) -> str:
    """Say whose consent this person's age asks for."""
    if age is None:
        return _("The age is not known: if the person may be under 18, let the legal representative consent as well.")
    if age < SPEAKS:
        return _("About %(age)s years old: the legal representative consents.") % {"age": age}
    if age < ADULT:
        return _("About %(age)s years old: both the child and the legal representative consent.") % {"age": age}
    return _("About %(age)s years old: the person consents.") % {"age": age}


@staff_only
def withdraw_consent(request: StaffRequest, code: str, consent_id: str) -> HttpResponse:
    """Withdraw a consent; the page names what was shared under it."""
    case = own_case(request, code, Act.CONSENT)
    consent = get_object_or_404(Consent.objects.select_related("case"), pk=consent_id, case=case)
    form = forms.WithdrawConsent(
        request.POST or None, initial={"version": consent.version, "withdrawn_on": day_in_vietnam(timezone.now())}
    )

    def write(given: dict[str, Any]) -> None:
        actions.withdraw_consent(consent=consent, by=request.staff, **given)

    under = [each for each in reads.sharings_of(case, Vault.of(case.person_id)) if each.row.consent_id == consent.pk]
    return act_page(
        request, case, form, write, title=_("Withdraw a consent"), button=_("Withdraw"), done=_("The consent was withdrawn."), back="cases:consent",
        lead=_("Nothing more leaves on it. Reach that rested on it alone ends; what went to others is listed here, so that they can be told."),
        under=under,
    )  # fmt: skip


@staff_only
def share(request: StaffRequest, code: str) -> HttpResponse:
    """Share chosen parts, for a period, on a ground."""
    case = own_case(request, code, Act.SHARE)
    form = forms.Share(
        request.POST or None, bodies=bodies_to_ask(request.staff), consents=consent_choices(case), initial={"at": timezone.now(), "purpose": "support"}
    )  # fmt: skip

    def write(given: dict[str, Any]) -> None:
        actions.share(
            case=case, ground=form.ground_chosen(), parts=given["parts"], at=given["at"], by=request.staff, to_body=given["to_body"],
            to_words=given["to_words"],
        )  # fmt: skip

    return act_page(
        request, case, form, write, title=_("Share chosen parts"), button=_("Share"), done=_("Noted: what, to whom, on what ground."), back="cases:consent"
    )  # fmt: skip
