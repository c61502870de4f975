from django.urls import URLPattern, path

from vongtay.programme.views import businesses, findings, inspections, money, points, teams

app_name = "programme"
urlpatterns: list[URLPattern] = []

# inspections
urlpatterns += [
    path("inspections/", inspections.list_inspections, name="inspections"),
    path("inspections/enter/", inspections.enter_inspection, name="enter_inspection"),
    path("inspections/plan/", teams.show_plan, name="inspection_plan"),
    path("inspections/plan/line/", teams.plan_inspection, name="plan_inspection"),
    path("inspections/plan/<uuid:line_id>/drop/", teams.drop_plan, name="drop_plan"),
    path("inspections/plan/team/", teams.found_team, name="found_team"),
    path("inspections/businesses/", businesses.list_businesses, name="businesses"),
    path("inspections/businesses/enter/", businesses.enter_business, name="enter_business"),
    path("inspections/businesses/<uuid:business_id>/", businesses.show_business, name="business"),
    path("inspections/businesses/<uuid:business_id>/change/", businesses.change_business, name="change_business"),
    path("inspections/businesses/<uuid:business_id>/strike/", businesses.strike_business, name="strike_business"),
    path("inspections/findings/<uuid:finding_id>/", findings.show_finding, name="finding"),
    path("inspections/findings/<uuid:finding_id>/screening/", findings.open_screening, name="open_screening"),
    path("inspections/findings/<uuid:finding_id>/penalty/", findings.enter_penalty, name="enter_penalty"),
    path("inspections/findings/<uuid:finding_id>/recheck/", findings.enter_recheck, name="enter_recheck"),
    path("inspections/penalties/<uuid:penalty_id>/withdraw/", findings.withdraw_penalty, name="withdraw_penalty"),
    path("inspections/visits/<uuid:visit_id>/finding/", findings.add_finding, name="add_finding"),
    path("inspections/points/", points.list_points, name="points"),
    path("inspections/points/add/", points.add_point, name="add_point"),
    path("inspections/points/<uuid:point_id>/done/", points.do_point, name="do_point"),
    path("inspections/points/<uuid:point_id>/verify/", points.verify_point, name="verify_point"),
    path("inspections/points/<uuid:point_id>/remind/", points.remind_of_point, name="remind_of_point"),
    path("inspections/points/<uuid:point_id>/drop/", points.drop_point, name="drop_point"),
    path("inspections/<uuid:inspection_id>/", inspections.show_inspection, name="inspection"),
    path("inspections/<uuid:inspection_id>/correct/", inspections.correct_inspection, name="correct_inspection"),
    path("inspections/<uuid:inspection_id>/withdraw/", inspections.withdraw_inspection, name="withdraw_inspection"),
    path("inspections/<uuid:inspection_id>/place/", findings.choose_place, name="choose_place"),
    path("inspections/<uuid:inspection_id>/place/<uuid:place_id>/", findings.enter_visit, name="visit"),
]

# money
urlpatterns += [
    path("money/", money.show_money, name="money"),
    path("money/enter/", money.enter_line, name="enter_line"),
    path("money/<uuid:line_id>/correct/", money.correct_line, name="correct_line"),
    path("money/<uuid:line_id>/withdraw/", money.withdraw_line, name="withdraw_line"),
    path("money/agreements/", money.list_agreements, name="agreements"),
    path("money/agreements/enter/", money.enter_agreement, name="enter_agreement"),
    path("money/agreements/<uuid:agreement_id>/", money.show_agreement, name="agreement"),
    path("money/agreements/<uuid:agreement_id>/correct/", money.correct_agreement, name="correct_agreement"),
    path("money/agreements/<uuid:agreement_id>/delivery/", money.enter_delivery, name="enter_delivery"),
    path("money/agreements/deliveries/<uuid:delivery_id>/withdraw/", money.withdraw_delivery, name="withdraw_delivery"),
]
