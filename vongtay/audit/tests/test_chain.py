"""Each way of tampering is done as somebody who owns the whole server but not the key, and each is found."""

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.cast import acting
from tests.committed import Committed
from vongtay.audit import actions as audit
from vongtay.audit.models import Entry, Seal
from vongtay.audit.verify import extent, findings

ENTRIES = 6


@pytest.fixture
def anchor(tmp_path) -> Path:
    return tmp_path / "anchors" / "audit.log"


@pytest.fixture
def sealed(committed_db: Committed, anchor: Path) -> Committed:
    """A log of some entries, sealed and anchored, on committed data."""
    for number in range(ENTRIES):
        with acting("receiver", "LS.UBND.06184") as staff:
            audit.record("cases.receive", by=staff, details={"number": number})
    with acting("service"):
        assert audit.seal() == ENTRIES
    with acting("service"):
        assert audit.anchor_head(anchor)
    assert found(anchor) == []
    return committed_db


@contextmanager
def tampering(db: Committed) -> Iterator[psycopg.Connection]:
    """A superuser who has switched the triggers off."""
    with db.superuser() as connection:
        connection.execute("set session_replication_role = replica")
        yield connection


def found(anchor: Path | None = None) -> list[str]:
    with acting("auditor"):
        return list(findings(anchor))


def test_an_untouched_log_gives_no_finding_also_when_it_grows(sealed, anchor):
    with acting("receiver", "LS.UBND.06184") as staff:
        audit.record("cases.receive", by=staff)
    assert found(anchor) == []
    with acting("auditor"):
        assert (extent().entries, extent().links, extent().waiting) == (ENTRIES + 1, ENTRIES, 1)
    with acting("service"):
        assert audit.seal() == 1
    assert found(anchor) == []


CHANGES = (
    "act = 'x'", "at = at + interval '1 microsecond'", "user_text = 'x'", "post_id = gen_random_uuid()", "role = 'head'", "body_code = 'x'",
    "body_text = 'x'", "job = 'x'", "subject_id = gen_random_uuid()", "part = 'health'", "purpose = 'care'", "outcome = 'refused'",
    "details = '{\"number\": 9}'", "world = 'real'", "user_id = gen_random_uuid()", "ref = gen_random_uuid()", "mac = '\\x00'",
)  # fmt: skip


def test_each_changed_column_is_found(sealed, anchor):
    changed = {change.partition(" = ")[0] for change in CHANGES}
    assert changed == {field.column for field in Entry._meta.concrete_fields} - {
        "id",
        "tx",
    }  # made by the database, signed by nobody
    with tampering(sealed) as connection:
        middle = connection.execute("select id from audit_entry order by id offset 2 limit 1").fetchone()[0]
        connection.execute("create temporary table kept as select * from audit_entry where id = %s", [middle])
        for change in CHANGES:
            connection.execute(f"update audit_entry set {change} where id = %s", [middle])
            assert any(f"Dòng nhật ký {middle} đã bị sửa" in finding for finding in found(anchor)), change
            connection.execute("delete from audit_entry where id = %s", [middle])
            connection.execute("insert into audit_entry overriding system value select * from kept")
            assert found(anchor) == []


def test_a_removed_row_is_found(sealed, anchor):
    with tampering(sealed) as connection:
        gone = connection.execute(
            "delete from audit_entry where id = (select id from audit_entry order by id offset 2 limit 1) returning id"
        ).fetchone()[0]
    assert found(anchor) == [f"Dòng nhật ký {gone} đã niêm phong nhưng không còn."]


def test_a_row_removed_together_with_its_link_is_found(sealed, anchor):
    with tampering(sealed) as connection:
        connection.execute("delete from audit_entry where id = (select entry_id from audit_seal where n = 3)")
        connection.execute("delete from audit_seal where n = 3")
    findings = found(anchor)
    assert "Chuỗi niêm phong thiếu mắt xích 3 đến 3." in findings
    assert any(finding.startswith("Mắt xích 4 không khớp") for finding in findings)


def test_an_inserted_row_is_found_before_and_after_it_is_sealed(sealed, anchor):
    with tampering(sealed) as connection:
        # The best a thief can do without the key: a row that copies another one's signature.
        made = connection.execute(
            "insert into audit_entry (ref, at, user_text, role, body_code, body_text, job, act, part, purpose, outcome, details, world, mac)"
            " select gen_random_uuid(), at, user_text, role, body_code, body_text, job, 'people.erase', part, purpose, outcome, details, world, mac"
            " from audit_entry order by id limit 1 returning id"
        ).fetchone()[0]
    expected = f"Dòng nhật ký {made} đã bị sửa hoặc bị chèn từ ngoài hệ thống."
    assert found(anchor) == [expected]
    with acting("service"):
        audit.seal()
    assert found(anchor) == [expected]


