"""Reads of the criminal case, protection, reviews, consent and sharing. The database gives only what may be reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from vongtay.agencies.roles import Part
from vongtay.cases import reference
from vongtay.cases.models import (
    Abroad,
    Case,
    Consent,
    Offender,
    Proceeding,
    Protection,
    ResultingOffence,
    Review,
    Sharing,
)
from vongtay.cases.models.protection import NEAR_END
from vongtay.cases.states import ProtectionState
from vongtay.common.access import Staff
from vongtay.people.models import Link
from vongtay.people.vault import Vault


@dataclass(frozen=True)
class OffenderShown:
    """An offender: the count in words of the page, the words told, and what was noted of offenders of other cases."""

    row: Offender
    role: str
    words: str
    links: list[tuple[Link, str]]

    @property
    def also_in(self) -> list[str]:
        """Codes of the cases where they are the same person."""
        return [code for link, code in self.links if link.same]


def offenders_of(case: Case, vault: Vault) -> list[OffenderShown]:
    """Give the offenders that stand in a case."""
    rows = list(Offender.objects.filter(case=case, ended_at__isnull=True).order_by("recorded_at"))
    people = [row.person_id for row in rows if row.person_id]
    links = list(Link.objects.filter(Q(one__in=people) | Q(other__in=people), undone_at__isnull=True)) if people else []
    others = {key for link in links for key in (link.one_id, link.other_id)} - set(people)
    codes = dict(
        Offender.objects.filter(person__in=others, ended_at__isnull=True).values_list("person_id", "case__code")
    )
    return [
        OffenderShown(
            row, reference.label_of("offender_role", row.role), vault.open("cases_offender", "words_ct", row.pk, row.words_ct),
            sorted(((link, codes[other]) for link in links for other in (link.one_id, link.other_id)
                    if row.person_id in (link.one_id, link.other_id) and other in codes), key=lambda pair: pair[1]),
        )
        for row in rows
    ]  # fmt: skip


def known_offenders_elsewhere(case: Case) -> QuerySet[Offender]:
    """The offenders of other cases within reach who are known by name, newest first."""
    return (
        Offender.objects.filter(person__isnull=False, ended_at__isnull=True)
        .exclude(case=case)
        .select_related("case")
        .order_by("-recorded_at")
    )


def proceedings_of(case: Case, vault: Vault) -> list[tuple[Proceeding, str, str, list[str]]]:
    """Give the stages of the criminal case in order of time: row, body, note, roles of those it concerns."""
    roles = {row.pk: reference.label_of("offender_role", row.role) for row in Offender.objects.filter(case=case)}
    rows = (
        Proceeding.objects.filter(case=case, ended_at__isnull=True)
        .select_related("body")
        .order_by("happened_on", "recorded_at")
    )
    return [
        (
            row, row.body.short_name if row.body else vault.open("cases_proceeding", "body_ct", row.pk, row.body_ct),
            vault.open("cases_proceeding", "note_ct", row.pk, row.note_ct), [roles[key] for key in row.offenders if key in roles],
        )
        for row in rows
    ]  # fmt: skip


def resulting_of(case: Case, vault: Vault) -> list[tuple[ResultingOffence, str, str]]:
    """Give what may have resulted from the trafficking: row, words, why."""
    table = "cases_resultingoffence"
    rows = ResultingOffence.objects.filter(case=case, ended_at__isnull=True).order_by("recorded_at")
    return [
        (row, vault.open(table, "words_ct", row.pk, row.words_ct), vault.open(table, "why_ct", row.pk, row.why_ct))
        for row in rows
    ]


@dataclass(frozen=True)
class ProtectionShown:
    """One protection, its texts decrypted."""

    row: Protection
    kinds: list[str]
    texts: dict[str, str]
    is_near_end: bool


def protections_of(case: Case, vault: Vault, today: date) -> list[ProtectionShown]:
    """Give the protections of a case, newest first."""
    rows = Protection.objects.filter(case=case).select_related("decided_body").order_by("-asked_on", "-recorded_at")
    return [_protection(row, vault, today) for row in rows]


TEXTS = ("grounds", "decided_body", "decided_person", "why_body", "refusal", "end")


def _protection(row: Protection, vault: Vault, today: date) -> ProtectionShown:
    texts = {name: vault.open("cases_protection", f"{name}_ct", row.pk, getattr(row, f"{name}_ct")) for name in TEXTS}
    if row.decided_body:
        texts["decided_body"] = row.decided_body.short_name
    kinds = [reference.label_of("protection", kind) for kind in row.kinds]
    return ProtectionShown(row, kinds, texts, row.state == ProtectionState.ORDERED and row.is_near_end(today))


def protections_to_look_at(staff: Staff, today: date) -> list[Protection]:
    """Give the protections in force that one's body leads and that end within a week or are to be looked at again."""
    soon = Q(review_on__lte=today) | Q(ends_on__lte=today + NEAR_END)
    rows = Protection.objects.filter(soon, state=ProtectionState.ORDERED, case__lead_id=staff.body_id)
    return list(rows.select_related("case").order_by("ends_on", "review_on"))


