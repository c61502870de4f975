"""Every read of stories: those of a body, those that are out, their words, and whether anything stands against telling one."""

import json
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, F, Func, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from vongtay.agencies.models import Place
from vongtay.cases import queries as cases
from vongtay.cases.models import Case, Consent
from vongtay.cases.queries import protection
from vongtay.cases.states import Purpose
from vongtay.common import crypto, days
from vongtay.common.access import Staff
from vongtay.common.ring import ring
from vongtay.reports.models import PublishedStory, Story, StoryAudience, StoryState
from vongtay.reports.publishing.stories import Mark

TABLE = "reports_story"
STATES = ("Việt Nam", "Trung Quốc", "Campuchia", "Cam-pu-chia", "Thái Lan", "Mi-an-ma", "Đài Loan", "Hàn Quốc", "Ma-lai-xi-a", "Nhật Bản", "Quảng Tây", "Vân Nam")  # fmt: skip
# For whom, and the purposes for which a consent lets a story be told.
PURPOSES = {
    StoryAudience.PUBLIC: (Purpose.PRESS,),
    StoryAudience.TRAINING: (Purpose.PRESS, Purpose.RESEARCH),
}


@dataclass(frozen=True)
class Words:
    """The words of a story, what in them may tell who it is, and why that may stay. Not shown by `repr`."""

    title: str
    text: str
    why: str = ""
    in_title: tuple[Mark, ...] = ()
    in_text: tuple[Mark, ...] = ()

    def __repr__(self) -> str:
        return "Words(…)"

    @property
    def marks(self) -> tuple[Mark, ...]:
        """All of them."""
        return (*self.in_title, *self.in_text)

    @property
    def has_to_go(self) -> int:
        """How many have to go before anybody else reads it."""
        return sum(mark.is_certain for mark in self.marks)


def seal(story: Story, column: str, text: str) -> bytes:
    """Encrypt a text of a story for its place."""
    return crypto.encrypt(crypto.unwrap(ring(), story.wrapped), text, aad=crypto.aad_of(TABLE, column, story.pk))


def opened(story: Story, column: str) -> str:
    """Give a text of a story."""
    stored: Any = getattr(story, column)
    if not stored or story.wrapped is None:
        return ""
    return crypto.decrypt_text(crypto.unwrap(ring(), story.wrapped), stored, aad=crypto.aad_of(TABLE, column, story.pk))


def seal_words(story: Story, words: Words) -> bytes:
    """Encrypt the words of a story."""
    return seal(story, "content_ct", json.dumps(asdict(words), ensure_ascii=False))


def words_of(story: Story) -> Words:
    """Give the words of a story; of one that was withdrawn, or erased with its person, only that it was."""
    if story.wrapped is None:
        gone = story.state == StoryState.WITHDRAWN
        return Words(pgettext("story", "Withdrawn") if gone else _("Erased with the data of the person"), "")
    held = json.loads(opened(story, "content_ct"))
    in_title, in_text = (tuple(Mark(**one) for one in held[name]) for name in ("in_title", "in_text"))
    return Words(held["title"], held["text"], held["why"], in_title, in_text)


def stories_of(staff: Staff) -> QuerySet[Story]:
    """The stories of the body of `staff`, newest first; the database keeps drafts of others back."""
    rows = Story.objects.filter(world=staff.world, body_id=staff.body_id)
    return rows.select_related("written_by__user", "decided_by__user").order_by("-recorded_at", "id")


def story_of(staff: Staff, story_id: UUID) -> Story:
    """One of them. Story.DoesNotExist both when there is none and when `staff` may not see it."""
    return stories_of(staff).get(pk=story_id)


def told_to(staff: Staff) -> QuerySet[PublishedStory]:
    """The stories that are out and that `staff` may read, newest first."""
    rows = PublishedStory.objects.filter(world=staff.world)
    rows = rows.filter(Q(audience=StoryAudience.PUBLIC) | Q(province_id=staff.province_id))
    return rows.select_related("body").order_by("-published_at", "id")


def public_stories(world: str) -> QuerySet[PublishedStory]:
    """The stories that everybody may read, newest first."""
    rows = PublishedStory.objects.filter(world=world, audience=StoryAudience.PUBLIC).select_related("body", "province")
    return rows.order_by("-published_at", "id")


def stands(story: Story) -> bool:
    """Say whether nothing stands against telling it: where it tells of a case, the consent holds today."""
    with connection.cursor() as cursor:
        cursor.execute("select vt.story_stands(%s)", [story.pk])
        return bool(cursor.fetchone()[0])


def to_withdraw(staff: Staff) -> QuerySet[Story]:
    """The stories of the body of `staff` that are out although the consent to tell them no longer holds."""
    standing = Func(F("pk"), function="vt.story_stands", output_field=BooleanField())
    return (
        stories_of(staff)
        .filter(state=StoryState.PUBLISHED, of_case=True)
        .annotate(stands=standing)
        .filter(stands=False)
    )


def case_within_reach(staff: Staff, code: str) -> Case | None:
    """Give the case that a story is to tell of, if `staff` reaches it."""
    try:
        return cases.case_of(staff, code.strip().upper())
    except Case.DoesNotExist:
        return None


def consent_for(case: Case, audience: str) -> Consent | None:
    """Give the newest consent that lets a story of this case be told to these readers today; given to a body or somebody named, it is for them alone."""
    rows = Consent.objects.filter(
        case=case, purpose__in=PURPOSES[StoryAudience(audience)], to_body__isnull=True, to_ct__isnull=True
    )
    return next(
        (row for row in rows.order_by("-given_on", "-recorded_at") if protection.holds_on(row, days.today())), None
    )


def names_that_tell_nobody() -> list[str]:
    """Give names in capitals that may stand in a story: states, and provinces of today and before."""
    return [*STATES, *Place.objects.filter(level="province").values_list("name", flat=True)]
