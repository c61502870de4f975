"""Opening, entering and closing the session of a post."""

import secrets
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import psycopg
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.accounts.models import User
from vongtay.agencies.models import Body, Contact, ContactKind, Duty, Post
from vongtay.agencies.permissions import RULES, Act
from vongtay.agencies.queries import posts_held
from vongtay.agencies.roles import Role
from vongtay.agencies.tokens import proof, token_hash
from vongtay.audit import actions as audit
from vongtay.common.access import NotAllowed, Refused, Staff, Stale, may
from vongtay.common.days import today

IDLE = timedelta(minutes=60)
LONGEST = timedelta(hours=12)


def open_session(post: Post, token: str) -> None:
    """Open a session of `post` under `token`. Who may take the post is checked by the caller."""
    ends = timezone.now().replace(microsecond=0) + LONGEST
    hashed = token_hash(token)
    with connection.cursor() as cursor:
        cursor.execute(
            "select vt.open_session(%s, %s, %s, %s, %s)",
            [hashed, post.id, timezone.now() + IDLE, ends, proof(hashed, post.id, int(ends.timestamp()))],
        )


def _unseen() -> psycopg.Cursor:
    """Give a cursor that sends values apart from the statement.

    PostgreSQL shows a role the statements of all its own connections: a live token must not stand in one.
    """
    connection.ensure_connection()
    return psycopg.Cursor(connection.connection)


def enter(token: str) -> Staff | None:
    """Tell the database who asks for the rest of this transaction. None when the session is not live (any more)."""
    with _unseen() as cursor:
        cursor.execute("select * from vt.enter(%s)", [token])
        names = [column.name for column in cursor.description or ()]
        row = cursor.fetchone()
    if row is None:
        return None
    values = dict(zip(names, row, strict=True))
    values["parts"] = frozenset(values["parts"])
    return Staff(**values)


def leave() -> None:
    """Forget who asks, for the rest of this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('vt.token', '', true)")


@transaction.atomic
def take_post(*, user_id: object, post: Post, token: str) -> Staff:
    """Open a session of `post` for its holder in their browser session, and log the sign-in."""
    if post.user_id != user_id:
        raise Refused("Chức danh này không phải của bạn.")
    open_session(post, token)
    staff = enter(token)
    if staff is None:
        raise Refused("Chức danh này đã hết hạn hoặc tài khoản đã khóa.")
    audit.record("agencies.take_post", by=staff)
    return staff


def close_session(token: str) -> None:
    """End the session of this token, if it is live."""
    with _unseen() as cursor:
        cursor.execute("select vt.close_session(%s)", [token])


@contextmanager
def acting_as(post: Post) -> Iterator[Staff]:
    """Run a block in one transaction as a named post: for jobs and the command line, under the same policies."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        open_session(post, token)
        staff = enter(token)
        if staff is None:
            raise Refused("Chức danh dùng cho việc nền không còn hiệu lực.")
        yield staff
        close_session(token)
        leave()


def in_steps(post_id: UUID, begin: Callable[[Staff], Iterator[object]]) -> int:
    """Do the steps of a job as a named post, each in a transaction of its own. Gives how many were done.

    begin: gives the steps; what comes before the first belongs to it.
    """
    post, steps, done = Post.objects.get(pk=post_id), None, 0
    while True:
        with acting_as(post) as by:
            steps = steps or begin(by)
            if next(steps, True):
                return done
        done += 1


@dataclass(frozen=True)
class Given:
    """The post that was given; `password` only for a new account: shown once, changed at the first sign-in."""

    post: Post
    password: str = ""

    def __repr__(self) -> str:
        return f"Given({self.post.pk})"


@transaction.atomic
def give_post(*, key: UUID, body: Body, role: str, title: str, username: str, full_name: str, by: Staff) -> Given:
    """Give a post to the account of this user name, opening it where there is none. The same `key` again gives the same post."""
    _require(Act.GIVE_POST, by, body)
    if (made := Post.objects.filter(pk=key).first()) is not None:
        return Given(made)
    if role == Role.SERVICE:
        raise Refused(_("A post of jobs is not given to a person."))
    user, password = User.objects.filter(username=username).first(), ""
    if user is not None and user.pk == by.user_id:
        raise Refused(_("Nobody gives a post to themselves: another administrator does it."))
    if user is None:
        if not full_name.strip():
            raise Refused(_("There is no account of this user name. Give the full name to open one."))
        password = secrets.token_urlsafe(12)
        user = User.objects.create_user(username, password, full_name=full_name.strip(), password_is_first=True)
    if posts_held(user.pk).filter(body=body, role=role, world=by.world).exists():
        raise Refused(_("This account holds this post already."))
    post = Post(id=key, user=user, body=body, role=role, title=title.strip(), world=by.world, valid_from=today())
    post.save(force_insert=True)
    audit.record(Act.GIVE_POST, by=by, details={"body": body.code, "role": role, "new_account": bool(password)})
    return Given(post, password)


@transaction.atomic
def end_post(*, post: Post, version: int, by: Staff) -> None:
    """End a post and its sessions at once; what was done in it keeps its name. Errors: Stale."""
    _require(Act.END_POST, by, post)
    if post.user_id == by.user_id:
        raise Refused(_("Nobody ends a post of their own: another administrator does it."))
    if post.role == Role.SERVICE or post.world != by.world:
        raise Refused(_("This post is not kept here."))
    held = Post.objects.select_for_update(of=("self",)).select_related("body").get(pk=post.pk)
    yesterday = today() - timedelta(days=1)
    if held.version != version or (held.valid_to is not None and held.valid_to <= yesterday):
        raise Stale(_("Somebody else has changed this post meanwhile. Look at it again."))
    held.valid_from, held.valid_to, held.version = min(held.valid_from, yesterday), yesterday, held.version + 1
    held.save()
    audit.record(Act.END_POST, by=by, details={"body": held.body.code, "role": held.role})


