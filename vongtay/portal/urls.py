from django.urls import path

from vongtay.portal import statistics, stories, views

app_name = "portal"
urlpatterns = [
    path("check/", views.check, name="check"),
    path("check/<str:code>/", views.check, name="check_code"),
    path("statistics/", statistics.index, name="statistics"),
    path("statistics/<str:code>/", statistics.unit, name="unit"),
    path("statistics/<str:code>/<int:year>-<int:place>.csv", statistics.download, name="publication_csv"),
    path("statistics/<str:code>/<int:year>-<int:place>/", statistics.publication, name="publication"),
    path("stories/", stories.index, name="stories"),
    path("stories/<str:code>/<int:year>-<int:place>/", stories.story, name="story"),
    path("one-time/<str:token>/", views.open_once, name="open_once"),
]
