from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models import Body, Place
from vongtay.agencies.roles import World
from vongtay.cases.models.base import Filed
from vongtay.cases.models.decisions import Evidence
from vongtay.cases.states import InquiryState, ItemKind, Result, Scheme
from vongtay.papers.models import StoredFile


def _codes(what: str) -> ArrayField:  # type: ignore[type-arg]  # the stubs ask for the two types of a list
    return ArrayField(models.CharField(max_length=30), default=list, db_comment=what)


def _rows(what: str) -> ArrayField:  # type: ignore[type-arg]  # as above
    return ArrayField(models.UUIDField(), default=list, db_comment=what)


class Worksheet(Filed):
    """One version of the act-means-purpose worksheet: what was found of each element, and on which evidence it rests."""

    number = models.PositiveSmallIntegerField(db_comment="Version: 1, 2, ...; the greatest holds")
    means_asked = models.BooleanField(db_comment="False: under 18 at the act, so the means need not be shown")
    age_at_act = models.SmallIntegerField(null=True, db_comment="Whole years at the act, as known when it was written")
    act_result = models.CharField(max_length=10, choices=Result, db_comment="Whether an act was found")
    act_codes = _codes("Acts found, codes of the list")
    act_evidence = _rows("Keys of the evidence rows it rests on")
    act_note_ct = models.BinaryField(null=True, db_comment="Note on the act, encrypted with the person's key")
    means_result = models.CharField(
        max_length=10, choices=Result, blank=True, db_comment="Whether means were found; empty: not asked"
    )
    means_codes = _codes("Means found, codes of the list")
    means_evidence = _rows("Keys of the evidence rows it rests on")
    means_note_ct = models.BinaryField(null=True, db_comment="Note on the means, encrypted")
    purpose_result = models.CharField(max_length=10, choices=Result, db_comment="Whether a purpose was found")
    purpose_codes = _codes("Purposes found, codes of the list")
    purpose_evidence = _rows("Keys of the evidence rows it rests on")
    purpose_note_ct = models.BinaryField(null=True, db_comment="Note on the purpose, encrypted")

    class Meta:
        db_table_comment = "Act-means-purpose worksheets; every version stays"
        constraints = [
            models.UniqueConstraint(name="one_worksheet_a_number", fields=["case", "number"],
                                    violation_error_message=_("Somebody else has written a newer version of the worksheet.")),
            models.CheckConstraint(name="means_asked_or_left_out", condition=Q(means_asked=True) & ~Q(means_result="") | Q(means_asked=False, means_result="", means_codes=[]),
                                   violation_error_message=_("For a person under 18 at the act the means are not asked.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.number)


class Insufficiency(Filed):
    """The judgement, with its reason, that the nine sources do not suffice: only it opens the signs of Art. 32(2)."""

    reason_ct = models.BinaryField(db_comment="Why, encrypted with the person's key")
    ended_at = models.DateTimeField(null=True, db_comment="When it was taken back")

    class Meta:
        db_table_comment = "Judgements that the sources do not suffice"
        constraints = [
            models.UniqueConstraint(name="one_judgement_at_a_time", fields=["case"], condition=Q(ended_at__isnull=True),
                                    violation_error_message=_("The sources were judged insufficient already.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return "insufficient"


class Sign(Filed):
    """One sign that was weighed after the sources did not suffice."""

    judgement = models.ForeignKey(
        Insufficiency, models.PROTECT, related_name="signs", db_comment="Judgement that opened it"
    )
    code = models.CharField(max_length=30, db_comment="Sign of the law's data, or custom: by custom, no basis seen")
    words_ct = models.BinaryField(null=True, db_comment="A custom sign in words, encrypted with the person's key")
    result = models.CharField(max_length=10, choices=Result, db_comment="Found, not found or not known")
    reason_ct = models.BinaryField(db_comment="Why it is judged so, encrypted")
    ended_at = models.DateTimeField(null=True, db_comment="When it was taken back")

    class Meta:
        db_table_comment = "Signs weighed after the sources"
        constraints = [
            models.CheckConstraint(name="custom_sign_has_words", condition=~Q(code="custom") | Q(words_ct__isnull=False),
                                   violation_error_message=_("Say what the sign is.")),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.code


class Inquiry(Filed):
    """A source that was asked: whom, for what, and what came of it. Nothing found is an answer, and an act of its own."""

    source = models.CharField(max_length=4, db_comment="Letter of the source that is asked")
    asked_body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", db_comment="Body that is asked")
    asked_ct = models.BinaryField(null=True, db_comment="Whom, where it is no body of ours; encrypted")
    asked_on = models.DateField(db_comment="Day on which it was asked")
    sign = models.CharField(max_length=60, blank=True, db_comment="Number of our letter")
    question_ct = models.BinaryField(null=True, db_comment="What is asked, encrypted with the person's key")
    state = models.CharField(
        max_length=10, choices=InquiryState, default=InquiryState.ASKED, db_comment="asked, answered or nil"
    )
    answered_on = models.DateField(null=True, db_comment="Day of the answer")
    answer_sign = models.CharField(max_length=60, blank=True, db_comment="Number of the answering paper")
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", db_comment="Scan of that paper")
    answer_ct = models.BinaryField(null=True, db_comment="What it says, encrypted")
    evidence = models.ForeignKey(
        Evidence, models.PROTECT, null=True, related_name="+", db_comment="Evidence that came of it"
    )
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Sources asked for material"
        constraints = [
            models.CheckConstraint(name="inquiry_answered_has_a_day", condition=Q(state="asked", answered_on__isnull=True) | ~Q(state="asked") & Q(answered_on__isnull=False)),
            models.CheckConstraint(name="inquiry_asks_somebody", condition=Q(asked_body__isnull=False) | Q(asked_ct__isnull=False),
                                   violation_error_message=_("Say who is asked.")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["case", "source"], name="inquiry_by_case")]

    def __str__(self) -> str:
        return self.state


class Coding(Filed):
    """One code of a case, for counting; several of a scheme may hold. Taken back by a day, never deleted."""

    world = models.CharField(max_length=10, choices=World, db_comment="World of the subject")
    scheme = models.CharField(max_length=20, choices=Scheme, db_comment="What is coded")
    code = models.CharField(max_length=30, db_comment="Code of the dated list of this scheme")
    province = models.ForeignKey(
        Place, models.PROTECT, null=True, related_name="+", db_comment="Province, for a place of the route in Viet Nam"
    )
    place_in_order = models.PositiveSmallIntegerField(default=0, db_comment="Order of transit places")
    is_main = models.BooleanField(default=False, db_comment="The one that single-valued reports take")
    ended_at = models.DateTimeField(null=True, db_comment="When it was taken back")

    class Meta:
        db_table_comment = "Codes of exploitation, control, recruitment and route"
        constraints = [
            models.UniqueConstraint(name="one_code_at_a_time", fields=["case", "scheme", "code", "place_in_order"], condition=Q(ended_at__isnull=True)),
            models.UniqueConstraint(name="one_main_code", fields=["case", "scheme"], condition=Q(ended_at__isnull=True, is_main=True),
                                    violation_error_message=_("One code of each kind is the main one.")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["world", "scheme", "code"], name="coding_counted")]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.code}"


class Item(Filed):
    """A phone, account, page, bank account or vehicle of those who recruited: found again in other cases by its keyed hash."""

    world = models.CharField(max_length=10, choices=World, db_comment="World of the subject")
    kind = models.CharField(max_length=20, choices=ItemKind, db_comment="What it is")
    value_ct = models.BinaryField(db_comment="In its one form, encrypted with the person's key")
    value_hash = models.BinaryField(
        null=True, db_comment="Keyed hash of kind and one form, for exact search; null: destroyed with the person's key"
    )  # fmt: skip
    note_ct = models.BinaryField(null=True, db_comment="How it is known, encrypted")
    ended_at = models.DateTimeField(null=True, db_comment="When it was taken back")

    class Meta:
        db_table_comment = "Linked items: what recruiters used"
        constraints = [
            models.UniqueConstraint(name="one_item_a_case", fields=["case", "value_hash"], condition=Q(ended_at__isnull=True),
                                    violation_error_message=_("This item stands in the case already.")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["value_hash"], name="item_by_hash", condition=Q(ended_at__isnull=True))]

    def __str__(self) -> str:
        return self.kind
