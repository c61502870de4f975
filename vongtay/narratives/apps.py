from django.apps import AppConfig

from vongtay.papers.citing import TELLERS, Teller


class NarrativesConfig(AppConfig):
    name = "vongtay.narratives"

    def ready(self) -> None:
        """Tell the register of documents where reports cite them."""
        TELLERS.append(Teller("vongtay.narratives.queries.cited_counts", "vongtay.narratives.queries.citing"))
