"""Who signs in is checked as Django does; who is signed in is asked for on every page, so by a statement written once."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from vongtay.accounts.models import User
from vongtay.common.reading import Kept, given

_BY_ID = Kept(User.objects.filter(pk=given("id")))


class Accounts(ModelBackend):
    """The accounts of this installation."""

    def get_user(self, user_id: Any) -> User | None:
        return next((user for user in _BY_ID(id=user_id) if self.user_can_authenticate(user)), None)
