from django.urls import path

from vongtay.agencies.views import contacts, posts

app_name = "agencies"
urlpatterns = [
    path("", posts.list_posts, name="posts"),
    path("give/", posts.give_post, name="give"),
    path("directory/", contacts.list_contacts, name="contacts"),
    path("directory/enter/", contacts.enter_contact, name="enter_contact"),
    path("directory/<uuid:contact_id>/end/", contacts.end_contact, name="end_contact"),
    path("duty/", contacts.show_roster, name="roster"),
    path("duty/enter/", contacts.enter_duty, name="enter_duty"),
    path("duty/<uuid:duty_id>/take-back/", contacts.withdraw_duty, name="withdraw_duty"),
    path("<uuid:post_id>/", posts.show_post, name="post"),
    path("<uuid:post_id>/end/", posts.end_post, name="end"),
    path("<uuid:post_id>/end-session/", posts.end_session, name="end_session"),
]
