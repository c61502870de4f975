from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.roles import Part
from vongtay.cases.more import MORE, More


class SupportConfig(AppConfig):
    name = "vongtay.support"

    def ready(self) -> None:
        """Put our pages among the further pages of a case."""
        MORE.append(More("support:show", _("Support"), Part.SUPPORT))
        MORE.append(More("support:plan", _("Needs and plan"), Part.SUPPORT))
        MORE.append(More("support:family", _("Family"), Part.SUPPORT))
        MORE.append(More("support:sheet", _("Information sheet for the person"), Part.SUPPORT))
        MORE.append(More("support:stays", _("Stays and decisions on them"), Part.SUPPORT))
