"""Form fields that read days and moments as people write them."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vongtay.common import days


class Day(forms.CharField):
    """A day as people write it: 5/3/2026, 05-03-2026, 05032026."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget",
            forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "placeholder": "dd/mm/yyyy"}),
        )
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        try:
            return days.parse_day(str(value))
        except days.DayError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    def prepare_value(self, value: Any) -> Any:
        return days.format_day(value) if isinstance(value, date) else value


class Moment(forms.MultiValueField):
    """A day and a time; without a time it is noon, which the page says."""

    def __init__(self, **kwargs: Any) -> None:
        fields = (Day(), forms.TimeField(required=False, error_messages={"invalid": _("Write the time as 14:30.")}))
        kwargs.setdefault("widget", MomentWidget())
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[Any]) -> datetime | None:
        if not data_list or data_list[0] is None:
            return None
        at = data_list[1] if len(data_list) > 1 and data_list[1] else time(12)
        return timezone.make_aware(datetime.combine(data_list[0], at))


class MomentWidget(forms.MultiWidget):
    def __init__(self) -> None:
        super().__init__([
            forms.TextInput(attrs={"inputmode": "numeric", "placeholder": "dd/mm/yyyy", "autocomplete": "off", "aria-label": _("Day")}),
            forms.TextInput(attrs={"inputmode": "numeric", "placeholder": "hh:mm", "autocomplete": "off", "aria-label": _("Time")}),
        ])  # fmt: skip

    def decompress(self, value: Any) -> list[Any]:
        if value is None:
            return [None, None]
        local = timezone.localtime(value)
        return [days.format_day(local.date()), local.strftime("%H:%M")]
