"""The three papers of the way so far, filled from a case: the notice, the hand-over minutes, the decision."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from vongtay.agencies.models import Body, Post
from vongtay.cases.models import Case, Decision, Help, Referral
from vongtay.cases.states import OUTCOMES, State
from vongtay.common.access import Refused, Staff
from vongtay.common.days import PartialDate
from vongtay.law import queries as law
from vongtay.papers import actions as papers
from vongtay.papers.blocks.model import Paper as Sheet
from vongtay.papers.blocks.templates import common as shared
from vongtay.papers.blocks.templates import handover, notice, outcome
from vongtay.papers.models import Paper
from vongtay.people.actions import look_at_identity
from vongtay.people.models import Identity
from vongtay.people.permissions import RULES as PEOPLE_RULES
from vongtay.people.permissions import Act as PeopleAct
from vongtay.people.vault import Facts, Vault

WORLD_NOTICES = {
    "demo": "Dữ liệu giả định - bản trình diễn", "training": "Dữ liệu giả định - bản tập huấn", "drill": "Dữ liệu giả định - bản diễn tập",
    "real": None,
}  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """A paper that a case can give: code, words, the letters of its type in its sign, when it can be issued."""

    code: str
    label: str
    letters: str
    why_not: Callable[[Case], str]
    data: Callable[["Filling"], Any]
    template: Any


@dataclass(frozen=True)
class Filling:
    """What a paper is filled from."""

    case: Case
    facts: Facts | None
    issuer: shared.Issuer
    staff: Staff


def _person(filling: Filling) -> shared.Person:
    case, facts = filling.case, filling.facts
    birth = str(PartialDate.from_code(facts.born)) if facts and facts.born else None
    return shared.Person(
        code=case.code, name=(facts.name or None) if facts else None, other_name=(facts.other_names or None) if facts else None,
        sex=None if case.sex == "unknown" else case.get_sex_display(), birth=birth, age_years=case.age_years,
        nationality="Việt Nam" if case.nationality == "VN" else None, identity_paper=(facts.id_number or None) if facts else None,
        residence=(facts.address or None) if facts else None,
    )  # fmt: skip


def _regime(case: Case) -> shared.Regime:
    return shared.Regime(case.regime)


def _regime_of_decision(case: Case, decision: Decision) -> shared.Regime:
    """Give the law of the day of the decision: it may be another than that of the event."""
    return shared.Regime(law.regime_on(decision.decided_on)) if decision.decided_on else _regime(case)


def _notice(filling: Filling) -> notice.Notice:
    case = filling.case
    referral = (
        Referral.objects.filter(case=case, kind="notice", from_body_id=filling.staff.body_id)
        .select_related("to_body")
        .order_by("-sent_at")
        .first()
    )
    needs = dict(_need_labels())
    return notice.Notice(
        issuer=filling.issuer, to=referral.to_body.name if referral else "", regime=_regime(case), route=shared.Route(case.route),
        person=_person(filling), received_at=timezone.localtime(case.received_at), received_place=case.place.full_name,
        received_by=case.received_by.name, represented=case.companions.filter(role="representative", ended_at__isnull=True).exists(),
        accompanying_children=case.companions.filter(role="child", ended_at__isnull=True).count(),
        needs=tuple(needs.get(code, code) for code in case.needs), support_given=_help_lines(case),
        contact=f"{filling.staff.user_text}, {filling.staff.body_text}",
    )  # fmt: skip


def _need_labels() -> list[tuple[str, str]]:
    return [
        ("safety", "bảo đảm an toàn"), ("medical", "hỗ trợ y tế"), ("food", "ăn, uống"), ("shelter", "nơi lưu trú tạm thời"),
        ("clothes", "quần áo, đồ dùng vệ sinh cá nhân"), ("interpreter", "phiên dịch"), ("child", "chăm sóc trẻ em đi cùng"),
    ]  # fmt: skip


HELP_WORDS = {
    "essential": "nhu cầu thiết yếu", "travel": "đi lại", "medical": "y tế", "psychological": "tâm lý", "interpreter": "phiên dịch",
    "legal": "tư vấn pháp luật", "shelter": "nơi lưu trú",
}  # fmt: skip


def _help_lines(case: Case) -> tuple[str, ...]:
    rows = Help.objects.filter(case=case, taken_back__isnull=True, takes_back__isnull=True).order_by("given_on")
    return tuple(
        f"{HELP_WORDS.get(row.kind, row.kind)}, ngày {row.given_on:%d/%m/%Y}"
        + (f": {row.quantity} {row.unit}".rstrip() if row.quantity else "")
        for row in rows
    )


def _handover(filling: Filling) -> handover.Handover:
    case = filling.case
    referral = (
        Referral.objects.filter(case=case, kind="notice", state="accepted")
        .select_related("to_body", "from_body")
        .order_by("-answered_at")
        .first()
    )
    taker: Body | None = referral.to_body if referral else None
    giver: Body = referral.from_body if referral else case.received_by
    return handover.Handover(
        issuer=filling.issuer, regime=_regime(case), giver=handover.Side(giver.name), taker=handover.Side(taker.name if taker else ""),
        persons=(handover.HandedPerson(_person(filling)),), at=timezone.localtime(referral.answered_at) if referral and referral.answered_at else None,
        place=case.place.full_name, identified=case.state == State.IDENTIFIED, person_signs=True,
    )  # fmt: skip


def _decision(filling: Filling) -> outcome.Decision:
    case = filling.case
    decision = Decision.objects.filter(case=case, decided_on__isnull=False).order_by("-recorded_at").first()
    if decision is None:
        raise Refused(_("There is no decision yet."))
    sources = {source.code: source.title_vi for source in law.evidence_sources(case.regime)}
    reason = Vault.of(case.person_id).open("cases_decision", "reason_ct", decision.pk, decision.reason_ct)
    return outcome.Decision(
        issuer=filling.issuer, regime=_regime_of_decision(case, decision), outcome=outcome.Outcome(decision.outcome), person=_person(filling),
        decided_on=decision.decided_on, evidence=tuple(sources.get(code, code) for code in decision.basis), reason=reason or None,
        request=f"{decision.source_sign} ngày {decision.source_on:%d/%m/%Y}" if decision.source_sign and decision.source_on else None,
    )  # fmt: skip


def _always(_case: Case) -> str:
    return ""


def _decided(case: Case) -> str:
    return "" if State(case.state) in OUTCOMES else _("There is no decision yet.")


KINDS = {
    "notice": Kind("notice", gettext_noop("Notice of reception"), "TB", _always, _notice, notice),
    "handover": Kind("handover", gettext_noop("Hand-over minutes"), "BB", _always, _handover, handover),
    "decision": Kind("decision", gettext_noop("Result of identification"), "TB", _decided, _decision, outcome),
}


def issuer_of(staff: Staff, case: Case | None, *, letters: str, on: date, number: int | None = None) -> shared.Issuer:
    """Give the head of the papers of this body; the signature is left to whoever signs."""
    body = Body.objects.select_related("place").get(pk=staff.body_id)
    head = (
        Post.objects.filter(body=body, role="head", world=staff.world, valid_to__isnull=True)
        .select_related("user")
        .first()
    )
    return shared.Issuer(
        parent_body=body.parent_name, body=body.name, symbol=f"{letters}-{body.symbol}", place=body.seat, number=number, on=on,
        signer_title=head.title if head else "Thủ trưởng đơn vị", signer_name=head.user.full_name if head and head.user else None,
        world_notice=WORLD_NOTICES[case.world if case else staff.world],
    )  # fmt: skip


def _filling(
    case: Case, staff: Staff, kind: Kind, *, on: date, facts: Facts | None, number: int | None = None
) -> Filling:
    return Filling(case, facts, issuer_of(staff, case, letters=kind.letters, on=on, number=number), staff)


def missing_data(case: Case, staff: Staff, kind: Kind, *, on: date) -> tuple[shared.Missing, ...]:
    """Give what a paper would lack. Of the identity only whether it is known is asked: nothing is decrypted, nobody is looked at."""
    data = kind.data(_filling(case, staff, kind, on=on, facts=_known_of(case)))
    found: tuple[shared.Missing, ...] = kind.template.missing(data)
    return tuple(row for row in found if row.field != "number")  # the register gives it


def _known_of(case: Case) -> Facts | None:
    """Give facts that say only which of them are known."""
    known = (
        Identity.objects.filter(person_id=case.person_id)
        .values("name_ct", "id_number_ct", "passport_ct", "address_ct")
        .first()
    )
    if known is None:
        return None
    number = known["id_number_ct"] or known["passport_ct"]
    return Facts(
        name="×" * bool(known["name_ct"]), id_number="×" * bool(number), address="×" * bool(known["address_ct"])
    )


def issue(case: Case, kind: Kind, *, on: date, with_identity: bool, by: Staff) -> Paper:
    """Issue a paper of a case. With the identity it is a look, and logged as one."""
    if why_not := kind.why_not(case):
        raise Refused(why_not)
    may_look = PEOPLE_RULES[PeopleAct.LOOK](by, case)
    facts = look_at_identity(person=case.person, purpose="paper", by=by) if with_identity and may_look else None
    filling = _filling(case, by, kind, on=on, facts=facts)

    def build(number: int) -> Sheet:
        with translation.override("vi"):
            numbered = replace(filling, issuer=replace(filling.issuer, number=number))
            sheet: Sheet = kind.template.paper(kind.data(numbered))
            return sheet

    order = papers.Order(
        kind.code,
        filling.issuer.symbol,
        on,
        papers.Owner(case.subject_id, case.person_id, Vault.of(case.person_id).key),
        verifiable=kind.code == "decision",
    )
    return papers.issue(order=order, build=build, by=by)
