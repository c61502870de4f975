"""The embedded server, for real: made, started, killed, started again."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from vongtay.config import cluster, roles
from vongtay.config.embedded import SUPERUSER, EmbeddedServer
from vongtay.config.folders import make_private
from vongtay.config.refusals import CannotStart

CHECKOUT = Path(__file__).resolve().parents[3]
STARTS = """
import sys
from pathlib import Path
from vongtay.config.embedded import EmbeddedServer
print(EmbeddedServer(Path(sys.argv[1])).start())
"""
# Writes rows one transaction at a time and says of each that the server has confirmed it.
WRITES = """
import sys
import psycopg
with psycopg.connect(sys.argv[1], autocommit=True) as connection:
    number = 0
    while True:
        connection.execute("insert into written values (%s, repeat('x', 500))", [number])
        print(number, flush=True)
        number += 1
"""


def test_a_second_start_finds_the_running_server_and_a_stop_ends_it(data):
    server = EmbeddedServer(data)

    assert server.start() is True
    first = server.status()
    assert server.start() is False
    assert EmbeddedServer(data).status() == first
    assert first.running
    assert server.stop() is True
    assert server.stop() is False
    assert not server.status().running


def test_data_and_port_outlive_a_restart(data):
    server = EmbeddedServer(data)
    server.start()
    port = server.status().port
    with psycopg.connect(server.owner_url) as connection:
        connection.execute("create table kept as select 7 as number")
    server.stop()

    server.start()

    assert server.status().port == port
    with psycopg.connect(server.owner_url) as connection:
        assert connection.execute("select number from kept").fetchone() == (7,)


def test_two_starts_at_once_make_one_server(data):
    make_private(data)
    both = [
        subprocess.Popen([sys.executable, "-c", STARTS, str(data)], cwd=CHECKOUT, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]

    printed = sorted(process.communicate()[0].strip() for process in both)

    assert printed == ["False", "True"]


def test_no_confirmed_row_is_lost_when_the_server_is_killed_while_it_writes(data):
    server = EmbeddedServer(data)
    server.start()
    with psycopg.connect(server.owner_url) as connection:
        connection.execute("create table written (number integer primary key, filler text)")
    with subprocess.Popen(
        [sys.executable, "-c", WRITES, server.owner_url], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as writer:
        confirmed = [int(writer.stdout.readline()) for _ in range(300)]
        os.kill(server.status().pid, signal.SIGKILL)
        confirmed += [int(line) for line in writer.stdout]

    assert server.start() is True

    with psycopg.connect(server.owner_url) as connection:
        there = {number for (number,) in connection.execute("select number from written")}
    assert set(confirmed) <= there
    # At most the one row whose confirmation was under way may be there as well.
    assert len(there) <= len(confirmed) + 1


def test_a_pid_file_whose_number_belongs_to_another_process_does_not_stop_a_start(data):
    server = EmbeddedServer(data)
    server.start()
    left = (server.folder / "postmaster.pid").read_text().splitlines()
    server.stop()
    (server.folder / "postmaster.pid").write_text("\n".join([str(os.getpid()), *left[1:]]) + "\n")

    assert not server.status().running
    assert server.start() is True


def test_a_start_moves_away_from_a_port_that_somebody_took(data):
    server = EmbeddedServer(data)
    server.start()
    port = server.status().port
    server.stop()
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # connections that just ended don't count
        taken.bind(("127.0.0.1", port))
        taken.listen()

        server.start()

    assert server.status().port != port
    with psycopg.connect(server.app_url) as connection:
        assert connection.execute("select 1").fetchone() == (1,)


def test_a_start_that_was_cut_off_is_made_good(data):
    make_private(data)
    (data / "pg.new").mkdir()
    (data / "pg.new" / "PG_VERSION").write_text("17\n")
    server = EmbeddedServer(data)
    server.start()
    with psycopg.connect(server.url(SUPERUSER, "postgres"), autocommit=True) as connection:
        connection.execute(f"drop database {roles.DATABASE}")
    server.stop()

    server.start()

    with psycopg.connect(server.app_url) as connection:
        assert connection.info.dbname == roles.DATABASE


def test_a_database_that_was_lost_is_not_replaced_by_an_empty_one(data):
    server = EmbeddedServer(data)
    server.start()
    server.stop()
    shutil.rmtree(server.folder)

    with pytest.raises(CannotStart, match="sao lưu"):
        server.start()


def test_it_runs_below_a_folder_that_only_we_may_enter(tmp_path):
    tmp_path.chmod(0o700)
    server = EmbeddedServer(tmp_path / "data")
    try:
        server.start()
        with psycopg.connect(server.app_url) as connection:
            assert connection.execute("select 1").fetchone() == (1,)
        assert EmbeddedServer(tmp_path / "data").status().running
        assert Path(f"/proc/{server.status().pid}").stat().st_uid != 0
    finally:
        server.stop()
        shutil.rmtree(server.folder.parent)


def test_folders_are_private_and_keys_lie_apart_from_the_data(running):
    for folder in (running.data, running.data / "keys", running.data / "files", running.data / "run", running.folder):
        assert folder.stat().st_mode & 0o777 == 0o700, folder
    secrets = list((running.data / "keys").iterdir())
    assert {path.stat().st_mode & 0o777 for path in secrets} == {0o600}
    assert not [path for path in running.folder.rglob("*") if path.name in {secret.name for secret in secrets}]


def test_a_keys_folder_of_somebody_else_is_refused(data, monkeypatch):
    make_private(data)
    monkeypatch.setattr(os, "geteuid", lambda: 54321)

    with pytest.raises(CannotStart, match="Thư mục khóa"):
        make_private(data)


def test_the_web_role_is_bound_by_every_rule(running):
    with psycopg.connect(running.app_url) as connection:
        facts = connection.execute(
            "select rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole"
            " from pg_roles where rolname = current_user"
        ).fetchone()
        members = connection.execute(
            "select pg_has_role(%s, 'member'), pg_has_role(%s, 'member')", [roles.WEB, roles.OWNER]
        ).fetchone()
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("create table mine (number integer)")

    assert facts == (roles.APP, False, False, False, False)
    assert members == (True, False)


def test_the_owner_makes_tables_and_is_no_superuser(running):
    with psycopg.connect(running.owner_url) as connection:
        connection.execute("create table owned (number integer)")
        facts = connection.execute(
            "select rolsuper, rolbypassrls from pg_roles where rolname = current_user"
        ).fetchone()
        connection.rollback()

    assert facts == (False, False)


def test_a_password_is_asked_for_even_on_this_machine(running):
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(running.app_url.replace(f"{roles.APP}:", f"{roles.APP}:wrong"))


def test_the_database_has_what_policies_and_vietnamese_text_need(running):
    with psycopg.connect(running.app_url) as connection:
        installed = {name for (name,) in connection.execute("select extname from pg_extension")}
        folded = connection.execute("select lower('ĐỨC ƯỚC'), 'Đức' ilike 'đ%'").fetchone()
        leakproof = connection.execute(
            "select count(*) from pg_proc where proleakproof and oid = any(%s::regprocedure[])",
            [[f"pg_catalog.{name}" for name in roles.LEAKPROOF]],
        ).fetchone()

    assert installed >= set(roles.EXTENSIONS)
    assert folded == ("đức ước", True)
    assert leakproof == (len(roles.LEAKPROOF),)


@pytest.mark.parametrize(
    "statement",
    [
        "insert into logged values (1, '{marker}')",
        "select '{marker}'::uuid",
        "select * from logged where name = '{marker}' and",
        "do $$ begin raise exception '{marker}'; end $$",
        "do $$ begin raise warning '{marker}'; end $$",
    ],
)
def test_the_log_of_the_server_holds_nothing_of_a_failed_statement(running, statement):
    marker = "Marker-Trần-Thị-Không"
    with psycopg.connect(running.owner_url, autocommit=True) as connection:
        connection.execute("drop table if exists logged")
        connection.execute("create table logged (number integer primary key, name text check (length(name) < 3))")
        with contextlib.suppress(psycopg.Error):
            connection.execute(statement.format(marker=marker))
        with pytest.raises(psycopg.Error):
            connection.execute("insert into logged values (%s, %s)", [2, marker])
    with psycopg.connect(running.app_url) as connection, pytest.raises(psycopg.Error):
        connection.execute("select %s::uuid", [marker])

    time.sleep(0.2)  # the logging process writes by itself
    logs = [*(running.folder / "log").iterdir(), running.folder / cluster.START_LOG]
    assert "ready to accept connections" in "".join(path.read_text() for path in logs)
    assert not [path for path in logs if marker in path.read_text()]


def test_the_kept_statistics_of_statements_hold_no_values(running):
    with psycopg.connect(running.url(SUPERUSER), autocommit=True) as connection:
        connection.execute("select 'Marker-Lò-Văn-Không' as name")
        texts = [text for (text,) in connection.execute("select query from pg_stat_statements")]

    assert any("as name" in text for text in texts)
    assert not [text for text in texts if "Marker" in text]
    assert not [text for text in texts if "password" in text]
