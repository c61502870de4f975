"""`vongtay seed`: loads the demo world, or a large invented world for measuring; never into a real world."""

import argparse
import sys
import time

from django.conf import settings

from vongtay.agencies.roles import World
from vongtay.home.demo import load_bodies
from vongtay.home.seed.demo_cases import load_cases
from vongtay.home.seed.demo_figures import load_figures


def main(argv: list[str]) -> int:
    """Load what was asked for. Status 2 when nothing was asked for, 1 when it may not be loaded here."""
    parser = argparse.ArgumentParser(prog="vongtay seed", description=__doc__)
    parser.add_argument(
        "--demo",
        action="store_true",
        help="các cơ quan, cán bộ, hồ sơ và số liệu của thế giới mẫu; chạy lại không đổi gì",
    )
    given = parser.parse_args(argv)
    if not given.demo:
        parser.print_help()
        return 2
    if settings.WORLD == World.REAL:
        sys.stderr.write("Bản cài này dùng cho hồ sơ thật (VONGTAY_WORLD=real): không nạp người giả định vào.\n")
        return 1
    return _demo()


def _demo() -> int:
    began = time.monotonic()
    load_bodies(World.DEMO)
    cases = load_cases()
    figures = load_figures()
    seconds = time.monotonic() - began
    sys.stdout.write(f"Thế giới mẫu: {cases} hồ sơ, {figures} số liệu, tất cả đều là giả định ({seconds:.1f} giây).\n")
    return 0
