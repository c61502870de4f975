"""Who did and who saw: rows that are written once, and the chain that seals them."""

import uuid

from django.db import models
from django.db.models.functions import Now


class Entry(models.Model):
    """One act, or one look at a part of a protected subject. Holds codes and the texts of that moment, no fact of a case."""

    id = models.BigAutoField(primary_key=True)
    ref = models.UUIDField(
        unique=True, default=uuid.uuid4, editable=False, db_comment="Made by the application; part of the MAC"
    )
    at = models.DateTimeField(db_comment="When, by the application's clock", db_index=True)
    user_id = models.UUIDField(null=True, db_comment="Account, none for jobs and refused sign-ins")
    user_text = models.CharField(max_length=120, blank=True, db_comment="Name of the officer at that moment")
    post_id = models.UUIDField(null=True, db_comment="Post in which they acted")
    role = models.CharField(max_length=20, blank=True, db_comment="Role of the post at that moment")
    body_code = models.CharField(max_length=60, blank=True, db_comment="Body of the post at that moment, as code")
    body_text = models.CharField(max_length=200, blank=True, db_comment="Body of the post at that moment, as text")
    job = models.CharField(max_length=60, blank=True, db_comment="Name of the job or command, where no person acted")
    act = models.CharField(max_length=60, db_comment="Code of the act, app.verb_noun")
    subject_id = models.UUIDField(null=True, db_index=True, db_comment="Protected subject concerned")
    part = models.CharField(max_length=20, blank=True, db_comment="Part looked at: identity, contact, ...")
    purpose = models.CharField(max_length=40, blank=True, db_comment="Code of the purpose given for a look")
    outcome = models.CharField(max_length=20, default="done", db_comment="done, refused or failed")
    details = models.JSONField(default=dict, db_comment="Codes and counts only; never a name, number or free text")
    world = models.CharField(max_length=10, blank=True, db_comment="real, training, drill or demo")
    mac = models.BinaryField(db_comment="HMAC-SHA256 of all the above but id, by a key outside the database")
    tx = models.BigIntegerField(
        db_default=models.Func(template="pg_current_xact_id()::text::bigint", output_field=models.BigIntegerField()),
        db_comment="Transaction that wrote the row: tells the sealing job what can no longer be preceded",
    )

    class Meta:
        db_table_comment = "Audit log: append-only by trigger, sealed by audit_seal"

    def __str__(self) -> str:
        return f"{self.act} {self.at:%Y-%m-%d %H:%M}"


class Seal(models.Model):
    """One link of the chain: the MAC of the link before, of the entry and of its place."""

    n = models.BigIntegerField(primary_key=True, db_comment="Place in the chain, from 1 without gaps")
    entry_id = models.BigIntegerField(
        unique=True, db_comment="audit_entry.id; no foreign key: a removed entry must be found, not refused"
    )
    mac = models.BinaryField(db_comment="HMAC-SHA256 of the former link, the entry's id and its MAC")
    at = models.DateTimeField(db_default=Now(), db_comment="When the link was made")

    class Meta:
        db_table_comment = "The chain over the audit log"

    def __str__(self) -> str:
        return str(self.n)


class Mark(models.Model):
    """How far the log is surely sealed: one row."""

    id = models.SmallIntegerField(primary_key=True, default=1, db_comment="Always 1")
    floor = models.BigIntegerField(default=0, db_comment="Every entry up to this id is sealed")
    next_floor = models.BigIntegerField(default=0, db_comment="Becomes the floor once next_tx can no longer be running")
    next_tx = models.BigIntegerField(default=0, db_comment="Newest transaction when next_floor was read")

    class Meta:
        db_table_comment = "Low-water mark of the sealing job"
        constraints = [models.CheckConstraint(name="audit_one_mark", condition=models.Q(id=1))]

    def __str__(self) -> str:
        return str(self.floor)
