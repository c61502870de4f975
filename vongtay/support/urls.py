from django.urls import path

from vongtay.support.views import overview, stays

app_name = "support"
urlpatterns = [
    path("lodgings/", stays.list_lodgings, name="lodgings"),
    path("<str:code>/", overview.show_support, name="show"),
    path("<str:code>/regimes/<slug:regime>/", overview.rule_on, name="rule_on"),
    path("<str:code>/stays/", stays.show_stays, name="stays"),
    path("<str:code>/stays/<uuid:stay_id>/admission/", stays.decide_admission, name="decide_admission"),
    path("<str:code>/stays/<uuid:stay_id>/extend/", stays.extend_stay, name="extend_stay"),
    path("<str:code>/stays/<uuid:stay_id>/discharge/", stays.discharge, name="discharge"),
    path("<str:code>/stays/<uuid:stay_id>/transfer/", stays.transfer, name="transfer"),
    path("<str:code>/stays/decisions/<uuid:decision_id>/take-back/", stays.take_back, name="take_back_stay_decision"),
]
