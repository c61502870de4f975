from django.urls import path

from vongtay.tasks.views import absences, clocks, ladders, reminders

app_name = "tasks"
urlpatterns = [
    path("absences/", absences.list_absences, name="absences"),
    path("absences/enter/", absences.enter_absence, name="enter_absence"),
    path("absences/<uuid:absence_id>/end/", absences.end_absence, name="end_absence"),
    path("recount/", clocks.recount, name="recount"),
    path("reminders/", reminders.choose_mailing, name="reminders"),
    path("ladder/", ladders.change_ladder, name="ladder"),
    path("outbox/", reminders.show_outbox, name="outbox"),
]
