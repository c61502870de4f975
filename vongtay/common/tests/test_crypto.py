import traceback
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vongtay.common import crypto
from vongtay.common.keys import KeyRing

KEY = crypto.new_data_key()
AAD = crypto.aad_of("people_identity", "full_name", uuid.UUID(int=1))


@pytest.fixture
def ring(tmp_path):
    return KeyRing.create(tmp_path / "keys")


@given(text=st.text())
def test_a_text_comes_back_as_it_was(text):
    stored = crypto.encrypt(KEY, text, aad=AAD)
    assert crypto.decrypt_text(KEY, stored, aad=AAD) == text
    assert len(stored) == len(text.encode()) + crypto.OVERHEAD


def test_the_overhead_is_33_bytes_or_less():
    assert crypto.OVERHEAD <= 33


@given(data=st.binary(max_size=64), place=st.integers(0), bit=st.integers(0, 7))
def test_any_changed_bit_is_found(data, place, bit):
    stored = bytearray(crypto.encrypt(KEY, data, aad=AAD))
    stored[place % len(stored)] ^= 1 << bit
    with pytest.raises(crypto.Tampered):
        crypto.decrypt(KEY, bytes(stored), aad=AAD)


@pytest.mark.parametrize(
    "elsewhere",
    [
        crypto.aad_of("people_identity", "full_name", uuid.UUID(int=2)),
        crypto.aad_of("people_identity", "other_name", uuid.UUID(int=1)),
        crypto.aad_of("people_contact", "full_name", uuid.UUID(int=1)),
    ],
)
def test_a_text_moved_to_another_row_column_or_table_is_refused(elsewhere):
    stored = crypto.encrypt(KEY, "Lò Thị Mẫu", aad=AAD)
    with pytest.raises(crypto.Tampered):
        crypto.decrypt(KEY, stored, aad=elsewhere)


def test_another_key_cut_bytes_and_an_unknown_version_are_refused():
    stored = crypto.encrypt(KEY, "Lò Thị Mẫu", aad=AAD)
    with pytest.raises(crypto.Tampered):
        crypto.decrypt(crypto.new_data_key(), stored, aad=AAD)
    for bad in (b"", stored[:-1], stored[:20], b"\x02" + stored[1:]):
        with pytest.raises(crypto.Tampered):
            crypto.decrypt(KEY, bad, aad=AAD)


def test_a_refusal_tells_nothing_of_the_content():
    stored = crypto.encrypt(KEY, "Lò Thị Mẫu", aad=AAD)
    with pytest.raises(crypto.Tampered) as caught:
        crypto.decrypt(KEY, stored, aad="elsewhere")
    told = "".join(traceback.format_exception(caught.value, chain=True))
    assert "Mẫu" not in told
    assert stored.hex() not in told
    assert caught.value.__suppress_context__


def test_the_same_text_never_gives_the_same_bytes():
    assert crypto.encrypt(KEY, "Lan", aad=AAD) != crypto.encrypt(KEY, "Lan", aad=AAD)


def test_a_file_up_to_the_limit_goes_and_a_larger_one_does_not():
    whole = bytes(crypto.MAX_BYTES)
    assert crypto.decrypt(KEY, crypto.encrypt(KEY, whole, aad=AAD), aad=AAD) == whole
    with pytest.raises(ValueError, match="20 MB"):
        crypto.encrypt(KEY, whole + b"x", aad=AAD)


def test_a_data_key_survives_rotation(ring):
    key = crypto.new_data_key()
    first = crypto.wrap(ring, key)
    assert len(first) == crypto.WRAPPED_BYTES
    assert key not in first

    turned = ring.add_master()
    assert crypto.unwrap(turned, first) == key, "the old master still reads"
    second = crypto.rewrap(turned, first)
    assert (crypto.master_of(first), crypto.master_of(second)) == (1, 2)
    assert crypto.rewrap(turned, second) == second

    left = turned.retire_master(1)
    assert crypto.unwrap(left, second) == key
    with pytest.raises(crypto.MasterMissing):
        crypto.unwrap(left, first)


def test_a_wrapped_key_that_was_changed_or_moved_under_another_id_is_refused(ring):
    wrapped = crypto.wrap(ring, KEY)
    turned = ring.add_master()
    moved = crypto.WRAP_HEADER.pack(crypto.VERSION, 2) + wrapped[crypto.WRAP_HEADER.size :]
    for bad in (wrapped[:-1] + bytes((wrapped[-1] ^ 1,)), moved, wrapped[:-1], b"\x07" + wrapped[1:]):
        with pytest.raises(crypto.Tampered):
            crypto.unwrap(turned, bad)


@pytest.mark.parametrize("gone", [None, b""])
def test_an_erased_person_is_said_to_be_erased(ring, gone):
    stored = crypto.encrypt(KEY, "Lò Thị Mẫu", aad=AAD)
    with pytest.raises(crypto.Erased):
        crypto.unwrap(ring, gone)
    with pytest.raises(crypto.Erased):
        crypto.decrypt(gone, stored, aad=AAD)


def test_keys_kept_ready_can_be_dropped():
    crypto.encrypt(KEY, "Lan", aad=AAD)
    crypto.forget_keys()
    assert crypto._cipher.cache_info().currsize == 0


def test_bytes_from_the_database_driver_are_read(ring):
    stored = memoryview(crypto.encrypt(KEY, "Lan", aad=AAD))
    assert crypto.decrypt_text(KEY, stored, aad=AAD) == "Lan"
    assert crypto.unwrap(ring, memoryview(crypto.wrap(ring, KEY))) == KEY
