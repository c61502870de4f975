from django.urls import path

from vongtay.law import views

app_name = "law"
urlpatterns = [
    path("", views.list_rules, name="rules"),
    path("calendar/", views.show_calendar, name="calendar"),
    path("calendar/enter/", views.enter_day, name="enter_day"),
    path("calendar/<uuid:entry_id>/sign-off/", views.sign_off_day, name="sign_off_day"),
    path("entries/<uuid:entry_id>/sign-off/", views.sign_off, name="sign_off"),
    path("<str:rule_id>/enter/", views.enter_limit, name="enter"),
]
