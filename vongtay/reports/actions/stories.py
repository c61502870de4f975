"""Stories: written by one person, compared with what the system knows, read and approved by another, withdrawn with a reason."""

import re
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.cases.models import Case, Companion, Consent
from vongtay.common import crypto
from vongtay.common.access import Refused, Staff
from vongtay.common.ring import ring
from vongtay.common.vietnamese import nfc
from vongtay.people import actions as people
from vongtay.people.models import Person
from vongtay.people.vault import Facts, Vault
from vongtay.reports.keeping import held, require, stale
from vongtay.reports.models import PublishedStory, Story, StoryCase, StoryState
from vongtay.reports.permissions import Act
from vongtay.reports.publishing.stories import Known, marks_in
from vongtay.reports.queries import stories as queries
from vongtay.reports.queries.stories import Words

YEAR = re.compile(r"\d{4}")
MINE = (StoryState.DRAFT, StoryState.RETURNED)


@dataclass(frozen=True)
class Telling:
    """What somebody writes, and for whom. case_code: of which case it tells; empty: of no single one."""

    title: str
    text: str
    audience: str
    why: str = ""
    case_code: str = ""

    def __repr__(self) -> str:
        return f"Telling({self.audience})"


@transaction.atomic
def write_story(*, key: UUID, telling: Telling, by: Staff) -> Story:
    """Begin a story and look for what tells who it is. The same key again gives the one that stands.

    Errors: NotAllowed; Refused where the case is out of reach or nobody consented to its being told.
    """
    require(Act.WRITE_STORY, by)
    if (made := Story.objects.filter(pk=key).first()) is not None:
        return made
    case = _case(telling, by)
    story = Story(
        id=key, world=by.world, province_id=by.province_id, body_id=by.body_id, audience=telling.audience, of_case=case is not None,
        wrapped=crypto.wrap(ring(), crypto.new_data_key()), written_by_id=by.post_id, written_user=by.account,
    )  # fmt: skip
    _put(story, telling, case, by)
    story.save(force_insert=True)
    if case is not None:
        # The second reader has no key of the person: what will then be written of what left is sealed now.
        to = Vault.of(case.person_id).seal("cases_sharing", "to_ct", key, _("Readers of a published story"))
        StoryCase.objects.create(
            story=story, subject_id=case.subject_id, case=case, consent=_consent(case, telling.audience), to_ct=to, entered_by_id=by.post_id
        )  # fmt: skip
    audit.record(Act.WRITE_STORY, by=by, details={"story": str(key)})
    return story


@transaction.atomic
def change_story(*, story: Story, telling: Telling, version: int, by: Staff) -> Story:
    """Write it otherwise and look again. Of which case it tells stays. Errors: NotAllowed, Stale, Refused."""
    require(Act.WRITE_STORY, by, story)
    row = _locked(story, version, *MINE)
    told_of = StoryCase.objects.filter(story=row).select_related("case").first()
    if row.of_case and told_of is None:
        raise Refused(_("The case of this story is no longer within your reach."))
    if told_of is not None and row.audience != telling.audience:
        _consent(told_of.case, telling.audience)
    row.audience, row.version = telling.audience, row.version + 1
    _put(row, telling, told_of.case if told_of else None, by)
    row.save(update_fields=["audience", "version", "content_ct", "identity_compared"])
    audit.record(Act.WRITE_STORY, by=by, details={"story": str(row.pk), "version": row.version})
    return row


@transaction.atomic
def send_story(*, story: Story, version: int, by: Staff) -> None:
    """Give it to a second reader. Errors: NotAllowed, Stale; Refused with what still tells who it is, or without a consent that holds."""
    require(Act.WRITE_STORY, by, story)
    row = _locked(story, version, *MINE)
    words = queries.words_of(row)
    if words.has_to_go:
        raise Refused(_("What is marked as having to go still tells who it is. Change it first."))
    if words.marks and not words.why.strip():
        raise Refused(_("Say why what is marked tells nobody, e.g. that names were changed."))
    _require_standing(row)
    row.state, row.sent_at, row.version = StoryState.WAITING, timezone.now(), row.version + 1
    row.decided_by_id, row.decided_user, row.decided_at, row.reason_ct = None, None, None, None
    row.save(update_fields=["state", "sent_at", "version", "decided_by", "decided_user", "decided_at", "reason_ct"])
    audit.record(Act.WRITE_STORY, by=by, details={"story": str(row.pk), "state": row.state})


@transaction.atomic
def drop_story(*, story: Story, version: int, by: Staff) -> None:
    """Drop what one wrote oneself. Errors: NotAllowed, Stale."""
    require(Act.WRITE_STORY, by, story)
    row = _locked(story, version, *MINE, StoryState.WAITING)
    row.state, row.version = StoryState.DROPPED, row.version + 1
    row.save(update_fields=["state", "version"])
    audit.record(Act.WRITE_STORY, by=by, details={"story": str(row.pk), "state": row.state})


