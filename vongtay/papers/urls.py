from django.urls import path, re_path

from vongtay.papers import views

app_name = "papers"
urlpatterns = [
    path("", views.list_papers, name="list"),
    path("incoming/", views.list_incoming, name="incoming"),
    path("incoming/register/", views.register_incoming, name="register"),
    re_path(r"^(?P<book>out|in)\.csv$", views.download, name="download"),
]
