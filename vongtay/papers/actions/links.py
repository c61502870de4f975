"""One-time links: a body that does not sign in sees its paper once, with a code that came to it by another way."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body
from vongtay.audit import actions as audit
from vongtay.common import crypto
from vongtay.common.access import Refused, Staff, Stale
from vongtay.common.days import day_in_vietnam
from vongtay.common.ring import ring
from vongtay.papers import secrets
from vongtay.papers.actions.deliveries import Receiver, new_delivery, require, waiting_delivery
from vongtay.papers.actions.issuing import NOBODY, Owner, open_file
from vongtay.papers.models import Delivery, OneTimeLink, Paper, Verification
from vongtay.papers.permissions import Act
from vongtay.papers.states import How, LinkState, Way

DAYS = (1, 3, 7, 14)  # how long a link may wait; ours, no law's
TRIES = 5
GIVEN = "given"
TABLE = "papers_onetimelink"


@dataclass(frozen=True)
class Made:
    """A new link and its two secrets, shown once to whoever made it and never again."""

    link: OneTimeLink
    token: str
    code: str

    def __repr__(self) -> str:
        return "Made(…)"


@dataclass(frozen=True)
class Opened:
    """What came of opening a link. `outcome`: given, a state of LinkState, wrong or unknown."""

    outcome: str
    tries_left: int = 0
    content: bytes = b""
    sign: str = ""


@transaction.atomic
def make_link(*, key: UUID, paper: Paper, to_body: Body, days: int, by: Staff, owner: Owner = NOBODY) -> Made:
    """Make a link that opens the PDF of a paper once within `days`. Errors: Refused, Stale for a key sent twice."""
    require(Act.DELIVER, by, paper)
    if Delivery.objects.filter(pk=key).exists():
        raise Stale(_("This link was made already; its secrets are shown only once. Withdraw it and send a new one."))
    if hasattr(paper, "cancellation") or Verification.objects.filter(paper=paper, revoked_at__isnull=False).exists():
        raise Refused(_("This paper holds no longer: nothing of it is sent any more."))
    if to_body.signs_in:
        raise Refused(_("This body signs in: send it the paper in the system."))
    if days not in DAYS:
        raise Refused(_("Choose how long the link may wait."))
    now = timezone.now()
    delivery = new_delivery(
        key=key, paper=paper, to=Receiver(body=to_body), how=Way.LINK, sent_on=day_in_vietnam(now), by=by, owner=owner
    )
    _name, content = open_file(paper.pdf, data_key=owner.data_key, by=by)
    token, code = secrets.new_token(), secrets.new_link_code()
    link = OneTimeLink(
        subject_id=paper.subject_id, delivery=delivery, body_id=paper.body_id, world=paper.world, token_hash=secrets.token_hash(token),
        code_hash=secrets.code_hash(token, code), expires_at=now + timedelta(days=days), made_by_id=by.post_id,
    )  # fmt: skip
    link.content_ct = crypto.encrypt(secrets.content_key(token, code), content, aad=_place("content_ct", token))
    link.save(force_insert=True)
    audit.record(
        "papers.make_link",
        by=by,
        subject_id=paper.subject_id,
        part="papers",
        details={"sign": paper.sign, "to": to_body.code},
    )
    return Made(link, token, code)


def _place(column: str, token: str) -> str:
    return crypto.aad_of(TABLE, column, secrets.token_hash(token).hex())


@transaction.atomic
def withdraw_link(*, delivery: Delivery, by: Staff) -> Delivery:
    """Take a link back before it was opened; the paper behind it is forgotten."""
    delivery = waiting_delivery(delivery)
    require(Act.DELIVER, by, delivery.paper)
    link = OneTimeLink.objects.select_for_update().filter(delivery=delivery).first()
    if link is None:
        raise Refused(_("This delivery has no link."))
    if link.state == LinkState.OPENED:
        raise Stale(_("The link was opened meanwhile."))
    now = timezone.now()
    link.state, link.content_ct, link.ended_at = LinkState.WITHDRAWN, None, link.ended_at or now
    link.save(update_fields=["state", "content_ct", "ended_at"])
    delivery.state, delivery.ended_by_id = How.WITHDRAWN, by.post_id
    delivery.ended_on = max(day_in_vietnam(now), delivery.sent_on)
    delivery.save(update_fields=["state", "ended_by", "ended_on"])
    audit.record(
        "papers.withdraw_link",
        by=by,
        subject_id=delivery.subject_id,
        part="papers",
        details={"sign": delivery.paper.sign},
    )
    return delivery


@transaction.atomic
def open_link(*, token: str, code: str, receiver: str, post: str, by: Staff | None = None) -> Opened:
    """Open a link, for somebody who does not sign in: the paper comes once, with the receipt that they gave.

    receiver, post: who says that they receive it, and in which post. by: set where somebody signed in opens it.
    """
    key = crypto.new_data_key()
    receipt = crypto.encrypt(key, f"{receiver.strip()}\n{post.strip()}", aad=_place("receiver_ct", token))
    with connection.cursor() as cursor:
        cursor.execute(
            "select outcome, tries_left, content, sign, subject, world from vt.open_link(%s, %s, %s, %s, %s)",
            [secrets.token_hash(token), secrets.code_hash(token, code), receipt, crypto.wrap(ring(), key), TRIES],
        )
        outcome, left, content, sign, subject, world = cursor.fetchone()
    if subject is not None or world is not None:
        audit.record(
            "papers.open_link", by=by, job="portal", subject_id=subject, part="papers", world=world,
            outcome="done" if outcome == GIVEN else "refused", details={"outcome": outcome},
        )  # fmt: skip
    if outcome != GIVEN:
        return Opened(outcome, left)
    plain = crypto.decrypt(secrets.content_key(token, code), content, aad=_place("content_ct", token))
    return Opened(outcome, 0, plain, sign)


def receiver_of(link: OneTimeLink) -> tuple[str, str]:
    """Give who said that they received the paper, and their post; empty before that."""
    if not link.receiver_ct or not link.wrapped:
        return "", ""
    place = crypto.aad_of(TABLE, "receiver_ct", bytes(link.token_hash).hex())
    text = crypto.decrypt_text(crypto.unwrap(ring(), link.wrapped), link.receiver_ct, aad=place)
    name, _line, post = text.partition("\n")
    return name, post


def link_state(token: str) -> str:
    """Give how a link stands: a state of LinkState, or unknown."""
    with connection.cursor() as cursor:
        cursor.execute("select vt.link_state(%s)", [secrets.token_hash(token)])
        return str(cursor.fetchone()[0])
