"""`vongtay audit verify` and `vongtay audit seal`: as the job's post, under the same policies as every page."""

import argparse
import sys
from pathlib import Path

from django.conf import settings

from vongtay.agencies.actions import acting_as
from vongtay.audit.verify import extent, findings
from vongtay.home.upkeep import anchor_path, seal_log, service_post


def main(argv: list[str]) -> int:
    """Verify the log, or seal what waits. Status 1 when the log is not whole."""
    parser = argparse.ArgumentParser(prog="vongtay audit", description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    verify = actions.add_parser("verify", help="kiểm tra nhật ký còn nguyên vẹn")
    verify.add_argument("--anchor", type=Path, default=anchor_path(), help="tệp neo, ví dụ bản đã cất ở máy khác")
    actions.add_parser("seal", help="niêm phong những dòng đang chờ và ghi tệp neo")
    words = parser.parse_args(argv)
    post = service_post(settings.WORLD)
    if post is None:
        print("Chưa có chức danh cho việc nền: hãy nạp dữ liệu trước (vongtay seed).", file=sys.stderr)
        return 2
    if words.action == "seal":
        return _seal()
    with acting_as(post):
        return _verify(words.anchor)


def _seal() -> int:
    sealed = 0
    while done := seal_log(settings.WORLD):
        sealed += done
    print(f"Đã niêm phong {sealed} dòng nhật ký.")
    return 0


def _verify(anchor: Path) -> int:
    found = 0
    for finding in findings(anchor):
        found += 1
        print(f"- {finding}")
    size = extent()
    waiting = f"; {size.waiting} dòng chờ niêm phong" if size.waiting else ""
    print(f"Nhật ký có {size.entries} dòng, {size.links} mắt xích{waiting}.")
    print("Nhật ký KHÔNG nguyên vẹn." if found else "Nhật ký nguyên vẹn.")
    return 1 if found else 0
