"""What papers print of protection, escort, the joint team and what happened: from the records that the post may read.

A record out of the post's reach is not there: its field stays open and stands in the list of what is missing. Offenders are printed by no
paper (more people read a paper than that part of a case), nor is what the person has to fear (docs/decisions/0048).
"""

from collections.abc import Callable
from datetime import date

from vongtay.cases import reference
from vongtay.cases.models import Care, Case, Coding, MassLine, MassMember, Protection, Wish, Worksheet
from vongtay.cases.paper_words import FREED_BY, ROUTE_WORDS
from vongtay.cases.states import LIST_OF, Duty, Escort, PersonRole, ProtectionState, Result, Scheme, Wants
from vongtay.papers.blocks.design.fields import Value
from vongtay.people.vault import Vault

Printed = dict[str, Value]
Filler = Callable[[Case, Vault], Printed]


def story_values(case: Case, wanted: frozenset[str] | None) -> Printed:
    """Give the values of the groups that are `wanted` (all for None); no query is made for another."""
    asked = [fill for group, fill in GROUPS.items() if wanted is None or group in wanted]
    vault = Vault.of(case.person_id) if asked else None
    return {code: value for fill in asked if vault for code, value in fill(case, vault).items()}


def _day(on: date) -> str:
    return f"{on:%d/%m/%Y}"


def _protection(case: Case, vault: Vault) -> Printed:
    """Give the newest protection that was not ended or denied."""
    over = (ProtectionState.ENDED, ProtectionState.DENIED)
    row = Protection.objects.filter(case=case).exclude(state__in=over).order_by("-asked_on", "-recorded_at").first()
    if row is None:
        return {"protection.measures": "", "protection.also": "", "protection.span": "", "protection.refusal": ""}
    until = f"đến ngày {_day(row.ends_on)}" if row.ends_on else "cho đến khi có quyết định chấm dứt"
    return {
        "protection.measures": "; ".join(reference.label_of("protection", kind) for kind in row.kinds),
        "protection.also": "người thân của người có tên trên" if row.for_relatives else "",
        "protection.span": f"từ ngày {_day(row.starts_on)} {until}" if row.starts_on else "",
        "protection.refusal": vault.open("cases_protection", "refusal_ct", row.pk, row.refusal_ct),
    }


def _escort(case: Case, _vault: Vault) -> Printed:
    """Give who brings a child: a body by its name, a relative without theirs."""
    care = Care.objects.filter(case=case).select_related("escort_person", "escort_body", "protection_body").first()
    if care is None:
        return {"escort.by": "", "escort.told_on": "", "escort.protection": ""}
    by = care.escort_body.name if care.escort == Escort.BODY and care.escort_body else ""
    if care.escort == Escort.RELATIVE and care.escort_person:
        by = str(PersonRole(care.escort_person.role).label).lower()
    return {
        "escort.by": by,
        "escort.told_on": _day(care.told_on) if care.told_on else "",
        "escort.protection": care.protection_body.name if care.protection_body else "",
    }


def _team(case: Case, _vault: Vault) -> Printed:
    """Give the joint team of the reception of many people at which the case began."""
    line = MassLine.objects.filter(subject_id=case.subject_id).values_list("event_id", flat=True).first()
    members = (
        MassMember.objects.filter(event_id=line, ended_at__isnull=True).select_related("body", "post__user").order_by("body__sort_key", "recorded_at")
        if line
        else ()
    )  # fmt: skip
    lead_first = sorted(members, key=lambda one: one.duty != Duty.LEAD)
    return {
        "team.members": tuple(
            {"body": one.body.name, "who": _officer(one), "duty": str(Duty(one.duty).label)} for one in lead_first
        )
    }


def _officer(member: MassMember) -> str:
    if member.post is None:
        return member.officer
    name = member.post.user.full_name if member.post.user else ""
    return f"{name}, {member.post.title}".strip(", ") if member.post.title else name


def _story(case: Case, vault: Vault) -> Printed:
    """Give what is known of what happened: the worksheet that holds, the codes that hold, the last wish."""
    sheet = Worksheet.objects.filter(case=case).order_by("-number").first()
    rows = Coding.objects.filter(case=case, ended_at__isnull=True).select_related("province")
    codes: dict[str, list[Coding]] = {}
    for row in sorted(rows, key=lambda one: (not one.is_main, one.place_in_order, one.code)):
        codes.setdefault(row.scheme, []).append(row)
    means = _found(sheet, "means")
    return {
        "story.when": f"khi {case.age_at_act} tuổi" if case.age_at_act is not None else "",
        "story.how": _joined([*means, *_labels(codes, Scheme.RECRUITMENT)]),
        "story.way": _way(codes),
        "story.destination": _joined([*_labels(codes, Scheme.DESTINATION), *_labels(codes, Scheme.SETTING)]),
        "story.purpose": _joined(_labels(codes, Scheme.EXPLOITATION) or _found(sheet, "purpose")),
        "story.freed": f"{ROUTE_WORDS[case.route]}, ngày {_day(case.event_on)}" if case.route in FREED_BY else "",
        "story.wishes": _wish(case, vault),
    }


def _found(sheet: Worksheet | None, element: str) -> list[str]:
    """Give the codes of an element in words, where it was found."""
    if sheet is None or getattr(sheet, f"{element}_result") != Result.FOUND:
        return []
    return [reference.label_of(element, code) for code in getattr(sheet, f"{element}_codes")]


def _labels(codes: dict[str, list[Coding]], scheme: Scheme) -> list[str]:
    """Give the codes of a scheme in words; what is not known yet is no word for a paper."""
    rows = [row for row in codes.get(scheme, ()) if row.code != "unknown"]
    words = [(row, reference.label_of(LIST_OF.get(scheme, scheme), row.code)) for row in rows]
    return [f"{word} ({row.province.full_name})" if row.province else word for row, word in words]


def _joined(words: list[str]) -> str:
    """Give the words as one phrase, each once."""
    return "; ".join(dict.fromkeys(words))


def _way(codes: dict[str, list[Coding]]) -> str:
    stops = (("từ", Scheme.ORIGIN), ("qua", Scheme.TRANSIT), ("đến", Scheme.DESTINATION))
    return ", ".join(f"{word} {', '.join(names)}" for word, scheme in stops if (names := _labels(codes, scheme)))


def _wish(case: Case, vault: Vault) -> str:
    """Give the last wish in the person's own words, else whether they wish to return."""
    wish = Wish.objects.filter(case=case).order_by("-said_on", "-recorded_at").first()
    if wish is None:
        return ""
    return vault.open("cases_wish", "words_ct", wish.pk, wish.words_ct) or str(Wants(wish.wants).label)


GROUPS: dict[str, Filler] = {"protection": _protection, "escort": _escort, "team": _team, "story": _story}
