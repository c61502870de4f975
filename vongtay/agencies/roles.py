"""The roles of a post, the parts of a protected subject, the worlds; and which role may reach which part."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    RECEIVER = "receiver", _("Receiver")
    CASE_WORKER = "case_worker", _("Case worker")
    VERIFIER = "verifier", _("Verifier")
    DECIDER = "decider", _("Decider")
    CLERK = "clerk", _("Clerk")
    LEGAL_OFFICER = "legal_officer", _("Legal officer")
    REPORTER = "reporter", _("Reporter")
    HEAD = "head", _("Head")
    ADMINISTRATOR = "administrator", _("Administrator")
    AUDITOR = "auditor", _("Auditor")
    STATISTICIAN = "statistician", _("Statistician")
    SERVICE = "service", _("Job")


class Part(TextChoices):
    IDENTITY = "identity", _("Identity")
    CONTACT = "contact", _("Contact")
    HEALTH = "health", _("Health")
    STATEMENT = "statement", _("Statement")
    OFFENCE = "offence", _("Offence")
    SHELTER = "shelter", _("Shelter")
    SUPPORT = "support", _("Support")
    PAPERS = "papers", _("Papers")


class World(TextChoices):
    REAL = "real", _("Real")
    TRAINING = "training", _("Training")
    DRILL = "drill", _("Drill")
    DEMO = "demo", _("Demo")


_ALL = frozenset(Part)
_CASE_ROLES = frozenset({Role.RECEIVER, Role.CASE_WORKER, Role.VERIFIER, Role.DECIDER, Role.CLERK, Role.HEAD})

# Role -> parts, never more than what the body was granted. Roles that have no row here reach no case at all.
PARTS: dict[Role, frozenset[Part]] = {
    Role.RECEIVER: _ALL - {Part.OFFENCE},
    Role.CASE_WORKER: _ALL - {Part.OFFENCE},
    Role.VERIFIER: _ALL - {Part.SHELTER},
    Role.DECIDER: _ALL - {Part.SHELTER},
    Role.CLERK: frozenset({Part.PAPERS}),
    Role.LEGAL_OFFICER: frozenset(),
    Role.REPORTER: frozenset(),
    Role.HEAD: frozenset({Part.SUPPORT, Part.PAPERS, Part.STATEMENT}),
    Role.ADMINISTRATOR: frozenset(),
    Role.AUDITOR: frozenset(),
    Role.STATISTICIAN: frozenset(),
    Role.SERVICE: frozenset(),
}

MAY_SEE_CASES = _CASE_ROLES
MAY_COUNT = frozenset({Role.REPORTER, Role.HEAD, Role.STATISTICIAN})
