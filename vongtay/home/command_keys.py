"""`vongtay keys status|rotate|retire`: the master keys, as the owner of the tables because every data key is touched.

A rotation makes a new master key and wraps every data key anew; no text is encrypted again, and pages go on meanwhile.
"""

import argparse
import sys
from collections import Counter

from django.apps import apps
from django.db import connection, transaction
from django.db.models import BinaryField, Model

from vongtay.audit import actions as audit
from vongtay.common import crypto
from vongtay.common.keys import KeyRing, KeyRingError
from vongtay.common.ring import ring

BATCH = 2000
COLUMN = "wrapped"


def main(argv: list[str]) -> int:
    """Show, rotate or retire master keys. Status 1 when something still hangs on a key that was to be retired."""
    parser = argparse.ArgumentParser(prog="vongtay keys", description=__doc__)
    acts = parser.add_subparsers(dest="act", required=True)
    acts.add_parser("status", help="mỗi khóa chủ đang bọc bao nhiêu khóa dữ liệu")
    acts.add_parser("rotate", help="tạo khóa chủ mới và bọc lại mọi khóa dữ liệu")
    retire = acts.add_parser("retire", help="bỏ một khóa chủ cũ không còn bọc gì")
    retire.add_argument("master", type=int, help="số của khóa chủ")
    words = parser.parse_args(argv)
    try:
        if words.act == "rotate":
            print(f"Đã bọc lại {rotate()} khóa dữ liệu.")
        elif words.act == "retire" and not _retire(words.master):
            return 1
    except KeyRingError as error:
        print(error, file=sys.stderr)
        return 1
    _show()
    return 0


def models_with_keys() -> list[type[Model]]:
    """Give every table that holds wrapped keys; a new one is found by its column."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("vongtay.")]
    return [
        model
        for model in ours
        if any(field.name == COLUMN and isinstance(field, BinaryField) for field in model._meta.concrete_fields)
    ]


def usage() -> Counter[int]:
    """Give how many data keys each master key wraps."""
    used: Counter[int] = Counter()
    for model in models_with_keys():
        rows = model._default_manager.filter(wrapped__isnull=False).values_list(COLUMN, flat=True)
        used.update(crypto.master_of(bytes(wrapped)) for wrapped in rows.iterator(BATCH))
    return used


def rotate() -> int:
    """Make a new master key, wrap every data key with it, and log that. Gives how many were wrapped anew.

    Each batch is one transaction: stopped in between, some keys hang on the old and some on the new master key, both
    are in the folder, and everything still opens. Running it again goes on.
    """
    keys = ring().add_master()
    changed = sum(_rewrap(model, keys) for model in models_with_keys())
    audit.record("keys.rotate", job="keys.rotate", details={"master": keys.current_master, "count": changed})
    return changed


def _rewrap(model: type[Model], keys: KeyRing) -> int:
    changed, after = 0, None
    while True:
        rows = model._default_manager.filter(wrapped__isnull=False).order_by("pk")
        batch = list((rows if after is None else rows.filter(pk__gt=after)).values_list("pk", COLUMN)[:BATCH])
        if not batch:
            return changed
        changed += _write(model, [(pk, bytes(old), crypto.rewrap(keys, bytes(old))) for pk, old in batch])
        after = batch[-1][0]


def _write(model: type[Model], rows: list[tuple[object, bytes, bytes]]) -> int:
    """Replace those that are still what was read: a person erased meanwhile stays erased."""
    changed = [row for row in rows if row[1] != row[2]]
    if not changed:
        return 0
    table, pk = model._meta.db_table, model._meta.pk
    sql = (
        f"update {table} t set {COLUMN} = n.new from unnest(%s::uuid[], %s::bytea[], %s::bytea[]) n(id, old, new)"  # noqa: S608  # our own names
        f" where t.{pk.column} = n.id and t.{COLUMN} = n.old"
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [list(column) for column in zip(*changed, strict=True)])
        return int(cursor.rowcount)


def _retire(master: int) -> bool:
    if left := usage()[master]:
        print(
            f"Khóa chủ số {master} còn bọc {left} khóa dữ liệu: hãy chạy “vongtay keys rotate” trước.", file=sys.stderr
        )
        return False
    ring().retire_master(master)
    audit.record("keys.retire", job="keys.retire", details={"master": master})
    print(f"Đã bỏ khóa chủ số {master}. Bản sao lưu có từ trước lần thay khóa sẽ không mở được phần mã hóa nữa.")
    return True


def _show() -> None:
    used, keys = usage(), ring()
    for master in sorted({*keys.masters, *used}):
        note = (
            " (đang dùng)" if master == keys.current_master else "" if master in keys.masters else " (THIẾU TỆP KHÓA)"
        )
        print(f"Khóa chủ số {master}{note}: {used[master]} khóa dữ liệu.")
