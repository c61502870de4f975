"""The worksheet, the judgement that the sources do not suffice, the signs it opens, and sources that are asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.cases.actions.decision import add_evidence
from vongtay.cases.actions.letters import FromPaper
from vongtay.cases.actions.reception import add_step, known_facts, locked, moment_of, require
from vongtay.cases.models import Case, Evidence, Inquiry, Insufficiency, Sign, Worksheet
from vongtay.cases.permissions import Act
from vongtay.cases.rules import Finding, means_are_asked, why_not_day, why_not_worksheet
from vongtay.cases.states import Element, InquiryState, StepKind
from vongtay.common.access import Refused, Staff, Stale
from vongtay.common.days import day_in_vietnam
from vongtay.law import queries as law
from vongtay.people.vault import Vault
from vongtay.tasks import actions as tasks

CUSTOM = "custom"


@transaction.atomic
def write_worksheet(*, case: Case, findings: Mapping[str, Finding], number: int, by: Staff, key: UUID) -> Worksheet:
    """Write the next version of the worksheet. `number`: the version that the page showed, 0 for none.

    Errors: Stale if somebody wrote a newer one; Refused where something was found on no evidence of this case.
    """
    require(Act.WRITE_WORKSHEET, by, case)
    if (made := Worksheet.objects.filter(pk=key, case=case).first()) is not None:
        return made
    case = locked(case)
    latest = Worksheet.objects.filter(case=case).order_by("-number").first()
    if (latest.number if latest else 0) != number:
        raise Stale(
            _("Somebody else has written a newer version of the worksheet. Look at it; your entries stand below.")
        )
    asked = means_are_asked(case.age_at_act)
    reasons = why_not_worksheet(dict(findings), means_asked=asked)
    held = set(Evidence.objects.filter(case=case, withdrawn_at__isnull=True).values_list("id", flat=True))
    if any(set(found.evidence) - held for found in findings.values()):
        reasons.append(_("A piece of evidence named here is not in the case, or was taken back."))
    if reasons:
        raise Refused(*reasons)
    sheet = Worksheet(
        id=key, subject_id=case.subject_id, case=case, entered_by_id=by.post_id, number=number + 1, means_asked=asked, age_at_act=case.age_at_act
    )  # fmt: skip
    vault = Vault.of(case.person_id)
    for element in Element:
        found = findings.get(element, Finding(""))
        setattr(sheet, f"{element}_result", found.result)
        setattr(sheet, f"{element}_codes", sorted(found.codes))
        setattr(sheet, f"{element}_evidence", list(found.evidence))
        note = vault.seal("cases_worksheet", f"{element}_note_ct", key, found.note.strip())
        setattr(sheet, f"{element}_note_ct", note)
    sheet.save(force_insert=True)
    add_step(case, StepKind.WORKSHEET, by=by, at=timezone.now(), details={"number": sheet.number})
    audit.record(
        Act.WRITE_WORKSHEET, by=by, subject_id=case.subject_id, part="statement", details={"number": sheet.number}
    )
    return sheet


@transaction.atomic
def judge_insufficient(*, case: Case, reason: str, version: int, by: Staff) -> Insufficiency:
    """Judge, with a reason, that the sources do not suffice: this alone opens the signs of Art. 32(2)."""
    require(Act.JUDGE_SOURCES, by, case)
    case = locked(case, version)
    if not reason.strip():
        raise Refused(_("Say why the sources do not suffice."))
    if Insufficiency.objects.filter(case=case, ended_at__isnull=True).exists():
        raise Refused(_("The sources were judged insufficient already."))
    judged = Insufficiency(subject_id=case.subject_id, case=case, entered_by_id=by.post_id)
    judged.reason_ct = (
        Vault.of(case.person_id).seal("cases_insufficiency", "reason_ct", judged.pk, reason.strip()) or b""
    )
    judged.save(force_insert=True)
    add_step(case, StepKind.JUDGED, by=by, at=timezone.now())
    audit.record(Act.JUDGE_SOURCES, by=by, subject_id=case.subject_id, part="statement")
    return judged


@transaction.atomic
def weigh_sign(*, case: Case, code: str, words: str, result: str, reason: str, by: Staff) -> Sign:
    """Weigh one sign. Those that the law's data confirm are named; any other is the officer's own, with words and reason."""
    require(Act.JUDGE_SOURCES, by, case)
    case = locked(case)
    judged = Insufficiency.objects.filter(case=case, ended_at__isnull=True).first()
    if judged is None:
        raise Refused(_("The signs open only when the sources were judged insufficient, with a reason."))
    if code != CUSTOM and code not in {sign.code for sign in law.signs(case.regime)}:
        raise Refused(_("The law's data confirm no such sign."))
    if code == CUSTOM and not words.strip():
        raise Refused(_("Say what the sign is."))
    if not reason.strip():
        raise Refused(_("Say why it is judged so."))
    sign = Sign(
        subject_id=case.subject_id, case=case, entered_by_id=by.post_id, judgement=judged, code=code, result=result
    )
    vault = Vault.of(case.person_id)
    sign.words_ct = vault.seal("cases_sign", "words_ct", sign.pk, words.strip() if code == CUSTOM else "")
    sign.reason_ct = vault.seal("cases_sign", "reason_ct", sign.pk, reason.strip()) or b""
    if code != CUSTOM:
        Sign.objects.filter(case=case, code=code, ended_at__isnull=True).update(ended_at=timezone.now())
    sign.save(force_insert=True)
    audit.record("cases.weigh_sign", by=by, subject_id=case.subject_id, part="statement", details={"code": code})
    return sign


@dataclass(frozen=True)
class Question:
    """What is asked of whom. `nil`: it was asked and gave nothing, which is told at once."""

    source: str
    asked_on: date
    body: Body | None = None
    words: str = ""
    sign: str = ""
    text: str = ""

    def __repr__(self) -> str:
        return f"Question({self.source})"


@transaction.atomic
def ask_source(*, case: Case, question: Question, by: Staff, key: UUID, nil: bool = False) -> Inquiry:
    """Ask a source, or note that it was asked and gave nothing. A clock starts only where the law's data give one."""
    require(Act.INQUIRE, by, case)
    if (made := Inquiry.objects.filter(pk=key, case=case).first()) is not None:
        return made
    case = locked(case)
    reasons = why_not_day(question.asked_on, event_on=case.event_on, today=day_in_vietnam(timezone.now()))
    if question.source not in {source.code for source in law.evidence_sources(case.regime)}:
        reasons.append(_("The law in force names no such source."))
    if question.body is None and not question.words.strip():
        reasons.append(_("Say who is asked."))
    if reasons:
        raise Refused(*reasons)
    vault = Vault.of(case.person_id)
    inquiry = Inquiry(
        id=key, subject_id=case.subject_id, case=case, entered_by_id=by.post_id, source=question.source, asked_body=question.body,
        asked_ct=vault.seal("cases_inquiry", "asked_ct", key, "" if question.body else question.words.strip()), asked_on=question.asked_on,
        sign=question.sign, question_ct=vault.seal("cases_inquiry", "question_ct", key, question.text.strip()),
    )  # fmt: skip
    if nil:
        inquiry.state, inquiry.answered_on = InquiryState.NIL, question.asked_on
    inquiry.save(force_insert=True)
    at, to = moment_of(question.asked_on), question.body
    if not nil:
        tasks.on_event(
            case_of=case, event="material_asked", at=at, body_id=to.id if to else case.lead_id, facts=known_facts(case)
        )
    details = {"source": question.source, "nil": nil} | ({"to": to.short_name} if to else {})
    add_step(case, StepKind.INQUIRED, by=by, at=at, details=details)
    audit.record(
        Act.INQUIRE,
        by=by,
        subject_id=case.subject_id,
        part="statement",
        details={"source": question.source, "nil": nil},
    )
    return inquiry


