from django.urls import path

from vongtay.narratives.views import readings

app_name = "narratives"
urlpatterns = [
    path("", readings.list_readings, name="list"),
    path("upload/", readings.upload, name="upload"),
    path("figures/<uuid:figure_id>/", readings.show_figure, name="figure"),
    path("<uuid:reading_id>/", readings.show_reading, name="show"),
    path("<uuid:reading_id>/confirm/", readings.confirm, name="confirm"),
    path("<uuid:reading_id>/file/", readings.open_file, name="file"),
    path("<uuid:reading_id>/marks/<uuid:mark_id>/", readings.judge, name="judge"),
    path("<uuid:reading_id>/marks/<uuid:mark_id>/split/", readings.split, name="split"),
    path("<uuid:reading_id>/marks/<uuid:mark_id>/correct/", readings.correct, name="correct"),
]
