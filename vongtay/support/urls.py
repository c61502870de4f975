from django.urls import path

from vongtay.support.views import applications, ledger, money, norms, overview

app_name = "support"
urlpatterns = [
    path("norms/", norms.list_norms, name="norms"),
    path("norms/new/", norms.enter_norm, name="enter_norm"),
    path("norms/<uuid:norm_id>/end/", norms.end_norm, name="end_norm"),
    path("money/", money.show_money, name="money"),
    path("money/<int:year>/enter/", money.enter_estimate, name="enter_estimate"),
    path("<str:code>/", overview.show_support, name="show"),
    path("<str:code>/regimes/<slug:regime>/", overview.rule_on, name="rule_on"),
    path("<str:code>/ledger/", ledger.show_ledger, name="ledger"),
    path("<str:code>/ledger/travel/", ledger.pay_travel, name="pay_travel"),
    path("<str:code>/ledger/<uuid:entry_id>/take-back/", ledger.take_back, name="take_back"),
    path("<str:code>/ledger/<uuid:entry_id>/receipt/", ledger.show_receipt, name="receipt"),
    path("<str:code>/ledger/<slug:regime>/new/", ledger.book, name="book"),
    path("<str:code>/applications/new/", applications.take_application, name="take_application"),
    path(
        "<str:code>/applications/<uuid:application_id>/answer/",
        applications.answer_application,
        name="answer_application",
    ),
]