@dataclass(frozen=True)
class Answer:
    """What came back, from its paper. Without weight it is nil: nothing was found."""

    paper: FromPaper
    weight: str = ""
    text: str = ""

    def __repr__(self) -> str:
        return f"Answer({self.weight or 'nil'})"


@transaction.atomic
def answer_inquiry(*, inquiry: Inquiry, answer: Answer, version: int, by: Staff) -> Inquiry:
    """Enter an answer from its paper: material becomes evidence under the source that was asked, nil closes the gap as nil."""
    require(Act.INQUIRE, by, inquiry.case)
    case = locked(inquiry.case)
    inquiry = Inquiry.objects.select_for_update(of=("self",)).get(pk=inquiry.pk)
    if inquiry.version != version or inquiry.state != InquiryState.ASKED:
        raise Stale(_("This request was answered meanwhile."))
    if reasons := why_not_day(answer.paper.on, event_on=inquiry.asked_on, today=day_in_vietnam(timezone.now())):
        raise Refused(*reasons)
    if answer.weight:
        inquiry.evidence = add_evidence(
            case=case, source=inquiry.source, weight=answer.weight, obtained_on=answer.paper.on, note=answer.text, by=by,
            acted_by=inquiry.asked_body, from_paper=answer.paper,
        )  # fmt: skip
    inquiry.state = InquiryState.ANSWERED if answer.weight else InquiryState.NIL
    inquiry.answered_on, inquiry.answer_sign, inquiry.scan_id = answer.paper.on, answer.paper.sign, answer.paper.scan_id
    inquiry.answer_ct = Vault.of(case.person_id).seal("cases_inquiry", "answer_ct", inquiry.pk, answer.text.strip())
    inquiry.version += 1
    inquiry.save()
    at = moment_of(answer.paper.on)
    tasks.on_event(case_of=case, event="material_answered", at=at, body_id=case.lead_id, facts=known_facts(case))
    add_step(
        case, StepKind.INQUIRY_ANSWERED, by=by, at=at, acted_by_body_id=inquiry.asked_body_id, from_paper=answer.paper,
        details={"source": inquiry.source, "state": inquiry.state},
    )  # fmt: skip
    audit.record(
        "cases.answer_inquiry", by=by, subject_id=case.subject_id, part="statement", details={"state": inquiry.state}
    )
    return inquiry
