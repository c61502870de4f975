from django.urls import include, path

from vongtay.reports import urls_boards
from vongtay.reports.urls_calendar import calendar_urls
from vongtay.reports.views import catalogue, issued, lateness, matrix, report, splitting, statistics, support, tables

app_name = "reports"
ONE = "<int:area_id>/<str:calendar>/<str:period>"
urlpatterns = [
    *calendar_urls,
    path("", report.index, name="index"),
    path("", include("vongtay.reports.urls_compare")),
    path("indicators/", catalogue.show, name="catalogue"),
    path("indicators.csv", catalogue.download, name="catalogue_csv"),
    path("publication/", include("vongtay.reports.urls_publication")),
    path("statistics/", statistics.show, name="statistics"),
    path("statistics/table.csv", statistics.download, name="statistics_csv"),
    path("limits/", lateness.show, name="lateness"),
    path("limits/table.csv", lateness.download, name="lateness_csv"),
    path("issued/<uuid:report_id>/", issued.show_issued, name="issued"),
    path("issued/<uuid:report_id>.<str:form>", issued.open_file, name="open"),
    path(f"{ONE}/", report.show, name="show"),
    path(f"{ONE}/cases/", report.behind, name="behind"),
    path(f"{ONE}/abroad/<str:stage>/", report.behind_abroad, name="behind_abroad"),
    path(f"{ONE}/support/", support.behind_support, name="behind_support"),
    path(f"{ONE}/figures/", matrix.show, name="matrix"),
    path(f"{ONE}/figures.csv", matrix.download, name="matrix_csv"),
    path(f"{ONE}/figures.xlsx", tables.matrix_table, name="matrix_xlsx"),
    path(f"{ONE}/table.xlsx", tables.totals_table, name="totals_xlsx"),
    path(f"{ONE}/figures/<str:code>/<uuid:figure_id>/split/", splitting.split, name="split"),
    path(f"{ONE}/figures/<str:code>/judge/", matrix.judge, name="judge"),
    path(f"{ONE}/figures/<str:code>/", report.claims, name="claims"),
    *urls_boards.patterns,
    path("", include("vongtay.reports.urls_official")),
]
