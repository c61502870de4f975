"""The command `vongtay suppress TABLE.csv --k 10 --out OUT.csv`: holds back small counts; needs no database."""

import argparse
import sys
from collections import Counter
from pathlib import Path

from vongtay.reports.suppression.protect import HIDDEN, PRIMARY, SECONDARY, SHOWN, protect
from vongtay.reports.suppression.table import TableError, read_release, read_table, write_table

LEAST = 2
EVERY = 100


def main(argv: list[str]) -> int:
    """Read, protect and write one table. Gives 1 when it can't be read, protected or written, and writes nothing then."""
    parser = argparse.ArgumentParser(
        prog="vongtay suppress", description="Che ô nhỏ trong bảng số liệu trước khi công bố."
    )
    parser.add_argument(
        "table", metavar="BẢNG.csv", type=Path, help="mỗi chiều một cột, “*” là tổng, cột “count” là số người"
    )
    parser.add_argument(
        "--k", type=int, default=10, help="số từ 1 đến k-1 bị che, không ô nào đoán được gần hơn k (mặc định 10)"
    )
    parser.add_argument("--out", metavar="RA.csv", type=Path, required=True, help="bảng được phép công bố")
    parser.add_argument(
        "--earlier", metavar="TRƯỚC.csv", type=Path, action="append", default=[], help="bảng đã công bố trước đây; ghi được nhiều lần"
    )  # fmt: skip
    given = parser.parse_args(argv)
    if given.k < LEAST:
        return _refused(f"--k phải từ {LEAST} trở lên.")
    try:
        table = read_table(given.table)
        earlier = [read_release(path) for path in given.earlier]
        protected = protect(table, given.k, earlier=earlier, told=_progress)
        write_table(given.out, table, protected.status, hidden=HIDDEN)
    except TableError as error:
        return _refused(str(error))
    except FileNotFoundError as missing:
        return _refused(f"{missing.filename}: không tìm thấy tệp hoặc thư mục này.")
    except OSError as error:
        return _refused(
            f"{error.filename}: không mở hoặc không ghi được. Hãy xem đó có phải là tệp, và có quyền không."
        )
    many = Counter(protected.status.values())
    print(
        f"{many[SHOWN]} ô hiện, {many[PRIMARY]} ô che vì nhỏ hơn {given.k}, {many[SECONDARY]} ô che kèm. Đã ghi {given.out}."
    )
    return 0


def _progress(done: int, all_of_them: int) -> None:
    if done % EVERY == 0:
        sys.stderr.write(f"  {done} / {all_of_them} ô đã kiểm tra ...\n")
        sys.stderr.flush()


def _refused(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return 1
