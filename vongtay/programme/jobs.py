"""Work that goes on after a page was answered."""

from uuid import UUID

from vongtay.agencies.actions import in_steps
from vongtay.programme import actions


def advance_import(import_id: UUID, post_id: UUID) -> int:
    """Do what the state of a spreadsheet asks for, as the post that asked. Gives how many pieces were done. Safe to run again."""
    return in_steps(post_id, lambda by: actions.steps_of(import_id, by))
