"""Papers that several bodies agree to: hand-over minutes signed by both sides, and other joint papers and decisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vongtay.agencies.models import Body, Post
from vongtay.audit import actions as audit
from vongtay.cases.actions.letters import FromPaper
from vongtay.cases.actions.reception import add_step, locked, moment_of, require, require_paper
from vongtay.cases.models import Case, Joint, Referral, Signature
from vongtay.cases.permissions import Act
from vongtay.cases.rules import why_not_day
from vongtay.cases.states import Assent, JointKind, JointState, ReferralState, StepKind
from vongtay.common.access import NotAllowed, Refused, Staff, Stale
from vongtay.common.days import day_in_vietnam
from vongtay.papers.models import Cancellation, Paper
from vongtay.people.vault import Vault


@dataclass(frozen=True)
class Drawn:
    """What several bodies are to agree to: minutes of a hand-over (its two sides), or another paper with the bodies named."""

    on: date
    words: str
    bodies: Sequence[Body] = ()
    referral: Referral | None = None
    paper: Paper | None = None

    def __repr__(self) -> str:
        return f"Drawn({self.on})"


@dataclass(frozen=True)
class Signed:
    """What a body says: agreed or objected with a reason; who signs, by title; when."""

    answer: str
    at: datetime
    reason: str = ""
    signer: str = ""

    def __repr__(self) -> str:
        return f"Signed({self.answer})"


@transaction.atomic
def draw_joint(*, key: UUID, case: Case, drawn: Drawn, by: Staff) -> Joint:
    """Draw a joint paper up; it counts only once every body has agreed. The same `key` again gives the same paper."""
    require(Act.DRAW_JOINT, by, case)
    if (made := Joint.objects.filter(pk=key, case=case).first()) is not None:
        return made
    case = locked(case)
    bodies = _sides(case, drawn, by)
    kind = JointKind.MINUTES if drawn.referral else JointKind.PAPER
    joint = Joint(
        id=key, subject_id=case.subject_id, case=case, entered_by_id=by.post_id, kind=kind, referral=drawn.referral, body_id=by.body_id,
        on=drawn.on, paper=drawn.paper, words_ct=_sealed(case, key, drawn.words),
    )  # fmt: skip
    joint.save(force_insert=True)
    for body in bodies:
        Signature(subject_id=case.subject_id, case=case, entered_by_id=by.post_id, joint=joint, body=body).save(
            force_insert=True
        )
    details = {"to": ", ".join(body.short_name for body in bodies if body.id != by.body_id)}
    add_step(case, StepKind.JOINT_DRAWN, by=by, at=moment_of(drawn.on), details=details)
    audit.record(
        Act.DRAW_JOINT,
        by=by,
        subject_id=case.subject_id,
        details={"kind": kind, "bodies": sorted(b.code for b in bodies)},
    )
    return joint


def _sealed(case: Case, key: UUID, words: str) -> bytes | None:
    return Vault.of(case.person_id).seal("cases_joint", "words_ct", key, words.strip())


def _sides(case: Case, drawn: Drawn, by: Staff) -> list[Body]:
    """Give the bodies that must agree. Errors: Refused with what is wrong."""
    reasons = why_not_day(drawn.on, event_on=case.event_on, today=day_in_vietnam(timezone.now()))
    referral = drawn.referral
    if referral is None:
        bodies = {body.id: body for body in drawn.bodies} | {by.body_id: Body.objects.get(pk=by.body_id)}
    else:
        bodies = {referral.from_body_id: referral.from_body, referral.to_body_id: referral.to_body}
        reasons += _why_no_minutes(case, referral, by)
    if len(bodies) < 2:
        reasons.append(_("Name at least one other body that must agree."))
    if drawn.paper is not None and drawn.paper.subject_id != case.subject_id:
        reasons.append(_("This paper belongs to another case."))
    elif drawn.paper is not None and Cancellation.objects.filter(paper=drawn.paper).exists():
        reasons.append(_("This paper was taken back: choose one that holds."))
    if not drawn.words.strip():
        reasons.append(_("Say what is agreed."))
    outside = [body.short_name for body in bodies.values() if body.signs_in and body.id not in case.bodies]
    if outside:
        reasons.append(_("Not in this case: %(bodies)s. Send a notice first.") % {"bodies": ", ".join(outside)})
    if reasons:
        raise Refused(*reasons)
    return sorted(bodies.values(), key=lambda body: body.sort_key)


def _why_no_minutes(case: Case, referral: Referral, by: Staff) -> list[str]:
    reasons = []
    if referral.case_id != case.pk or referral.state != ReferralState.ACCEPTED:
        reasons.append(_("Minutes are drawn up of a hand-over of this case that was accepted."))
    if Joint.objects.filter(referral=referral, kind=JointKind.MINUTES).exists():
        reasons.append(_("This hand-over has its minutes already."))
    if by.body_id not in {referral.from_body_id, referral.to_body_id}:
        reasons.append(_("Minutes are drawn up by one of the two sides."))
    return reasons


@transaction.atomic
def sign_joint(*, signature: Signature, signed: Signed, by: Staff, from_paper: FromPaper | None = None) -> Joint:
    """Let a body agree to a joint paper, or object with a reason; an objection may later become an agreement.

    The paper is final when all have agreed: two that sign at once wait for each other.
    from_paper: the other body's own paper from which its word is entered.
    """
    joint = Joint.objects.select_for_update(of=("self",)).select_related("case").get(pk=signature.joint_id)
    signature = Signature.objects.select_for_update(of=("self",)).select_related("body", "joint").get(pk=signature.pk)
    require(Act.SIGN_JOINT, by, signature)
    _check_word(joint, signature, signed)
    require_paper(signature.body_id, by, from_paper)
    case = joint.case
    post = Post.objects.get(pk=by.post_id)
    own = signature.body_id == by.body_id
    signature.answer, signature.signed_at, signature.signed_by_id = signed.answer, signed.at, by.post_id
    signature.signer = signed.signer.strip() or (post.title or str(post.get_role_display()) if own else "")
    vault = Vault.of(case.person_id)
    signature.reason_ct = vault.seal("cases_signature", "reason_ct", signature.pk, signed.reason.strip())
    if from_paper is not None:
        signature.source_sign, signature.source_on, signature.scan_id = (
            from_paper.sign,
            from_paper.on,
            from_paper.scan_id,
        )
    signature.save()
    objects = signed.answer == Assent.OBJECTED
    add_step(
        case, StepKind.JOINT_OBJECTED if objects else StepKind.JOINT_AGREED, by=by, at=signed.at, note=signed.reason.strip(),
        acted_by_body_id=signature.body_id, from_paper=from_paper,
    )  # fmt: skip
    audit.record(
        Act.SIGN_JOINT,
        by=by,
        subject_id=case.subject_id,
        details={"answer": signed.answer, "body": signature.body.code},
    )
    _settle_joint(joint, by, signed.at)
    return joint


def _check_word(joint: Joint, signature: Signature, signed: Signed) -> None:
    if joint.state == JointState.FINAL or signature.answer == Assent.AGREED:
        raise Stale(_("This body has agreed already."))
    if signed.answer not in Assent.values:
        raise Refused(_("Agree or object."))
    if signed.answer == Assent.OBJECTED and not signed.reason.strip():
        raise Refused(_("An objection needs its reason."))
    if day_in_vietnam(signed.at) < joint.on or signed.at > timezone.now() + timedelta(minutes=5):
        raise Refused(_("The signature lies before the paper, or in the future."))


def _settle_joint(joint: Joint, by: Staff, at: datetime) -> None:
    """Say where the paper stands after a word: the last agreement makes it final."""
    answers = list(joint.signatures.values_list("answer", flat=True))
    if all(answer == Assent.AGREED for answer in answers):
        joint.state, joint.final_at = JointState.FINAL, timezone.now()
        add_step(joint.case, StepKind.JOINT_FINAL, by=by, at=at)
    else:
        joint.state = JointState.DISPUTED if Assent.OBJECTED in answers else JointState.OPEN
    joint.version += 1
    joint.save()


@transaction.atomic
def redraw_joint(*, joint: Joint, words: str, version: int, by: Staff) -> Joint:
    """Word a joint paper anew after a dispute: all bodies are asked again; the former words stay in the timeline."""
    joint = Joint.objects.select_for_update(of=("self",)).select_related("case").get(pk=joint.pk)
    require(Act.DRAW_JOINT, by, joint.case)
    if joint.body_id != by.body_id:
        raise NotAllowed(_("The body that drew the paper up words it anew."))
    if joint.version != version or joint.state == JointState.FINAL:
        raise Stale(_("This paper was signed meanwhile. Look at it again."))
    if not words.strip():
        raise Refused(_("Say what is agreed."))
    vault = Vault.of(joint.case.person_id)
    former = vault.open("cases_joint", "words_ct", joint.pk, joint.words_ct)
    add_step(joint.case, StepKind.JOINT_DRAWN, by=by, at=timezone.now(), note=_("Before:") + "\n" + former)
    joint.words_ct = _sealed(joint.case, joint.pk, words) or b""
    joint.state, joint.version = JointState.OPEN, version + 1
    joint.save()
    joint.signatures.update(
        answer="", signed_at=None, signed_by=None, reason_ct=None, signer="", source_sign="", source_on=None, scan=None
    )
    audit.record(Act.DRAW_JOINT, by=by, subject_id=joint.subject_id, details={"kind": joint.kind, "again": True})
    return joint
