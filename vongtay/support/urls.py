from django.urls import path

from vongtay.support.views import family, overview, plan, sheets, talks

app_name = "support"
urlpatterns = [
    path("sheets/", sheets.list_sheets, name="sheets"),
    path("sheets/add/", sheets.put_up_sheet, name="put_up_sheet"),
    path("sheets/<uuid:sheet_id>.pdf", sheets.open_sheet, name="open_sheet"),
    path("sheets/<slug:language>/", sheets.read_sheet, name="read_sheet"),
    path("<str:code>/", overview.show_support, name="show"),
    path("<str:code>/regimes/<slug:regime>/", overview.rule_on, name="rule_on"),
    path("<str:code>/plan/", plan.show_plan, name="plan"),
    path("<str:code>/plan/begin/", plan.begin_plan, name="begin_plan"),
    path("<str:code>/plan/compare/", plan.compare_versions, name="compare"),
    path("<str:code>/plan/<int:version>/", plan.show_version, name="version"),
    path("<str:code>/plan/<int:version>/wishes/", plan.write_wishes, name="write_wishes"),
    path("<str:code>/plan/<int:version>/goals/", plan.write_goal, name="add_goal"),
    path("<str:code>/plan/<int:version>/goals/<uuid:goal_id>/", plan.write_goal, name="write_goal"),
    path("<str:code>/plan/<int:version>/goals/<uuid:goal_id>/measures/", plan.write_measure, name="add_measure"),
    path(
        "<str:code>/plan/<int:version>/goals/<uuid:goal_id>/measures/<uuid:measure_id>/",
        plan.write_measure,
        name="write_measure",
    ),
    path("<str:code>/plan/<int:version>/take-out/<uuid:line>/", plan.take_out, name="take_out"),
    path("<str:code>/plan/<int:version>/propose/", plan.propose_plan, name="propose_plan"),
    path("<str:code>/plan/<int:version>/approve/", plan.approve_plan, name="approve_plan"),
    path("<str:code>/plan/<int:version>/send-back/", plan.send_back_plan, name="send_back_plan"),
    path("<str:code>/needs/score/", talks.score_needs, name="score_needs"),
    path("<str:code>/conferences/add/", talks.hold_conference, name="hold_conference"),
    path("<str:code>/feedback/add/", talks.record_feedback, name="record_feedback"),
    path("<str:code>/settle/<uuid:row_id>/", talks.settle, name="settle"),
    path("<str:code>/family/", family.show_family, name="family"),
    path("<str:code>/family/add/", family.name_kin, name="name_kin"),
    path("<str:code>/family/<uuid:kinship_id>/take-back/", family.take_back_kin, name="take_back_kin"),
    path("<str:code>/sheet/", sheets.show_sheet, name="sheet"),
    path("<str:code>/sheet/handed/", sheets.hand_sheet, name="hand_sheet"),
]
