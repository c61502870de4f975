"""One filler: gives every declared field that a case can answer, in the words that papers print."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone, translation

from vongtay.agencies.models import Body, Post
from vongtay.cases.models import Case, Companion, Decision, Evidence, Help, Referral, Step
from vongtay.cases.paper_story import story_values
from vongtay.cases.paper_words import (
    BASIS,
    EIGHTEEN,
    HELP_WORDS,
    LANGUAGES,
    NATIONALITIES,
    NEED_WORDS,
    REPORTED_THEMSELVES,
    ROUTE_WORDS,
    UNDER_IDENTIFICATION,
)
from vongtay.cases.states import Channel, PersonRole, State
from vongtay.common.access import Staff
from vongtay.common.days import PartialDate
from vongtay.law import queries as law
from vongtay.papers.blocks.design.fields import Value
from vongtay.papers.blocks.wording import day_words
from vongtay.people.vault import Facts, Vault

Printed = dict[str, Value]


@dataclass(frozen=True)
class Asked:
    """What the officer adds to a paper: to whom it goes, a text of their own, its day."""

    on: date
    to: str = ""
    note: str = ""


def values_of(
    case: Case,
    staff: Staff,
    *,
    facts: Facts | None,
    asked: Asked,
    issuer: Printed | None = None,
    wanted: frozenset[str] | None = None,
) -> Printed:
    """Give the values of a case. `facts`: who the person is, None where that is not printed.

    issuer: `issuer_values`, where many cases share them. wanted: the groups of fields that the papers name, None for all.
    """
    with translation.override("vi"):
        companions = list(Companion.objects.filter(case=case, ended_at__isnull=True).order_by("recorded_at"))
        referrals = list(
            Referral.objects.filter(case=case, kind="notice")
            .select_related("from_body", "to_body")
            .order_by("-sent_at")
        )
        return {
            **(issuer or issuer_values(staff)),
            **_paper(asked, staff, referrals),
            **_person(case, facts),
            **_reception(case, companions),
            **_handover(case, referrals),
            **_people(case, facts, companions),
            **_support(case),
            **_identification(case),
            **story_values(case, wanted),
            "issuer.officer": staff.user_text,
            "issuer.contact": f"{staff.user_text}, {staff.body_text}",
            "law.basis": tuple({"text": text} for text in BASIS.get(case.regime, ())),
            "law.status": _status(case),
        }


def issuer_values(staff: Staff) -> Printed:
    """Give the head of the papers of this body; the signature is left to whoever signs."""
    body = Body.objects.get(pk=staff.body_id)
    head = (
        Post.objects.filter(body=body, role="head", world=staff.world, valid_to__isnull=True)
        .select_related("user")
        .first()
    )
    return {
        "issuer.parent": body.parent_name, "issuer.body": body.name, "issuer.symbol": body.symbol, "issuer.place": body.seat,
        "issuer.signer_title": (head.title if head else "") or "Thủ trưởng đơn vị",
        "issuer.signer_name": head.user.full_name if head and head.user else "",
    }  # fmt: skip


def flags_of(case: Case) -> Printed:
    """Give the flags that decide whether a paper may be issued; needs no query."""
    return {
        "person.is_child": case.age_years is not None and case.age_years < EIGHTEEN,
        "person.is_foreign": bool(case.nationality) and case.nationality != "VN",
        "person.needs_interpreter": case.interpreter,
        "identification.is_decided": case.decided_on is not None,
        "identification.is_identified": case.state == State.IDENTIFIED,
        "identification.is_not_identified": case.state == State.NOT_IDENTIFIED,
        "identification.is_undetermined": case.state == State.UNDETERMINED,
    }


def _paper(asked: Asked, staff: Staff, referrals: list[Referral]) -> Printed:
    sent = next((one.to_body.name for one in referrals if one.from_body_id == staff.body_id), "")
    return {"paper.to": asked.to or sent, "paper.note": asked.note, "paper.day": day_words(asked.on)}


def _status(case: Case) -> str:
    return (
        "nạn nhân" if case.state == State.IDENTIFIED else UNDER_IDENTIFICATION.get(case.regime, "người được tiếp nhận")
    )


def _born(case: Case, facts: Facts | None) -> str:
    known = str(PartialDate.from_code(facts.born)) if facts and facts.born else ""
    return known or ("" if case.age_years is None else f"{case.age_years} tuổi")


def _sex(case: Case) -> str:
    return "" if case.sex == "unknown" else str(case.get_sex_display())


def _person(case: Case, facts: Facts | None) -> Printed:
    who = facts or Facts()
    return {
        **flags_of(case),
        "person.code": case.code, "person.name": who.name, "person.other_names": who.other_names, "person.id_number": who.id_number,
        "person.address": who.address, "person.sex": _sex(case), "person.born": _born(case, facts),
        "person.age": "" if case.age_years is None else f"{case.age_years} tuổi",
        "person.nationality": NATIONALITIES.get(case.nationality, ""), "person.language": LANGUAGES.get(case.language, ""),
        "person.home": case.home_province.full_name if case.home_province else "",
    }  # fmt: skip


def _reception(case: Case, companions: list[Companion]) -> Printed:
    represented = any(one.role == PersonRole.REPRESENTATIVE for one in companions)
    children = sum(one.role == PersonRole.CHILD for one in companions)
    reported = case.route in REPORTED_THEMSELVES and not represented and not any(one.reported for one in companions)
    return {
        "person.called": "người trình báo" if reported else "người được tiếp nhận",
        "reception.at": moment_words(case.received_at), "reception.place": case.place.full_name, "reception.by": case.received_by.name,
        "reception.route": ROUTE_WORDS[case.route], "reception.channel": str(Channel(case.channel).label),
        "reception.event_on": f"{case.event_on:%d/%m/%Y}", "reception.is_represented": represented,
        "reception.children": f"{children:02d} người",
        "reception.needs": tuple({"text": NEED_WORDS.get(code, code)} for code in case.needs if code not in case.needs_met),
        "reception.companions": tuple(_companion(one) for one in companions if one.is_beside),
    }  # fmt: skip


def _companion(one: Companion) -> dict[str, str]:
    return {
        "role": str(PersonRole(one.role).label),
        "sex": "" if one.sex == "unknown" else str(one.get_sex_display()),
        "age": "" if one.age_years is None else f"{one.age_years:02d}",
    }


def moment_words(moment: datetime) -> str:
    """Give "08 giờ 30 phút, ngày 05 tháng 01 năm 2026" in Việt Nam's time."""
    local = timezone.localtime(moment)
    return f"{local.hour:02d} giờ {local.minute:02d} phút, {day_words(local.date())}"


