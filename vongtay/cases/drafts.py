"""What somebody typed and has not sent yet, encrypted under its own key."""

import json
from datetime import datetime
from typing import Any, cast

from django.http import QueryDict
from django.utils import timezone

from vongtay.cases.models import Draft
from vongtay.common import crypto
from vongtay.common.access import Staff
from vongtay.common.ring import ring

# What a person typed or chose; the prefilled moment and place are filled in anew when the form opens again.
KEPT = ("key", "route", "name", "sex", "born", "home", "language", "phone", "channel", "safe_way", "nationality", "reporter_name",
        "reporter_phone")  # fmt: skip
MANY = ("needs",)


def save(staff: Staff, form: str, typed: QueryDict) -> datetime:
    """Keep what was typed; gives the moment."""
    return keep(
        staff,
        form,
        {name: typed[name] for name in KEPT if name in typed} | {name: typed.getlist(name) for name in MANY},
    )


def keep(staff: Staff, form: str, content: dict[str, Any]) -> datetime:
    """Keep what has not been sent yet, in place of what was kept before; gives the moment."""
    draft = Draft.objects.filter(post_id=staff.post_id, form=form).first() or Draft(post_id=staff.post_id, form=form)
    key = crypto.new_data_key()
    draft.wrapped = crypto.wrap(ring(), key)
    draft.content_ct = crypto.encrypt(
        key, json.dumps(content), aad=crypto.aad_of("cases_draft", "content_ct", draft.pk)
    )
    draft.saved_at = timezone.now()
    draft.save()
    return draft.saved_at


def load(staff: Staff, form: str) -> dict[str, Any] | None:
    """Give what was kept for this form, if anything."""
    draft = Draft.objects.filter(post_id=staff.post_id, form=form).first()
    if draft is None:
        return None
    key = crypto.unwrap(ring(), draft.wrapped)
    text = crypto.decrypt_text(key, draft.content_ct, aad=crypto.aad_of("cases_draft", "content_ct", draft.pk))
    return cast("dict[str, Any]", json.loads(text))


def drop(staff: Staff, form: str) -> None:
    """Forget what was kept."""
    Draft.objects.filter(post_id=staff.post_id, form=form).delete()
