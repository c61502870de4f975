"""Addresses of the reporting calendar, below reports/calendar/."""

from django.urls import path

from vongtay.reports.views.calendar import board, extending, listing, obligations, report, writing

ONE = "calendar/<uuid:obligation_id>/"
PERIOD = f"{ONE}periods/<str:period>/"
OF_BODY = f"{PERIOD}<uuid:body_id>/"
VERSION = "calendar/reports/<uuid:submission_id>/"
calendar_urls = [
    path("calendar/", listing.show, name="calendar"),
    path("calendar/new/", obligations.set_up, name="set_up_obligation"),
    path(ONE, obligations.show, name="obligation"),
    path(f"{ONE}change/", obligations.change, name="change_obligation"),
    path(f"{ONE}end/", obligations.end, name="end_obligation"),
    path(PERIOD, board.show, name="board"),
    path(f"{ONE}periods/<str:period>.csv", board.download, name="board_csv"),
    path(OF_BODY, report.show, name="report_of"),
    path(f"{OF_BODY}write/", writing.write, name="write_report"),
    path(f"{OF_BODY}more-time/", extending.ask, name="ask_more_time"),
    path(f"{OF_BODY}extend/", extending.extend, name="extend_day"),
    path(f"{OF_BODY}behind/<str:code>/", report.behind, name="report_behind"),
    path(VERSION, report.show_version, name="submission"),
    path(f"{VERSION}return/", writing.send_back, name="return_submission"),
    path(f"{VERSION}approve/", writing.approve, name="approve_submission"),
    path(f"{VERSION}files/<uuid:file_id>/", report.open_attachment, name="submission_file"),
    path("calendar/figures/<uuid:source>/", report.open_source, name="submission_source"),
]
