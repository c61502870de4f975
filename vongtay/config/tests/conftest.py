"""Servers for the tests of starting and stopping: real ones, in folders of their own, which end with the test."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from vongtay.config.embedded import EmbeddedServer

ADDRESSES = ("DATABASE_URL", "DATABASE_OWNER_URL", "VONGTAY_DATABASE_CHECKED", "PG_BINDIR")


@pytest.fixture
def bare_environment(monkeypatch) -> None:
    """No address of a database in the environment, as on a fresh machine."""
    for name in ADDRESSES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def data() -> Iterator[Path]:
    """A data folder of our own. Not below pytest's, which other users can't enter, so that root finds it reachable."""
    folder = Path(tempfile.mkdtemp(prefix="vongtay-data-"))
    yield folder
    remove(folder)


@pytest.fixture(scope="module")
def running() -> Iterator[EmbeddedServer]:
    """One running server for all tests of a module that leave it as it was."""
    server = EmbeddedServer(Path(tempfile.mkdtemp(prefix="vongtay-data-")))
    server.start()
    yield server
    remove(server.data)


def remove(data: Path) -> None:
    """Stop the server of a data folder and remove all of it."""
    server = EmbeddedServer(data)
    server.stop()
    shutil.rmtree(server.folder, ignore_errors=True)
    shutil.rmtree(data, ignore_errors=True)
