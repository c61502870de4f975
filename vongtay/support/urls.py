from django.urls import path

from vongtay.support.views import closing, home_again, links, overview, settings

app_name = "support"
urlpatterns = [
    path("at-home/", home_again.list_at_home, name="at_home"),
    path("waiting/", links.list_waiting, name="waiting"),
    path("providers/", links.list_providers, name="providers"),
    path("providers/enter/", links.enter_provider, name="enter_provider"),
    path("providers/<uuid:provider_id>/", links.change_provider, name="change_provider"),
    path("visit-rule/", settings.change_visit_rule, name="visit_rule"),
    path("outcomes/", settings.show_outcomes, name="outcomes"),
    path("<str:code>/", overview.show_support, name="show"),
    path("<str:code>/regimes/<slug:regime>/", overview.rule_on, name="rule_on"),
    path("<str:code>/home/", home_again.show_home, name="home"),
    path("<str:code>/home/return/", home_again.bring_home, name="bring_home"),
    path("<str:code>/home/visit/", home_again.record_visit, name="visit"),
    path("<str:code>/home/helper/", home_again.name_helper, name="name_helper"),
    path("<str:code>/home/helper/<uuid:helper_id>/end/", home_again.end_helper, name="end_helper"),
    path("<str:code>/close/", closing.propose_closure, name="close"),
    path("<str:code>/close/answer/", closing.decide_closure, name="decide_closure"),
    path("<str:code>/reopen/", closing.reopen_support, name="reopen"),
    path("<str:code>/links/", links.show_links, name="links"),
    path("<str:code>/links/send/", links.send_link, name="send_link"),
    path("<str:code>/links/<uuid:link_id>/answer/", links.answer_link, name="answer_link"),
]
