from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from vongtay.accounts.models import User


class SignIn(forms.Form):
    """What a member of staff types to sign in. Which of the two was wrong is never said."""

    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.user: User | None = None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "username" in given and "password" in given:
            user = authenticate(self.request, username=given["username"], password=given["password"])
            if not isinstance(user, User):
                raise forms.ValidationError(_("The user name or the password is not right. Check both and try again."))
            self.user = user
        return given


class ChangePassword(PasswordChangeForm):
    """The old password, and the new one twice; what is wrong with the new one stands at the new one."""

    error_messages = PasswordChangeForm.error_messages | {
        "password_incorrect": _("The old password is not right. Type it once more."),
    }

    def clean(self) -> dict[str, Any]:
        self.validate_passwords("new_password1", "new_password2")
        self.validate_password_for_user(self.user, "new_password1")
        return self.cleaned_data
