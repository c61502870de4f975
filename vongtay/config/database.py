"""Which database the product works on, and that it is there while a command needs it.

By order: the agency's own server (DATABASE_URL), else the embedded one: the first command starts it, the last stops it.
"""

import contextlib
import fcntl
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from vongtay.config import environment
from vongtay.config.embedded import EmbeddedServer
from vongtay.config.folders import make_private
from vongtay.config.refusals import CannotStart
from vongtay.config.server_check import missing_on

ALREADY_CHECKED = "VONGTAY_DATABASE_CHECKED"


@dataclass(frozen=True)
class Database:
    """The database's addresses for the web role and for the owner; `embedded` is None on an agency's own server."""

    app_url: str
    owner_url: str
    embedded: EmbeddedServer | None

    def export(self) -> None:
        """Put the addresses into the environment, where the settings and the processes we start find them."""
        os.environ["DATABASE_URL"] = self.app_url
        os.environ["DATABASE_OWNER_URL"] = self.owner_url
        os.environ[ALREADY_CHECKED] = "1"

    def describe(self) -> str:
        """Say in a few words which server it is, without any password."""
        parts = conninfo_to_dict(self.app_url)
        kind = "PostgreSQL đi kèm" if self.embedded else "máy chủ của cơ quan (DATABASE_URL)"
        return f"{kind}, {parts.get('host') or 'localhost'}:{parts.get('port') or 5432}/{parts.get('dbname') or '?'}"


@contextlib.contextmanager
def ensured() -> Iterator[Database]:
    """Have the database there while the block runs, its addresses in the environment.

    Errors: CannotStart with the cure, when there is none that may be used.
    """
    data = environment.data_folder()
    make_private(data)
    if os.environ.get("DATABASE_URL"):
        database = external()
        database.export()
        yield database
        return
    if os.environ.get("DATABASE_OWNER_URL"):
        raise CannotStart("Có DATABASE_OWNER_URL mà thiếu DATABASE_URL: hãy đặt cả hai, hoặc bỏ cả hai.")
    with _used(data) as last_one:
        server = EmbeddedServer(data)
        server.start()
        try:
            database = Database(server.app_url, server.owner_url, server)
            database.export()
            yield database
        finally:
            for name in ("DATABASE_URL", "DATABASE_OWNER_URL", ALREADY_CHECKED):
                os.environ.pop(name, None)
            if last_one():
                server.stop()


def external() -> Database:
    """Give the agency's own server, after a look at whether it may be used.

    Errors: CannotStart when it can't be reached, is too old, or lets the web role around the row policies.
    """
    database = Database(*addresses(), None)
    if os.environ.get(ALREADY_CHECKED) == "1":
        return database
    try:
        missing = missing_on(database.app_url, database.owner_url)
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[-1]
        raise CannotStart(
            f"Không nối được tới DATABASE_URL hoặc DATABASE_OWNER_URL ({reason}): hãy kiểm tra."
        ) from error
    if missing:
        rest = f" (và {len(missing) - 1} điều nữa)" if len(missing) > 1 else ""
        raise CannotStart(f"{missing[0]}{rest} Xem “vongtay db prepare --check”, cách sửa ở “vongtay db prepare”.")
    return database


def addresses() -> tuple[str, str]:
    """Give the two addresses of the agency's own server, as the environment says.

    Errors: CannotStart when one is missing or can't be read.
    """
    return _address("DATABASE_URL"), _address("DATABASE_OWNER_URL")


def _address(name: str) -> str:
    url = os.environ.get(name, "")
    if not url:
        raise CannotStart(
            f"Thiếu {name}: máy chủ riêng cần cả DATABASE_URL (ứng dụng) và DATABASE_OWNER_URL (chủ sở hữu)."
        )
    try:
        parts = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        parts = {}
    if not url.startswith(("postgresql://", "postgres://")) or not parts.get("dbname"):
        raise CannotStart(
            f"{name} không đọc được: hãy viết theo dạng postgresql://vai:mật-khẩu@máy-chủ:5432/tên-cơ-sở-dữ-liệu."
        )
    return url


@contextlib.contextmanager
def _used(data: Path) -> Iterator["LastOne"]:
    """Note that this process uses the embedded server; the note goes with the process, however that ends."""
    handle = os.open(data / "run" / "pg.users", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH)
        yield LastOne(handle)
    finally:
        os.close(handle)


@dataclass(frozen=True)
class LastOne:
    """Asks whether no other process uses the embedded server; a yes holds newcomers back until we have gone."""

    handle: int

    def __call__(self) -> bool:
        """Say whether we are the last one."""
        try:
            fcntl.flock(self.handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
