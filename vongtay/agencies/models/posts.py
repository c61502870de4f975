import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.models.bodies import Body
from vongtay.agencies.models.places import Place
from vongtay.agencies.roles import Part, Role, World


class Post(models.Model):
    """A role that somebody holds in a body, in one world, for a time. What one may do hangs on it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="posts",
        db_comment="Holder; null: a job's post",
    )
    body = models.ForeignKey(Body, models.PROTECT, related_name="posts", db_comment="Body of the post")
    role = models.CharField(max_length=20, choices=Role, db_comment="Role: see reference/permissions")
    title = models.CharField(max_length=80, blank=True, db_comment="Title as printed under a signature")
    world = models.CharField(max_length=10, choices=World, db_comment="World in which the post acts")
    valid_from = models.DateField(db_default=Now(), db_comment="First day")
    valid_to = models.DateField(null=True, blank=True, db_comment="Last day; null: open")
    version = models.IntegerField(default=1, db_comment="Raised by each change; a stale write is refused")

    class Meta:
        db_table_comment = "Who holds which role in which body, in which world, from when until when"
        constraints = [
            models.CheckConstraint(
                name="post_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("The last day of a post must not lie before its first day."),
            ),
            models.CheckConstraint(
                name="post_of_a_job_has_no_holder",
                condition=Q(role=Role.SERVICE, user__isnull=True) | ~Q(role=Role.SERVICE) & Q(user__isnull=False),
                violation_error_message=_("A person's post needs a holder; a job's post has none."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.body}"


class RolePart(models.Model):
    """Which parts of a protected subject a role may reach at all, where its body holds a grant on them."""

    pk = models.CompositePrimaryKey("role", "part")
    role = models.CharField(max_length=20, choices=Role, db_comment="Role of a post")
    part = models.CharField(max_length=20, choices=Part, db_comment="Part of a protected subject")

    class Meta:
        db_table_comment = "Role x part, loaded from agencies/roles.py"

    def __str__(self) -> str:
        return f"{self.role}/{self.part}"


class OpenSession(models.Model):
    """A signed-in post. The token is a secret of the browser's session; only its SHA-256 stands here.

    The web role reaches this table through the functions of schema vt alone.
    """

    token_hash = models.BinaryField(primary_key=True, db_comment="SHA-256 of the token")
    post = models.ForeignKey(Post, models.PROTECT, db_comment="Post for which it was opened")
    opened_at = models.DateTimeField(db_default=Now(), db_comment="When it was opened")
    expires_at = models.DateTimeField(db_comment="Ends by itself then; moved forward by use, up to ends_at")
    ends_at = models.DateTimeField(db_comment="Ends then however much it is used")
    closed_at = models.DateTimeField(null=True, db_comment="Signed out or taken away")

    class Meta:
        db_table_comment = "Live and ended sessions of posts"

    def __str__(self) -> str:
        return str(self.post_id)


class Mandate(models.Model):
    """What a body may count: an area and a time. Totals follow mandates, records follow grants."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(Body, models.PROTECT, related_name="mandates", db_comment="Body that reports")
    area = models.ForeignKey(Place, models.PROTECT, db_comment="Province or commune over which it counts")
    valid_from = models.DateField(null=True, db_comment="First day of the periods that may be counted")
    valid_to = models.DateField(null=True, db_comment="Last day; null: open")
    basis = models.CharField(max_length=200, blank=True, db_comment="Instrument or custom that gives the mandate")

    class Meta:
        db_table_comment = "Reporting mandates"
        constraints = [models.UniqueConstraint(name="mandate_once", fields=["body", "area"])]

    def __str__(self) -> str:
        return f"{self.body_id}: {self.area_id}"
