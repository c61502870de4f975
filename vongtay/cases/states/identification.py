"""What identification, protection, the criminal case and the grounds of sharing distinguish, as data."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Element(TextChoices):
    """The elements of Art. 2(1); for somebody under 18 at the act the means are not asked."""

    ACT = "act", pgettext_lazy("element", "Act")
    MEANS = "means", _("Means")
    PURPOSE = "purpose", _("Purpose")


class Result(TextChoices):
    FOUND = "found", _("Found")
    NOT_FOUND = "not_found", _("Not found")
    UNKNOWN = "unknown", _("Not known")


class InquiryState(TextChoices):
    ASKED = "asked", _("Waiting for an answer")
    ANSWERED = "answered", _("Answered with material")
    NIL = "nil", _("Answered: nothing found")


class Scheme(TextChoices):
    """What a case is coded for; `country` of the route by its place on the way."""

    EXPLOITATION = "exploitation", _("Exploitation")
    SETTING = "setting", _("Where it took place")
    CONTROL = "control", _("How the person was controlled")
    RECRUITMENT = "recruitment", _("How the person was recruited")
    ORIGIN = "origin", _("Origin")
    TRANSIT = "transit", _("Transit")
    DESTINATION = "destination", _("Destination")


# The list from which a scheme takes its codes, where it is not its own.
LIST_OF = {Scheme.ORIGIN: "country", Scheme.TRANSIT: "country", Scheme.DESTINATION: "country"}


class ItemKind(TextChoices):
    PHONE = "phone", _("Phone number")
    ACCOUNT = "account", _("Account of a network or app")
    PAGE = "page", _("Page or group")
    BANK_ACCOUNT = "bank_account", _("Bank account")
    VEHICLE = "vehicle", _("Vehicle plate")


class Stage(TextChoices):
    TIP = "tip", _("Report of a crime taken in")
    PROSECUTION = "prosecution", _("Criminal case opened")
    INVESTIGATION = "investigation", _("Investigation")
    CHARGE = "charge", _("Charges brought")
    TRIAL = "trial", _("Trial")
    VERDICT = "verdict", _("Verdict")


class Article(TextChoices):
    A150 = "150", _("Criminal Code Art. 150")
    A151 = "151", _("Criminal Code Art. 151")
    OTHER = "other", _("Another article")
    UNKNOWN = "", _("Not known")


class StageOutcome(TextChoices):
    ONGOING = "ongoing", _("Going on")
    FORWARDED = "forwarded", _("Passed on to the next stage")
    SUSPENDED = "suspended", _("Suspended")
    STOPPED = "stopped", _("Stopped")
    NOT_OPENED = "not_opened", _("No criminal case opened")
    CONVICTED = "convicted", _("Convicted")
    ACQUITTED = "acquitted", _("Acquitted")


class ProtectionState(TextChoices):
    ASKED = "asked", _("Requested")
    ORDERED = "ordered", _("In force")
    DENIED = "denied", _("Not ordered")
    REFUSED = "refused", _("Refused by the person")
    ENDED = "ended", _("Ended")


class AppealBy(TextChoices):
    PERSON = "person", _("The person")
    REPRESENTATIVE = "representative", _("Legal representative")
    BODY = "body", _("Another body")
    OWN = "own", _("Our own review")


class ReviewOutcome(TextChoices):
    UPHELD = "upheld", _("The decision stands")
    CHANGED = "changed", _("To be decided anew")
    REVOKED = "revoked", _("The decision is revoked")


class GroundKind(TextChoices):
    """Art. 19(1) a-d of the law on personal data, a live consent, or an override that is explained and logged."""

    A = "a", _("a) Urgent protection of life, health, honour or rights")
    B = "b", _("b) Emergency, or the fight against crime and breaches of law")
    C = "c", _("c) Work of state bodies as the law provides")
    D = "d", _("d) Agreement with the person")
    CONSENT = "consent", _("Consent of the person")
    OVERRIDE = "override", _("No ground, shared all the same: say why")


class Purpose(TextChoices):
    """What something is shared for. Consent is given for one of them and for no other."""

    REFERRAL = "referral", _("Reception, verification, support by a competent body")
    SUPPORT = "support", _("Support by an organisation")
    BANK = "bank", _("A loan or a bank account")
    EMPLOYER = "employer", _("Work or training")
    LEGAL = "legal", _("Legal aid, compensation")
    PRESS = "press", _("Press and communication")
    RESEARCH = "research", _("Research")


class ConsentHow(TextChoices):
    SIGNED = "signed", _("Signed paper")
    SPOKEN = "spoken", _("Spoken before a witness")
    RECORDED = "recorded", _("Recorded")
