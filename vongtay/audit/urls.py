from django.urls import path

from vongtay.audit import views

app_name = "audit"
urlpatterns = [path("", views.list_entries, name="list")]