@transaction.atomic
def end_session(*, post: Post, handle: str, by: Staff) -> None:
    """End one open session of a post: whoever uses it is asked to sign in again."""
    _require(Act.END_SESSION, by, post)
    with connection.cursor() as cursor:
        cursor.execute("select vt.end_session(%s, %s)", [post.pk, handle])
        row = cursor.fetchone()
    if not row or not row[0]:
        raise Stale(_("This session has ended already."))
    audit.record(Act.END_SESSION, by=by, details={"body": post.body.code, "role": post.role})


@dataclass(frozen=True)
class Reached:
    """How a body is reached: a focal point, or a line of the body day and night. At work only."""

    kind: str
    name: str
    title: str
    phone: str
    email: str
    topic: str
    valid_from: date
    valid_to: date | None = None


@transaction.atomic
def enter_contact(*, key: UUID, body: Body, reached: Reached, by: Staff) -> Contact:
    """Enter how a body is reached. The same `key` again makes one."""
    _require(Act.KEEP_CONTACTS, by, body)
    if (made := Contact.objects.filter(pk=key).first()) is not None:
        return made
    reasons = []
    if reached.valid_to is not None and reached.valid_to < reached.valid_from:
        reasons.append(_("The last day lies before the first."))
    if not reached.phone.strip() and not reached.email.strip():
        reasons.append(_("Give a telephone or an e-mail at work."))
    if reached.kind == ContactKind.PERSON and not reached.name.strip():
        reasons.append(_("A focal point is a person: give the name."))
    if reasons:
        raise Refused(*reasons)
    contact = Contact(id=key, world=by.world, body=body, entered_by_id=by.post_id, **vars(reached))
    contact.save(force_insert=True)
    audit.record(Act.KEEP_CONTACTS, by=by, details={"body": body.code, "kind": reached.kind})
    return contact


@transaction.atomic
def end_contact(*, contact: Contact, last_on: date, version: int, by: Staff) -> Contact:
    """Say until which day a contact holds; it stays in the directory of the days before."""
    _require(Act.KEEP_CONTACTS, by, contact.body)
    contact = Contact.objects.select_for_update(of=("self",)).select_related("body").get(pk=contact.pk)
    if contact.version != version or (contact.valid_to is not None and contact.valid_to < today()):
        raise Stale(_("Somebody has changed this contact meanwhile. Look at it again."))
    if last_on < contact.valid_from:
        raise Refused(_("The last day lies before the first."))
    contact.valid_to, contact.version = last_on, version + 1
    contact.save()
    audit.record(Act.KEEP_CONTACTS, by=by, details={"body": contact.body.code, "ended": True})
    return contact


@transaction.atomic
def enter_duty(  # whose, who, how reached, from when until when: each is needed
    *, key: UUID, body: Body, name: str, phone: str, starts_at: datetime, ends_at: datetime, by: Staff
) -> Duty:
    """Enter who of a body is on duty. Two may be on duty at once, nobody twice. The same `key` again makes one."""
    _require(Act.KEEP_ROSTER, by, body)
    if (made := Duty.objects.filter(pk=key).first()) is not None:
        return made
    reasons = []
    if ends_at <= starts_at:
        reasons.append(_("The duty ends before it begins."))
    if ends_at <= timezone.now():
        reasons.append(_("This duty is over already."))
    if not name.strip() or not phone.strip():
        reasons.append(_("Give the name and the telephone at work."))
    if reasons:
        raise Refused(*reasons)
    duty = Duty(
        id=key, world=by.world, body=body, name=_in_one_form(name), phone=phone.strip(), starts_at=starts_at, ends_at=ends_at,
        entered_by_id=by.post_id,
    )  # fmt: skip
    _save_duty(duty)
    audit.record(Act.KEEP_ROSTER, by=by, details={"body": body.code})
    return duty


def _in_one_form(name: str) -> str:
    return unicodedata.normalize("NFC", " ".join(name.split()))


def _save_duty(duty: Duty) -> None:
    """Insert a duty. Whether the same person is on duty then already, only the database can tell."""
    try:
        with transaction.atomic():
            duty.save(force_insert=True)
    except IntegrityError as twice:
        if "one_duty_a_person" not in str(twice):
            raise
        raise Refused(_("This person is on duty in this body at that time already.")) from twice


@transaction.atomic
def withdraw_duty(*, duty: Duty, by: Staff) -> Duty:
    """Take a duty back; it stays on record."""
    _require(Act.KEEP_ROSTER, by, duty.body)
    duty = Duty.objects.select_for_update(of=("self",)).select_related("body").get(pk=duty.pk)
    if duty.withdrawn_at is not None:
        raise Stale(_("This duty was taken back already."))
    duty.withdrawn_at = timezone.now()
    duty.save()
    audit.record(Act.KEEP_ROSTER, by=by, details={"body": duty.body.code, "withdrawn": True})
    return duty


def _require(act: Act, by: Staff, record: Body | Post) -> None:
    if not may(RULES, act, by, record):
        if act == Act.KEEP_ROSTER:
            raise NotAllowed(_("The head or clerk of a body keeps its roster, or the administrator of its province."))
        raise NotAllowed(_("Only an administrator keeps the posts of bodies in their own province."))
