"""A server for one run is gone after it, even when the run was killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg

from vongtay.config import roles
from vongtay.config.embedded import EmbeddedServer
from vongtay.config.throwaway import throwaway

CHECKOUT = Path(__file__).resolve().parents[3]


def test_databases_made_in_it_have_what_ours_has():
    with throwaway() as environment:
        with psycopg.connect(environment["DATABASE_OWNER_URL"], autocommit=True) as owner:
            owner.execute("create database another")
        with psycopg.connect(environment["DATABASE_OWNER_URL"].replace("/vongtay?", "/another?")) as another:
            installed = {name for (name,) in another.execute("select extname from pg_extension")}
    assert installed >= set(roles.EXTENSIONS)
    assert not Path(environment["VONGTAY_DATA"]).exists()


def test_a_copy_begins_where_the_other_ended_and_goes_its_own_way_beside_it():
    with throwaway() as environment:
        folder = Path(environment["VONGTAY_DATA"])
        (folder / "files" / "letter").write_text("kept")
        with psycopg.connect(environment["DATABASE_OWNER_URL"], autocommit=True) as owner:
            owner.execute("create table told (what text); insert into told values ('before')")
        server = EmbeddedServer(folder, durable=False)
        server.stop()
        with throwaway(like=folder) as other:
            server.start()
            for address, what in ((environment, "here"), (other, "there")):
                with psycopg.connect(address["DATABASE_OWNER_URL"], autocommit=True) as owner:
                    owner.execute("insert into told values (%s)", [what])
                    assert [row for (row,) in owner.execute("select what from told")] == ["before", what]
            assert (Path(other["VONGTAY_DATA"]) / "files" / "letter").read_text() == "kept"
    assert not Path(other["VONGTAY_DATA"]).exists()


def test_a_killed_run_leaves_nothing_behind():
    command = [sys.executable, "tools/with_postgres.py", "--", sys.executable, "-c", PRINTS_AND_WAITS]
    with subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True, start_new_session=True) as run:
        printed = [run.stdout.readline().strip() for _ in range(2)]
        os.killpg(run.pid, signal.SIGKILL)
    folder = Path(printed[1])

    until = time.monotonic() + 30
    while folder.exists() and time.monotonic() < until:
        time.sleep(0.1)

    assert printed[0].startswith("PostgreSQL ")
    assert not folder.exists()


PRINTS_AND_WAITS = """
import os
import time
print(os.environ["VONGTAY_DATA"], flush=True)
time.sleep(600)
"""
