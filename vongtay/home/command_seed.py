"""`vongtay seed`: loads the demo world, or a large invented world for measuring; never into a real one."""

import argparse
import sys
import time
from collections.abc import Callable

from django.conf import settings

from vongtay.agencies.roles import World
from vongtay.grants.models import Subject
from vongtay.home.demo import PROVINCES, load_bodies
from vongtay.home.seed import worlds
from vongtay.home.seed.demo_abroad import load_abroad
from vongtay.home.seed.demo_activities import load_activities
from vongtay.home.seed.demo_between import load_between
from vongtay.home.seed.demo_boards import load_boards
from vongtay.home.seed.demo_cases import load_cases
from vongtay.home.seed.demo_deliveries import load_deliveries
from vongtay.home.seed.demo_documents import load_documents
from vongtay.home.seed.demo_facilities import load_facilities
from vongtay.home.seed.demo_figures import load_figures
from vongtay.home.seed.demo_home import load_home
from vongtay.home.seed.demo_inspections import load_inspections
from vongtay.home.seed.demo_ledger import load_ledger
from vongtay.home.seed.demo_mass import load_mass
from vongtay.home.seed.demo_money import load_money
from vongtay.home.seed.demo_official import load_draft
from vongtay.home.seed.demo_papers import load_papers
from vongtay.home.seed.demo_plan import load_plans
from vongtay.home.seed.demo_publication import load_publication
from vongtay.home.seed.demo_questionnaires import load_questionnaires
from vongtay.home.seed.demo_readings import load_readings
from vongtay.home.seed.demo_reports import load_reports
from vongtay.home.seed.demo_stays import load_stays
from vongtay.home.seed.demo_work import load_work
from vongtay.home.seed.explored import explore
from vongtay.home.seed.large_figures import load as load_large_figures

MOST = 10_000_000


def main(argv: list[str]) -> int:
    """Load what was asked for. Status 2 when the words can't be understood, 1 when it may not be loaded here."""
    parser = _parser()
    given = parser.parse_args(argv)
    if not given.demo and not given.cases and not given.figures:
        parser.print_help()
        return 2
    if settings.WORLD == World.REAL:
        return _refused("Bản cài này dùng cho hồ sơ thật (VONGTAY_WORLD=real): không nạp người giả định vào.")
    if Subject.objects.filter(world=World.REAL).exists():
        return _refused("Cơ sở dữ liệu này có hồ sơ thật: không nạp người giả định vào. Hãy dùng cơ sở dữ liệu khác.")
    if given.demo:
        _demo()
    return _large(given) if given.cases or given.figures else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="vongtay seed", description=__doc__)
    parser.add_argument("--demo", action="store_true", help="nạp thế giới mẫu; chạy lại không đổi gì")
    parser.add_argument("--cases", type=_number, default=0, metavar="N", help="nạp thêm N hồ sơ giả định")
    parser.add_argument("--figures", type=_number, default=0, metavar="M", help="nạp thêm M số liệu giả định")
    parser.add_argument("--seed", type=_number, default=1, metavar="S", help="số hạt giống: cùng số, cùng dữ liệu")
    parser.add_argument("--world", choices=[World.DEMO.value, World.TRAINING.value], default=World.DEMO.value)
    parser.add_argument("--province", choices=sorted(PROVINCES), help="chỉ một tỉnh (mặc định: cả hai)")
    parser.add_argument("--processes", type=_number, default=2, metavar="P", help="số tiến trình tạo dòng (mặc định 2)")
    return parser


def _number(text: str) -> int:
    if not text.isdigit() or int(text) > MOST:
        raise argparse.ArgumentTypeError(f"“{text}” không phải số nguyên từ 0 đến {MOST}")
    return int(text)


def _refused(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 1


def _demo() -> None:
    began = time.monotonic()
    load_bodies(World.DEMO)
    cases = load_cases()
    abroad = load_abroad()
    load_papers()
    load_work()
    load_between()
    load_facilities()
    load_ledger()
    load_stays()
    load_mass()
    load_home()
    explore()
    figures = load_figures()
    load_activities()
    load_questionnaires()
    load_deliveries()
    load_plans()
    load_documents()
    load_inspections()
    load_money()
    load_boards()
    load_reports()
    load_draft()
    load_publication()
    load_readings()
    seconds = time.monotonic() - began
    sys.stdout.write(
        f"Thế giới mẫu: {cases} hồ sơ, {abroad} người ở nước ngoài, {figures} số liệu, tất cả đều là giả định ({seconds:.1f} giây).\n"
    )


def _large(given: argparse.Namespace) -> int:
    load_bodies(given.world)
    provinces = [given.province] if given.province else sorted(PROVINCES)
    world = worlds.World(given.cases, given.seed, given.world, provinces)
    try:
        if given.cases:
            began = time.monotonic()
            done = worlds.load(world, processes=given.processes, told=_progress("hồ sơ", given.cases))
            _say_speed(done, "hồ sơ", time.monotonic() - began)
        if given.figures:
            began = time.monotonic()
            done = load_large_figures(world, given.figures, told=_progress("số liệu", given.figures))
            _say_speed(done, "số liệu", time.monotonic() - began)
    except worlds.AlreadyLoaded:
        return _refused(f"Số hạt giống {given.seed} đã được nạp rồi: hãy chọn số khác bằng --seed.")
    return 0


def _say_speed(done: int, what: str, seconds: float) -> None:
    sys.stdout.write(
        f"Đã nạp {done} {what} giả định trong {seconds:.1f} giây ({done / seconds:.0f} {what} một giây).\n"
    )


def _progress(what: str, all_of_them: int) -> Callable[[int], None]:
    """Give what tells how far the loading has come, at most once in two seconds."""
    last = time.monotonic()

    def told(done: int) -> None:
        nonlocal last
        if time.monotonic() - last >= 2:
            last = time.monotonic()
            sys.stdout.write(f"  {done} / {all_of_them} {what} ...\n")
            sys.stdout.flush()

    return told
