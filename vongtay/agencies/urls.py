from django.urls import path

from vongtay.agencies import views

app_name = "agencies"
urlpatterns = [
    path("", views.list_posts, name="posts"),
    path("give/", views.give_post, name="give"),
    path("<uuid:post_id>/", views.show_post, name="post"),
    path("<uuid:post_id>/end/", views.end_post, name="end"),
    path("<uuid:post_id>/end-session/", views.end_session, name="end_session"),
]
