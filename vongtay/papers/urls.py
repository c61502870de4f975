from django.urls import path

from vongtay.papers import views

app_name = "papers"
urlpatterns = [path("", views.list_papers, name="list")]
