"""Reads of identification, protection, the criminal case, consent and sharing. The database gives only what may be reached."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q

from vongtay.agencies.models import Body
from vongtay.cases import reference
from vongtay.cases.models import (
    Case,
    Coding,
    Evidence,
    Inquiry,
    Insufficiency,
    Item,
    Sign,
    Worksheet,
)
from vongtay.cases.states import LIST_OF, Element, InquiryState, Result, Scheme
from vongtay.common import phones
from vongtay.common.keys import Purpose
from vongtay.common.periods import Period
from vongtay.common.ring import ring
from vongtay.law import queries as law
from vongtay.law.shapes import Source
from vongtay.people.vault import Vault


@dataclass(frozen=True)
class Line:
    """One element of a worksheet: what was found, its codes in words, the evidence it rests on, its note."""

    element: Element
    asked: bool
    result: str
    codes: list[str]
    evidence: list[Evidence]
    note: str

    @property
    def label(self) -> str:
        """The element in words."""
        return str(self.element.label)

    @property
    def result_label(self) -> str:
        """The result in words."""
        return str(Result(self.result).label) if self.result else ""


@dataclass(frozen=True)
class Sheet:
    """The worksheet that holds: its lines, and which elements are still open."""

    row: Worksheet | None
    lines: list[Line]
    versions: int

    @property
    def open(self) -> list[Line]:
        """The elements that nobody has found out about yet."""
        return [line for line in self.lines if line.asked and line.result in {"", Result.UNKNOWN}]

    @property
    def asked(self) -> int:
        """How many elements are asked."""
        return sum(line.asked for line in self.lines)

    @property
    def answered(self) -> int:
        """How many of them are found or not found."""
        return self.asked - len(self.open)


def sheet_of(case: Case, vault: Vault, *, number: int | None = None) -> Sheet:
    """Give the worksheet that holds, or the version `number`, with the evidence it rests on."""
    rows = Worksheet.objects.filter(case=case).select_related("entered_by__user").order_by("-number")
    found = list(rows)
    row = next((each for each in found if number in (None, each.number)), None)
    keys = {key for element in Element for key in (getattr(row, f"{element}_evidence") if row else ())}
    evidence = {each.pk: each for each in Evidence.objects.filter(case=case, pk__in=keys)} if keys else {}
    asked = row.means_asked if row else case.age_at_act is None or case.age_at_act >= 18
    return Sheet(row, [_line(element, row, vault, evidence, asked=asked) for element in Element], len(found))


def _line(
    element: Element, row: Worksheet | None, vault: Vault, evidence: dict[UUID, Evidence], *, asked: bool
) -> Line:
    is_asked = asked or element != Element.MEANS
    if row is None:
        return Line(element, is_asked, "", [], [], "")
    codes = [reference.label_of(element, code) for code in getattr(row, f"{element}_codes")]
    rests_on = [evidence[key] for key in getattr(row, f"{element}_evidence") if key in evidence]
    column = f"{element}_note_ct"
    note = vault.open("cases_worksheet", column, row.pk, getattr(row, column))
    return Line(element, is_asked, getattr(row, f"{element}_result"), codes, rests_on, note)


@dataclass(frozen=True)
class AskedOf:
    """One request to a source, its texts decrypted. `waits`: days since it was asked, while it waits."""

    row: Inquiry
    whom: str
    question: str
    answer: str
    waits: int | None


@dataclass(frozen=True)
class SourceState:
    """One source of the law: its evidence, what was asked, and so whether there is a gap."""

    source: Source
    evidence: list[Evidence]
    asked: list[AskedOf]

    @property
    def state(self) -> str:
        """Give held, waiting, nil or open: evidence is held, somebody still owes an answer, asked for nothing, never asked."""
        if self.evidence:
            return "held"
        if any(each.row.state == InquiryState.ASKED for each in self.asked):
            return "waiting"
        return "nil" if self.asked else "open"


def sources_of(case: Case, vault: Vault, today: date) -> list[SourceState]:
    """Give every source that the law in force names, with what it gave and what is still asked of whom."""
    evidence = list(Evidence.objects.filter(case=case, withdrawn_at__isnull=True).select_related("acted_by_body"))
    asked = [
        _asked(row, vault, today)
        for row in Inquiry.objects.filter(case=case).select_related("asked_body").order_by("asked_on")
    ]
    return [
        SourceState(source, [row for row in evidence if row.source == source.code], [each for each in asked if each.row.source == source.code])
        for source in law.evidence_sources(case.regime)
    ]  # fmt: skip


def _asked(row: Inquiry, vault: Vault, today: date) -> AskedOf:
    def read(column: str) -> str:
        return vault.open("cases_inquiry", column, row.pk, getattr(row, column))

    whom = row.asked_body.short_name if row.asked_body else read("asked_ct")
    waits = (today - row.asked_on).days if row.state == InquiryState.ASKED else None
    return AskedOf(row, whom, read("question_ct"), read("answer_ct"), waits)


@dataclass(frozen=True)
class Signs:
    """The second part: closed until the sources were judged insufficient. `offered`: those of the law's data."""

    judgement: Insufficiency | None
    reason: str
    weighed: list[tuple[Sign, str, str]]
    offered: list[Source]


