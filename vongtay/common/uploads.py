"""Uploads are held in memory and refused by their size: a file of facts never lies on the disk in the clear.

A file that is too large is let pass by without being kept, so that the form can say so and keep what else was typed.
"""

from io import BytesIO
from typing import Any, NoReturn

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

# All files of one request together, as a multiple of the limit for one.
TOGETHER = 3
# Up to here the body is read and thrown away; beyond, the connection is cut, because reading it would cost more.
CUT_OFF = 16


_TOO_LARGE = _("This file is larger than %(limit)s MB and was not taken. Choose a smaller one, or split it.")


class RefusedFile(UploadedFile):  # type: ignore[type-arg]  # generic in the stubs alone
    """Stands for a file that was too large. It is empty: a form that doesn't know it refuses it as empty."""

    def __init__(self, name: str | None, field: str) -> None:
        super().__init__(file=BytesIO(), name=name, content_type="application/octet-stream", size=0)
        self.field_name = field


class MemoryOnly(FileUploadHandler):
    """Keeps files of up to UPLOAD_MAX_BYTES in memory and drops larger ones while they arrive."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.together = 0

    def handle_raw_input(self, *given: Any, **named: Any) -> None:
        """Note how long the body says it is: the third thing that Django gives."""
        self.announced = int(named.get("content_length", given[2]))

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.announced > CUT_OFF * settings.UPLOAD_MAX_BYTES:
            self._cut_off()
        self.chunks: list[bytes] = []
        self.size = 0
        self.is_refused = self.announced > TOGETHER * settings.UPLOAD_MAX_BYTES

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002  # Django gives it
        self.size += len(raw_data)
        self.together += len(raw_data)
        if self.size > settings.UPLOAD_MAX_BYTES or self.together > TOGETHER * settings.UPLOAD_MAX_BYTES:
            self.is_refused = True
            self.chunks.clear()
        if not self.is_refused:
            self.chunks.append(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[bytes]":  # noqa: ARG002  # as above
        if self.is_refused:
            self._note()
            return RefusedFile(self.file_name, self.field_name or "")
        content = BytesIO(b"".join(self.chunks))
        self.chunks = []
        return InMemoryUploadedFile(
            content,
            self.field_name,
            self.file_name,
            self.content_type,
            self.size,
            self.charset,
            self.content_type_extra,
        )

    def _cut_off(self) -> NoReturn:
        self._note()
        raise StopUpload(connection_reset=True)

    def _note(self) -> None:
        if self.request is not None:
            self.request.META["vongtay.upload_refused"] = True


def was_refused(request: HttpRequest) -> bool:
    """Say whether a file of this request was too large to be taken."""
    return bool(request.META.get("vongtay.upload_refused"))


class UploadField(forms.FileField):
    """A file of a form, in memory. Its size is said before one chooses, and again if it was too large."""

    def __init__(self, *, accept: str = "", **options: Any) -> None:
        super().__init__(**options)
        self.widget.attrs["data-max-bytes"] = str(settings.UPLOAD_MAX_BYTES)
        self.widget.attrs["data-too-large"] = lazy(lambda: _TOO_LARGE % _limit(), str)()
        if accept:
            self.widget.attrs["accept"] = accept

    def to_python(self, data: Any) -> Any:
        if isinstance(data, RefusedFile):
            raise ValidationError(
                _TOO_LARGE,
                code="too_large",
                params=_limit(),
            )
        return super().to_python(data)


def _limit() -> dict[str, int]:
    return {"limit": settings.UPLOAD_MAX_BYTES // 1024 // 1024}
