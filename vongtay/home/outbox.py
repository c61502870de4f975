"""Sending what waits in an outbox: one mail after the other, none of them twice."""

from collections.abc import Callable
from smtplib import SMTPException
from typing import TypeVar

from vongtay.agencies.actions import acting_as
from vongtay.agencies.models import Post
from vongtay.common.access import Staff
from vongtay.tasks import mail
from vongtay.tasks.mail import Words

MOST = 500
Row = TypeVar("Row")


def send_waiting(
    post: Post, claim: Callable[[Staff], tuple[Row, str, Words] | None], note: Callable[[Row, str, Staff], object]
) -> int:  # fmt: skip
    """Send what waits. Gives how many went out.

    claim: gives the next row, its address (none: it is not sent) and its words; note: keeps the error, empty where it went out.
    Three transactions a mail: claim, (send,) note. Killed in between, a mail is given up, never sent again.
    """
    sent = 0
    for _turn in range(MOST if mail.is_set() else 0):
        with acting_as(post) as staff:
            claimed = claim(staff)
        if claimed is None:
            break
        row, address, words = claimed
        if not address:
            continue
        error = ""
        try:
            mail.send(address, words)
        except (OSError, SMTPException) as failed:
            error = type(failed).__name__
        with acting_as(post) as staff:
            note(row, error, staff)
        sent += not error
    return sent
