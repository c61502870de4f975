"""A server for one run is gone after it, even when the run was killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg

from vongtay.config import roles
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
