"""Is the log whole? Each finding is a sentence that says what is wrong and where."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import connection

from vongtay.audit.actions import audit_key
from vongtay.audit.chain import SIGNED, START, entry_mac, link
from vongtay.audit.models import Entry

BLOCK = 5000
ANCHOR_LINE = re.compile(r"\S+ (\d{1,18}) ([0-9a-f]{64})")


@dataclass(frozen=True)
class Anchors:
    """What the anchor file says: place in the chain -> MAC in hex, and the lines that say nothing."""

    links: dict[int, str] = field(default_factory=dict)
    broken: list[int] = field(default_factory=list)
    contradicting: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Extent:
    """How much was there to check. Entries that wait for their seal are signed, but their removal leaves no trace."""

    entries: int
    links: int
    waiting: int
    oldest_waiting: datetime | None


def read_anchors(path: Path) -> Anchors:
    """Read the anchor file; one that is missing says nothing."""
    found = Anchors()
    lines = path.read_text("ascii", errors="replace").splitlines() if path.exists() else []
    for number, line in enumerate(lines, 1):
        match = ANCHOR_LINE.fullmatch(line)
        if match is None:
            found.broken.append(number)
            continue
        n, mac = int(match[1]), match[2]
        if found.links.setdefault(n, mac) != mac:
            found.contradicting.append(n)
    return found


def findings(anchor: Path | None = None) -> Iterator[str]:
    """Give one sentence for each fault: a changed, removed or inserted entry, a cut or rewritten chain.

    anchor: the file outside the database; without it a cut at the very end can't be seen.
    """
    key = audit_key()
    known = read_anchors(anchor) if anchor is not None else Anchors()
    yield from (f"Dòng {number} của tệp neo không đọc được." for number in known.broken)
    yield from (f"Tệp neo ghi mắt xích {n} hai lần, khác nhau." for n in known.contradicting)
    yield from _entries(key)
    yield from _chain(key, known.links)
    if anchor is not None and not known.links and extent().links:
        yield "Chuỗi niêm phong đã có mà tệp neo bên ngoài không có: tệp neo đã bị xóa, hoặc việc nền chưa chạy."


def extent() -> Extent:
    """Give how much of the log there is, and how much waits for its seal."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select (select count(*) from audit_entry), (select count(*) from audit_seal), count(*), min(e.at)"
            " from audit_entry e where not exists (select 1 from audit_seal s where s.entry_id = e.id)"
        )
        return Extent(*cursor.fetchone())


def _entries(key: bytes) -> Iterator[str]:
    after = 0
    while rows := list(Entry.objects.filter(id__gt=after).order_by("id")[:BLOCK]):
        for row in rows:
            if entry_mac(key, {name: getattr(row, name) for name in SIGNED}) != bytes(row.mac):
                yield f"Dòng nhật ký {row.id} đã bị sửa hoặc bị chèn từ ngoài hệ thống."
        after = rows[-1].id
    with connection.cursor() as cursor:
        cursor.execute("select ref from audit_entry group by ref having count(*) > 1")
        yield from (f"Dòng nhật ký {ref} bị chép thành nhiều bản." for (ref,) in cursor.fetchall())


def _chain(key: bytes, known: dict[int, str]) -> Iterator[str]:
    former, expected = START, 1
    for n, entry_id, mac, entry in _links():
        if n != expected:
            yield f"Chuỗi niêm phong thiếu mắt xích {expected} đến {n - 1}."
        if entry is None:
            yield f"Dòng nhật ký {entry_id} đã niêm phong nhưng không còn."
        elif link(key, former, n, entry_id, entry) != mac:
            yield f"Mắt xích {n} không khớp: dòng {entry_id} hoặc chuỗi đã bị viết lại."
        if n in known and known[n] != mac.hex():
            yield f"Mắt xích {n} khác với bản neo bên ngoài: chuỗi đã bị viết lại."
        former, expected = mac, n + 1
    if known and max(known) >= expected:
        yield f"Chuỗi dừng ở mắt xích {expected - 1}, bản neo bên ngoài đã tới {max(known)}: phần cuối đã bị cắt."


def _links() -> Iterator[tuple[int, int, bytes, bytes | None]]:
    after = -1
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "select s.n, s.entry_id, s.mac, e.mac from audit_seal s left join audit_entry e on e.id = s.entry_id"
                " where s.n > %s order by s.n limit %s",
                [after, BLOCK],
            )
            rows = cursor.fetchall()
        for n, entry_id, mac, entry in rows:
            yield n, entry_id, bytes(mac), None if entry is None else bytes(entry)
        if len(rows) < BLOCK:
            return
        after = rows[-1][0]
