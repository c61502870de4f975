"""Lists to choose from are drawn by us and not by Django's templates; a reader of the page must find no difference."""

from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.html import format_html
from lxml import html

from vongtay.common.rendering import FormRenderer

CHOICES = [
    ("", "Chưa chọn"), (1, "Xã <Thử> & Mẫu"), ('a"b', "'Ngoặc'"), ("x", format_html("<i>{}</i>", "nhãn")),
    ("Nhóm & khác", [("g1", "Một"), ("g2", "Hai")]),
]  # fmt: skip


class Disabled(forms.Select):
    """A list one of whose options can't be chosen."""

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        option["attrs"] |= {"disabled": value == "g1", "data-n": 5}
        return option


def drawn(widget: forms.Select, value: object, renderer: object) -> list[object]:
    attrs = {"id": "p", "required": True, "title": 'a"<'}
    found = html.fragment_fromstring(str(widget.render("place", value, attrs, renderer=renderer)))
    return [(one.tag, sorted(one.items()), (one.text or "").strip(), len(one)) for one in found.iter()]


def test_a_list_is_what_django_draws():
    for widget in (forms.Select(choices=CHOICES), forms.SelectMultiple(choices=CHOICES), Disabled(choices=CHOICES)):
        for value in (None, "", 1, 'a"b', "g2", ["g1", "x"], "<không có>"):
            assert drawn(widget, value, FormRenderer()) == drawn(widget, value, DjangoTemplates())


def test_what_stands_in_a_list_is_escaped():
    text = str(forms.Select(choices=CHOICES).render("place", 1, renderer=FormRenderer()))
    assert "Xã &lt;Thử&gt; &amp; Mẫu" in text
    assert 'value="a&quot;b"' in text
    assert "<Thử>" not in text
