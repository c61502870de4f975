"""Who issues a paper or a table of a body: its head, and who signs for it."""

from datetime import date

from vongtay.agencies.models import Body, Post
from vongtay.agencies.roles import Role
from vongtay.common.access import Staff
from vongtay.papers.blocks.templates.common import Issuer

WORLD_NOTICES = {
    "demo": "Dữ liệu giả định - bản trình diễn", "training": "Dữ liệu giả định - bản tập huấn", "drill": "Dữ liệu giả định - bản diễn tập",
    "real": None,
}  # fmt: skip


def issuer_of(staff: Staff, on: date, *, letters: str = "", number: int | None = None) -> Issuer:
    """Give the head of a paper of the body of `staff`; the signature is left to whoever signs. letters: the kind in its sign."""
    body = Body.objects.select_related("place").get(pk=staff.body_id)
    held = Post.objects.filter(body=body, role=Role.HEAD, world=staff.world, valid_to__isnull=True)
    head = held.select_related("user").order_by("valid_from").first()
    return Issuer(
        parent_body=body.parent_name, body=body.name, symbol=f"{letters}-{body.symbol}", place=body.seat, number=number, on=on,
        signer_title=head.title if head else "Thủ trưởng đơn vị", signer_name=head.user.full_name if head and head.user else None,
        recipients=("Như trên",), world_notice=WORLD_NOTICES[staff.world],
    )  # fmt: skip
