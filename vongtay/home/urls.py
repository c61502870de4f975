from django.urls import path

from vongtay.home import views

app_name = "home"
urlpatterns = [
    path("", views.today, name="today"),
    path("post/", views.choose_post, name="choose_post"),
    path("search/", views.search, name="search"),
]
