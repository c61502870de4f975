"""Check codes: printed on certificate-like papers, asked about by anybody, revoked with a reason."""

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.common.access import Refused, Staff, Stale
from vongtay.papers import secrets
from vongtay.papers.actions.deliveries import require
from vongtay.papers.actions.issuing import NOBODY, Owner
from vongtay.papers.models import Paper, Verification
from vongtay.papers.permissions import Act
from vongtay.papers.sealing import seal_of
from vongtay.papers.states import Door

STRETCH = 600  # seconds
MOST = {Door.CHECK: 30, Door.LINK: 30}  # requests from one address in a stretch


def may_knock(door: Door, address: str) -> bool:
    """Count a request of somebody who does not sign in; say whether it may go on."""
    with connection.cursor() as cursor:
        cursor.execute("select vt.knock(%s, %s, %s, %s)", [door, secrets.source_hash(address), MOST[door], STRETCH])
        return bool(cursor.fetchone()[0])


def check(code: str) -> str:
    """Say issued, revoked or unknown, by the same work for every code."""
    with connection.cursor() as cursor:
        cursor.execute("select vt.check_paper(%s)", [secrets.check_hash(code)])
        return str(cursor.fetchone()[0])


@transaction.atomic
def revoke(*, paper: Paper, reason: str, by: Staff, owner: Owner = NOBODY) -> Verification:
    """Revoke a paper: whoever checks its code hears so. The reason stays inside."""
    require(Act.REVOKE, by, paper)
    found = Verification.objects.select_for_update().filter(paper=paper).first()
    if found is None:
        raise Refused(_("This paper bears no check code."))
    if found.revoked_at:
        raise Stale(_("This paper was revoked already."))
    if not reason.strip():
        raise Refused(_("Say why the paper is revoked."))
    found.reason_ct = seal_of(found, owner.data_key).close("papers_verification", "reason_ct", found.pk, reason.strip())
    found.revoked_at, found.revoked_by_id = timezone.now(), by.post_id
    found.save(update_fields=["reason_ct", "revoked_at", "revoked_by"])
    audit.record(Act.REVOKE, by=by, subject_id=paper.subject_id, part="papers", details={"sign": paper.sign})
    return found