def test_a_copied_row_is_found_also_when_the_key_on_ref_was_dropped(sealed, anchor):
    with tampering(sealed) as connection:
        connection.execute("alter table audit_entry drop constraint audit_entry_ref_key")
        connection.execute(
            "insert into audit_entry (ref, at, user_id, user_text, post_id, role, body_code, body_text, job, act, part, purpose, outcome, details, world, mac)"
            " select ref, at, user_id, user_text, post_id, role, body_code, body_text, job, act, part, purpose, outcome, details, world, mac"
            " from audit_entry order by id limit 1"
        )
    assert any("bị chép thành nhiều bản" in finding for finding in found(anchor))


def test_a_cut_tail_is_found_by_the_anchor(sealed, anchor):
    with tampering(sealed) as connection:
        connection.execute("delete from audit_entry where id in (select entry_id from audit_seal where n > 3)")
        connection.execute("delete from audit_seal where n > 3")
    assert found(anchor) == [f"Chuỗi dừng ở mắt xích 3, bản neo bên ngoài đã tới {ENTRIES}: phần cuối đã bị cắt."]


def test_cut_seals_alone_are_found_too(sealed, anchor):
    with tampering(sealed) as connection:
        connection.execute("delete from audit_seal where n > 3")
    assert [finding for finding in found(anchor) if "phần cuối đã bị cắt" in finding]


@pytest.mark.parametrize("tables", ["audit_entry", "audit_seal", "audit_entry, audit_seal, audit_mark"])
def test_a_truncate_is_found(sealed, anchor, tables):
    with tampering(sealed) as connection:
        connection.execute(f"truncate {tables}")
    assert found(anchor)


@pytest.mark.parametrize("key", [b"", b"k" * 32], ids=["no key", "another key"])
def test_a_chain_rewritten_without_the_key_is_found(sealed, anchor, key):
    """A thief removes a row and recomputes every link as the code does, but without the key outside the database."""
    with tampering(sealed) as connection:
        connection.execute("delete from audit_entry where id = (select entry_id from audit_seal where n = 2)")
        connection.execute("delete from audit_seal")
        former = b"\0" * 32
        rows = connection.execute("select id, mac from audit_entry order by id").fetchall()
        for n, (entry_id, mac) in enumerate(rows, 1):
            content = former + n.to_bytes(8, "big") + entry_id.to_bytes(8, "big") + mac
            former = hmac.digest(key, content, "sha256") if key else hashlib.sha256(content).digest()
            connection.execute("insert into audit_seal (n, entry_id, mac) values (%s, %s, %s)", [n, entry_id, former])
    assert any("đã bị viết lại" in finding for finding in found(None))
    assert any("khác với bản neo" in finding or "đã bị cắt" in finding for finding in found(anchor))


def test_a_chain_rewritten_with_the_key_still_contradicts_the_anchor(sealed, anchor):
    """Whoever has the key as well can make a chain that fits itself, but not one that fits what was printed before."""
    with tampering(sealed) as connection:
        connection.execute("delete from audit_entry where id = (select entry_id from audit_seal where n = 2)")
        connection.execute("truncate audit_seal, audit_mark")
    with acting("service"):
        audit.seal()
    assert found(None) == []
    assert any("phần cuối đã bị cắt" in finding or "khác với bản neo" in finding for finding in found(anchor))


def test_a_lost_or_broken_anchor_file_is_said(sealed, anchor):
    content = anchor.read_text()
    anchor.write_text("x\n" + content)
    assert found(anchor) == ["Dòng 1 của tệp neo không đọc được."]
    anchor.write_text(content + content.replace(content.split()[2], "0" * 64))
    assert any("hai lần" in finding for finding in found(anchor))
    anchor.unlink()
    assert any("tệp neo bên ngoài không có" in finding for finding in found(anchor))


def test_the_anchor_grows_only_when_the_chain_did_and_is_private(sealed, anchor):
    with acting("service"):
        assert audit.anchor_head(anchor) is False
    with acting("receiver", "LS.UBND.06184") as staff:
        audit.record("cases.receive", by=staff)
    with acting("service"):
        audit.seal()
    with acting("service"):
        assert audit.anchor_head(anchor) is True
    assert len(anchor.read_text().splitlines()) == 2
    assert anchor.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("sql", ["update audit_entry set act = 'x'", "delete from audit_entry", "truncate audit_entry", "update audit_seal set n = n",
                                 "delete from audit_seal", "truncate audit_seal"])  # fmt: skip
def test_the_triggers_refuse_even_the_owner(sealed, sql):
    with sealed.owner() as owner, pytest.raises(psycopg.errors.InsufficientPrivilege):
        owner.execute(sql)


def test_a_fact_without_a_column_is_refused_not_lost():
    with pytest.raises(TypeError):
        audit.entry_values("cases.receive", detail={"x": 1})


def test_the_log_is_written_with_the_act_or_not_at_all(committed_db):
    def fail() -> None:
        with acting("receiver", "LS.UBND.06184") as staff:
            audit.record("cases.receive", by=staff)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with acting("auditor"):
        assert not Entry.objects.exists()
        assert not Seal.objects.exists()
