"""Rotation of the master key and erasure of a person, on committed data, with a key folder of the test's own."""

import shutil
import uuid
from pathlib import Path

import psycopg
import pytest

from tests.cast import a_case, acting
from tests.committed import Committed
from vongtay.cases.models import Case, Draft
from vongtay.common import crypto
from vongtay.common.crypto import MasterMissing
from vongtay.common.keys import KeyRing
from vongtay.common.ring import ring
from vongtay.home import command_keys
from vongtay.people.actions import erase_person, look_at_identity
from vongtay.people.models import DataKey, Identity, NameKey
from vongtay.people.queries import find_by_name
from vongtay.people.vault import ERASED, Facts, Vault

NAME = "Vàng Thị Thay Khóa"
FACTS = Facts(name=NAME, other_names="Mỷ", born="1999", address="Bản Nậm Thử", safe_way="gọi buổi tối")


@pytest.fixture
def keys(settings, tmp_path: Path) -> Path:
    """A copy of the ring: the session key stays, so the database still believes our sessions."""
    folder = tmp_path / "vault"
    shutil.copytree(ring().folder, folder)
    folder.chmod(0o700)
    settings.KEYS = folder
    return folder


@pytest.fixture
def case(committed_db: Committed, keys) -> Case:
    with acting("case_worker") as staff:
        a_case(staff)
        made = a_case(staff, facts=FACTS)
        key = crypto.new_data_key()
        pk = uuid.uuid4()
        aad = crypto.aad_of("cases_draft", "content_ct", pk)
        Draft.objects.create(
            pk=pk,
            post_id=staff.post_id,
            form="f",
            wrapped=crypto.wrap(ring(), key),
            content_ct=crypto.encrypt(key, "nháp", aad=aad),
        )
        return made


def known(case: Case) -> Facts:
    with acting("case_worker") as staff:
        return look_at_identity(person=case.person, purpose="care", by=staff)


def run(db: Committed, *words: str) -> int:
    with db.django_as_owner():
        return command_keys.main(list(words))


def test_after_a_rotation_the_old_master_is_retired_and_everything_opens(committed_db, case, keys, capsys):
    assert run(committed_db, "retire", "1") == 1
    assert run(committed_db, "rotate") == 0
    assert "Đã bọc lại 3 khóa dữ liệu." in capsys.readouterr().out
    assert run(committed_db, "retire", "1") == 0
    assert not (keys / "master-0001.key").exists()
    assert known(case) == FACTS
    with acting("case_worker"):
        draft = Draft.objects.get()
        key = crypto.unwrap(ring(), draft.wrapped)
        assert (
            crypto.decrypt_text(key, draft.content_ct, aad=crypto.aad_of("cases_draft", "content_ct", draft.pk))
            == "nháp"
        )
        assert [hit.name for hit in find_by_name(NAME).hits] == [NAME]
    with acting("auditor") as _auditor, committed_db.owner() as owner:
        assert owner.execute("select act, job, details->>'master' from audit_entry where job <> '' order by id").fetchall() == [
            ("keys.rotate", "keys.rotate", "2"), ("keys.retire", "keys.retire", "1"),
        ]  # fmt: skip


def test_stopped_in_the_middle_everything_still_opens_and_a_second_run_finishes(committed_db, case, keys, monkeypatch):
    class StoppedError(Exception):
        pass

    done = []
    write = command_keys._write

    def stop_after_one(model, rows):
        if done:
            raise StoppedError
        done.append(model)
        return write(model, rows)

    monkeypatch.setattr(command_keys, "BATCH", 1)
    monkeypatch.setattr(command_keys, "_write", stop_after_one)
    with pytest.raises(StoppedError):
        run(committed_db, "rotate")
    with committed_db.django_as_owner():
        assert dict(command_keys.usage()) == {1: 2, 2: 1}
    assert known(case) == FACTS
    monkeypatch.setattr(command_keys, "_write", write)
    assert run(committed_db, "rotate") == 0
    with committed_db.django_as_owner():
        assert dict(command_keys.usage()) == {3: 3}
    assert run(committed_db, "retire", "1") == run(committed_db, "retire", "2") == 0
    assert known(case) == FACTS


def test_an_erased_person_is_not_brought_back_by_a_rotation(committed_db, case, keys):
    with committed_db.django_as_owner():
        rows = [
            (pk, bytes(old), crypto.wrap(ring().add_master(), crypto.unwrap(ring(), old)))
            for pk, old in DataKey.objects.values_list("pk", "wrapped")
        ]
    erase(case)
    with committed_db.django_as_owner():
        assert command_keys._write(DataKey, rows) == 1  # the other person's
        assert DataKey.objects.get(person_id=case.person_id).wrapped is None


