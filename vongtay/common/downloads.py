"""Files that a page gives to be kept."""

from django.http import HttpResponse


def csv_file(text: str, name: str) -> HttpResponse:
    """Give a table of CSV lines as a file of this name."""
    # With a byte order mark: the spreadsheet programs of our users read UTF-8 only then.
    response = HttpResponse("\ufeff" + text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def pdf_file(content: bytes, name: str) -> HttpResponse:
    """Give a PDF as a file of this name."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def xlsx_file(content: bytes, name: str) -> HttpResponse:
    """Give a spreadsheet as a file of this name."""
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
