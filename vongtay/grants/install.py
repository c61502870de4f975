"""What the owner puts into a new database: the proof key, so that it can tell sessions the application opened."""

from django.db import connection

from vongtay.common.ring import ring

BLOCK = 64


def install_proof_key() -> None:
    """Store the pads of the session key where only the owner and the definer functions read them."""
    key = ring().session.ljust(BLOCK, b"\0")
    pads = [bytes(byte ^ 0x36 for byte in key), bytes(byte ^ 0x5C for byte in key)]
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into vt.proof_key (id, inner_pad, outer_pad) values (1, %s, %s)"
            " on conflict (id) do update set inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad",
            pads,
        )
