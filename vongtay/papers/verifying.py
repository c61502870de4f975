"""The check code of a certificate-like paper: drawn below its signature, kept as a hash."""

from uuid import UUID

from vongtay.papers import secrets
from vongtay.papers.models import Paper, Verification
from vongtay.papers.sealing import new_seal

VERIFIABLE = frozenset({"confirmation", "decision"})  # codes of the templates whose papers bear a check code


def code_for(kind: str) -> str:
    """Give a new check code for a paper that bears one, else nothing."""
    return secrets.new_check_code() if kind in VERIFIABLE else ""


def keep_code(paper: Paper, code: str, *, person_id: UUID | None, data_key: bytes | None) -> None:
    """Keep the hash of the code beside the issued paper; the code itself stands on the paper and under the person's key alone."""
    if code:
        seal = new_seal(person_id, data_key)
        Verification(
            subject_id=paper.subject_id, paper=paper, body_id=paper.body_id, world=paper.world, code_hash=secrets.check_hash(code),
            **seal.columns,
        ).save(force_insert=True)  # fmt: skip
