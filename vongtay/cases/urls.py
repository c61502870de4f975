from django.urls import path

from vongtay.cases.views import acts, case, inbox, papers, persons, questionnaires, reception

app_name = "cases"
urlpatterns = [
    path("", case.list_cases, name="list"),
    path("receive/", reception.receive, name="receive"),
    path("receive/draft/", reception.save_draft, name="draft"),
    path("receive/namesakes/", reception.hint_namesakes, name="namesakes"),
    path("inbox/", inbox.show_inbox, name="inbox"),
    path("notices/<uuid:referral_id>/answer/", acts.answer_notice, name="answer"),
    path("<str:code>/", case.show_case, name="show"),
    path("<str:code>/identity/", case.look_at_identity, name="identity"),
    path("<str:code>/identity/change/", persons.change_identity, name="change_identity"),
    path("<str:code>/log/", case.show_log, name="log"),
    path("<str:code>/notice/", acts.send_notice, name="notice"),
    path("<str:code>/step/", acts.record_step, name="step"),
    path("<str:code>/evidence/", acts.add_evidence, name="evidence"),
    path("<str:code>/evidence/<uuid:evidence_id>/withdraw/", acts.withdraw_evidence, name="withdraw_evidence"),
    path("<str:code>/help/", acts.give_help, name="help"),
    path("<str:code>/help/<uuid:entry_id>/take-back/", acts.take_back_help, name="take_back_help"),
    path("<str:code>/propose/", acts.propose, name="propose"),
    path("<str:code>/decide/", acts.decide, name="decide"),
    path("<str:code>/return/", acts.return_proposal, name="return"),
    path("<str:code>/reopen/", acts.reopen, name="reopen"),
    path("<str:code>/correct/", acts.correct_facts, name="correct"),
    path("<str:code>/same-person/", persons.link_people, name="link"),
    path("<str:code>/same-person/<uuid:link_id>/undo/", persons.undo_link, name="undo_link"),
    path("<str:code>/companion/", persons.add_companion, name="companion"),
    path("<str:code>/questionnaires/", questionnaires.list_responses, name="questionnaires"),
    path("<str:code>/questionnaires/<slug:form>/", questionnaires.ask, name="ask"),
    path("<str:code>/questionnaires/answers/<uuid:response_id>/", questionnaires.show_response, name="response"),
    path(
        "<str:code>/questionnaires/answers/<uuid:response_id>/correct/", questionnaires.correct, name="correct_response"
    ),
    path("<str:code>/papers/", papers.choose_paper, name="papers"),
    path("<str:code>/papers/<uuid:paper_id>.<str:form>", papers.open_paper, name="open_paper"),
    path("<str:code>/papers/<slug:kind>/", papers.issue_paper, name="issue_paper"),
]
