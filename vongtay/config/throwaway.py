"""A PostgreSQL server for one run of tests or of the bench, gone afterwards however the run ends."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg

from vongtay.config import cluster, roles
from vongtay.config.embedded import SUPERUSER, EmbeddedServer


@contextlib.contextmanager
def throwaway(
    bindir: Path | None = None, *, durable: bool = False, like: Path | None = None
) -> Iterator[dict[str, str]]:
    """Run a fresh server while the block runs, and give the environment variables under which the product finds it.

    Its owner role may make databases, and every database made gets our extensions, because test databases come and go.
    With `like` it begins as a copy of that data folder, whose server must not run: passwords, keys and files come along.
    """
    data = Path(tempfile.mkdtemp(prefix="vongtay-"))
    server = EmbeddedServer(data, bindir, durable=durable)
    watcher = _watch(data)
    try:
        if like is not None:
            _copy(like, data)
        server.start()
        yield _environment(server)
    finally:
        watcher.communicate()


def _copy(like: Path, data: Path) -> None:
    subprocess.run(["cp", "-a", f"{like}/.", str(data)], check=True)
    # The port stands in the settings: without them a free one is taken.
    (data / "pg" / cluster.SETTINGS_FILE).unlink()


def _environment(server: EmbeddedServer) -> dict[str, str]:
    superuser_url = server.url(SUPERUSER, "postgres")
    server.prepare("template1")
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        connection.execute(f"alter role {roles.OWNER} createdb".encode())
        version = connection.info.parameter_status("server_version") or "?"
    return {
        "DATABASE_URL": server.app_url,
        "DATABASE_OWNER_URL": server.owner_url,
        "VONGTAY_DATA": str(server.data),
        "VONGTAY_TEST_PG": version,
        "VONGTAY_TEST_SUPERUSER_URL": superuser_url,
        "VONGTAY_TEST_SERVER": str(server.data),
    }


def _watch(data: Path) -> subprocess.Popen[bytes]:
    """Start a process that throws the server away when we close its input, or when we are killed."""
    return subprocess.Popen(
        [sys.executable, "-m", "vongtay.config.throwaway", str(data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        cwd=Path(__file__).resolve().parents[2],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
    )


def throw_away(data: Path) -> None:
    """Stop the server of a temporary data folder and remove everything of it."""
    server = EmbeddedServer(data)
    home = server.folder.parent
    server.stop()
    shutil.rmtree(home, ignore_errors=True)
    shutil.rmtree(data, ignore_errors=True)


if __name__ == "__main__":
    sys.stdin.buffer.read()
    throw_away(Path(sys.argv[1]))
