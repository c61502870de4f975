from django.urls import path

from vongtay.narratives import views

app_name = "narratives"
urlpatterns = [
    path("", views.list_readings, name="list"),
    path("upload/", views.upload, name="upload"),
    path("figures/<uuid:figure_id>/", views.show_figure, name="figure"),
    path("<uuid:reading_id>/", views.show_reading, name="show"),
    path("<uuid:reading_id>/confirm/", views.confirm, name="confirm"),
    path("<uuid:reading_id>/file/", views.open_file, name="file"),
    path("<uuid:reading_id>/marks/<uuid:mark_id>/", views.judge, name="judge"),
    path("<uuid:reading_id>/marks/<uuid:mark_id>/correct/", views.correct, name="correct"),
]
