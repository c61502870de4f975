"""Reads of templates, the register and batches; the database gives only the rows that the asking post may reach."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from vongtay.common.access import Staff
from vongtay.papers.models import Batch, BatchItem, Paper, Template, TemplateVersion
from vongtay.papers.states import ItemState, VersionState


def live_versions() -> QuerySet[TemplateVersion]:
    """The versions in use, in the order of their lists."""
    return (
        TemplateVersion.objects.filter(state=VersionState.LIVE)
        .select_related("template")
        .order_by("template__place", "template__title")
    )


def live_version(code: str) -> TemplateVersion:
    """The version in use of one template. Errors: TemplateVersion.DoesNotExist."""
    return live_versions().get(template__code=code)


def titles() -> dict[str, str]:
    """Give the words of every template by its code."""
    return dict(Template.objects.values_list("code", "title"))


def papers_of_subject(subject_id: UUID) -> QuerySet[Paper]:
    """The issued papers of a subject, newest first, with what was taken back."""
    return (
        Paper.objects.filter(subject_id=subject_id)
        .select_related("body", "cancellation", "source")
        .order_by("-recorded_at")
    )


def register_of(staff: Staff) -> QuerySet[Paper]:
    """Every number of one's own body, newest first; what was taken back keeps its number."""
    return (
        Paper.objects.filter(body_id=staff.body_id, world=staff.world)
        .select_related("issued_by__user", "cancellation__replaced_by", "register", "verification")
        .order_by("-register__year", "-number")
    )


def batches_of(staff: Staff) -> QuerySet[Batch]:
    """The batches of one's own body, newest first."""
    return (
        Batch.objects.filter(body_id=staff.body_id, world=staff.world)
        .select_related("ordered_by__user", "to_body")
        .order_by("-ordered_at")
    )


@dataclass(frozen=True)
class Progress:
    """How far a batch is. `gone`: papers of cases that are no longer within reach."""

    total: int
    issued: int
    lacking: int
    waiting: int

    @property
    def settled(self) -> int:
        """How many are settled, one way or the other."""
        return self.issued + self.lacking

    @property
    def gone(self) -> int:
        """How many are out of reach."""
        return self.total - self.settled - self.waiting


def progress_of(batch: Batch) -> Progress:
    """Count the items of a batch by their state."""
    counts = BatchItem.objects.filter(batch=batch).aggregate(
        **{state.value: Count("id", filter=Q(state=state)) for state in ItemState}
    )
    return Progress(batch.total, counts["issued"], counts["lacking"], counts["waiting"])


def papers_of_batch(batch: Batch) -> QuerySet[BatchItem]:
    """The issued papers of a batch in the order in which they were ordered."""
    return (
        BatchItem.objects.filter(batch=batch, state=ItemState.ISSUED)
        .select_related("paper__docx", "paper__pdf")
        .order_by("place")
    )
