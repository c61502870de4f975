"""Offenders, the criminal case from its papers, and what may have resulted from the trafficking: part `offence` alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.cases import reference
from vongtay.cases.actions.letters import FromPaper
from vongtay.cases.actions.reception import locked, require
from vongtay.cases.models import Case, Offender, Proceeding, ResultingOffence
from vongtay.cases.permissions import Act
from vongtay.cases.rules import why_not_day
from vongtay.common.access import Refused, Staff, Stale
from vongtay.common.days import day_in_vietnam
from vongtay.people import actions as people
from vongtay.people.models import Link
from vongtay.people.vault import Facts, Vault


@dataclass(frozen=True)
class Told:
    """An offender as told: known by name, or a count from lower to upper (None: not known)."""

    role: str
    lower: int = 1
    upper: int | None = None
    words: str = ""
    facts: Facts | None = None

    def __repr__(self) -> str:
        return f"Told({self.role})"


@transaction.atomic
def add_offender(*, case: Case, told: Told, by: Staff, key: UUID) -> Offender:
    """Note an offender, or so many of them. Who is known goes into the identity vault and into no search by name."""
    require(Act.ENTER_CRIME, by, case)
    if (made := Offender.objects.filter(pk=key, case=case).first()) is not None:
        return made
    case = locked(case)
    known = told.facts is not None and bool(told.facts.name or told.facts.id_number)
    if ("offender_role", told.role) not in reference.codes():
        raise Refused(_("Choose a role of the list."))
    if told.lower < 1 or (told.upper is not None and told.upper < told.lower):
        raise Refused(_("The greatest number must not lie below the smallest, which is at least one."))
    if known and (told.lower, told.upper) not in {(1, 1), (1, None)}:
        raise Refused(_("Somebody who is known is one person."))
    person = None
    if known and told.facts is not None:
        person = people.register_person(subject_id=case.subject_id, facts=told.facts, by=by, findable=False)
    offender = Offender(
        id=key, subject_id=case.subject_id, case=case, entered_by_id=by.post_id, person=person, lower=told.lower,
        upper=1 if known else told.upper, role=told.role, words_ct=Vault.of(case.person_id).seal("cases_offender", "words_ct", key, told.words.strip()),
    )  # fmt: skip
    offender.save(force_insert=True)
    audit.record(Act.ENTER_CRIME, by=by, subject_id=case.subject_id, part="offence", details={"what": "offender"})
    return offender


@transaction.atomic
def same_offender(*, one: Offender, other: Offender, same: bool, by: Staff) -> Link:
    """Note that the offenders of two cases within reach are one person, or two; nothing is merged, and it can be undone."""
    for offender in (one, other):
        require(Act.ENTER_CRIME, by, offender.case)
    if one.person is None or other.person is None or one.case_id == other.case_id:
        raise Refused(_("Only people who are known, in two cases, are linked."))
    link = people.link_people(one=one.person, other=other.person, same=same, by=by)
    audit.record("cases.same_offender", by=by, subject_id=one.subject_id, part="offence", details={"same": same})
    return link


@transaction.atomic
def undo_same_offender(*, offender: Offender, link: Link, by: Staff) -> None:
    """Take back what was noted of an offender and one of another case; that it was noted stays on record."""
    require(Act.ENTER_CRIME, by, offender.case)
    if offender.person_id is None or offender.person_id not in {link.one_id, link.other_id}:
        raise Refused(_("This link is of another offender."))
    people.undo_link(link=link, by=by)
    audit.record("cases.undo_same_offender", by=by, subject_id=offender.subject_id, part="offence")


@dataclass(frozen=True)
class StageFacts:
    """One stage of the criminal case, as its paper says."""

    stage: str
    outcome: str
    paper: FromPaper
    article: str = ""
    body: Body | None = None
    body_words: str = ""
    offenders: Sequence[UUID] = ()
    note: str = ""

    def __repr__(self) -> str:
        return f"StageFacts({self.stage})"


@transaction.atomic
def record_proceeding(*, case: Case, facts: StageFacts, by: Staff, key: UUID) -> Proceeding:
    """Enter a stage of the criminal case from its paper: number, date, body, article, outcome, whom it concerns."""
    require(Act.ENTER_CRIME, by, case)
    if (made := Proceeding.objects.filter(pk=key, case=case).first()) is not None:
        return made
    case = locked(case)
    reasons = why_not_day(facts.paper.on, event_on=date.min, today=day_in_vietnam(timezone.now()))
    if not facts.paper.sign.strip():
        reasons.append(_("Give the number of the paper."))
    if facts.body is None and not facts.body_words.strip():
        reasons.append(_("Say which body acted."))
    held = set(Offender.objects.filter(case=case, ended_at__isnull=True).values_list("id", flat=True))
    if set(facts.offenders) - held:
        reasons.append(_("One of these offenders is not in the case."))
    if reasons:
        raise Refused(*reasons)
    vault = Vault.of(case.person_id)
    proceeding = Proceeding(
        id=key, subject_id=case.subject_id, case=case, entered_by_id=by.post_id, stage=facts.stage, article=facts.article, outcome=facts.outcome,
        body=facts.body, body_ct=vault.seal("cases_proceeding", "body_ct", key, "" if facts.body else facts.body_words.strip()),
        sign=facts.paper.sign.strip(), happened_on=facts.paper.on, scan_id=facts.paper.scan_id, offenders=list(facts.offenders),
        note_ct=vault.seal("cases_proceeding", "note_ct", key, facts.note.strip()),
    )  # fmt: skip
    proceeding.save(force_insert=True)
    audit.record(Act.ENTER_CRIME, by=by, subject_id=case.subject_id, part="offence", details={"what": facts.stage})
    return proceeding


@transaction.atomic
def add_resulting_offence(*, case: Case, words: str, why: str, by: Staff, key: UUID) -> ResultingOffence:
    """Note what the person did and may be a direct result of the trafficking, so that the right body can apply non-punishment."""
    require(Act.ENTER_CRIME, by, case)
    if (made := ResultingOffence.objects.filter(pk=key, case=case).first()) is not None:
        return made
    case = locked(case)
    if not words.strip() or not why.strip():
        raise Refused(_("Say what it is, and why it may be a direct result of the trafficking."))
    vault = Vault.of(case.person_id)
    row = ResultingOffence(
        id=key, subject_id=case.subject_id, case=case, entered_by_id=by.post_id,
        words_ct=vault.seal("cases_resultingoffence", "words_ct", key, words.strip()) or b"",
        why_ct=vault.seal("cases_resultingoffence", "why_ct", key, why.strip()) or b"",
    )  # fmt: skip
    row.save(force_insert=True)
    audit.record(Act.ENTER_CRIME, by=by, subject_id=case.subject_id, part="offence", details={"what": "resulting"})
    return row


@transaction.atomic
def take_back_crime(*, row: Offender | Proceeding | ResultingOffence, by: Staff) -> None:
    """Take an offender, a stage or a resulting offence back; it stays on record."""
    require(Act.ENTER_CRIME, by, row.case)
    if not type(row).objects.filter(pk=row.pk, ended_at__isnull=True).update(ended_at=timezone.now()):
        raise Stale(_("This was taken back already."))
    audit.record("cases.take_back_crime", by=by, subject_id=row.subject_id, part="offence")
