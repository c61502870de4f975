"""`vongtay status`: what runs now, and where the data are. Exit status 0 when pages are served, 3 when not."""

import argparse
import os

from vongtay.config import environment
from vongtay.config.embedded import EmbeddedServer
from vongtay.config.processes import Known

NOT_RUNNING = 3


def main(argv: list[str]) -> int:
    """Print one line for the web server, the job worker, the database and the data folder."""
    argparse.ArgumentParser(prog="vongtay status", description=__doc__).parse_args(argv)
    data = environment.data_folder()
    web = Known(data / "run" / "web.pid").pid()
    worker = Known(data / "run" / "worker.pid").pid()
    address = data / "run" / "address"
    where = f", {address.read_text()}" if web and address.exists() else ""
    print(f"Trang web:      {_running(web)}{where}")
    print(f"Việc nền:       {_running(worker)}")
    print(f"Cơ sở dữ liệu:  {_database(data_server := EmbeddedServer(data))}")
    print(
        f"Dữ liệu:        {data}"
        + ("" if data_server.folder.parent == data else f" (PostgreSQL: {data_server.folder})")
    )
    return 0 if web else NOT_RUNNING


def _running(pid: int | None) -> str:
    return f"đang chạy (tiến trình {pid})" if pid else "không chạy"


def _database(server: EmbeddedServer) -> str:
    if os.environ.get("DATABASE_URL"):
        return "máy chủ của cơ quan (DATABASE_URL)"
    status = server.status()
    if status.version is None:
        return "chưa tạo"
    return f"PostgreSQL {status.version} đi kèm, cổng {status.port}, {_running(status.pid)}"
