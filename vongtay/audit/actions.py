"""Writing to the log, sealing what was written, and leaving the newest link outside the database."""

import os
import uuid
from dataclasses import dataclass
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
LOCK = 7801  # advisory: one sealing job at a time
COLUMNS = (*SIGNED, "mac")
INSERT = f"insert into audit_entry ({', '.join(COLUMNS)}) values ({', '.join(f'%({name})s' for name in COLUMNS)})"  # noqa: S608  # our own names


def audit_key() -> bytes:
    """Give the key of the chain, from its file outside the database."""
    return ring().audit


def entry_values(act: str, *, by: Staff | None = None, job: str = "", **facts: Any) -> dict[str, Any]:
    """Give the columns of a new entry, signed. `facts`: subject_id, part, purpose, outcome, details, world, user_id, user_text.

    Errors: TypeError for a fact that has no column, which would be lost without a word.
    """
    if unknown := set(facts) - set(SIGNED):
        raise TypeError(f"No column of the log is called {', '.join(sorted(unknown))}.")
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


@dataclass(frozen=True)
class _Moment:
    """What was running at one moment: transactions below `oldest` have ended, those from `newest` on had not begun."""

    oldest: int
    newest: int
    top: int  # greatest id of an entry then


@transaction.atomic
def seal(*, everything: bool = False) -> int:
    """Seal the entries that no running transaction can still precede. Gives how many; safe to run twice at once.

    Takes no lock that a business transaction waits for: a second sealing job simply gives 0.
    everything: look below the mark too, as the nightly run does.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return 0
    mark, _made = Mark.objects.get_or_create(id=1)
    # One moment for both questions: an entry that commits between two looks would slip below the mark unsealed.
    moment = _now()
    rows = _unsealed(after=0 if everything else mark.floor, before_tx=moment.oldest)
    Seal.objects.bulk_create(_links(rows))
    if len(rows) < ROUND and moment.oldest > mark.next_tx:
        mark.floor, mark.next_floor, mark.next_tx = max(mark.floor, mark.next_floor), moment.top, moment.newest
        mark.save()
    return len(rows)


def _now() -> _Moment:
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_snapshot_xmin(now)::text::bigint, pg_snapshot_xmax(now)::text::bigint, (select coalesce(max(id), 0) from audit_entry)"
            " from pg_current_snapshot() now"
        )
        return _Moment(*cursor.fetchone())


def _unsealed(*, after: int, before_tx: int) -> list[tuple[int, bytes]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select e.id, e.mac from audit_entry e left join audit_seal s on s.entry_id = e.id"
            " where e.id > %s and s.n is null and e.tx < %s order by e.id limit %s",
            [after, before_tx, ROUND],
        )
        return [(entry_id, bytes(mac)) for entry_id, mac in cursor.fetchall()]


def _links(rows: list[tuple[int, bytes]]) -> list[Seal]:
    last = Seal.objects.order_by("-n").first()
    place, former = (last.n, bytes(last.mac)) if last else (0, START)
    key, links = audit_key(), []
    for n, (entry_id, mac) in enumerate(rows, place + 1):
        former = link(key, former, n, entry_id, mac)
        links.append(Seal(n=n, entry_id=entry_id, mac=former))
    return links


def anchor_head(path: Path) -> bool:
    """Add the newest link to the anchor file, outside the database, if it isn't there yet. Says whether it was added.

    Call it in a transaction of its own: a link that is rolled back later must not be anchored.
    """
    last = Seal.objects.order_by("-n").first()
    if last is None or _anchored(path) == last.n:
        return False
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a", encoding="ascii") as file:
        file.write(f"{timezone.now().isoformat(timespec='seconds')} {last.n} {bytes(last.mac).hex()}\n")
        file.flush()
        os.fsync(file.fileno())
    return True


def _anchored(path: Path) -> int | None:
    """Give the place of the last link in the file, None if there is none or the last line can't be read."""
    if not path.exists():
        return None
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 400))
        words = file.read().decode("ascii", "replace").rstrip("\n").rsplit("\n", 1)[-1].split()
    return int(words[1]) if len(words) == 3 and words[1].isdigit() else None