@transaction.atomic
def return_story(*, story: Story, why: str, version: int, by: Staff) -> None:
    """Return it as its second reader, with the reason. Errors: NotAllowed, Stale, Refused."""
    require(Act.DECIDE_STORY, by, story)
    row = _locked(story, version, StoryState.WAITING)
    if not why.strip():
        raise Refused(_("Say why it is returned."))
    row.state, row.version, row.reason_ct = (
        StoryState.RETURNED,
        row.version + 1,
        queries.seal(row, "reason_ct", why.strip()),
    )
    row.decided_by_id, row.decided_user, row.decided_at = by.post_id, by.account, timezone.now()
    row.save(update_fields=["state", "version", "reason_ct", "decided_by", "decided_user", "decided_at"])
    audit.record(Act.DECIDE_STORY, by=by, outcome="refused", details={"story": str(row.pk)})


@transaction.atomic
def approve_story(*, story: Story, version: int, by: Staff) -> int:
    """Publish it as its second reader. Gives its number in the register. Errors: NotAllowed, Stale; Refused where the consent no longer holds."""
    require(Act.DECIDE_STORY, by, story)
    with connection.cursor() as cursor:
        cursor.execute("select vt.lock_publications()")
        row = _locked(story, version, StoryState.WAITING)
        _require_standing(row)
        words = queries.words_of(row)
        cursor.execute("select vt.publish_story(%s, %s, %s, %s)", [row.pk, row.version, words.title, words.text])
        number = int(cursor.fetchone()[0])
    audit.record(Act.DECIDE_STORY, by=by, details={"story": str(row.pk), "number": number})
    return number


@transaction.atomic
def withdraw_story(*, story: PublishedStory, why: str, by: Staff) -> None:
    """Withdraw a story that is out: its words go, its number and the reason stay. Errors: NotAllowed, Refused."""
    require(Act.WITHDRAW_STORY, by, story)
    if not why.strip():
        raise Refused(_("Say why it is withdrawn."))
    with connection.cursor() as cursor:
        cursor.execute("select vt.lock_publications()")
        if PublishedStory.objects.filter(pk=story.pk, withdrawn_at__isnull=False).exists():
            raise Refused(_("This was withdrawn already."))
        cursor.execute("select vt.withdraw_story(%s, %s)", [story.pk, why])
    audit.record(Act.WITHDRAW_STORY, by=by, details={"story": str(story.pk)})


def _locked(story: Story, version: int, *states: str) -> Story:
    row = held(Story, story.pk)
    if row.version != version or row.state not in states:
        raise stale()
    return row


def _require_standing(story: Story) -> None:
    if not queries.stands(story):
        raise Refused(_("The consent to tell this story no longer holds."))


def _case(telling: Telling, by: Staff) -> Case | None:
    if not telling.case_code.strip():
        return None
    case = queries.case_within_reach(by, telling.case_code)
    if case is None:
        raise Refused(_("There is no such case within your reach."))
    _consent(case, telling.audience)
    return case


def _consent(case: Case, audience: str) -> Consent:
    consent = queries.consent_for(case, audience)
    if consent is None:
        raise Refused(
            _("No consent of this person to such a story is noted. Note it with the case first: for the press, or for training also for research.")
        )  # fmt: skip
    return consent


def _put(story: Story, telling: Telling, case: Case | None, by: Staff) -> None:
    known, story.identity_compared = _known(case, by) if case is not None else (Known(), False)
    allowed = queries.names_that_tell_nobody()
    title, text = nfc(" ".join(telling.title.split())), nfc(telling.text.replace("\r\n", "\n")).strip()
    marks = [tuple(marks_in(words, known, allowed)) for words in (title, text)]
    story.content_ct = queries.seal_words(story, Words(title, text, telling.why.strip(), *marks))


def _known(case: Case, by: Staff) -> tuple[Known, bool]:
    """Give what the system holds of the people of a case, as far as the post may look, and whether it might look at all."""
    people_of = [case.person, *(row.person for row in Companion.objects.filter(case=case).select_related("person"))]
    facts = [found for person in people_of if (found := _looked_at(person, by)) is not None]
    names = [
        name for one in facts for name in (one.name, *one.other_names.replace(";", ",").split(",")) if name.strip()
    ]
    numbers = [
        number
        for one in facts
        for number in (one.id_number, one.phone, one.phone.replace("+84", "0"), one.born, *YEAR.findall(one.born))
        if number
    ]
    places = [part.strip() for one in facts for part in one.address.split(",") if part.strip()]
    return Known(names, numbers, [*places, case.code, case.place.name]), bool(facts)


def _looked_at(person: Person, by: Staff) -> Facts | None:
    try:
        return people.look_at_identity(person=person, purpose="story", by=by)
    except Refused:
        return None
