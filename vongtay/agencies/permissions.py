"""Who keeps the posts of a province, and who reads the list."""

from enum import StrEnum

from vongtay.agencies.models import Body, Post
from vongtay.agencies.roles import Role
from vongtay.common.access import Rule, Staff, all_of, has_role


class Act(StrEnum):
    READ_POSTS = "agencies.read_posts"
    GIVE_POST = "agencies.give_post"
    END_POST = "agencies.end_post"
    END_SESSION = "agencies.end_session"
    KEEP_CONTACTS = "agencies.keep_contacts"
    KEEP_ROSTER = "agencies.keep_roster"


def is_of_province(staff: Staff, record: Body | Post) -> bool:
    """Say whether a body, or the body of a post, lies in the province of `staff`."""
    body = record.body if isinstance(record, Post) else record
    return body.province_id == staff.province_id


_ADMINISTRATOR = has_role(Role.ADMINISTRATOR)


def keeps_roster(staff: Staff, record: Body) -> bool:
    """Say whether `staff` keeps the roster of a body: its own head or clerk, or the administrator of its province."""
    if staff.role == Role.ADMINISTRATOR:
        return record.province_id == staff.province_id
    return staff.role in {Role.HEAD, Role.CLERK} and record.id == staff.body_id


RULES: dict[str, Rule] = {
    Act.READ_POSTS: has_role(Role.ADMINISTRATOR, Role.HEAD),
    Act.GIVE_POST: all_of(_ADMINISTRATOR, is_of_province),
    Act.END_POST: all_of(_ADMINISTRATOR, is_of_province),
    Act.KEEP_CONTACTS: all_of(_ADMINISTRATOR, is_of_province),
    Act.KEEP_ROSTER: keeps_roster,
    Act.END_SESSION: all_of(_ADMINISTRATOR, is_of_province),
}
