"""What serving is made of: steps done once, processes that are found again, the last one out turns off the light."""

import importlib.util
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from vongtay.config import cli
from vongtay.config.commands import messages, status, stop
from vongtay.config.database import ensured
from vongtay.config.embedded import EmbeddedServer
from vongtay.config.folders import make_private
from vongtay.config.processes import Known
from vongtay.config.serve import Child, sweep
from vongtay.config.upkeep import Step, do_once, note_done

SLEEPS = [sys.executable, "-c", "import time; time.sleep(600)"]
USES = """
import sys
from vongtay.config.database import ensured
with ensured() as database:
    print(database.app_url, flush=True)
    sys.stdin.read()
"""


def test_every_command_leads_somewhere():
    assert [name for name, command in cli.COMMANDS.items() if importlib.util.find_spec(command.module) is None] == []


def test_a_step_is_done_again_only_when_its_fingerprint_changed(tmp_path):
    make_private(tmp_path)
    done = []
    for fingerprint in ("one", "one", "two"):
        do_once(Step("step", "Làm", lambda now=fingerprint: now, lambda: done.append(1)), tmp_path)
    assert len(done) == 2


def test_a_step_that_was_noted_as_done_is_not_done(tmp_path):
    make_private(tmp_path)
    done = []
    step = Step("step", "Làm", lambda: "copied", lambda: done.append(1))
    note_done(step, tmp_path)
    do_once(step, tmp_path)
    assert done == []


def test_a_step_that_failed_is_tried_again(tmp_path):
    make_private(tmp_path)

    def fail() -> None:
        raise SystemExit("no")

    with pytest.raises(SystemExit):
        do_once(Step("step", "Làm", lambda: "one", fail), tmp_path)
    done = []
    do_once(Step("step", "Làm", lambda: "one", lambda: done.append(1)), tmp_path)
    assert done == [1]


def test_a_noted_process_is_found_and_ended_and_a_later_one_with_its_number_is_not(tmp_path):
    known = Known(tmp_path / "one.pid")
    with subprocess.Popen(SLEEPS, start_new_session=True) as process:
        known.note(process.pid)
        assert known.pid() == process.pid
        (tmp_path / "other.pid").write_text(f"{process.pid} 1\n")
        assert Known(tmp_path / "other.pid").pid() is None
        assert Known(tmp_path / "other.pid").end() is False
        assert process.poll() is None

        assert known.end() is True
        assert process.wait() == -signal.SIGTERM
    assert known.end() is False


