"""Reading information sheets: which there are, which the person got."""

from django.db.models import QuerySet

from vongtay.cases.countries import language_name
from vongtay.cases.models import Case
from vongtay.common.access import Staff
from vongtay.support.models import Sheet, SheetGiven
from vongtay.support.states import BUILT_IN

LIST = ("id", "language", "dated_on", "translated_by", "size", "recorded_at", "replaced_at", "body__short_name")


def sheets_of(staff: Staff) -> QuerySet[Sheet]:
    """The sheets of the province, those handed out now first; their content is not read."""
    rows = Sheet.objects.filter(world=staff.world, province_id=staff.province_id).select_related("body").only(*LIST)
    return rows.order_by("replaced_at", "language", "-recorded_at")


def language_words(code: str) -> str:
    """Give the name of a sheet's language."""
    return language_name("" if code == BUILT_IN[0] else code)


def language_of(case: Case) -> str:
    """Give the language of the person as sheets name it."""
    return case.language or BUILT_IN[0]


def offered(staff: Staff, case: Case) -> list[tuple[str, str, Sheet | None]]:
    """Give the languages in which there is a sheet (code, name, the uploaded one), that of the person first."""
    own = language_of(case)
    uploaded = {sheet.language: sheet for sheet in sheets_of(staff).filter(replaced_at__isnull=True)}
    names = [(code, language_words(code), uploaded.get(code)) for code in (*BUILT_IN, *uploaded)]
    return sorted(names, key=lambda row: row[0] != own)


def sheets_given(case: Case) -> list[tuple[SheetGiven, str]]:
    """Give what was handed over, the newest first, with the name of its language."""
    rows = SheetGiven.objects.filter(case=case).select_related("entered_by__user", "entered_by__body")
    return [(row, language_words(row.language)) for row in rows.order_by("-recorded_at")]
