"""Run a command with a PostgreSQL server of its own: tools/with_postgres.py [--bindir FOLDER] -- COMMAND..."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from vongtay.config.throwaway import throwaway


def main() -> int:
    """Start the server, run the command with its addresses in the environment, stop the server."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--durable", action="store_true", help="write to disk as a real server does: for measuring")
    parser.add_argument("--bindir", type=Path, help="programs of another PostgreSQL than the wheel's")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    given = parser.parse_args()
    command = given.command[1:] if given.command[:1] == ["--"] else given.command
    with throwaway(given.bindir, durable=given.durable) as environment:
        print(f"PostgreSQL {environment['VONGTAY_TEST_PG']}", flush=True)
        return subprocess.run(command, env={**os.environ, **environment}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
