"""What the environment says, read once by typed helpers; a bad value stops the start with one Vietnamese sentence."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from vongtay.config.refusals import CannotStart

WORLDS = ("demo", "training", "drill", "real")


class BadSetting(CannotStart):
    """A setting that can't be used: its sentence names the setting and the cure."""


def data_folder() -> Path:
    """Give the folder of data and keys: VONGTAY_DATA, or `.vongtay` in the checkout."""
    given = os.environ.get("VONGTAY_DATA")
    return Path(given).resolve() if given else Path(__file__).resolve().parents[2] / ".vongtay"


def world() -> str:
    """Give the world of this installation: demo unless VONGTAY_WORLD says otherwise."""
    value = os.environ.get("VONGTAY_WORLD", "demo")
    if value not in WORLDS:
        raise BadSetting(f"VONGTAY_WORLD phải là một trong {', '.join(WORLDS)}; đang là “{value}”.")
    return value


def port() -> int:
    """Give the port of the web server: PORT, 8000 unless set."""
    value = os.environ.get("PORT", "8000")
    if not value.isdigit() or not 0 < int(value) < 65536:
        raise BadSetting(f"PORT phải là số từ 1 đến 65535; đang là “{value}”.")
    return int(value)


def host() -> str:
    """Give the address at which the web server listens: HOST, only this machine unless set."""
    return os.environ.get("HOST") or "127.0.0.1"


def hosts() -> list[str]:
    """Give the names under which the pages may be asked for."""
    given = os.environ.get("VONGTAY_HOSTS", "")
    return [name.strip() for name in given.split(",") if name.strip()] or ["127.0.0.1", "localhost", "[::1]"]


def behind_https() -> bool:
    """Say whether a proxy in front speaks HTTPS (VONGTAY_HTTPS=1), so that cookies are marked secure."""
    return os.environ.get("VONGTAY_HTTPS", "0") == "1"


def secret(path: Path) -> str:
    """Give the secret in a file; it is made on first use, readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
        # Two processes may start at once: the file appears whole, and the first one's stays.
        with contextlib.suppress(FileExistsError):
            os.link(name, path)
        Path(name).unlink()
    return path.read_text().strip()


def database() -> dict[str, Any]:
    """Give Django's database settings from DATABASE_URL, or DATABASE_OWNER_URL when VONGTAY_AS_OWNER=1."""
    as_owner = os.environ.get("VONGTAY_AS_OWNER") == "1"
    url = os.environ.get("DATABASE_OWNER_URL" if as_owner else "DATABASE_URL", "")
    parts = urlsplit(url)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    if not as_owner and os.environ.get("VONGTAY_POOL", "1") == "1":
        options["pool"] = {"min_size": 1, "max_size": 8}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "vongtay",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