def _handover(case: Case, referrals: list[Referral]) -> Printed:
    accepted = next((one for one in referrals if one.state == "accepted"), None)
    return {
        "handover.giver": accepted.from_body.name if accepted else case.received_by.name,
        "handover.taker": accepted.to_body.name if accepted else "",
        "handover.at": moment_words(accepted.answered_at) if accepted and accepted.answered_at else "",
    }


def _people(case: Case, facts: Facts | None, companions: list[Companion]) -> Printed:
    own = {
        "code": case.code, "name": facts.name if facts else "", "sex": _sex(case), "born": _born(case, facts),
        "nationality": NATIONALITIES.get(case.nationality, ""), "documents": "", "condition": "", "belongings": "",
    }  # fmt: skip
    children = [
        {
            **dict.fromkeys(own, ""), "code": f"{case.code} (đi cùng)", "sex": _companion(one)["sex"],
            "born": "" if one.age_years is None else f"{one.age_years} tuổi",
        }
        for one in companions if one.role == PersonRole.CHILD
    ]  # fmt: skip
    return {"people.handed": (own, *children)}


def handed_row(case: Case, facts: Facts | None, *, documents: str, condition: str) -> dict[str, str]:
    """Give one person of a list that hands over many; `facts`: None where the name is not printed."""
    own = dict(_people(case, facts, [])["people.handed"][0])  # type: ignore[arg-type,index]  # a list of rows
    return own | {"name": own["name"] or "—", "documents": documents, "condition": condition}


def _support(case: Case) -> Printed:
    rows = (
        Help.objects.filter(case=case, taken_back__isnull=True, takes_back__isnull=True)
        .select_related("acted_by_body")
        .order_by("given_on", "recorded_at")
    )
    return {
        "support.given": tuple(
            {
                "kind": HELP_WORDS.get(row.kind, row.kind), "on": f"{row.given_on:%d/%m/%Y}",
                "amount": f"{row.quantity:02d} {row.unit}".strip() if row.quantity else "", "by": row.acted_by_body.name,
            }
            for row in rows
        )
    }  # fmt: skip


def _identification(case: Case) -> Printed:
    sources = {source.code: source.title_vi for source in law.evidence_sources(case.regime)}
    decision = (
        Decision.objects.filter(case=case, decided_on__isnull=False).order_by("-recorded_at").first()
        if case.decided_on
        else None
    )
    used: Any = decision.basis if decision else _recorded(case)
    asked = Step.objects.filter(case=case, kind="verification_asked").order_by("-happened_at").first()
    regime = law.regime_on(decision.decided_on) if decision and decision.decided_on else case.regime
    found: Printed = {
        "identification.basis": tuple({"text": text} for text in BASIS.get(regime, ())),
        "identification.evidence": tuple({"text": sources.get(code, code)} for code in used),
        "identification.asked_on": f"{timezone.localtime(asked.happened_at):%d/%m/%Y}" if asked else "",
        "identification.request": f"văn bản số {asked.source_sign} {day_words(asked.source_on)}" if asked and asked.source_sign and asked.source_on else "",
    }  # fmt: skip
    if decision and decision.decided_on:
        reason = Vault.of(case.person_id).open("cases_decision", "reason_ct", decision.pk, decision.reason_ct)
        found |= {"identification.decided_on": day_words(decision.decided_on), "identification.reason": reason}
    return found


def _recorded(case: Case) -> list[str]:
    rows = Evidence.objects.filter(case=case, withdrawn_at__isnull=True).order_by("source")
    return list(dict.fromkeys(rows.values_list("source", flat=True)))
