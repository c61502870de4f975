from django.urls import path

from vongtay.reports.views.publication import register, release, stories

urlpatterns = [
    path("", register.index, name="publication"),
    path("propose/", release.propose, name="propose_release"),
    path("propose/rows/", release.propose_rows, name="propose_rows"),
    path("rules/", register.profiles, name="profiles"),
    path("rules/<uuid:profile_id>/<str:act>/", register.decide_profile, name="decide_profile"),
    path("register/<uuid:publication_id>/", register.published, name="published"),
    path("register/<uuid:release_id>.csv", release.download, name="published_csv"),
    path("stories/", stories.index, name="stories"),
    path("stories/write/", stories.write, name="write_story"),
    path("stories/read/<uuid:story_id>/", stories.read, name="read_story"),
    path("stories/<uuid:story_id>/", stories.show, name="story"),
    path("stories/<uuid:story_id>/change/", stories.change, name="change_story"),
    path("stories/<uuid:story_id>/decline/", stories.decline, name="decline_story"),
    path("stories/<uuid:story_id>/<str:act>/", stories.move, name="move_story"),
    path("<uuid:release_id>/", release.show, name="release"),
    path("<uuid:release_id>/refuse/", release.refuse, name="refuse_release"),
    path("<uuid:release_id>/<str:act>/", release.move, name="move_release"),
]
