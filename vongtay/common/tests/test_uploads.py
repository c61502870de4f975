"""An upload is held in memory, and one that is too large is refused while the rest of the form is kept."""

import pytest
from django import forms
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.test import RequestFactory, override_settings
from django.utils.translation import override

from vongtay.common import errors
from vongtay.common.uploads import CUT_OFF, RefusedFile, UploadField, was_refused

LIMIT = 1000
BOUNDARY = "frontier"


class Send(forms.Form):
    note = forms.CharField()
    scan = UploadField()


class Plain(forms.Form):
    scan = forms.FileField()


@pytest.fixture(autouse=True)
def limit():
    with (
        override_settings(UPLOAD_MAX_BYTES=LIMIT, FILE_UPLOAD_HANDLERS=["vongtay.common.uploads.MemoryOnly"]),
        override("en"),
    ):
        yield


def request_with(*sizes: int):
    parts = [f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="note"\r\n\r\nkept\r\n'.encode()]
    for size in sizes:
        kind = 'Content-Disposition: form-data; name="scan"; filename="a.pdf"\r\nContent-Type: application/pdf'
        head = f"--{BOUNDARY}\r\n{kind}\r\n\r\n"
        parts.append(head.encode() + b"x" * size + b"\r\n")
    parts.append(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="after"\r\n\r\nalso kept\r\n--{BOUNDARY}--\r\n'.encode()
    )
    return RequestFactory().generic(
        "POST", "/", b"".join(parts), content_type=f"multipart/form-data; boundary={BOUNDARY}"
    )


def test_a_file_within_the_limit_is_taken_into_memory():
    request = request_with(LIMIT)
    form = Send(request.POST, request.FILES)
    assert form.is_valid(), form.errors
    taken = form.cleaned_data["scan"]
    assert isinstance(taken, InMemoryUploadedFile)
    assert taken.read() == b"x" * LIMIT
    assert taken.size == LIMIT
    assert not was_refused(request)


def test_a_file_over_the_limit_is_an_error_of_its_field_and_the_rest_is_kept():
    request = request_with(LIMIT + 1)
    form = Send(request.POST, request.FILES)
    assert not form.is_valid()
    assert "larger than" in form.errors["scan"][0]
    assert form.cleaned_data["note"] == "kept"
    assert request.POST["after"] == "also kept"
    assert isinstance(request.FILES["scan"], RefusedFile)
    assert request.FILES["scan"].read() == b""
    assert was_refused(request)


def test_a_form_that_does_not_know_the_limit_refuses_too():
    request = request_with(LIMIT + 1)
    assert not Plain(request.POST, request.FILES).is_valid()


def test_many_files_together_may_not_fill_the_memory():
    request = request_with(*[LIMIT] * 4)
    assert isinstance(request.FILES.getlist("scan")[0], RefusedFile)
    assert was_refused(request)


def test_beyond_the_cut_off_nothing_of_the_file_is_read():
    request = request_with(CUT_OFF * LIMIT + 1)
    assert "scan" not in request.FILES
    assert request.POST["note"] == "kept"
    assert was_refused(request)


def test_a_form_that_was_lost_with_its_file_is_told_so():
    request = request_with(CUT_OFF * LIMIT + 1)
    assert request.POST
    answer = errors.csrf_failed(request)
    assert answer.status_code == 413
    assert "The file is too large" in answer.content.decode()
