"""An agency's own server: the printed script makes a bare one fit, and the check says what a wrong one lacks."""

import re
import subprocess

import psycopg
import pytest

from vongtay.config import binaries, cluster, roles
from vongtay.config.account import account_for
from vongtay.config.cluster import Cluster
from vongtay.config.commands import db
from vongtay.config.folders import make_private
from vongtay.config.server_check import missing_on

PASSWORDS = {"<MẬT KHẨU CHỦ SỞ HỮU>": "owner-word", "<MẬT KHẨU ỨNG DỤNG>": "app-word"}


@pytest.fixture
def bare(data) -> Cluster:
    """A server as a superuser finds it: no role, no database of ours."""
    make_private(data)
    account = account_for(data)
    account.own(data)
    made = Cluster(data / "pg", account, binaries.reachable(binaries.choose(None, None), account))
    made.initdb("postgres", "super-word")
    made.configure(durable=False)
    made.launch(durable=False)
    return made


def address(server: Cluster, role: str, password: str, database: str = roles.DATABASE) -> str:
    return f"postgresql://{role}:{password}@127.0.0.1:{cluster.port_of(server.folder)}/{database}"


def run_script(server: Cluster) -> subprocess.CompletedProcess:
    script = re.sub("|".join(PASSWORDS), lambda found: PASSWORDS[found[0]], roles.prepare_script())
    psql = [
        server.server.program("psql"),
        "-X",
        "-q",
        "-v",
        "ON_ERROR_STOP=1",
        address(server, "postgres", "super-word", "postgres"),
    ]
    return subprocess.run(psql, input=script, capture_output=True, text=True, check=False)


def test_the_printed_script_makes_a_bare_server_fit_and_may_run_again(bare):
    for _ in range(2):
        done = run_script(bare)
        assert (done.returncode, [line for line in done.stderr.splitlines() if "NOTICE" not in line]) == (0, [])

    assert missing_on(address(bare, roles.APP, "app-word"), address(bare, roles.OWNER, "owner-word")) == []


def test_each_lack_is_a_sentence(bare):
    run_script(bare)
    with psycopg.connect(address(bare, "postgres", "super-word"), autocommit=True) as superuser:
        superuser.execute("drop extension btree_gist")
        superuser.execute(f"alter function pg_catalog.{roles.LEAKPROOF[0]} not leakproof")
        superuser.execute(f"alter database {roles.DATABASE} set log_min_error_statement = 'error'")
        superuser.execute(f"alter role {roles.APP} bypassrls")
        superuser.execute(f"revoke {roles.WEB} from {roles.APP}")
        superuser.execute(f"grant connect on database {roles.DATABASE} to {roles.APP}")

    missing = missing_on(address(bare, roles.APP, "app-word"), address(bare, roles.OWNER, "owner-word"))

    for word in ("bypassrls", "btree_gist", "leakproof", "Nhật ký", roles.WEB):
        assert [sentence for sentence in missing if word in sentence], word
    assert len(missing) == 5


def test_a_database_without_vietnamese_letters_is_refused(bare):
    run_script(bare)
    with psycopg.connect(address(bare, "postgres", "super-word", "postgres"), autocommit=True) as superuser:
        superuser.execute(f"create database plain owner {roles.OWNER} template template0 encoding 'UTF8' locale 'C'")
    app, owner = (
        address(bare, role, word, "plain") for role, word in ((roles.APP, "app-word"), (roles.OWNER, "owner-word"))
    )

    assert any("LC_CTYPE" in sentence for sentence in missing_on(app, owner))


def test_the_command_prints_the_script_or_checks_the_server(bare, monkeypatch, capsys):
    assert db.main(["prepare"]) == 0
    assert capsys.readouterr().out == roles.prepare_script()

    run_script(bare)
    monkeypatch.setenv("DATABASE_URL", address(bare, roles.APP, "app-word"))
    monkeypatch.setenv("DATABASE_OWNER_URL", address(bare, roles.OWNER, "owner-word"))
    assert db.main(["prepare", "--check"]) == 0

    monkeypatch.setenv("DATABASE_URL", address(bare, roles.OWNER, "owner-word"))
    assert db.main(["prepare", "--check"]) == 1
    assert roles.WEB in capsys.readouterr().out
