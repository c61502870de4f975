"""Writing to the log, and sealing what was written."""

import uuid
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from psycopg.types.json import Jsonb

from vongtay.audit.chain import SIGNED, START, entry_mac, link
from vongtay.audit.models import Mark, Seal
from vongtay.common.access import Staff
from vongtay.common.ring import ring

ROUND = 2000
COLUMNS = (*SIGNED, "mac")
INSERT = f"insert into audit_entry ({', '.join(COLUMNS)}) values ({', '.join(f'%({name})s' for name in COLUMNS)})"  # noqa: S608  # our own names


def audit_key() -> bytes:
    """Give the key of the chain, from its file outside the database."""
    return ring().audit


def entry_values(act: str, *, by: Staff | None = None, job: str = "", **facts: Any) -> dict[str, Any]:
    """Give the columns of a new entry, signed. `facts`: subject_id, part, purpose, outcome, details, world."""
    values: dict[str, Any] = {
        "ref": uuid.uuid4(), "at": timezone.now(), "user_id": None, "user_text": "", "post_id": None, "role": "",
        "body_code": "", "body_text": "", "job": job, "act": str(act), "subject_id": None, "part": "", "purpose": "",
        "outcome": "done", "details": {}, "world": "",
    }  # fmt: skip
    if by is not None:
        values |= {
            "user_id": by.user_id, "user_text": by.user_text, "post_id": by.post_id, "role": by.role,
            "body_code": by.body_code, "body_text": by.body_text, "world": by.world,
        }  # fmt: skip
    values |= facts
    return values | {"mac": entry_mac(audit_key(), values)}


def record(act: str, *, by: Staff | None = None, job: str = "", **facts: Any) -> None:
    """Write one entry in the transaction of the act: both stand, or neither does."""
    values = entry_values(act, by=by, job=job, **facts)
    values["details"] = Jsonb(values["details"])
    # Not through the model: Django would ask for the new row's id, and whoever writes the log may not read it.
    with connection.cursor() as cursor:
        cursor.execute(INSERT, values)


@transaction.atomic
def seal(anchor: Path | None = None) -> int:
    """Seal the entries that no running transaction can still precede. Gives how many; safe to run twice at once.

    Takes no lock that a business transaction waits for: a second sealing job simply gives 0.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(7801)")
        if not cursor.fetchone()[0]:
            return 0
        mark, _made = Mark.objects.get_or_create(id=1)
        cursor.execute(
            "select e.id, e.mac from audit_entry e left join audit_seal s on s.entry_id = e.id"
            " where e.id > %s and s.n is null and e.tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint order by e.id limit %s",
            [mark.floor, ROUND],
        )
        rows = cursor.fetchall()
        last = Seal.objects.order_by("-n").first()
        n, former = (last.n, bytes(last.mac)) if last else (0, START)
        key, seals = audit_key(), []
        for entry_id, mac in rows:
            n += 1
            former = link(key, former, n, entry_id, bytes(mac))
            seals.append(Seal(n=n, entry_id=entry_id, mac=former))
        Seal.objects.bulk_create(seals)
        if len(rows) < ROUND:
            _raise_floor(mark)
    if anchor is not None and seals:
        transaction.on_commit(lambda: write_anchor(anchor, n, former))
    return len(seals)


def _raise_floor(mark: Mark) -> None:
    """Move the mark up: what was newest a while ago is surely sealed once its transactions have all ended."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint, pg_snapshot_xmax(pg_current_snapshot())::text::bigint,"
            " coalesce(max(id), 0) from audit_entry")
        oldest, newest, top = cursor.fetchone()
    if oldest > mark.next_tx:
        mark.floor, mark.next_floor, mark.next_tx = mark.next_floor, top, newest
        mark.save()


def write_anchor(path: Path, n: int, mac: bytes) -> None:
    """Add the newest link to the anchor file, outside the database."""
    with path.open("a", encoding="ascii") as file:
        file.write(f"{timezone.now().isoformat(timespec='seconds')} {n} {mac.hex()}\n")
