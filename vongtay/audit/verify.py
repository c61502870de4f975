"""Is the log whole? Each finding says what is wrong and where."""

from collections.abc import Iterator
from pathlib import Path

from django.db import connection

from vongtay.audit.actions import audit_key
from vongtay.audit.chain import SIGNED, START, entry_mac, link
from vongtay.audit.models import Entry

BLOCK = 5000


def anchors(path: Path) -> dict[int, str]:
    """Read the anchor file: place in the chain -> MAC in hex."""
    if not path.exists():
        return {}
    lines = (line.split() for line in path.read_text("ascii").splitlines())
    return {int(parts[1]): parts[2] for parts in lines if len(parts) == 3}


def findings(anchor: Path) -> Iterator[str]:
    """Give one sentence for each fault: a changed, removed or inserted entry, a cut or rewritten chain."""
    key, known = audit_key(), anchors(anchor)
    yield from _entries(key)
    yield from _chain(key, known)


def _entries(key: bytes) -> Iterator[str]:
    after = 0
    while True:
        rows = list(Entry.objects.filter(id__gt=after).order_by("id")[:BLOCK])
        if not rows:
            break
        for row in rows:
            if entry_mac(key, {name: getattr(row, name) for name in SIGNED}) != bytes(row.mac):
                yield f"Dòng nhật ký {row.id} đã bị sửa hoặc bị chèn từ ngoài hệ thống."
        after = rows[-1].id
    with connection.cursor() as cursor:
        cursor.execute("select ref from audit_entry group by ref having count(*) > 1")
        yield from (f"Dòng nhật ký {ref} bị chép thành nhiều bản." for (ref,) in cursor.fetchall())


def _chain(key: bytes, known: dict[int, str]) -> Iterator[str]:
    former, expected = START, 1
    after = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "select s.n, s.entry_id, s.mac, e.mac from audit_seal s left join audit_entry e on e.id = s.entry_id"
                " where s.n > %s order by s.n limit %s",
                [after, BLOCK],
            )
            rows = cursor.fetchall()
        if not rows:
            break
        for n, entry_id, mac, entry in rows:
            if n != expected:
                yield f"Chuỗi niêm phong thiếu mắt xích {expected} đến {n - 1}."
            if entry is None:
                yield f"Dòng nhật ký {entry_id} đã niêm phong nhưng không còn."
            elif link(key, former, n, entry_id, bytes(entry)) != bytes(mac):
                yield f"Mắt xích {n} không khớp: dòng {entry_id} hoặc chuỗi đã bị viết lại."
            if n in known and known[n] != bytes(mac).hex():
                yield f"Mắt xích {n} khác với bản neo bên ngoài: chuỗi đã bị viết lại."
            former, expected = bytes(mac), n + 1
        after = rows[-1][0]
    if known and max(known) >= expected:
        yield f"Chuỗi dừng ở {expected - 1}, bản neo bên ngoài đã tới {max(known)}: phần cuối đã bị cắt."
