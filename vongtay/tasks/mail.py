"""The words of a reminder and the server that takes it: a number of things due, and nothing that tells of anybody."""

from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SECONDS = 20


@dataclass(frozen=True)
class Words:
    """What a mail says."""

    subject: str
    text: str


def words(things: int, language: str) -> Words:
    """Give the words of a reminder. They hold a number and nothing else."""
    with translation.override(language if language in {"vi", "en"} else "vi"):
        line = ngettext("You have %(n)d thing due.", "You have %(n)d things due.", things) % {"n": things}
        more = _(
            "Sign in to see it. You receive this because you asked to be reminded; you can switch it off under “Reminders”."
        )
        return Words(_("Vòng Tay: a reminder"), f"{line}\n\n{more}\n")


def is_set() -> bool:
    """Say whether a mail server is set (EMAIL_URL)."""
    return bool(settings.EMAIL_URL)


def send(address: str, said: Words) -> None:
    """Hand a mail to the server that is set. Errors: OSError or SMTPException as smtplib raises them."""
    parts = urlsplit(settings.EMAIL_URL)
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    safe = parts.scheme == "smtps"
    server = EmailBackend(
        host=parts.hostname or "localhost", port=parts.port or (465 if safe else 25), username=unquote(parts.username or ""),
        password=unquote(parts.password or ""), use_ssl=safe, use_tls=asked.get("tls") == "1" and not safe, timeout=SECONDS,
    )  # fmt: skip
    EmailMessage(said.subject, said.text, asked["from"], [address], connection=server).send()
