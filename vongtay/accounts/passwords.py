"""What a password must be, in words of ours: Django says its length in English only."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    """Refuses a short password; its help is that of Django."""

    def get_error_message(self) -> str:
        return _("The password is too short: it needs at least %(n)s characters.") % {"n": self.min_length}
