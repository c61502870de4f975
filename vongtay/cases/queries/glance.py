"""What there is in a case, in one question: a panel that would be empty is then not asked for."""

from dataclasses import dataclass
from functools import cache

from django.db import connection
from django.db.models import Model

from vongtay.cases.models import (
    Care,
    Case,
    CaseFile,
    Companion,
    Decision,
    EmbassyNote,
    Evidence,
    Help,
    Interview,
    Protection,
    Referral,
    Tip,
    Together,
    Wish,
    Worksheet,
)
from vongtay.cases.more import WARNINGS
from vongtay.common.access import Staff
from vongtay.facilities.models import Stay
from vongtay.people.models import Link
from vongtay.tasks.models import Clock, Task

_KEYS: dict[type[Model], str] = {
    Care: "case_id = %(case)s", CaseFile: "case_id = %(case)s", Companion: "case_id = %(case)s or own_case_id = %(case)s",
    Decision: "case_id = %(case)s", EmbassyNote: "case_id = %(case)s", Evidence: "case_id = %(case)s", Help: "case_id = %(case)s",
    Interview: "case_id = %(case)s", Protection: "case_id = %(case)s", Referral: "case_id = %(case)s",
    Tip: "case_id = %(case)s",
    Together: "case_id = %(case)s", Wish: "case_id = %(case)s", Worksheet: "case_id = %(case)s",
    Stay: "subject_id = %(subject)s", Clock: "subject_id = %(subject)s", Task: "subject_id = %(subject)s",
    Link: "one_id = %(person)s or other_id = %(person)s",
}  # fmt: skip
# What waits in a case for the asking body, or for anybody.
_WAITS = {
    "result": "select from cases_result where case_id = %(case)s and owed_by_id = %(body)s and state = 'owed'",
    "signature": "select from cases_signature where case_id = %(case)s and body_id = %(body)s and answer = ''",
    "review": "select from cases_review where case_id = %(case)s and outcome = ''",
    "reads": "select from vt.grants_of(%(subject)s) where body_id = %(body)s and role = 'read'",
}
_BY_LABEL = {kind._meta.label: kind for kind in _KEYS}
_ROWS = {
    label: f"select from {kind._meta.db_table} where {_KEYS[kind]}" for label, kind in _BY_LABEL.items()
}  # our own words


@cache
def _asked() -> str:
    """Give the one question, with what the apps above warn of; they have all registered once the first page is asked for."""
    warned = {name: sql for name, (sql, _function) in WARNINGS.items()}
    return " union all ".join(
        f"select '{name}' where exists ({sql})" for name, sql in (_ROWS | _WAITS | warned).items()
    )


@dataclass(frozen=True)
class Glance:
    """What there is in a case: kinds of rows within reach; what this body owes in it; whether it only reads."""

    kinds: frozenset[type[Model]]
    owes_result: bool
    owes_signature: bool
    review_waits: bool
    only_reads: bool
    warned: frozenset[str] = frozenset()


def glance_at(case: Case, staff: Staff) -> Glance:
    """Give what there is in a case, in one question; a kind of _KEYS that is not named has no row within reach."""
    with connection.cursor() as cursor:
        of_case = {"case": case.pk, "subject": case.subject_id, "person": case.person_id}
        cursor.execute(_asked(), of_case | {"body": staff.body_id})
        found = {name for (name,) in cursor.fetchall()}
    kinds = frozenset(kind for label, kind in _BY_LABEL.items() if label in found)
    return Glance(
        kinds, "result" in found, "signature" in found, "review" in found, "reads" in found, frozenset(WARNINGS) & found
    )
