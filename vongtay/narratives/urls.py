from django.urls import path

from vongtay.narratives.views import documents, readings

app_name = "narratives"
urlpatterns = [
    path("", readings.list_readings, name="list"),
    path("upload/", readings.upload, name="upload"),
    path("documents/", documents.list_documents, name="documents"),
    path("documents/new/", documents.enter_document, name="enter_document"),
    path("documents/<uuid:document_id>/", documents.show_document, name="document"),
    path("documents/<uuid:document_id>/correct/", documents.correct_document, name="correct_document"),
    path("figures/<uuid:figure_id>/", readings.show_figure, name="figure"),
    path("<uuid:reading_id>/", readings.show_reading, name="show"),
    path("<uuid:reading_id>/confirm/", readings.confirm, name="confirm"),
    path("<uuid:reading_id>/file/", readings.open_file, name="file"),
    path("<uuid:reading_id>/marks/<uuid:mark_id>/", readings.judge, name="judge"),
    path("<uuid:reading_id>/marks/<uuid:mark_id>/correct/", readings.correct, name="correct"),
]
