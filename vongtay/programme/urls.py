from django.urls import path

from vongtay.programme.views import documents, matters, plans, risk

app_name = "programme"
urlpatterns = [
    # Documents.
    path("documents/", documents.list_documents, name="documents"),
    path("documents/new/", documents.enter_document, name="enter_document"),
    path("documents/files/<uuid:file_id>/", documents.open_file, name="document_file"),
    path("documents/expected/<uuid:expected_id>/waive/", documents.waive_document, name="waive_document"),
    path("documents/<uuid:document_id>/", documents.show_document, name="document"),
    path("documents/<uuid:document_id>/correct/", documents.correct_document, name="correct_document"),
    path("documents/<uuid:document_id>/withdraw/", documents.withdraw_document, name="withdraw_document"),
    path("documents/<uuid:document_id>/count/", documents.count_document, name="count_document"),
    path("documents/<uuid:document_id>/files/new/", documents.add_file, name="add_document_file"),
    path("documents/<uuid:document_id>/cascade/", documents.show_cascade, name="cascade"),
    path("documents/<uuid:document_id>/expect/", documents.expect_documents, name="expect_documents"),
    # Plans.
    path("plans/", plans.list_plans, name="plans"),
    path("plans/work/", plans.list_work, name="work_list"),
    path("plans/work/<uuid:work_id>/", plans.show_work, name="work"),
    path("plans/work/<uuid:work_id>/correct/", plans.correct_work, name="correct_work"),
    path("plans/work/<uuid:work_id>/progress/", plans.note_progress, name="note_progress"),
    path("plans/work/<uuid:work_id>/close/", plans.close_work, name="close_work"),
    path("plans/work/<uuid:work_id>/light/", plans.judge_work, name="judge_work"),
    path("plans/proof/<uuid:note_id>/", plans.open_proof, name="proof"),
    path("plans/targets/<uuid:target_id>/back/", plans.take_target_back, name="take_target_back"),
    path("plans/<uuid:plan_id>/", plans.show_plan, name="plan"),
    path("plans/<uuid:plan_id>/work/new/", plans.enter_work, name="enter_work"),
    path("plans/<uuid:plan_id>/targets/new/", plans.set_target, name="set_target"),
    # Difficulties and proposals.
    path("matters/", matters.list_matters, name="matters"),
    path("matters/new/", matters.raise_matter, name="raise_matter"),
    path("matters/<uuid:raised_id>/", matters.show_matter, name="matter"),
    path("matters/<uuid:raised_id>/answer/", matters.answer_matter, name="answer_matter"),
    path("matters/<uuid:raised_id>/withdraw/", matters.withdraw_matter, name="withdraw_matter"),
    # Risk by area, and what was built into other programmes.
    path("risk/", risk.list_areas, name="risk"),
    path("risk/new/", risk.assess_risk, name="assess_risk"),
    path("risk/built-in/", risk.list_built_in, name="built_in"),
    path("risk/built-in/new/", risk.note_built_in, name="note_built_in"),
    path("risk/built-in/<uuid:row_id>/", risk.note_built_in, name="correct_built_in"),
    path("risk/<uuid:row_id>/back/", risk.withdraw_assessment, name="withdraw_risk"),
    path("risk/<int:area_id>/", risk.show_area, name="risk_area"),
]
