from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.roles import Part
from vongtay.cases.more import MORE, More


class SupportConfig(AppConfig):
    name = "vongtay.support"

    def ready(self) -> None:
        """Put our page among the further pages of a case."""
        MORE.append(More("support:show", _("Support"), Part.SUPPORT))
        MORE.append(More("support:stays", _("Stays and decisions on them"), Part.SUPPORT))