def reviews_of(case: Case, vault: Vault) -> list[tuple[Review, str, str]]:
    """Give the reviews of a case, newest first: row, what was asked, why it was decided so."""
    rows = (
        Review.objects.filter(case=case)
        .select_related("decision", "acted_by_body")
        .order_by("-received_on", "-recorded_at")
    )
    return [
        (row, vault.open("cases_review", "words_ct", row.pk, row.words_ct), vault.open("cases_review", "reason_ct", row.pk, row.reason_ct))
        for row in rows
    ]  # fmt: skip


@dataclass(frozen=True)
class ConsentShown:
    """A consent, its texts, whether it holds today, and what was shared under it."""

    row: Consent
    to: str
    note: str
    holds: bool
    shared: Sequence["SharingShown"]

    @property
    def parts(self) -> list[str]:
        """The parts in words."""
        return [str(Part(part).label) for part in self.row.parts]


@dataclass(frozen=True)
class SharingShown:
    """What left: to whom, why, on what."""

    row: Sharing
    to: str
    why: str

    @property
    def parts(self) -> list[str]:
        """The parts in words."""
        return [str(Part(part).label) for part in self.row.parts]


def sharings_of(of: Case | Abroad, vault: Vault) -> list[SharingShown]:
    """Give what left a case, or an entry of the abroad list, newest first."""
    found = Sharing.objects.filter(case=of) if isinstance(of, Case) else Sharing.objects.filter(entry=of)
    rows = found.select_related("to_body", "consent").order_by("-shared_at", "-recorded_at")
    return [
        SharingShown(
            row, row.to_body.short_name if row.to_body else vault.open("cases_sharing", "to_ct", row.pk, row.to_ct),
            vault.open("cases_sharing", "why_ct", row.pk, row.why_ct),
        )
        for row in rows
    ]  # fmt: skip


def consents_of(case: Case, vault: Vault, today: date, shared: Sequence[SharingShown]) -> list[ConsentShown]:
    """Give the consents, newest first, each with what was shared under it."""
    rows = Consent.objects.filter(case=case).select_related("to_body").order_by("-given_on", "-recorded_at")
    return [
        ConsentShown(
            row, row.to_body.short_name if row.to_body else vault.open("cases_consent", "to_ct", row.pk, row.to_ct),
            vault.open("cases_consent", "note_ct", row.pk, row.note_ct), holds_on(row, today), [each for each in shared if each.row.consent_id == row.pk],
        )
        for row in rows
    ]  # fmt: skip


def holds_on(consent: Consent, day: date) -> bool:
    """Say whether a consent holds on a day."""
    return (
        consent.withdrawn_on is None
        and consent.given_on <= day
        and (consent.until_on is None or day <= consent.until_on)
    )
