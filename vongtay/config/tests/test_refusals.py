"""What stands in the way of a start is said in one sentence that names the cure."""

import errno
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from vongtay.config import binaries, cli, environment
from vongtay.config.database import ensured, external
from vongtay.config.embedded import SUPERUSER, EmbeddedServer
from vongtay.config.folders import make_private
from vongtay.config.refusals import CannotStart, for_os_error
from vongtay.config.serve import refuse_a_taken_port

CHECKOUT = Path(__file__).resolve().parents[3]


def refusal(call, *words) -> str:
    with pytest.raises(CannotStart) as refused:
        call(*words)
    sentence = str(refused.value)
    assert "\n" not in sentence
    return sentence


def test_a_port_in_use_names_another_one():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert f"PORT={port + 1}" in refusal(refuse_a_taken_port, "127.0.0.1", port)
    refuse_a_taken_port("127.0.0.1", port)


def test_an_address_of_another_machine_is_refused():
    assert "HOST" in refusal(refuse_a_taken_port, "192.0.2.1", 8000)


def test_a_folder_that_cannot_be_written_names_the_setting():
    # Below /proc even root makes no folder; the file below stands for any path that isn't a folder.
    for place in (Path("/proc/vongtay"), Path(__file__) / "data"):
        assert str(place) in refusal(make_private, place)


def test_a_full_disk_is_said_so():
    with pytest.raises(OSError, match="No space") as full, Path("/dev/full").open("wb", buffering=0) as file:
        file.write(b"x")
    assert "Đĩa đã đầy (khi ghi /data)" in str(for_os_error(full.value, "/data"))
    assert "chỉ cho đọc" in str(for_os_error(OSError(errno.EROFS, os.strerror(errno.EROFS), "/data"), "/"))
    assert "quyền" in str(for_os_error(OSError(errno.EACCES, os.strerror(errno.EACCES), "/data"), "/"))


def test_a_wrong_folder_of_programs_is_refused(bare_environment, data, monkeypatch):
    monkeypatch.setenv("PG_BINDIR", "/nowhere")

    assert "PG_BINDIR=/nowhere" in refusal(EmbeddedServer(data).start)


def test_programs_that_are_too_old_are_refused(tmp_path):
    for name in ("postgres", "initdb", "pg_ctl"):
        (tmp_path / name).write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 14.9'\n")
        (tmp_path / name).chmod(0o755)

    assert "14.9" in refusal(binaries.candidates, tmp_path)


def test_data_of_another_version_name_the_version_they_need(bare_environment, data):
    make_private(data)
    (data / "pg").mkdir()
    (data / "pg" / "PG_VERSION").write_text("12\n")

    assert "PostgreSQL 12" in refusal(EmbeddedServer(data).start)


@pytest.mark.parametrize(
    "url", ["mysql://a:b@localhost/c", "postgresql://", "not an address", "postgresql://a@b/c?nonsense=1"]
)
def test_an_address_that_cannot_be_read_shows_how_to_write_it(bare_environment, monkeypatch, url):
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("DATABASE_OWNER_URL", url)

    assert "postgresql://vai:" in refusal(external)


def test_one_address_without_the_other_is_refused(bare_environment, monkeypatch, tmp_path):
    monkeypatch.setenv("VONGTAY_DATA", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "postgresql://a:b@localhost/c")
    assert "DATABASE_OWNER_URL" in refusal(external)

    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://a:b@localhost/c")
    assert "DATABASE_URL" in refusal(ensured().__enter__)


def test_a_server_that_is_not_there_is_named_without_its_password(bare_environment, monkeypatch):
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        monkeypatch.setenv(name, "postgresql://a:hidden-word@127.0.0.1:1/c")

    sentence = refusal(external)

    assert "DATABASE_URL" in sentence
    assert "hidden-word" not in sentence


def test_a_web_role_that_the_policies_do_not_bind_is_refused(bare_environment, running, monkeypatch):
    monkeypatch.setenv("DATABASE_OWNER_URL", running.owner_url)
    monkeypatch.setenv("DATABASE_URL", running.url(SUPERUSER))
    assert "superuser" in refusal(external)

    monkeypatch.setenv("DATABASE_URL", running.owner_url)
    assert "vongtay_web" in refusal(external)

    monkeypatch.setenv("DATABASE_URL", running.app_url)
    assert external().embedded is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("WEB_WORKERS", "0"),
        ("WEB_WORKERS", "two"),
        ("VONGTAY_WORLD", "play"),
        ("VONGTAY_HTTPS", "maybe"),
        ("VONGTAY_LOG_LEVEL", "LOUD"),
    ],
)
def test_a_bad_setting_stops_the_start_with_its_name(tmp_path, name, value):
    command = [sys.executable, "-m", "vongtay.config.cli", "serve"]

    done = subprocess.run(
        command,
        cwd=CHECKOUT,
        env={**os.environ, "VONGTAY_DATA": str(tmp_path), name: value},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert name in done.stderr
    assert value in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "value", ["mail.vidu.gov.vn", "smtp://mail.vidu.gov.vn:25/", "smtp://thu:bi-mat@mail.vidu.gov.vn/"]
)
def test_a_bad_mail_server_stops_the_start_without_repeating_its_password(monkeypatch, value):
    monkeypatch.setenv("EMAIL_URL", value)
    said = refusal(environment.email_url)
    assert "EMAIL_URL" in said
    assert "bi-mat" not in said


def test_an_unknown_setting_gets_the_nearest_name():
    assert "VONGTAY_WORLD" in refusal(environment.check, {"VONGTAY_WROLD": "real"})
    environment.check({"VONGTAY_WORLD": "real", "OTHER": "x"})


def test_an_unknown_command_gets_the_list(capsys):
    assert cli.main(["servee"]) == 2
    printed = capsys.readouterr().err
    assert "servee" in printed
    assert all(name in printed for name in cli.COMMANDS)


def test_environment_defaults(monkeypatch):
    for name in ("PORT", "HOST", "VONGTAY_WORLD", "WEB_WORKERS"):
        monkeypatch.delenv(name, raising=False)
    assert (environment.port(), environment.host(), environment.world()) == (8000, "127.0.0.1", "demo")
    assert environment.served_at() == "http://127.0.0.1:8000"
    for host, found in (
        ("0.0.0.0", "http://127.0.0.1:8140"),  # noqa: S104  # asked about, not bound
        ("::1", "http://[::1]:8140"),
        ("10.0.0.7", "http://10.0.0.7:8140"),
    ):
        monkeypatch.setenv("HOST", host)
        monkeypatch.setenv("PORT", "8140")
        assert environment.served_at() == found
