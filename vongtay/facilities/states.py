"""The words of rooms, beds and stays, as data."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    SOCIAL = "social", _("Social assistance facility")
    VICTIM = "victim", _("Support facility under the trafficking law")
    RECEPTION = "reception", _("Reception place")
    HOUSE = "house", _("Safe house")
    OTHER = "other", _("Other place")


class SexRule(TextChoices):
    """For whom a room is. A family room holds one family at a time."""

    WOMEN = "women", pgettext_lazy("room", "Women")
    MEN = "men", pgettext_lazy("room", "Men")
    ANY = "any", pgettext_lazy("room", "Anybody")
    FAMILY = "family", pgettext_lazy("room", "A family together")


class Suit(TextChoices):
    """What a room offers beyond beds, and what somebody may need."""

    STEP_FREE = "step_free", _("No steps")
    CARER = "carer", _("A carer near by")
    APART = "apart", _("Apart, for the sick")
    INFANT = "infant", _("For an infant")


class BedKind(TextChoices):
    BED = "bed", pgettext_lazy("furniture", "Bed")
    COT = "cot", pgettext_lazy("furniture", "Cot")


class OutReason(TextChoices):
    REPAIR = "repair", _("Being repaired")
    CLEANING = "cleaning", _("Being cleaned")
    INFECTION = "infection", _("Closed because of an infection")
    OTHER = "other", pgettext_lazy("bed", "Another reason")


class BedState(TextChoices):
    FREE = "free", pgettext_lazy("bed", "Free")
    TAKEN = "taken", pgettext_lazy("bed", "Taken")
    HELD = "held", pgettext_lazy("bed", "Reserved")
    OUT = "out", pgettext_lazy("bed", "Out of service")


class Ground(TextChoices):
    """Why somebody was given a place. Codes of ours: none of them prints an article."""

    SAFETY = "safety", _("Safety at once")
    IDENTIFYING = "identifying", _("Lodging while the case is verified")
    SUPPORT = "support", _("Support after the decision")
    WITH_FAMILY = "with_family", _("Stays with their family")
    MASS = "mass", _("Reception of many people")
    OTHER = "other", pgettext_lazy("ground", "Another ground")


class EndGround(TextChoices):
    HOME = "home", _("Went home")
    OWN_WISH = "own_wish", _("Left by their own wish")
    HANDED_OVER = "handed_over", _("Handed over to another body")
    HOSPITAL = "hospital", _("Went to hospital")
    MOVED = "moved", _("Moved to another bed")
    OTHER = "other", pgettext_lazy("ground", "Another ground")


class Correction(TextChoices):
    TIME = "time", _("The time was wrong")
    PERSON = "person", _("It was another person")
    NEVER = "never", _("Nobody came")


class Function(TextChoices):
    """What staff of a facility do."""

    MEDICAL = "medical", pgettext_lazy("staff", "Medical")
    COUNSEL = "counsel", pgettext_lazy("staff", "Counselling")
    CARE = "care", pgettext_lazy("staff", "Care")
    GUARD = "guard", pgettext_lazy("staff", "Guard")
    OTHER = "other", pgettext_lazy("staff", "Other work")


class DayKind(TextChoices):
    """What a facility notes of a day, beside what stands under each person."""

    MEALS = "meals", pgettext_lazy("day", "Meals served")
    NIGHT = "night", pgettext_lazy("day", "Night shift")
    EVENT = "event", pgettext_lazy("day", "Something that happened in the house")
    NOTE = "note", pgettext_lazy("day", "Note")
