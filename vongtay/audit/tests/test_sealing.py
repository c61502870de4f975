"""Sealing beside business transactions: nobody waits for anybody, and nothing is left out."""

import psycopg

from tests.cast import COMMUNE, acting
from tests.committed import Committed
from vongtay.audit import actions as audit
from vongtay.audit.models import Entry, Mark, Seal
from vongtay.audit.verify import findings

# What the log looks like to a transaction that is not Django's.
INSERT = (
    "insert into audit_entry (ref, at, user_text, role, body_code, body_text, job, act, part, purpose, outcome, details, world, mac)"
    " values (gen_random_uuid(), now(), '', '', '', '', 'test', %s, '', '', 'done', '{}', '', '') returning id"
)


def write(db: Committed, act: str) -> int:
    with db.owner() as owner:
        return owner.execute(INSERT, [act]).fetchone()[0]


def seal(**how: bool) -> int:
    with acting("service"):
        return audit.seal(**how)


def test_sealing_waits_for_nobody_and_nobody_waits_for_sealing(committed_db):
    with committed_db.owner(autocommit=False) as business:
        business.execute("set lock_timeout = '2s'")
        business.execute(INSERT, ["long"])
        with acting("service") as _staff, committed_db.owner() as other:
            audit.seal()  # its transaction stays open below
            other.execute("set lock_timeout = '2s'")
            other.execute(INSERT, ["beside"])
            business.execute(INSERT, ["long again"])
            locks = other.execute("select count(*) from pg_locks where not granted").fetchone()[0]
            assert locks == 0
        business.commit()
    assert seal() + seal() == 3
    assert Seal.objects.count() == 0  # outside a session nobody sees the chain
    with acting("service"):
        assert Seal.objects.count() == Entry.objects.count() == 3


def test_an_entry_of_a_long_transaction_is_sealed_after_it_ended_whatever_came_meanwhile(committed_db):
    with committed_db.owner(autocommit=False) as long:
        early = long.execute(INSERT, ["long"]).fetchone()[0]
        later = [write(committed_db, "short") for _ in range(3)]
        # An entry that comes later in the log may wait for an earlier one; it is never sealed before its transaction is past.
        assert seal() == 0
        for _round in range(3):
            seal()
        long.commit()
    total = sum(seal() for _round in range(4))
    assert total == 4
    with acting("service"):
        assert set(Seal.objects.values_list("entry_id", flat=True)) == {early, *later}
        assert Mark.objects.get().floor <= max(later)


def test_a_rolled_back_entry_leaves_a_gap_and_no_finding(committed_db):
    with acting("receiver", COMMUNE) as staff:
        audit.record("cases.receive", by=staff)
    with committed_db.owner(autocommit=False) as undone:
        undone.execute(INSERT, ["undone"])
        undone.rollback()
    with acting("receiver", COMMUNE) as staff:
        audit.record("cases.receive", by=staff)
    assert seal() == 2
    with acting("auditor"):
        assert list(findings()) == []


def test_the_mark_never_passes_an_entry_that_is_not_sealed(committed_db):
    """Many rounds between short and long transactions: at the end every entry stands in the chain."""
    with committed_db.owner(autocommit=False) as one, committed_db.owner(autocommit=False) as other:
        for number in range(12):
            (one, other)[number % 2].execute(INSERT, ["mixed"])
            write(committed_db, "short")
            seal()
            if number % 3 == 0:
                (one, other)[number % 2].commit()
                seal()
        one.commit()
        other.commit()
    for _round in range(3):
        seal()
    with acting("service"):
        assert Entry.objects.count() == Seal.objects.count() == 24


def test_a_second_sealing_job_gives_nothing_and_seals_nothing_twice(committed_db):
    write(committed_db, "one")
    with committed_db.web() as other:
        other.execute("select pg_advisory_lock(%s)", [audit.LOCK])
        assert seal() == 0
    assert seal() == 1
    assert seal() == 0


def test_the_nightly_run_looks_below_the_mark_too(committed_db):
    write(committed_db, "one")
    seal()
    with acting("service"):
        Mark.objects.update(floor=10**9)
    write(committed_db, "below the mark")
    assert seal() == 0
    assert seal(everything=True) == 1


def test_only_the_service_post_seals(committed_db):
    write(committed_db, "one")
    for role in ("auditor", "administrator", "case_worker"):
        refused = False
        try:
            with acting(role):
                audit.seal()
        except Exception as error:  # noqa: BLE001  # Django wraps the database's refusal, or finds no mark
            refused = isinstance(error.__cause__, psycopg.errors.InsufficientPrivilege)
        assert refused, role
    with acting("service"):
        assert Seal.objects.count() == 0
