from django.urls import path

from vongtay.facilities.views import book, running
from vongtay.facilities.views import places as views

app_name = "facilities"
urlpatterns = [
    path("", views.list_facilities, name="list"),
    path("new/", views.add_facility, name="add"),
    path("<uuid:facility_id>/", views.show_facility, name="show"),
    path("<uuid:facility_id>/change/", views.change_facility, name="change"),
    path("<uuid:facility_id>/address/", views.look_at_whereabouts, name="address"),
    path("<uuid:facility_id>/address/change/", views.change_whereabouts, name="change_address"),
    path("<uuid:facility_id>/rooms/new/", views.add_room, name="add_room"),
    path("<uuid:facility_id>/hold/", views.hold_beds, name="hold"),
    path("<uuid:facility_id>/running/", running.show_running, name="running"),
    path("<uuid:facility_id>/running/cost/", running.set_cost, name="set_cost"),
    path("<uuid:facility_id>/running/staff/", running.state_staff, name="state_staff"),
    path("<uuid:facility_id>/running/licence/", running.enter_licence, name="enter_licence"),
    path("<uuid:facility_id>/running/licence/<uuid:licence_id>/end/", running.end_licence, name="end_licence"),
    path("<uuid:facility_id>/book/", book.show_book, name="book"),
    path("<uuid:facility_id>/book/day/", book.note_day, name="note_day"),
    path("<uuid:facility_id>/book/readiness/", book.state_readiness, name="state_readiness"),
    path("<uuid:facility_id>/book/inspection/", book.enter_inspection, name="enter_inspection"),
    path("<uuid:facility_id>/book/points/<uuid:point_id>/done/", book.do_point, name="do_point"),
    path("<uuid:facility_id>/book/points/<uuid:point_id>/check/", book.check_point, name="check_point"),
    path("rooms/<uuid:room_id>/change/", views.change_room, name="change_room"),
    path("rooms/<uuid:room_id>/beds/", views.add_beds, name="add_beds"),
    path("beds/<uuid:bed_id>/", views.set_bed, name="bed"),
    path("holds/<uuid:hold_id>/release/", views.release_hold, name="release_hold"),
]
