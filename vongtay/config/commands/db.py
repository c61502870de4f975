"""`vongtay db prepare`: prints what a superuser runs once on an agency's own server; `--check` says what is missing."""

import argparse

import psycopg

from vongtay.config import roles
from vongtay.config.database import addresses
from vongtay.config.refusals import CannotStart
from vongtay.config.server_check import missing_on


def main(argv: list[str]) -> int:
    """Print the script, or check the server. Status 1 when something is missing."""
    parser = argparse.ArgumentParser(prog="vongtay db", description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    prepare = actions.add_parser("prepare", help="in lệnh SQL mà superuser chạy một lần")
    prepare.add_argument("--check", action="store_true", help="kiểm tra máy chủ của DATABASE_URL, DATABASE_OWNER_URL")
    if not parser.parse_args(argv).check:
        print(roles.prepare_script(), end="")
        return 0
    return _check()


def _check() -> int:
    app_url, owner_url = addresses()
    try:
        missing = missing_on(app_url, owner_url)
    except psycopg.OperationalError as error:
        raise CannotStart(f"Không nối được tới máy chủ: {str(error).strip().splitlines()[-1]}") from error
    for sentence in missing:
        print(f"- {sentence}")
    print("Máy chủ chưa dùng được: xem “vongtay db prepare”." if missing else "Máy chủ dùng được.")
    return 1 if missing else 0
