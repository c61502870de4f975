"""When somebody slept somewhere, for whoever reaches their support: days and neutral labels, never a bed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from vongtay.common.days import day_in_vietnam

COLUMNS = "stay_id, subject_id, person_id, label, facility_id, facility, runner_id, runs, began, ended, follows_id, corrects_id, ground, end_ground, planned_until"


@dataclass(frozen=True)
class Slept:
    """One stay without its bed. `facility_id` and `facility` are empty for who may not know where; `runs`: the asker's body answers for it."""

    stay_id: UUID
    subject_id: UUID
    person_id: UUID
    label: str
    facility_id: UUID | None
    facility: str
    runner_id: UUID | None
    runs: bool
    began: datetime
    ended: datetime | None
    follows_id: UUID | None
    corrects_id: UUID | None
    ground: str
    end_ground: str
    planned_until: date | None

    @property
    def began_on(self) -> date:
        """Day of the first night."""
        return day_in_vietnam(self.began)

    @property
    def ended_on(self) -> date | None:
        """Day of leaving: its night is slept elsewhere."""
        return day_in_vietnam(self.ended) if self.ended else None


def slept_by(subject_id: UUID) -> list[Slept]:
    """Give the stays under a subject that count, oldest first. None for who does not reach its support."""
    return _rows("array[%s]::uuid[]", [subject_id])


def open_lodgings() -> list[Slept]:
    """Give the stays of everybody who sleeps somewhere now and whose support is within reach, earlier ones too, oldest first."""
    return _rows("array(select vt.open_lodgings())", [])


def _rows(subjects: str, values: Sequence[UUID]) -> list[Slept]:
    with connection.cursor() as cursor:
        cursor.execute(f"select {COLUMNS} from vt.lodgings({subjects}) order by began, stay_id", values)  # noqa: S608  # names of our own
        return [Slept(*row) for row in cursor.fetchall()]
