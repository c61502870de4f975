"""What a person fills in about who somebody is, and whether two registrations are of one person."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vongtay.cases.forms.case import checked
from vongtay.common import days, phones


class ChangeIdentity(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Full name"), max_length=120, required=False)
    other_names = forms.CharField(label=_("Other names"), max_length=200, required=False)
    born = forms.CharField(label=_("Birth date"), max_length=40, required=False)
    id_number = forms.CharField(label=_("Identity or passport number"), max_length=20, required=False)
    address = forms.CharField(label=_("Residence"), max_length=300, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=30, required=False)
    may_ring = forms.ChoiceField(
        label=_("May an officer ring?"), choices=[("unknown", _("Not known")), ("yes", _("Yes")), ("no", _("No"))]
    )
    safe_way = forms.CharField(
        label=_("Who may ring, when, code word"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_id_number(self) -> str:
        return checked(lambda value: phones.identity_number(value).value, self.cleaned_data["id_number"])

    def clean_phone(self) -> str:
        return checked(phones.phone_number, self.cleaned_data["phone"])

    def clean_born(self) -> str:
        return checked(lambda value: days.parse_partial(value).code, self.cleaned_data["born"])


class LinkPeople(forms.Form):
    code = forms.CharField(label=_("Code of the other case"), max_length=24, help_text=_("A case within your reach."))
    same = forms.ChoiceField(
        label=_("What was found"),
        choices=[("yes", _("It is the same person")), ("no", _("They are two people"))],
        widget=forms.RadioSelect,
    )
