"""Sessions in the database, stored under the hash of their key: who reads the table can't take a session over."""

import hashlib
from typing import Any

from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction
from django.utils import timezone

from vongtay.accounts.models import WebSession
from vongtay.common.reading import Kept, given


def stored_key(session_key: str) -> str:
    """Give the key under which a session is stored.

    >>> stored_key("abc")[:8]
    'ba7816bf'
    """
    return hashlib.sha256(session_key.encode()).hexdigest()


_LIVE = Kept(WebSession.objects.filter(session_key=given("key"), expire_date__gt=given("now")))


class SessionStore(SessionBase):
    """Django's session interface over WebSession."""

    def load(self) -> dict[str, Any]:
        rows = _LIVE(key=stored_key(self.session_key or ""), now=timezone.now())
        if not rows:
            self._session_key = None
            return {}
        return self.decode(rows[0].session_data)

    def exists(self, session_key: str) -> bool:
        return WebSession.objects.filter(session_key=stored_key(session_key)).exists()

    def create(self) -> None:
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]  # missing in the stubs
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        if self.session_key is None:
            self.create()
            return
        data = self.encode(self._get_session(no_load=must_create))  # type: ignore[attr-defined]  # missing in the stubs
        values = {"session_data": data, "expire_date": self.get_expiry_date()}
        key = stored_key(self.session_key)
        if must_create:
            try:
                with transaction.atomic():
                    WebSession.objects.create(session_key=key, **values)
            except IntegrityError as taken:
                raise CreateError from taken
        elif not WebSession.objects.filter(session_key=key).update(**values):
            raise UpdateError

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            WebSession.objects.filter(session_key=stored_key(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        WebSession.objects.filter(expire_date__lt=timezone.now()).delete()
