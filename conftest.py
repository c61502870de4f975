"""Tests run on a real PostgreSQL of their own: the tables are made by the owner, everything else is done by the web role.

PG_BINDIR chooses another version's programs. The server starts once per run and is thrown away after it.
"""

import contextlib
import gc
import hashlib
import importlib
import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from vongtay.config import environment, roles
from vongtay.config.binaries import Binaries, choose
from vongtay.config.embedded import EmbeddedServer

FOLDER = "VONGTAY_TEST_SERVER"
pytest_plugins = ["tests.committed"]
# How fast a machine is says nothing about the code: no test asserts seconds.
hypothesis_settings.register_profile("ours", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("ours")


def pytest_collection_finish() -> None:
    """Leave what was collected out of the collector's rounds: thousands of tests stay to the end, and walking through them took a fifth of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def pytest_configure(config: pytest.Config) -> None:
    if FOLDER not in os.environ:
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="vongtay-test-")
        config.stash[_STARTED_HERE] = True


def pytest_unconfigure(config: pytest.Config) -> None:
    if config.stash.get(_STARTED_HERE, False):
        folder = Path(os.environ.pop(FOLDER))
        if (folder / "run").exists():
            _server(folder).stop()
            shutil.rmtree(_server(folder).folder, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)


_STARTED_HERE = pytest.StashKey[bool]()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    terminalreporter.write_line(f"PostgreSQL {programs().version}")


def programs() -> Binaries:
    """The server programs of this run."""
    given = os.environ.get("PG_BINDIR")
    return choose(Path(given) if given else None, None)


def _server(folder: Path) -> EmbeddedServer:
    given = os.environ.get("PG_BINDIR")
    return EmbeddedServer(folder, Path(given) if given else None, durable=False)


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest) -> Iterator[EmbeddedServer]:
    """A PostgreSQL server for this worker alone: an open transaction of another would hold the audit's sealing back."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "")
    running = _server(Path(os.environ[FOLDER]) / worker)
    if KEEP and not worker and _kept().exists() and not (running.data / "run").exists():
        subprocess.run(["cp", "-a", f"{_kept()}/.", str(_made_folder(running.data))], check=True)
        subprocess.run(["cp", "-a", f"{_kept()}/of-the-application/.", os.environ["VONGTAY_DATA"]], check=True)
    running.start()
    yield running
    if worker:
        running.stop()
        shutil.rmtree(running.folder, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: Any, server: EmbeddedServer) -> Iterator[None]:
    """Make a database per worker as the owner, then work in it as the web role."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    name = f"test_{worker}"
    with django_db_blocker.unblock():
        if not _is_there(server, name):
            _make(server, name)
        _point(server.url(roles.APP, name))
        yield
        connections.close_all()


def _is_there(server: EmbeddedServer, name: str) -> bool:
    with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as superuser:
        if superuser.execute("select from pg_database where datname = %s", [KEPT_NAME]).fetchone() is None:
            return False
        superuser.execute(f"alter database {KEPT_NAME} rename to {name}")
        return True


def _make(server: EmbeddedServer, name: str) -> None:
    with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as superuser:
        superuser.execute(
            f"create database {name} owner {roles.OWNER} template template0 encoding 'UTF8' locale_provider libc locale 'C.UTF-8'"
        )
    server.prepare(name)
    _point(server.url(roles.OWNER, name))
    call_command("migrate", verbosity=0)
    call_command("load_reference", verbosity=0, stdout=io.StringIO())
    importlib.import_module("vongtay.home.demo").load_bodies("demo", password="demo")
    _allow_time_travel(server.url(roles.OWNER, name))
    connections.close_all()
    # Beside a pointer to another place the folder holds no cluster: a copy would be lost with the original.
    if KEEP and server.folder.is_relative_to(server.data) and not _kept().exists():
        _keep(server, name)


# For whoever runs single tests all day: with VONGTAY_TEST_KEEP=FOLDER, a migrated server is kept there and copied by the next
# run, until a migration or a file of reference data changes. `make test` never uses it.
KEEP = os.environ.get("VONGTAY_TEST_KEEP", "")
KEPT_NAME = "test_kept"
_MAKES_THE_DATABASE = (
    "*/migrations/*.py",
    "**/*.sql",
    "**/*.toml",
    "**/*.csv",
    "home/demo.py",
    "config/roles.py",
    "common/*.py",
)


def _kept() -> Path:
    source = Path(__file__).parent / "vongtay"
    files = sorted({file for pattern in _MAKES_THE_DATABASE for file in source.glob(pattern)})
    read = hashlib.sha256(programs().version.encode())
    for file in files:
        read.update(file.relative_to(source).as_posix().encode() + file.read_bytes())
    return Path(KEEP) / read.hexdigest()[:16]


def _keep(server: EmbeddedServer, name: str) -> None:
    """Put a copy of a migrated server aside; one that another run has put there meanwhile stays."""
    with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as superuser:
        superuser.execute(f"alter database {name} rename to {KEPT_NAME}")
    server.stop()
    aside = Path(tempfile.mkdtemp(prefix="new-", dir=_made_folder(Path(KEEP))))
    subprocess.run(["cp", "-a", f"{server.data}/.", str(aside)], check=True)
    subprocess.run(
        ["cp", "-a", f"{os.environ['VONGTAY_DATA']}/.", str(_made_folder(aside / "of-the-application"))], check=True
    )
    with contextlib.suppress(OSError):
        aside.rename(_kept())
    server.start()
    _is_there(server, name)


def _made_folder(folder: Path) -> Path:
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    return folder


def _allow_time_travel(url: str) -> None:
    """Tests of what was known on a past day move the history of a case back: in the test database only."""
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("create schema vt_test; grant usage on schema vt_test to vongtay_web")
        owner.execute(
            "create function vt_test.shift_history(wanted uuid, days integer) returns void language sql security definer as"
            " $$ update public.cases_caseevent set pgh_created_at = pgh_created_at - make_interval(days => days) where pgh_obj_id = wanted $$"
        )


def _point(url: str) -> None:
    parts = psycopg.conninfo.conninfo_to_dict(url)
    connection.close()
    values = {"NAME": parts["dbname"], "USER": parts["user"], "PASSWORD": parts["password"], "HOST": parts["host"], "PORT": parts["port"],
              "OPTIONS": environment.database()["OPTIONS"] | {"sslmode": "disable", "gssencmode": "disable"}}  # fmt: skip
    connection.settings_dict.update(values)
    settings.DATABASES["default"].update(values)


@pytest.fixture(scope="session")
def owner_url(server: EmbeddedServer, django_db_setup: None) -> str:
    """The address of this worker's database for the owner."""
    return server.url(roles.OWNER, str(connection.settings_dict["NAME"]))


@pytest.fixture(scope="session")
def web_url(server: EmbeddedServer, django_db_setup: None) -> str:
    """The address of this worker's database for the web role: what somebody with its password could use."""
    return server.url(roles.APP, str(connection.settings_dict["NAME"]))
