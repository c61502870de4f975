from django.urls import path

from vongtay.portal import views

app_name = "portal"
urlpatterns = [
    path("check/", views.check, name="check"),
    path("check/<str:code>/", views.check, name="check_code"),
    path("one-time/<str:token>/", views.open_once, name="open_once"),
]
