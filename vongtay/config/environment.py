"""What the environment says, read once by typed helpers; a bad value stops the start with one Vietnamese sentence."""

import contextlib
import difflib
import os
import re
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from psycopg.conninfo import conninfo_to_dict

from vongtay.config.refusals import CannotStart

WORLDS = ("demo", "training", "drill", "real")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
YES_NO = ("0", "1")


class BadSetting(CannotStart):
    """A setting that can't be used: its sentence names the setting and the cure."""


@dataclass(frozen=True)
class Setting:
    """One name in the environment: what it is when unset, and what it decides."""

    default: str
    about: str


SETTINGS: dict[str, Setting] = {
    "VONGTAY_DATA": Setting(".vongtay in the checkout", "folder of data and keys, mode 0700"),
    "VONGTAY_WORLD": Setting("demo", f"world of this installation: {', '.join(WORLDS)}"),
    "HOST": Setting("127.0.0.1", "address at which the web server listens"),
    "PORT": Setting("8000", "port at which the web server listens"),
    "WEB_WORKERS": Setting("one a core, at most 4", "how many web processes answer"),
    "VONGTAY_HOSTS": Setting("127.0.0.1,localhost,[::1]", "names under which pages may be asked for, by commas"),
    "VONGTAY_HTTPS": Setting("0", "1 when a proxy in front speaks HTTPS: cookies are marked secure"),
    "VONGTAY_LOG_LEVEL": Setting("WARNING", f"least severe line that is logged: {', '.join(LOG_LEVELS)}"),
    "DATABASE_URL": Setting("the embedded server", "an agency's own PostgreSQL, as the application's role"),
    "DATABASE_OWNER_URL": Setting("the embedded server", "the same database, as the role that owns the tables"),
    "VONGTAY_ADDRESS": Setting(
        "none: a QR code holds the check code alone", "public address of the pages, e.g. https://vongtay.tinh.gov.vn"
    ),
    "VONGTAY_CLAMD": Setting("no scanner", "virus scanner for uploads: unix:/path/of/clamd.sock or host:port"),
    "VONGTAY_BODY_QUOTA_MB": Setting("5000", "room for the files of one body, in megabytes"),
    "PG_BINDIR": Setting("the wheel's, else the newest installed", "programs of the PostgreSQL to embed"),
    "CHROMIUM": Setting("the installed one", "browser of the journeys in `make test`"),
    "EMAIL_URL": Setting(
        "no mail is sent",
        "mail server for reminders: smtp(s)://user:password@host:port/?from=address, with &tls=1 for STARTTLS",
    ),
    "VONGTAY_POOL": Setting("1", "0: a connection per request instead of a pool of connections"),
    "VONGTAY_AS_OWNER": Setting("0", "1: Django's commands run as the role that owns the tables"),
}
# Set by our own processes for one another.
INTERNAL = ("VONGTAY_DATABASE_CHECKED", "VONGTAY_TEST_")


def check(given: Mapping[str, str] = os.environ) -> None:
    """Refuse a name of ours that nobody knows, and every value that can't be used.

    Errors: BadSetting with the name, and the nearest name that is known.
    """
    for name in given:
        if name.startswith("VONGTAY_") and name not in SETTINGS and not name.startswith(INTERNAL):
            near = difflib.get_close_matches(name, SETTINGS, n=1)
            cure = f"có phải ý bạn là {near[0]}?" if near else "hãy bỏ nó đi."
            raise BadSetting(f"Không có thiết lập nào tên {name}: {cure}")
    world()
    port()
    web_workers()
    public_address()
    clamd()
    body_quota()
    email_url()
    for name, allowed in {
        "VONGTAY_HTTPS": YES_NO,
        "VONGTAY_POOL": YES_NO,
        "VONGTAY_AS_OWNER": YES_NO,
        "VONGTAY_LOG_LEVEL": LOG_LEVELS,
    }.items():
        one_of(name, allowed)


def one_of(name: str, allowed: tuple[str, ...], default: str = "") -> str:
    """Give a setting that must be one of some words; the first of them when there is no default."""
    value = os.environ.get(name) or default or allowed[0]
    if value not in allowed:
        raise BadSetting(f"{name} phải là một trong {', '.join(allowed)}; đang là “{value}”.")
    return value


def data_folder() -> Path:
    """Give the folder of data and keys: VONGTAY_DATA, or `.vongtay` in the checkout."""
    given = os.environ.get("VONGTAY_DATA")
    return Path(given).resolve() if given else Path(__file__).resolve().parents[2] / ".vongtay"


def world() -> str:
    """Give the world of this installation: demo unless VONGTAY_WORLD says otherwise."""
    return one_of("VONGTAY_WORLD", WORLDS)


