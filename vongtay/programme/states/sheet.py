"""Tables that come as a spreadsheet: how one stands, the columns of activities and how each may be written."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# name -> how its heading may be written; the first stands in the sample file.
HEADINGS: dict[str, tuple[str, ...]] = {
    "kind": ("Loại hoạt động", "Loại", "Hình thức"),
    "title": ("Nội dung", "Tên hoạt động", "Hoạt động"),
    "first_on": ("Từ ngày", "Ngày", "Ngày bắt đầu", "Thời gian"),
    "last_on": ("Đến ngày", "Ngày kết thúc"),
    "area": ("Xã, phường", "Xã/phường", "Xã", "Địa bàn"),
    "place": ("Địa điểm", "Nơi tổ chức"),
    "told": ("Số lượng", "Kết quả", "Số liệu"),
    "co_organisers": ("Phối hợp với", "Đơn vị phối hợp"),
    "note": ("Ghi chú",),
}
NEEDED = ("kind", "title", "first_on")


class Holds(TextChoices):
    """What the rows of a spreadsheet are."""

    ACTIVITIES = "activities", pgettext_lazy("programme", "Activities")
    DOCUMENTS = "documents", _("Documents of the register")


class ImportState(TextChoices):
    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Checked: nothing is entered yet")
    RUNNING = "running", _("Being entered")
    DONE = "done", _("Entered")
    UNDOING = "undoing", _("Being taken back")
    UNDONE = "undone", _("Taken back")
    REFUSED = "refused", _("Not read")


# A job that was killed in these is taken up again by whoever looks.
AT_WORK = frozenset({ImportState.CHECKING, ImportState.RUNNING, ImportState.UNDOING})