def test_the_status_names_a_missing_key_file(committed_db, case, keys, capsys):
    run(committed_db, "rotate")
    (keys / "master-0002.key").unlink()
    KeyRing.cached.__globals__["_cached_ring"].cache_clear()
    assert run(committed_db, "status") == 0
    assert "Khóa chủ số 2 (THIẾU TỆP KHÓA): 3" in capsys.readouterr().out


def test_every_column_of_that_name_is_found():
    assert {model._meta.label for model in command_keys.models_with_keys()} >= {
        "people.DataKey",
        "papers.StoredFile",
        "cases.Draft",
    }


# Erasure ------------------------------------------------------------------------------------------------------------


def erase(case: Case) -> None:
    with acting("decider") as staff:
        erase_person(person=case.person, by=staff)


def ciphertexts(connection: psycopg.Connection) -> list[tuple[str, str, str, bytes]]:
    """Every encrypted column of every table, with the key of its row."""
    columns = connection.execute(
        "select c.table_name, c.column_name, k.column_name from information_schema.columns c"
        " join information_schema.table_constraints t on t.table_name = c.table_name and t.constraint_type = 'PRIMARY KEY'"
        " join information_schema.key_column_usage k on k.constraint_name = t.constraint_name"
        " where c.table_schema = 'public' and c.column_name like '%\\_ct'"
    ).fetchall()
    return [
        (table, column, str(pk), stored)
        for table, column, key in columns
        for pk, stored in connection.execute(
            f"select {key}, {column} from {table} where {column} is not null"
        ).fetchall()
    ]


def opens(ring_now: KeyRing, wrapped: list[bytes], rows: list[tuple[str, str, str, bytes]]) -> set[str]:
    """What somebody with these master keys and these wrapped keys can read."""
    read = set()
    for one in wrapped:
        try:
            key = crypto.unwrap(ring_now, one)
        except crypto.CryptoError:
            continue
        for table, column, pk, stored in rows:
            try:
                read.add(crypto.decrypt_text(key, stored, aad=crypto.aad_of(table, column, pk)))
            except crypto.CryptoError:
                continue
    return read


def test_after_erasure_nothing_of_the_person_opens_and_nothing_finds_them(committed_db, case, keys):
    with committed_db.superuser() as thief:
        wrapped = "select wrapped from people_datakey where wrapped is not null"
        assert {NAME, "Mỷ", "1999"} <= opens(ring(), [row[0] for row in thief.execute(wrapped)], ciphertexts(thief))
        erase(case)
        left = opens(ring(), [row[0] for row in thief.execute(wrapped)], ciphertexts(thief))
        assert left.isdisjoint({NAME, "Mỷ", "1999", "Bản Nậm Thử", "gọi buổi tối"})
        assert thief.execute(
            "select tokens, born_about from people_namekey where person_id = %s", [case.person_id]
        ).fetchone() == ([], None)
    assert known(case).name == ERASED
    with acting("case_worker"):
        assert find_by_name(NAME).hits == []
        assert Case.objects.filter(pk=case.pk).exists()
        assert Vault.of(case.person_id).key is None
        assert Identity.objects.get(person_id=case.person_id).id_number_hash is None
        assert NameKey.objects.filter(person_id=case.person_id).count() == 1


def test_a_backup_taken_before_the_erasure_closes_when_the_master_key_of_its_day_is_retired(committed_db, case, keys):
    with committed_db.superuser() as connection:  # what a backup of that day holds
        rows, wrapped = (
            ciphertexts(connection),
            [row[0] for row in connection.execute("select wrapped from people_datakey").fetchall()],
        )
    erase(case)
    assert NAME in opens(ring(), wrapped, rows)  # honest: the backup alone still opens with the master key of its day
    run(committed_db, "rotate")
    assert NAME in opens(ring(), wrapped, rows)
    run(committed_db, "retire", "1")
    assert opens(ring(), wrapped, rows) == set()
    with pytest.raises(MasterMissing):
        crypto.unwrap(ring(), wrapped[0])


def test_a_process_that_runs_during_a_rotation_reads_the_new_key_at_once(committed_db, case, keys):
    """The rotation is another process here: it writes the folder and the rows, and tells nobody."""
    assert known(case) == FACTS
    (keys / "master-0002.key").write_text("ab" * 32 + "\n")
    (keys / "master-0002.key").chmod(0o600)
    other = KeyRing.open(keys)
    with committed_db.owner() as owner:
        for pk, wrapped in owner.execute("select person_id, wrapped from people_datakey").fetchall():
            owner.execute(
                "update people_datakey set wrapped = %s where person_id = %s", [crypto.rewrap(other, wrapped), pk]
            )
    assert known(case) == FACTS
