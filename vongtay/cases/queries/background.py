"""Reading what surrounds a case: care of a child, wishes, notes to embassies, earlier interviews, people found together."""

from dataclasses import dataclass
from datetime import date

from vongtay.cases.models import Care, Case, Companion, EmbassyNote, Interview, Step, Together, Wish
from vongtay.cases.queries.case import cases_of
from vongtay.common.access import Staff
from vongtay.common.days import day_in_vietnam
from vongtay.law import queries as law
from vongtay.people.vault import Vault


def care_of(case: Case, vault: Vault) -> tuple[Care, str] | None:
    """Give what is arranged for a child, and what is being done to find a guardian."""
    related = ("guardian", "escort_person", "escort_body", "protection_body")
    care = Care.objects.select_related(*related).filter(case=case).first()
    return (care, vault.open("cases_care", "doing_ct", case.pk, care.doing_ct)) if care else None


def wishes_of(case: Case, vault: Vault) -> list[tuple[Wish, str]]:
    """Give what the person wished, the last first; the first row holds."""
    rows = Wish.objects.filter(case=case).order_by("-said_on", "-recorded_at")
    return [(row, vault.open("cases_wish", "words_ct", row.pk, row.words_ct)) for row in rows]


def embassy_notes_of(case: Case, vault: Vault) -> list[tuple[EmbassyNote, str]]:
    """Give the notes to embassies with their answers, newest first."""
    rows = (
        EmbassyNote.objects.filter(case=case)
        .select_related("sent_by", "answer_body")
        .order_by("-sent_on", "-recorded_at")
    )
    return [(row, vault.open("cases_embassynote", "answer_ct", row.pk, row.answer_ct)) for row in rows]


def interviews_of(case: Case, vault: Vault) -> list[tuple[Interview, str]]:
    """Give the interviews held before, newest first."""
    rows = Interview.objects.filter(case=case).select_related("body").order_by("-held_on")
    return [(row, vault.open("cases_interview", "note_ct", row.pk, row.note_ct)) for row in rows]


def came_with(case: Case) -> Case | None:
    """Give the case from which this one grew: the person came along there, under 18; None out of reach."""
    grown = Companion.objects.filter(own_case=case).select_related("case").first()
    return grown.case if grown else None


@dataclass(frozen=True)
class Beside:
    """A case found together with this one; `row` is this case's own row of the event."""

    row: Together
    others: list[Case]


def found_with(staff: Staff, case: Case) -> list[Beside]:
    """Give the events in which the person was found with others, and those of the others within reach."""
    own = list(Together.objects.filter(case=case, ended_at__isnull=True))
    if not own:
        return []
    rows = Together.objects.filter(event__in=[row.event for row in own], ended_at__isnull=True).exclude(case=case)
    pairs = list(rows.values_list("event", "case_id"))
    cases = {one.pk: one for one in cases_of(staff).filter(pk__in=[key for _event, key in pairs])}
    return [Beside(row, [cases[key] for event, key in pairs if event == row.event and key in cases]) for row in own]


@dataclass(frozen=True)
class Judged:
    """A law, and the acts of a case that it judges because they lie in its days."""

    title: str
    acts: list[tuple[date, str]]


def laws_of(case: Case, steps: list[Step]) -> list[Judged]:
    """Give the laws that judge a case, the older first, each with its acts; a case of one law gives one."""
    found: dict[str, list[tuple[date, str]]] = {case.regime: []}
    for step in sorted(steps, key=lambda one: one.happened_at):
        day = day_in_vietnam(step.happened_at)
        if step.law_act or step.kind == "decided":
            found.setdefault(law.regime_on(day), []).append((day, step.label))
    order = sorted(found, key=lambda code: law.regime(code).span.first or date.min)
    return [Judged(law.regime(code).title_vi, found[code]) for code in order]
