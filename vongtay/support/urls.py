from django.urls import path

from vongtay.support.views import daybook, overview, stays

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
    path("<str:code>/stays/<uuid:stay_id>/book/", daybook.show_book, name="book"),
    path("<str:code>/stays/<uuid:stay_id>/book/note/", daybook.note_day, name="note_day"),
    path("<str:code>/stays/<uuid:stay_id>/book/belongings/", daybook.receive_belongings, name="receive_belongings"),
    path("<str:code>/stays/<uuid:stay_id>/book/incident/", daybook.record_incident, name="record_incident"),
    path("<str:code>/stays/belongings/<uuid:belonging_id>/receipt/", daybook.show_receipt, name="receipt"),
    path("<str:code>/stays/belongings/<uuid:belonging_id>/back/", daybook.give_back, name="give_back"),
]
