from django.urls import path

from vongtay.support.views import overview

app_name = "support"
urlpatterns = [
    path("<str:code>/", overview.show_support, name="show"),
    path("<str:code>/regimes/<slug:regime>/", overview.rule_on, name="rule_on"),
]
