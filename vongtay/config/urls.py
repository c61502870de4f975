"""Addresses of all pages: each app brings its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("vongtay.accounts.urls")),
    path("cases/", include("vongtay.cases.urls")),
    path("support/", include("vongtay.support.urls")),
    path("programme/", include("vongtay.programme.urls")),
    path("facilities/", include("vongtay.facilities.urls")),
    path("papers/", include("vongtay.papers.urls")),
    path("posts/", include("vongtay.agencies.urls")),
    path("audit/", include("vongtay.audit.urls")),
    path("law/", include("vongtay.law.urls")),
    path("tasks/", include("vongtay.tasks.urls")),
    path("readings/", include("vongtay.narratives.urls")),
    path("reports/", include("vongtay.reports.urls")),
    path("questionnaires/", include("vongtay.questionnaires.urls")),
    path("", include("vongtay.portal.urls")),
    path("", include("vongtay.home.urls")),
]

handler400 = "vongtay.common.errors.bad_request"
handler403 = "vongtay.common.errors.forbidden"
handler404 = "vongtay.common.errors.not_found"
handler500 = "vongtay.common.errors.server_error"
