from django.urls import path

from vongtay.questionnaires import views

app_name = "questionnaires"
urlpatterns = [
    path("", views.list_questionnaires, name="list"),
    path("begin/", views.begin, name="begin"),
    path("<slug:code>/next/", views.begin_draft, name="begin_draft"),
    path("<slug:code>/draft/", views.edit_draft, name="draft"),
    path("<slug:code>/draft/questions/", views.edit_question, name="add_question"),
    path("<slug:code>/draft/questions/<slug:question>/", views.edit_question, name="question"),
    path("<slug:code>/draft/questions/<slug:question>/order/", views.change_order, name="order"),
    path("<slug:code>/<int:nth>/", views.show_edition, name="edition"),
    path("<slug:code>/<int:nth>/<slug:move>/", views.move_edition, name="move"),
]
