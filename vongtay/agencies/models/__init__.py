"""Dated places and bodies, the posts that staff hold in them, and the sessions opened for a post."""

from vongtay.agencies.models.bodies import Body
from vongtay.agencies.models.contacts import Contact, ContactKind, Duty
from vongtay.agencies.models.counts import SmallCount
from vongtay.agencies.models.places import Place, PlaceSuccession
from vongtay.agencies.models.posts import Mandate, OpenSession, Post, RolePart

__all__ = [
    "Body",
    "Contact",
    "ContactKind",
    "Duty",
    "Mandate",
    "OpenSession",
    "Place",
    "PlaceSuccession",
    "Post",
    "RolePart",
    "SmallCount",
]
