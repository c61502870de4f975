"""Registering people, looking at who they are, changing it, linking registrations, erasing."""

import dataclasses
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.common import crypto
from vongtay.common.access import NotAllowed, Refused, Staff, Stale, may
from vongtay.common.ring import ring
from vongtay.people.models import Contact, DataKey, Identity, Link, NameKey, Person
from vongtay.people.permissions import PURPOSES, RULES, Act
from vongtay.people.vault import Facts, Vault, contact_columns, identity_columns, name_key_columns, opened


def _require(act: Act, by: Staff) -> None:
    if not may(RULES, act, by):
        raise NotAllowed(_("Your post may not do this."))


@transaction.atomic(savepoint=False)
def register_person(
    *,
    subject_id: UUID,
    facts: Facts,
    by: Staff,
    born_about: int | None = None,
    home_province_id: int | None = None,
    findable: bool = True,
) -> Person:
    """Register a person under a subject that the acting body leads. Errors: NumberError for a number that can't be.

    findable: False keeps the person out of the search by name, as for suspects, whom few may know of.
    """
    person = Person(subject_id=subject_id, entered_by_id=by.post_id)
    key = crypto.new_data_key()
    vault = Vault(person.id, key)
    columns = identity_columns(vault, facts), contact_columns(vault, facts)
    person.save(force_insert=True)
    DataKey(person=person, subject_id=subject_id, wrapped=crypto.wrap(ring(), key)).save(force_insert=True)
    Identity(person=person, subject_id=subject_id, **columns[0]).save(force_insert=True)
    Contact(person=person, subject_id=subject_id, **columns[1]).save(force_insert=True)
    if facts.name and findable:
        NameKey(
            person=person, subject_id=subject_id, world=by.world, born_about=born_about, home_province_id=home_province_id,
            **name_key_columns(vault, facts.name),
        ).save(force_insert=True)  # fmt: skip
    audit.record("people.register_person", by=by, subject_id=subject_id)
    return person


def look_at_identity(*, person: Person, purpose: str, by: Staff) -> Facts:
    """Give who a person is, and log the look with its purpose in the same transaction.

    Errors: NotAllowed for a post that reaches no identities; Refused without a purpose, or when this body was not
    granted the identity: then the refused look is logged too.
    """
    _require(Act.LOOK, by)
    if purpose not in PURPOSES:
        raise Refused(_("Say what the identity is needed for."))
    identity = Identity.objects.filter(person=person).values().first()
    audit.record(
        Act.LOOK, by=by, subject_id=person.subject_id, part="identity", purpose=purpose,
        outcome="done" if identity else "refused",
    )  # fmt: skip
    if identity is None:
        raise Refused(_("Your body was not granted the identity of this person."))
    contact: Mapping[str, Any] = Contact.objects.filter(person=person).values().first() or {}
    return opened(Vault.of(person.id), identity, contact)


@transaction.atomic
def change_identity(*, person: Person, changes: dict[str, str], version: int, by: Staff) -> bool:
    """Change what is known of a person, and say whether anything changed: if not, nothing is written. `version` is that of the page the person read.

    Errors: Stale if somebody else changed it meanwhile; nothing is lost, the page shows both.
    """
    _require(Act.CHANGE, by)
    identity = Identity.objects.select_for_update().get(person=person)
    contact = Contact.objects.select_for_update().get(person=person)
    if identity.version != version:
        raise Stale(
            _("Somebody else has changed the identity meanwhile. Your entries stand below; compare and save again.")
        )
    vault = Vault.of(person.id)
    before = opened(vault, _values(identity), _values(contact))
    facts = dataclasses.replace(before, **changes)
    if facts == before:
        return False
    for row, columns in ((identity, identity_columns(vault, facts)), (contact, contact_columns(vault, facts))):
        for name, value in columns.items():
            setattr(row, name, value)
        row.version += 1
        row.save()
    _follow_name(person, vault, facts.name, by)
    audit.record(Act.CHANGE, by=by, subject_id=person.subject_id, part="identity", details={"fields": sorted(changes)})
    return True


def _values(row: Identity | Contact) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def _follow_name(person: Person, vault: Vault, name: str, by: Staff) -> None:
    columns = name_key_columns(vault, name)
    if not name:
        NameKey.objects.filter(person=person).update(tokens=[], name_ct=b"")
    elif not NameKey.objects.filter(person=person).update(**columns):
        NameKey(person=person, subject_id=person.subject_id, world=by.world, **columns).save(force_insert=True)


@transaction.atomic
def link_people(*, one: Person, other: Person, same: bool, by: Staff) -> Link:
    """Note that two registrations are of the same human being, or that they are not. Neither row changes."""
    _require(Act.LINK, by)
    if one.id == other.id:
        raise Refused(_("A registration can't be linked with itself."))
    first, second = sorted((one, other), key=lambda person: person.id)
    if Link.objects.filter(one=first, other=second, undone_at__isnull=True).exists():
        raise Refused(_("This has been noted already; undo it first."))
    link = Link(
        one=first,
        other=second,
        subject_id=first.subject_id,
        other_subject_id=second.subject_id,
        same=same,
        linked_by_id=by.post_id,
    )
    link.save(force_insert=True)
    for person in (one, other):
        audit.record(Act.LINK, by=by, subject_id=person.subject_id, part="identity", details={"same": same})
    return link


@transaction.atomic
def undo_link(*, link: Link, by: Staff) -> None:
    """Take a link back; it stays on record with the moment it was undone."""
    _require(Act.LINK, by)
    done = Link.objects.filter(pk=link.pk, undone_at__isnull=True).update(
        undone_by_id=by.post_id, undone_at=timezone.now()
    )
    if not done:
        raise Stale(_("Somebody else has undone this link already."))
    audit.record("people.undo_link", by=by, subject_id=link.subject_id, part="identity")


@transaction.atomic
def erase_person(*, person: Person, by: Staff) -> None:
    """Destroy the key of a person: names, numbers, texts and files become unreadable everywhere, backups included.

    What can't be traced to the person (codes, dates, counts) stays, so that figures of the past stay true.
    """
    _require(Act.ERASE, by)
    done = DataKey.objects.filter(person=person, wrapped__isnull=False).update(wrapped=None, erased_at=timezone.now())
    if not done:
        raise Refused(_("This person was erased already."))
    NameKey.objects.filter(person=person).update(tokens=[], born_about=None, home_province=None)
    Identity.objects.filter(person=person).update(id_number_hash=None, passport_hash=None)
    Contact.objects.filter(person=person).update(phone_hash=None)
    crypto.forget_keys()
    audit.record(Act.ERASE, by=by, subject_id=person.subject_id)
