from django.urls import path

from vongtay.facilities import views

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
    path("rooms/<uuid:room_id>/change/", views.change_room, name="change_room"),
    path("rooms/<uuid:room_id>/beds/", views.add_beds, name="add_beds"),
    path("beds/<uuid:bed_id>/", views.set_bed, name="bed"),
    path("holds/<uuid:hold_id>/release/", views.release_hold, name="release_hold"),
]
