from django.urls import path

from vongtay.programme.views import activities, campaigns, imports, surveys, training

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
    path("training/", training.list_courses, name="training"),
    path("training/new/", training.enter_course, name="enter_course"),
    path("training/<uuid:activity_id>/correct/", training.correct_course, name="correct_course"),
    path("surveys/", surveys.list_surveys, name="surveys"),
    path("surveys/new/", surveys.enter_survey, name="enter_survey"),
    path("surveys/<uuid:survey_id>/", surveys.show_survey, name="survey"),
    path("surveys/<uuid:survey_id>/correct/", surveys.correct_survey, name="correct_survey"),
    path("surveys/<uuid:survey_id>/take-back/", surveys.take_back_survey, name="take_back_survey"),
    path("campaigns/", campaigns.list_campaigns, name="campaigns"),
    path("campaigns/call/", campaigns.call_campaign, name="call_campaign"),
    path("campaigns/<uuid:campaign_id>/", campaigns.show_campaign, name="campaign"),
    path("campaigns/<uuid:campaign_id>/change/", campaigns.change_campaign, name="change_campaign"),
]