def signs_of(case: Case, vault: Vault) -> Signs:
    """Give the judgement and the signs weighed under it: row, words, reason."""
    judged = Insufficiency.objects.filter(case=case, ended_at__isnull=True).select_related("entered_by__user").first()
    offered = law.signs(case.regime)
    if judged is None:
        return Signs(None, "", [], offered)
    words = {sign.code: sign.title_vi for sign in offered}
    rows = Sign.objects.filter(case=case, ended_at__isnull=True).order_by("recorded_at")
    weighed = [
        (row, words.get(row.code, "") or vault.open("cases_sign", "words_ct", row.pk, row.words_ct), vault.open("cases_sign", "reason_ct", row.pk, row.reason_ct))
        for row in rows
    ]  # fmt: skip
    return Signs(judged, vault.open("cases_insufficiency", "reason_ct", judged.pk, judged.reason_ct), weighed, offered)


def codes_held(case: Case) -> list[Coding]:
    """Give the codes of a case that hold now."""
    return list(
        Coding.objects.filter(case=case, ended_at__isnull=True)
        .select_related("province")
        .order_by("scheme", "place_in_order")
    )


def coded_in_words(case: Case) -> list[tuple[str, list[str]]]:
    """Give the codes that hold by scheme, in words, the main one first."""
    held = codes_held(case)
    shown = []
    for scheme in Scheme:
        rows = sorted(
            (row for row in held if row.scheme == scheme), key=lambda row: (not row.is_main, row.place_in_order)
        )
        listed = LIST_OF.get(scheme, scheme.value)
        words = [
            reference.label_of(listed, row.code) + (f", {row.province.full_name}" if row.province else "")
            for row in rows
        ]
        shown.append((str(scheme.label), words))
    return shown


def codes_as_known_on(case: Case, moment: datetime) -> list[Coding]:
    """Give the codes of a case as they were known at a moment."""
    ended = Q(ended_at__isnull=True) | Q(ended_at__gt=moment)
    return list(Coding.objects.filter(ended, case=case, recorded_at__lte=moment).order_by("scheme", "code"))


def count_codes(
    *, area_id: int, period: Period, as_known_on: datetime | None = None
) -> list[tuple[str, str, bool, int]]:
    """Count cases by code under the mandate of whoever asks: scheme, code, main or not, how many. Errors: as `count_cases`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from vt.count_codes(%s, %s, %s, %s)", [area_id, period.first, period.last, as_known_on]
        )
        return list(cursor.fetchall())


def latest_number(case: Case) -> int:
    """Give the number of the worksheet that holds; 0 for none."""
    return Worksheet.objects.filter(case=case).order_by("-number").values_list("number", flat=True).first() or 0


def item_hash(kind: str, value: str) -> bytes:
    """Give the keyed hash of an item in its one form; equal values of two kinds never meet."""
    return phones.blind(f"{kind}:{value}", ring().index_key(Purpose.LINKED_ITEM))


@dataclass(frozen=True)
class ItemShown:
    """An item of a case and where else it is known within reach: cases by code."""

    row: Item
    value: str
    note: str
    cases: list[Case]


def items_of(case: Case, vault: Vault) -> list[ItemShown]:
    """Give the linked items of a case, and the other cases within reach that hold the very same."""
    rows = list(Item.objects.filter(case=case, ended_at__isnull=True).order_by("kind", "recorded_at"))
    same = Item.objects.filter(
        value_hash__in=[row.value_hash for row in rows if row.value_hash], ended_at__isnull=True
    ).exclude(case=case)
    elsewhere: dict[bytes, list[Case]] = {}
    for other in same.select_related("case").order_by("case__code"):
        elsewhere.setdefault(bytes(other.value_hash or b""), []).append(other.case)
    return [
        ItemShown(
            row, vault.open("cases_item", "value_ct", row.pk, row.value_ct), vault.open("cases_item", "note_ct", row.pk, row.note_ct),
            elsewhere.get(bytes(row.value_hash or b""), []),
        )
        for row in rows
    ]  # fmt: skip


def item_elsewhere(item: Item) -> list[tuple[Body, int]]:
    """Give the bodies outside one's grants that lead cases with the very same item, and how many: whom to ask, nothing else."""
    if item.value_hash is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute("select body_id, hits from vt.item_elsewhere(%s)", [bytes(item.value_hash)])
        hits = dict(cursor.fetchall())
    return [(body, hits[body.id]) for body in Body.objects.filter(id__in=hits).order_by("sort_key")]