def port() -> int:
    """Give the port of the web server: PORT, 8000 unless set."""
    value = os.environ.get("PORT") or "8000"
    if not value.isascii() or not value.isdigit() or not 0 < int(value) < 65536:
        raise BadSetting(f"PORT phải là số từ 1 đến 65535; đang là “{value}”.")
    return int(value)


def web_workers() -> int:
    """Give how many web processes answer: WEB_WORKERS, one a core and at most 4 unless set.

    One process draws one page at a time, however many threads it has.
    """
    value = os.environ.get("WEB_WORKERS") or str(min(len(os.sched_getaffinity(0)), 4))
    if not value.isascii() or not value.isdigit() or not 0 < int(value) <= 64:
        raise BadSetting(f"WEB_WORKERS phải là số từ 1 đến 64; đang là “{value}”.")
    return int(value)


def public_address() -> str:
    """Give the address under which everybody reaches the pages (VONGTAY_ADDRESS), without a slash at its end; empty: none."""
    value = os.environ.get("VONGTAY_ADDRESS", "").rstrip("/")
    if value and not re.fullmatch(r"https?://[A-Za-z0-9.\-:\[\]]+", value):
        raise BadSetting(f"VONGTAY_ADDRESS phải có dạng https://tên-miền; đang là “{value}”.")
    return value


def clamd() -> str:
    """Give where the virus scanner listens (VONGTAY_CLAMD); empty: none is set."""
    value = os.environ.get("VONGTAY_CLAMD", "")
    if value and not re.fullmatch(r"unix:/.+|[A-Za-z0-9.\-\[\]:]+:\d{1,5}", value):
        raise BadSetting(f"VONGTAY_CLAMD phải là unix:/đường/dẫn hoặc máy:cổng; đang là “{value}”.")
    return value


def body_quota() -> int:
    """Give the room for the files of one body (VONGTAY_BODY_QUOTA_MB). Unit: megabytes."""
    value = os.environ.get("VONGTAY_BODY_QUOTA_MB") or "5000"
    if not value.isascii() or not value.isdigit() or int(value) < 1:
        raise BadSetting(f"VONGTAY_BODY_QUOTA_MB phải là số nguyên dương; đang là “{value}”.")
    return int(value)


def host() -> str:
    """Give the address at which the web server listens: HOST, only this machine unless set."""
    return os.environ.get("HOST") or "127.0.0.1"


def served_at() -> str:
    """Give the address at which this machine finds the pages, by HOST and PORT, without a slash at its end."""
    listens = host()
    named = "127.0.0.1" if listens in {"0.0.0.0", "::"} else f"[{listens}]" if ":" in listens else listens  # noqa: S104  # compared, not bound
    return f"http://{named}:{port()}"


def hosts() -> list[str]:
    """Give the names under which the pages may be asked for."""
    given = os.environ.get("VONGTAY_HOSTS", "")
    return [name.strip() for name in given.split(",") if name.strip()] or ["127.0.0.1", "localhost", "[::1]"]


def behind_https() -> bool:
    """Say whether a proxy in front speaks HTTPS (VONGTAY_HTTPS=1), so that cookies are marked secure."""
    return one_of("VONGTAY_HTTPS", YES_NO) == "1"


def email_url() -> str:
    """Give the address of the mail server (EMAIL_URL); empty when no mail is to be sent."""
    given = os.environ.get("EMAIL_URL", "").strip()
    if not given:
        return ""
    parts = urlsplit(given)
    if (
        parts.scheme not in {"smtp", "smtps"}
        or not parts.hostname
        or "@" not in parse_qs(parts.query).get("from", [""])[-1]
    ):
        raise BadSetting(
            "EMAIL_URL phải có dạng smtp://người:mật-khẩu@máy-chủ:cổng/?from=địa-chỉ (smtps:// hoặc &tls=1 nếu mã hóa)."
        )
    return given


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
    as_owner = one_of("VONGTAY_AS_OWNER", YES_NO) == "1"
    options: dict[str, Any] = dict(
        conninfo_to_dict(os.environ.get("DATABASE_OWNER_URL" if as_owner else "DATABASE_URL", ""))
    )
    named = {key.upper(): str(options.pop(key, "")) for key in ("user", "password", "host", "port")}
    name = options.pop("dbname", "vongtay")
    # Our widest page joins eight tables by keys: looking for a better order costs more than it ever gives (8.7 of 9.2 ms).
    options.setdefault("options", "-c join_collapse_limit=4")
    if not as_owner:
        # A statement asked again is not planned again: under row policies, planning takes longer than reading (decision 0049).
        options |= {"server_side_binding": True, "prepare_threshold": 3}
    if not as_owner and one_of("VONGTAY_POOL", YES_NO, "1") == "1":
        options["pool"] = {"min_size": 1, "max_size": 8}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        **named,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
