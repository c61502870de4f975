"""Our own PostgreSQL below the data folder: made, started, given its roles, stopped and found again.

It listens on 127.0.0.1 with passwords only, runs as `nobody` when we are root, and logs nothing of a statement.
"""

import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path

import psycopg

from vongtay.config import binaries, cluster, roles
from vongtay.config.account import Account, account_for
from vongtay.config.cluster import Cluster
from vongtay.config.folders import locked, make_private
from vongtay.config.refusals import CannotStart, for_os_error

SUPERUSER = "postgres"
LOCATION = "pg.location"


@dataclass(frozen=True)
class Status:
    """What is known of the server at this moment; `port` and `version` are None before it was made."""

    running: bool
    pid: int | None
    port: int | None
    version: int | None
    folder: Path


class EmbeddedServer:
    """One PostgreSQL server whose data lie below a data folder.

    `durable=False` is for servers that are thrown away: they trade safety for speed.
    """

    def __init__(self, data: Path, bindir: Path | None = None, *, durable: bool = True) -> None:
        self.data = data
        self._bindir = bindir
        self._durable = durable

    @property
    def folder(self) -> Path:
        """Give the folder of the server's own files: below the data folder, or where its account can reach it."""
        pointer = self.data / LOCATION
        home = Path(pointer.read_text().strip()) if pointer.exists() else self.data
        return home / "pg"

    @property
    def app_url(self) -> str:
        """Give the address for the web process and the jobs: the role that row policies bind."""
        return self.url(roles.APP)

    @property
    def owner_url(self) -> str:
        """Give the address for migrations: the role that owns the tables."""
        return self.url(roles.OWNER)

    def url(self, role: str, database: str = roles.DATABASE) -> str:
        """Give the address of a database for a role, password included."""
        # Both ends are this machine, so asking for encryption would only cost each connection a round trip.
        plain = "sslmode=disable&gssencmode=disable"
        return f"postgresql://{role}:{self._password(role)}@127.0.0.1:{cluster.port_of(self.folder)}/{database}?{plain}"

    def start(self) -> bool:
        """Make sure that the server runs with our roles and database; say whether this call started it.

        Errors: CannotStart, with one sentence that names the cure.
        """
        make_private(self.data)
        try:
            with locked(self.data / "run" / "pg.lock"):
                return self._start()
        except OSError as error:
            raise for_os_error(error, self.data) from error

    def stop(self) -> bool:
        """Stop the server after it has written everything down; say whether one ran."""
        if cluster.pid_of(self.folder) is None:
            return False
        with locked(self.data / "run" / "pg.lock"):
            if cluster.pid_of(self.folder) is None:
                return False
            cluster.shutdown(self.folder)
        return True

    def status(self) -> Status:
        """Give what is known of the server now; changes nothing."""
        pid = cluster.pid_of(self.folder)
        return Status(
            running=pid is not None,
            pid=pid,
            port=cluster.port_of(self.folder),
            version=cluster.major_of(self.folder),
            folder=self.folder,
        )

    def prepare(self, database: str) -> None:
        """Give a database the extensions, rights and operators that ours has (`template1`: every one made later)."""
        with psycopg.connect(self.url(SUPERUSER, database), autocommit=True) as connection:
            for statement in roles.database_sql(database):
                connection.execute(statement.encode())

    def _start(self) -> bool:
        if cluster.pid_of(self.folder) is not None:
            self._make_roles()
            return False
        ours = self._cluster(self._account())
        if cluster.major_of(ours.folder) is None:
            self._refuse_a_lost_cluster()
            ours.initdb(SUPERUSER, self._password(SUPERUSER))
        ours.configure(durable=self._durable)
        ours.launch(durable=self._durable)
        try:
            self._make_roles()
        except BaseException:
            cluster.shutdown(self.folder)
            raise
        return True

    def _cluster(self, account: Account) -> Cluster:
        server = binaries.choose(self._bindir, cluster.major_of(self.folder))
        return Cluster(self.folder, account, binaries.reachable(server, account))

    def _account(self) -> Account:
        """Give the account that runs the server, and see to it that it can reach the server's folder."""
        home = self.folder.parent
        if not home.is_dir():
            raise CannotStart(
                f"Không còn thư mục cơ sở dữ liệu {home}: hãy khôi phục nó từ bản sao lưu, "
                f"hoặc xóa {self.data} để bắt đầu lại từ đầu."
            )
        account = account_for(home)
        if not account.other:
            return account
        account.own(home)
        if account.may_enter(home):
            return account
        os.chown(home, 0, 0)
        account.own(self._make_reachable_home(account))
        return account

    def _make_reachable_home(self, account: Account) -> Path:
        """Make a folder for the server outside ours, because only root may enter a folder above it, and note where."""
        for parent in (binaries.SHARED, binaries.FALLBACK):
            try:
                parent.mkdir(mode=0o755, parents=True, exist_ok=True)
                home = Path(
                    tempfile.mkdtemp(prefix="data-" if parent == binaries.SHARED else "vongtay-data-", dir=parent)
                )
            except OSError:
                continue
            if account.may_enter(parent):
                (self.data / LOCATION).write_text(f"{home}\n")
                return home
            home.rmdir()
        raise CannotStart(
            f"Tài khoản số {account.uid}, chạy PostgreSQL thay root, không vào được {self.data}: "
            "hãy đặt VONGTAY_DATA vào một thư mục mà mọi người dùng vào được, ví dụ /srv/vongtay."
        )

    def _refuse_a_lost_cluster(self) -> None:
        if (self.data / "run" / "pg.made").exists():
            raise CannotStart(
                f"Cơ sở dữ liệu trong {self.folder} đã mất hoặc hỏng: hãy khôi phục từ bản sao lưu, "
                f"hoặc xóa {self.data} để bắt đầu lại từ đầu."
            )

    def _make_roles(self) -> None:
        """Make the roles and the database, or make sure of them."""
        with psycopg.connect(self.url(SUPERUSER, "postgres"), autocommit=True) as connection:
            _require_time_zones(connection)
            for statement in roles.cluster_sql():
                connection.execute(statement.encode())
            for role in (roles.OWNER, roles.APP):
                connection.execute(
                    psycopg.sql.SQL("alter role {} password {}").format(
                        psycopg.sql.Identifier(role), self._password(role)
                    )
                )
            known = connection.execute("select 1 from pg_database where datname = %s", [roles.DATABASE]).fetchone()
            if known is None:
                connection.execute(roles.create_database_sql().encode())
        self.prepare(roles.DATABASE)
        (self.data / "run" / "pg.made").touch()

    def _password(self, role: str) -> str:
        """Give a role's password; it is made on first use and lies with the keys, apart from the data."""
        file = self.data / "keys" / f"postgresql-{role}"
        if not file.exists():
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as opened:
                opened.write(secrets.token_urlsafe(32))
        return file.read_text()


def _require_time_zones(connection: psycopg.Connection) -> None:
    try:
        connection.execute("set timezone = 'Asia/Ho_Chi_Minh'")
    except psycopg.errors.InvalidParameterValue as error:
        raise CannotStart(
            "Máy này thiếu dữ liệu múi giờ mà PostgreSQL cần (/usr/share/zoneinfo): hãy cài gói tzdata, "
            "ví dụ apt-get install -y tzdata, rồi chạy lại."
        ) from error
