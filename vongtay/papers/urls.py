from django.urls import path, re_path

from vongtay.papers.views import books, editing, register, templates

app_name = "papers"
urlpatterns = [
    path("", books.list_papers, name="list"),
    path("<uuid:paper_id>/take-back/", register.cancel_number, name="cancel"),
    path("templates/", templates.list_templates, name="templates"),
    path("templates/new/", templates.add_template, name="add_template"),
    path("templates/<slug:code>/edit/", editing.edit_template, name="edit_template"),
    path("templates/<slug:code>/upload/", templates.upload, name="upload_template"),
    path("templates/<slug:code>/<int:edition>/", templates.show_template, name="template"),
    path("templates/<slug:code>/<int:edition>/page-<int:page>.svg", templates.show_page, name="template_page"),
    path("templates/<slug:code>/<int:edition>/preview.<str:form>", templates.download, name="template_file"),
    path("templates/<slug:code>/<int:edition>/against/<int:other>/", templates.compare, name="compare_versions"),
    path("templates/<slug:code>/<int:edition>/begin/", templates.begin, name="begin_version"),
    path("templates/<slug:code>/<int:edition>/<slug:step>/", templates.move, name="move_version"),
    path("incoming/", books.list_incoming, name="incoming"),
    path("incoming/register/", books.register_incoming, name="register"),
    re_path(r"^(?P<book>out|in)\.csv$", books.download, name="download"),
]
