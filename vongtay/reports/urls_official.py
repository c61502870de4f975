from django.urls import path

from vongtay.reports.views.official import drafts, paper, paragraphs

ONE = "<int:area_id>/<str:calendar>/<str:period>"
DRAFT = "official/<uuid:draft_id>"
urlpatterns = [
    path("official/", drafts.list_drafts, name="drafts"),
    path(f"{ONE}/official/", drafts.start, name="start_draft"),
    path(f"{DRAFT}/", drafts.show, name="draft"),
    path(f"{DRAFT}/fresh/", drafts.fresh, name="draft_fresh"),
    path(f"{DRAFT}/move/<str:act>/", drafts.move, name="move_draft"),
    path(f"{DRAFT}/issue/", paper.issue, name="issue_draft"),
    path(f"{DRAFT}/report.<str:form>", paper.download, name="draft_file"),
    path(f"{DRAFT}/paragraphs/<str:key>/", paragraphs.edit, name="edit_paragraph"),
    path(f"{DRAFT}/paragraphs/<str:key>/keep/", paragraphs.keep, name="keep_paragraph"),
    path(f"{DRAFT}/paragraphs/<str:key>/restore/", paragraphs.restore, name="restore_paragraph"),
]
