from django.urls import path

from vongtay.reports.views import comparison, comparison_tables, review, times

ONE = "<int:area_id>/<str:calendar>/<str:period>"
urlpatterns = [
    path("review/", review.index, name="reviews"),
    path("review/<uuid:scheme_id>/", review.show, name="review"),
    path("review/<uuid:scheme_id>.csv", review.download, name="review_csv"),
    path("review/<uuid:scheme_id>.xlsx", review.table, name="review_xlsx"),
    path(f"{ONE}/comparison/", comparison.show, name="comparison"),
    path(f"{ONE}/comparison.csv", comparison_tables.comparison_csv, name="comparison_csv"),
    path(f"{ONE}/comparison.xlsx", comparison_tables.comparison_xlsx, name="comparison_xlsx"),
    path(f"{ONE}/comparison/former/", comparison.former, name="former"),
    path(f"{ONE}/comparison/former.csv", comparison_tables.former_csv, name="former_csv"),
    path(f"{ONE}/comparison/former.xlsx", comparison_tables.former_xlsx, name="former_xlsx"),
    path(f"{ONE}/times/", times.show, name="times"),
    path(f"{ONE}/times/cases/", times.behind, name="times_behind"),
    path(f"{ONE}/times.csv", times.download, name="times_csv"),
    path(f"{ONE}/times.xlsx", times.table, name="times_xlsx"),
]
