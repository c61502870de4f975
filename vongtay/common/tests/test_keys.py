import os
import stat

import pytest

from vongtay.common.keys import KeyRing, KeyRingError, Purpose


@pytest.fixture
def ring(tmp_path):
    return KeyRing.create(tmp_path / "keys")


def test_new_keys_are_whole_different_and_closed_to_others(ring):
    files = sorted(ring.folder.iterdir())
    assert [file.name for file in files] == ["audit.key", "index.key", "master-0001.key", "session.key", "web.key"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(ring.folder.stat().st_mode) == 0o700
    assert len({ring.masters[1], ring.index, ring.audit, ring.session, ring.web}) == 5
    assert list(ring.folder.parent.iterdir()) == [ring.folder], "no draft stays behind"


def test_keys_are_read_back_as_they_were_made(ring):
    assert KeyRing.open(ring.folder) == ring == KeyRing.open_or_create(ring.folder) == KeyRing.cached(ring.folder)


def test_first_use_makes_the_folder_and_its_parents(tmp_path):
    ring = KeyRing.open_or_create(tmp_path / "data" / "keys")
    assert ring.current_master == 1
    empty = tmp_path / "empty"
    empty.mkdir(mode=0o700)
    assert KeyRing.open_or_create(empty).current_master == 1


def test_keys_in_use_are_never_replaced(ring):
    before = {file.name: file.read_bytes() for file in ring.folder.iterdir()}
    with pytest.raises(KeyRingError, match="đã có dữ liệu"):
        KeyRing.create(ring.folder)
    assert {file.name: file.read_bytes() for file in ring.folder.iterdir()} == before


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(KeyRingError, match="Không ghi được khóa"):
        KeyRing.create(tmp_path / "file" / "keys")
    with pytest.raises(KeyRingError, match="đã có dữ liệu"):
        KeyRing.create(tmp_path / "file")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_file_that_others_may_read_is_refused_with_the_cure(ring, mode):
    path = ring.folder / "audit.key"
    path.chmod(mode)
    with pytest.raises(KeyRingError, match=f"chmod 600 {path}"):
        KeyRing.open(ring.folder)
    path.chmod(0o600)
    assert KeyRing.open(ring.folder) == ring


def test_a_folder_that_others_may_enter_is_refused_with_the_cure(ring):
    ring.folder.chmod(0o750)
    with pytest.raises(KeyRingError, match="chmod 700"):
        KeyRing.open(ring.folder)


@pytest.mark.parametrize("name", ["index", "audit", "session", "web", "master-0001"])
def test_a_missing_key_is_named_and_not_made_anew(ring, name):
    (ring.folder / f"{name}.key").unlink()
    with pytest.raises(KeyRingError, match="phục hồi"):
        KeyRing.open_or_create(ring.folder)
    assert not (ring.folder / f"{name}.key").exists()


@pytest.mark.parametrize("content", ["", "zz", "00" * 31, "00" * 33, "ký"])
def test_a_broken_key_is_refused(ring, content):
    (ring.folder / "index.key").write_text(content)
    with pytest.raises(KeyRingError, match="bị hỏng"):
        KeyRing.open(ring.folder)


def test_no_folder_is_said(tmp_path):
    with pytest.raises(KeyRingError, match="Không có thư mục khóa"):
        KeyRing.open(tmp_path / "none")


def test_a_new_master_becomes_current_and_the_old_one_stays_until_retired(ring):
    turned = ring.add_master()
    assert turned.current_master == 2
    assert turned.masters[1] == ring.masters[1]
    assert (turned.index, turned.audit, turned.session, turned.web) == (
        ring.index,
        ring.audit,
        ring.session,
        ring.web,
    )
    assert KeyRing.cached(ring.folder) == turned, "the cache follows a rotation"

    for wrong in (2, 9):
        with pytest.raises(KeyRingError):
            turned.retire_master(wrong)
    left = turned.retire_master(1)
    assert dict(left.masters) == {2: turned.masters[2]}
    assert left.add_master().current_master == 3, "an id is never used twice"


def test_purposes_have_different_keys_that_stay_the_same(ring):
    keys = {ring.index_key(purpose) for purpose in Purpose}
    assert len(keys | {ring.index}) == len(Purpose) + 1
    assert ring.index_key(Purpose.PHONE) == KeyRing.open(ring.folder).index_key(Purpose.PHONE)


def test_no_key_is_shown(ring):
    shown = repr(ring) + str(ring)
    for key in (ring.masters[1], ring.index, ring.audit, ring.session, ring.web):
        assert repr(key) not in shown
        assert key.hex() not in shown


def test_two_creators_at_once_leave_one_set_of_keys(tmp_path):
    folder = tmp_path / "keys"
    readers = []
    for _ in range(4):
        reader, writer = os.pipe()
        readers.append(reader)
        if os.fork() == 0:
            os.write(writer, KeyRing.open_or_create(folder).index)
            os._exit(0)
        os.close(writer)
    seen = {os.read(reader, 64) for reader in readers}
    for reader in readers:
        os.close(reader)
        os.wait()
    assert seen == {KeyRing.open(folder).index}
