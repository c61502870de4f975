"""The demo world, loaded once in a run of the tests and copied by each who works in it: python -m tests.demo_world FOLDER."""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from vongtay.config import serve, upkeep
from vongtay.config.database import Database
from vongtay.config.embedded import EmbeddedServer
from vongtay.config.folders import locked
from vongtay.config.throwaway import throwaway

CHECKOUT = Path(__file__).resolve().parents[1]
PATIENCE = 600.0
# What the test settings put into the environment of this process, and what no other process may get from it.
OURS_ALONE = {"DJANGO_SETTINGS_MODULE", "VONGTAY_POOL", "VONGTAY_AS_OWNER", "VONGTAY_WORLD", "HOST"}


def main() -> int:
    """Load the world into FOLDER/world unless it is there; whoever comes meanwhile waits for it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    for name in OURS_ALONE:
        os.environ.pop(name, None)
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder / "lock", seconds=PATIENCE):
        if not (folder / "world").exists():
            _load(folder)
    return 0


def _load(folder: Path) -> None:
    making = folder / "making"
    shutil.rmtree(making, ignore_errors=True)
    with throwaway(bindir()) as environment:
        data = Path(environment["VONGTAY_DATA"])
        server = EmbeddedServer(data)
        # Beside a pointer to another place the folder holds no database: then each worker loads a world of its own.
        if not server.folder.is_relative_to(data):
            return
        os.environ.update(environment)
        upkeep.make_ready(_database(environment), data, world="demo")
        serve.sign_ins(_database(environment), data)
        server.stop()
        subprocess.run(["cp", "-a", str(data), str(making)], check=True)
        making.rename(folder / "world")


def loaded() -> Path | None:
    """Give the folder of the loaded world, which whoever comes first makes; None where none could be kept.

    `make test` begins to load it while the code is still being read (VONGTAY_TEST_WORLD).
    """
    folder = Path(os.environ.get("VONGTAY_TEST_WORLD") or Path(os.environ["VONGTAY_TEST_SERVER"]) / "demo")
    world = folder / "world"
    if not world.exists():
        command = [sys.executable, "-m", "tests.demo_world", str(folder)]
        subprocess.run(command, cwd=CHECKOUT, check=False)
    return world if world.exists() else None


def clean_environment() -> dict[str, str]:
    """Give the environment as it was before the test settings."""
    return {name: value for name, value in os.environ.items() if name not in OURS_ALONE}


def note_loaded(environment: dict[str, str]) -> None:
    """Note in a copy of the world, whose address is another, that nothing is left to do."""
    data, database = Path(environment["VONGTAY_DATA"]), _database(environment)
    for step in [*upkeep.steps(database, world="demo"), serve.listing(database, data)]:
        upkeep.note_done(step, data)


def bindir() -> Path | None:
    """Give the folder of the server's programs that PG_BINDIR names."""
    given = os.environ.get("PG_BINDIR")
    return Path(given) if given else None


def _database(environment: dict[str, str]) -> Database:
    return Database(environment["DATABASE_URL"], environment["DATABASE_OWNER_URL"], None)


if __name__ == "__main__":
    sys.exit(main())
