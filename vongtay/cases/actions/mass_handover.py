"""Issuing one list by which people of an event go on to another body: one paper, a ground for each, names only where that body reaches them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.agencies.roles import Part
from vongtay.audit import actions as audit
from vongtay.cases import paperwork
from vongtay.cases.actions.grounds import Ground, Leaving, require_ground
from vongtay.cases.actions.reception import add_step, require
from vongtay.cases.models import Case, MassEvent, MassHandover, MassLine
from vongtay.cases.paper_values import Printed, handed_row, issuer_values, moment_words
from vongtay.cases.paper_words import BASIS
from vongtay.cases.permissions import Act
from vongtay.cases.queries import grantees_of
from vongtay.cases.states import StepKind
from vongtay.common.access import Refused, Staff
from vongtay.common.days import day_in_vietnam
from vongtay.papers import actions as papers
from vongtay.papers import queries as templates
from vongtay.papers.models import Paper
from vongtay.papers.queries import WORLD_NOTICES

KIND = "mass_handover"
MOST = 200


@dataclass(frozen=True)
class Handed:
    """One person of the list: with which documents, in which condition; empty stays open to be written by hand."""

    line: MassLine
    documents: str = ""
    condition: str = ""

    def __repr__(self) -> str:
        return "Handed(…)"


@dataclass(frozen=True)
class HandoverList:
    """What both sides sign: who takes over, when, who signs for each side, and the people."""

    to_body: Body
    at: datetime
    people: Sequence[Handed]
    giver_name: str = ""
    taker_name: str = ""

    def __repr__(self) -> str:
        return f"HandoverList({len(self.people)})"


@transaction.atomic
def issue_handover(*, key: UUID, event: MassEvent, wanted: HandoverList, ground: Ground, by: Staff) -> MassHandover:
    """Issue the list as a paper of the event: all of them stand on it, or none. The same `key` issues one.

    A name is printed where the receiving body's reach of that case holds identity. That they were handed over is noted in each case by itself.
    Errors: NotAllowed; Refused for somebody without a case, without a ground, for a day that can't be.
    """
    require(Act.HAND_OVER_MASS, by, event)
    event = MassEvent.objects.select_for_update(of=("self",)).select_related("place").get(pk=event.pk)
    if (made := MassHandover.objects.filter(pk=key).first()) is not None:
        return made
    _check(event, wanted, by)
    lines = _locked(event, wanted)
    rows: list[dict[str, str]] = []
    named = 0
    for one in wanted.people:
        case = lines[one.line.pk].case
        assert case is not None  # noqa: S101  # _locked refuses who has none
        is_named = _reaches_identity(case, wanted.to_body)
        parts = ("identity", "papers") if is_named else ("papers",)
        require_ground(case=case, ground=ground, what=Leaving(parts, wanted.at, wanted.to_body), by=by)
        facts = paperwork.looked_at(case, with_identity=is_named, by=by)
        named += facts is not None
        with translation.override("vi"):
            rows.append(handed_row(case, facts, documents=one.documents.strip(), condition=one.condition.strip()))
    paper = _issue(event, wanted, rows, [line.case for line in lines.values() if line.case], by)
    handover = MassHandover(
        pk=key, subject_id=event.subject_id, event=event, paper=paper, to_body=wanted.to_body, handed_at=wanted.at, people=len(rows), named=named,
        entered_by_id=by.post_id,
    )  # fmt: skip
    handover.save(force_insert=True)
    _tell(handover, lines, by)
    details = {"sign": paper.sign, "people": str(handover.people), "named": str(handover.named)}
    audit.record(Act.HAND_OVER_MASS, by=by, subject_id=handover.subject_id, part="papers", details=details)
    return handover


def _check(event: MassEvent, wanted: HandoverList, by: Staff) -> None:
    if wanted.to_body.pk == by.body_id:
        raise Refused(_("Choose the body that takes the people over, not your own."))
    if not 1 <= len({one.line.pk for one in wanted.people}) == len(wanted.people) <= MOST:
        raise Refused(_("Choose from 1 to 200 people."))
    if not event.starts_at <= wanted.at or day_in_vietnam(wanted.at) > day_in_vietnam(timezone.now()):
        raise Refused(_("The hand-over lies before the reception, or later than today."))


def _locked(event: MassEvent, wanted: HandoverList) -> dict[UUID, MassLine]:
    found = MassLine.objects.filter(event=event, pk__in=[one.line.pk for one in wanted.people]).order_by("number")
    lines = {
        line.pk: line
        for line in found.select_for_update(of=("self",)).select_related(
            "case__person", "case__place", "case__received_by"
        )
    }
    wrong = [one.line.tag for one in wanted.people if one.line.pk not in lines or lines[one.line.pk].case is None]
    if wrong:
        raise Refused(_("Only who was received stands on the list: %(tags)s.") % {"tags": ", ".join(wrong)})
    return lines


def _reaches_identity(case: Case, body: Body) -> bool:
    return any(row.body_id == body.pk and Part.IDENTITY in row.parts for row in grantees_of(case))


def _issue(
    event: MassEvent, wanted: HandoverList, rows: list[dict[str, str]], cases: list[Case], by: Staff
) -> Paper:  # fmt: skip
    giver = Body.objects.get(pk=by.body_id)
    basis = dict.fromkeys(text for case in cases for text in BASIS.get(case.regime, ()))
    values: Printed = {
        **issuer_values(by), "law.basis": tuple({"text": text} for text in basis), "reception.place": f"{event.gate}, {event.place.full_name}",
        "handover.giver": giver.name, "handover.taker": wanted.to_body.name, "handover.at": moment_words(wanted.at),
        "handover.giver_name": wanted.giver_name.strip(), "handover.taker_name": wanted.taker_name.strip(), "people.handed": tuple(rows),
    }  # fmt: skip
    # The list is nobody's alone: a file under the event with a key of its own.
    owner = papers.Owner(event.subject_id)
    version = templates.live_version(KIND)
    order = papers.Filled(version, values, day_in_vietnam(timezone.now()), owner, WORLD_NOTICES[event.world])
    return papers.issue_filled(orders=[order], by=by)[0]


def _tell(handover: MassHandover, lines: dict[UUID, MassLine], by: Staff) -> None:
    """Write into each case and the log that it stands on the list."""
    now, sign = timezone.now(), handover.paper.sign
    for line in lines.values():
        assert line.case is not None  # noqa: S101  # as above
        add_step(line.case, StepKind.PAPER, by=by, at=now, paper=handover.paper, details={"kind": KIND, "sign": sign})
        details = {"sign": sign, "to": handover.to_body.code}
        audit.record(Act.HAND_OVER_MASS, by=by, subject_id=line.subject_id, part="papers", details=details)