def test_a_process_that_does_not_listen_is_made_to_end(tmp_path):
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(600)"
    with subprocess.Popen([sys.executable, "-c", deaf], start_new_session=True, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        known = Known(tmp_path / "deaf.pid")
        known.note(process.pid)

        known.end(patience=0.3)

        assert process.wait() == -signal.SIGKILL


def test_what_a_killed_process_has_started_is_ended_too(tmp_path):
    starts = "import subprocess, sys, time; print(subprocess.Popen(sys.argv[1:]).pid, flush=True); time.sleep(600)"
    with subprocess.Popen(
        [sys.executable, "-c", starts, *SLEEPS], start_new_session=True, stdout=subprocess.PIPE
    ) as process:
        orphan = Known(tmp_path / "orphan.pid")
        orphan.note(int(process.stdout.readline()))
        known = Known(tmp_path / "leader.pid")
        known.note(process.pid)
        process.kill()
        process.wait()
        assert known.pid() is None
        assert orphan.pid() is not None

        assert known.end() is True
        assert orphan.pid() is None


def test_children_of_a_killed_parent_are_swept_away(tmp_path):
    make_private(tmp_path)
    child = Child("web", ["http.server", "0"], tmp_path)
    child.start()

    assert sweep(tmp_path) == 1
    assert child.process.wait() != 0
    assert sweep(tmp_path) == 0


def test_a_child_that_dies_at_once_is_not_started_for_ever(tmp_path):
    make_private(tmp_path)
    child = Child("web", ["no_such_module"], tmp_path)
    starts = 0
    while not child.dies_too_often():
        child.start()
        child.process.wait()
        assert child.died()
        starts += 1
    assert starts == 5
    assert "no_such_module" in child.log.read_text()
    assert child.log.stat().st_mode & 0o777 == 0o600


def test_the_last_user_of_the_embedded_server_stops_it(bare_environment, data, monkeypatch):
    monkeypatch.setenv("VONGTAY_DATA", str(data))
    server = EmbeddedServer(data)
    with subprocess.Popen(
        [sys.executable, "-c", USES], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        url = other.stdout.readline().strip()
        with ensured() as database:
            assert database.app_url == url
            assert os.environ["DATABASE_URL"] == url
        assert "DATABASE_URL" not in os.environ
        assert server.status().running
        with psycopg.connect(url) as connection:
            assert connection.execute("select 1").fetchone() == (1,)
        other.communicate("")
    assert not server.status().running


def test_a_killed_user_does_not_keep_the_server_running(bare_environment, data, monkeypatch):
    monkeypatch.setenv("VONGTAY_DATA", str(data))
    with subprocess.Popen(
        [sys.executable, "-c", USES], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        other.stdout.readline()
        other.kill()
    with ensured():
        pass
    assert not EmbeddedServer(data).status().running


def test_status_and_stop_speak_of_what_runs(bare_environment, data, monkeypatch, capsys):
    monkeypatch.setenv("VONGTAY_DATA", str(data))
    assert stop.main([]) == 0
    assert status.main([]) == status.NOT_RUNNING
    assert "chưa tạo" in capsys.readouterr().out

    EmbeddedServer(data).start()
    status.main([])
    assert "đang chạy" in capsys.readouterr().out
    assert stop.main([]) == 0
    assert "Đã dừng" in capsys.readouterr().out
    assert not EmbeddedServer(data).status().running


def catalogue(folder: Path, text: str) -> Path:
    file = folder / "vi" / "LC_MESSAGES" / "django.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: vi\\n"\n\n'
    file.write_text(head + text)
    return file


def test_catalogues_are_compiled_when_they_changed(tmp_path):
    source = catalogue(tmp_path, 'msgid "Case"\nmsgstr "Hồ sơ"\n')
    assert messages.compile_catalogues(tmp_path) == 1
    assert "Hồ sơ".encode() in source.with_suffix(".mo").read_bytes()
    assert messages.compile_catalogues(tmp_path) == 0

    later = time.time() + 5
    os.utime(source, (later, later))
    assert messages.compile_catalogues(tmp_path) == 1


def test_a_message_whose_placeholders_differ_is_named(tmp_path):
    catalogue(tmp_path, '#, python-format\nmsgid "%(count)d cases"\nmsgstr "%(number)d hồ sơ"\n')
    with pytest.raises(SystemExit, match=r"django\.po"):
        messages.compile_catalogues(tmp_path)


@pytest.mark.parametrize("name", sorted(set(cli.COMMANDS) - {"manage", "shell"}))
def test_every_command_explains_itself_without_a_database(name, tmp_path):
    environment = {**os.environ, "VONGTAY_DATA": str(tmp_path)}
    environment.pop("DATABASE_URL", None)
    told = subprocess.run(
        [sys.executable, "-m", "vongtay.config.cli", name, "--help"],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (told.returncode, "Traceback" in told.stderr) == (0, False), told.stderr


def test_the_process_of_the_pages_does_without_numpy_and_the_solver():
    code = (
        "import sys, vongtay.config.wsgi; from django.urls import get_resolver; get_resolver().url_patterns;"
        " print(sorted({'numpy', 'highspy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stderr


def test_a_process_may_end_at_the_moment_at_which_it_is_looked_at(tmp_path):
    for number in range(40):
        ending = subprocess.Popen([sys.executable, "-S", "-c", ""])
        known = Known(tmp_path / str(number))
        known.note(ending.pid)
        while known.pid() is not None:
            pass
        assert ending.wait() == 0
