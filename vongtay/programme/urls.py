from django.urls import path

from vongtay.programme.views import activities, campaigns, imports

app_name = "programme"
urlpatterns = [
    path("activities/", activities.list_activities, name="activities"),
    path("activities/new/", activities.choose_kind, name="choose_kind"),
    path("activities/new/<slug:kind>/", activities.enter_activity, name="enter_activity"),
    path("activities/import/", imports.list_imports, name="imports"),
    path("activities/import/sample.xlsx", imports.sample, name="sample"),
    path("activities/import/<uuid:import_id>/", imports.show_import, name="import"),
    path("activities/import/<uuid:import_id>/<slug:act>/", imports.move, name="move_import"),
    path("activities/understood/", activities.show_understood, name="understood"),
    path("activities/<uuid:activity_id>/", activities.show_activity, name="activity"),
    path("activities/<uuid:activity_id>/correct/", activities.correct_activity, name="correct_activity"),
    path("activities/<uuid:activity_id>/take-back/", activities.take_back_activity, name="take_back_activity"),
    path("activities/<uuid:activity_id>/evidence/", activities.open_evidence, name="open_evidence"),
    path("campaigns/", campaigns.list_campaigns, name="campaigns"),
    path("campaigns/call/", campaigns.call_campaign, name="call_campaign"),
    path("campaigns/<uuid:campaign_id>/", campaigns.show_campaign, name="campaign"),
    path("campaigns/<uuid:campaign_id>/change/", campaigns.change_campaign, name="change_campaign"),
]
