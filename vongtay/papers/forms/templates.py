"""What is asked about a template and a number that is taken back."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vongtay.common.uploads import UploadField
from vongtay.papers.blocks.design.shape import ALIGNMENTS, STYLES, Design, Part, PartKind, Signer
from vongtay.papers.models import Paper
from vongtay.papers.states import CancelReason

ROUTES = [(f"R{number}", f"R{number}") for number in range(1, 8)]
CELLS = " | "


class CancelNumber(forms.Form):
    reason = forms.ChoiceField(label=_("Why is the number taken back?"), choices=CancelReason)
    replaced_by = forms.ModelChoiceField(
        label=_("Paper that stands in its place"), queryset=Paper.objects.none(), required=False, empty_label=_("None")
    )

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["replaced_by"].queryset = others  # type: ignore[attr-defined]  # a model choice field


class DescribeTemplate(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    code = forms.SlugField(
        label=pgettext_lazy("template", "Code"),
        max_length=40,
        help_text=_("Small letters without marks; it is never changed later."),
    )
    title = forms.CharField(label=_("Title"), max_length=120)
    about = forms.CharField(label=_("When it is used"), max_length=200, required=False)
    routes = forms.MultipleChoiceField(
        label=_("Routes"),
        choices=ROUTES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None means all."),
    )
    form_number = forms.ChoiceField(
        label=_("Statutory form"), required=False,
        choices=[("", _("Internal form: no statutory form was seen")), ("07", "07"), ("19", "19")],
    )  # fmt: skip


class UploadTemplate(forms.Form):
    file = UploadField(label=_("Word file (.docx)"))
    note = forms.CharField(label=_("What changed"), max_length=200, required=False)


class DesignHead(forms.Form):
    """What stands above and below the parts."""

    kind = forms.CharField(label=_("Kind of paper"), max_length=60)
    letters = forms.CharField(label=_("Abbreviation in the sign"), max_length=10, required=False)
    is_letter = forms.BooleanField(label=_("It is a letter (công văn)"), required=False)
    summary = forms.CharField(label=_("Summary"), max_length=300)
    addressees = forms.CharField(
        label=_("To whom (one a line)"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    signers = forms.CharField(
        label=_("Who signs (one a line)"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Title | name | hint | field that shows it"),
    )  # fmt: skip
    sides = forms.BooleanField(label=_("Several sides sign beside each other"), required=False)
    recipients = forms.CharField(
        label=_("Who receives it (one a line)"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    required = forms.CharField(
        label=_("Fields without which it is not issued"),
        max_length=300,
        required=False,
        help_text=_("Codes, with commas."),
    )
    note = forms.CharField(label=_("What changed"), max_length=200, required=False)


def head_of(design: Design, note: str) -> dict[str, Any]:
    """Give a design's head as the answers of the form."""
    signers = (CELLS.join((one.title, one.name, one.hint, one.show_if)).rstrip(" |") for one in design.signers)
    return {
        "kind": design.kind, "letters": design.letters, "is_letter": design.is_letter, "summary": design.summary,
        "addressees": "\n".join(design.addressees), "signers": "\n".join(signers), "sides": design.sides,
        "recipients": "\n".join(design.recipients), "required": ", ".join(design.required), "note": note,
    }  # fmt: skip


def design_of(given: dict[str, Any], parts: Iterable[Part]) -> Design:
    """Give the design of the form's answers."""
    return Design(
        kind=given["kind"].strip(), letters=given["letters"].strip(), is_letter=given["is_letter"], summary=given["summary"].strip(),
        addressees=_lines(given["addressees"]), signers=tuple(_signer(line) for line in _lines(given["signers"])), sides=given["sides"],
        recipients=_lines(given["recipients"]), parts=tuple(parts),
        required=tuple(code.strip() for code in given["required"].split(",") if code.strip()),
    )  # fmt: skip


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _signer(line: str) -> Signer:
    cells = [cell.strip() for cell in line.split("|")]
    return Signer(*(cells + [""] * 4)[:4])


class PartForm(forms.Form):
    """One part of a template; its content is text, lines, or rows with cells between bars."""

    kind = forms.ChoiceField(choices=[(kind.value, kind.value) for kind in PartKind], widget=forms.HiddenInput)
    content = forms.CharField(required=False, label=_("Content"), widget=forms.Textarea(attrs={"rows": 3}))
    caption = forms.CharField(required=False, label=_("Caption"), max_length=200)
    level = forms.ChoiceField(required=False, label=_("Level"), choices=[("1", "1"), ("2", "2"), ("3", "3")])
    style = forms.ChoiceField(
        required=False, label=_("Look"),
        choices=[("body", _("Text")), ("basis", _("Legal basis")), ("note", _("Small note")), ("centre", _("In the middle"))],
    )  # fmt: skip
    indent = forms.BooleanField(required=False, label=_("First line moved in"))
    widths = forms.CharField(required=False, label=_("Widths of the columns"), max_length=120)
    align = forms.CharField(required=False, label=_("Alignment of the columns"), max_length=200)
    show_if = forms.CharField(
        required=False, label=_("Shown only if"), max_length=60, widget=forms.TextInput(attrs={"list": "conditions"})
    )

    def part(self) -> Part:
        """Give the part of the answers. Errors: ValueError for widths that are no numbers."""
        given = self.cleaned_data
        kind, lines = given["kind"], _lines(given["content"])
        plain = Part(kind, show_if=" ".join(given["show_if"].split()))
        if kind in {"heading", "paragraph"}:
            text = " ".join(lines)
            style = given["style"] if given["style"] in STYLES else "body"
            return Part(
                kind,
                text,
                int(given["level"] or 2),
                style if kind == "paragraph" else "body",
                given["indent"] or kind == "heading",
                show_if=plain.show_if,
            )
        if kind in {"fields", "bullets"}:
            return Part(kind, lines=lines, show_if=plain.show_if)
        if kind == "table":
            rows = [tuple(cell.strip() for cell in line.split("|")) for line in lines]
            return Part(
                kind, text=given["caption"].strip(), lines=rows[0] if rows else (), rows=tuple(rows[1:]),
                widths=tuple(float(width) for width in given["widths"].split(",") if width.strip()),
                align=tuple(one.strip() for one in given["align"].split(",") if one.strip() in ALIGNMENTS), show_if=plain.show_if,
            )  # fmt: skip
        return plain


def answers_of(part: Part) -> dict[str, Any]:
    """Give a part as the answers of its form."""
    content = part.text
    if part.kind in {"fields", "bullets"}:
        content = "\n".join(part.lines)
    elif part.kind == "table":
        content = "\n".join(CELLS.join(row) for row in (part.lines, *part.rows))
    return {
        "kind": part.kind, "content": content, "caption": part.text if part.kind == "table" else "", "level": part.level, "style": part.style,
        "indent": part.indent, "widths": ", ".join(f"{width:g}" for width in part.widths), "align": ", ".join(part.align), "show_if": part.show_if,
    }  # fmt: skip
