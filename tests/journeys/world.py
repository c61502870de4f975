"""The demo world that the journeys walk in, loaded once and copied for each worker: python -m tests.journeys.world FOLDER."""

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

PATIENCE = 600.0


def main() -> int:
    """Load the world into FOLDER/world unless it is there; whoever comes meanwhile waits for it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
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
        os.environ.update(environment)
        upkeep.make_ready(_database(environment), data, world="demo")
        serve.sign_ins(_database(environment), data)
        server = EmbeddedServer(data)
        server.stop()
        # Beside a pointer to another place the folder holds no database: then each worker loads a world of its own.
        if server.folder.is_relative_to(data):
            subprocess.run(["cp", "-a", str(data), str(making)], check=True)
            making.rename(folder / "world")


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
