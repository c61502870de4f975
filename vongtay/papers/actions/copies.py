"""The signed copy of an issued paper."""

from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from vongtay.audit import actions as audit
from vongtay.common.access import Refused, Staff
from vongtay.papers.actions.deliveries import Upload, require
from vongtay.papers.actions.issuing import NOBODY, Owner, store_file
from vongtay.papers.files import bears_signature
from vongtay.papers.models import Paper, SignedCopy
from vongtay.papers.permissions import Act


@transaction.atomic
def add_signed_copy(*, paper: Paper, upload: Upload, by: Staff, owner: Owner = NOBODY) -> SignedCopy:
    """Attach the signed paper. A digital signature in it is seen, not verified: nobody is told that it holds."""
    require(Act.DELIVER, by, paper)
    digest = sha256(upload.content).digest()
    Paper.objects.select_related(None).get(pk=paper.pk)
    if SignedCopy.objects.filter(paper=paper, sha256=digest).exists():
        raise Refused(_("This file is attached already."))
    stored = store_file(content=upload.content, name=upload.name, by=by, owner=owner)
    copy = SignedCopy(
        subject_id=paper.subject_id, paper=paper, body_id=paper.body_id, world=paper.world, file=stored, sha256=digest,
        bears_signature=bears_signature(upload.content), added_by_id=by.post_id,
    )  # fmt: skip
    copy.save(force_insert=True)
    audit.record(
        "papers.add_signed_copy", by=by, subject_id=paper.subject_id, part="papers", details={"sign": paper.sign}
    )
    return copy
