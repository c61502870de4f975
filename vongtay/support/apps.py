from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from vongtay.agencies.roles import Part
from vongtay.cases.more import LOOPS, MORE, WARNINGS, LoopKind, More


class SupportConfig(AppConfig):
    name = "vongtay.support"

    def ready(self) -> None:
        """Put our pages among the further pages of a case, our links among the loops, and warn of who was received before."""
        MORE.append(More("support:show", _("Support"), Part.SUPPORT))
        MORE.append(More("support:plan", _("Needs and plan"), Part.SUPPORT))
        MORE.append(More("support:family", _("Family"), Part.SUPPORT))
        MORE.append(More("support:sheet", _("Information sheet for the person"), Part.SUPPORT))
        MORE.append(More("support:stays", _("Stays and decisions on them"), Part.SUPPORT))
        MORE.append(More("support:home", _("Home again"), Part.SUPPORT))
        MORE.append(More("support:links", _("Links to other programmes"), Part.SUPPORT))
        WARNINGS["again"] = (
            "select from vt.known_before(%(subject)s) k where k.is_earlier",
            "vongtay.support.warnings.warn_again",
        )
        LOOPS["link"] = LoopKind(
            _("Request to another programme without an answer"),
            "vongtay.support.queries.links.open_links",
            "select * from vt.link_loops(%s, %s)",
        )
