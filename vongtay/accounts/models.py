"""People of the staff who may sign in. Victims never have an account."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(username=self.model.normalize_username(username), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """One member of staff. What they may do hangs on the posts they hold, never on the account."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(_("User name"), max_length=60, unique=True, db_comment="Sign-in name")
    full_name = models.CharField(_("Full name"), max_length=120, db_comment="Name of the officer, as signed on papers")
    is_active = models.BooleanField(default=True, db_comment="False: no sign-in, whatever posts are left")
    password_is_first = models.BooleanField(
        default=False, db_comment="True: given by an administrator, to be changed before anything else"
    )
    language = models.CharField(max_length=5, default="vi", db_comment="Language of the pages: vi or en")

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]
    objects = UserManager()

    class Meta:
        db_table_comment = "Members of staff who may sign in"

    def __str__(self) -> str:
        return self.full_name


class WebSession(models.Model):
    """A browser's session. The key in the cookie is a secret; only its SHA-256 stands here."""

    session_key = models.CharField(
        max_length=64, primary_key=True, db_comment="SHA-256 of the key in the cookie, in hex"
    )
    session_data = models.TextField(
        db_comment="Signed by the application: post chosen, messages; never facts of a case"
    )
    expire_date = models.DateTimeField(db_index=True, db_comment="After this moment the session is no longer read")

    class Meta:
        db_table_comment = "Browser sessions, by the hash of their key"

    def __str__(self) -> str:
        return self.session_key[:6]
