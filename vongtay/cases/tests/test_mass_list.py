"""Foreign lists as they come: other headings, none at all, two name columns, dates of several countries, three kinds of file, bad files."""

import io
import zipfile

import pytest
from django.utils import translation
from docx import Document

from vongtay.cases import mass_list
from vongtay.cases.sheets import SheetError

NUMBER = "C" + "1234" + "567"
LIST = f"""DANH SACH TRAO TRA;;;;
No;Full name;DOB;Sex;Passport No.
1;GIA DINH VI THI;2001-03-05;F;{NUMBER}
2;LO, VAN MAU;5 Mar 1999;male;
3;HA THI THU;1987;nu;
"""


@pytest.fixture(autouse=True)
def _vietnamese():
    with translation.override("vi"):
        yield


def docx(*rows: tuple[str, ...]) -> bytes:
    document = Document()
    document.add_paragraph("名单")
    document.add_table(1, 1)
    table = document.add_table(0, len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def read(content: bytes) -> list[mass_list.ListRow]:
    rows = mass_list.read_foreign(content)
    return mass_list.check(rows, *mass_list.guess_columns(rows))


def test_a_list_under_a_title_is_read_by_its_headings():
    found = read(LIST.encode())
    assert [row.errors for row in found] == [[], [], []]
    assert found[0].values == {"name": "GIA DINH VI THI", "born": "05/03/2001", "sex": "female", "passport": NUMBER}
    assert found[1].values["name"] == "LO VAN MAU"
    assert [row.values["born"] for row in found[1:]] == ["05/03/1999", "1987"]


def test_a_word_table_with_chinese_headings_is_read():
    found = read(
        docx(
            ("姓名", "性别", "出生日期", "护照号"),
            ("VI THI GIA DINH", "女", "20010305", NUMBER),
            ("LO VAN MAU", "男", "1999.3.5", ""),
        )
    )
    assert [row.values.get("born") for row in found] == ["05/03/2001", "05/03/1999"]
    assert [row.values["sex"] for row in found] == ["female", "male"]


def test_two_name_columns_are_put_together_in_the_vietnamese_order():
    found = read(b"Given names,Surname,Age\nTHI GIA DINH,VI,24\n")
    assert found[0].values["name"] == "VI THI GIA DINH"
    assert "20" in found[0].values["born"]


def test_without_headings_the_columns_are_guessed_from_what_stands_in_them_and_a_person_may_say_otherwise():
    rows = mass_list.read_foreign(f"VI THI GIA DINH,2001,{NUMBER}\nLO VAN MAU,1999,\n".encode())
    head, columns = mass_list.guess_columns(rows)
    assert (head, columns) == (-1, ["name", "born", "passport"])
    assert [row.values["name"] for row in mass_list.check(rows, head, columns)] == ["VI THI GIA DINH", "LO VAN MAU"]
    said = mass_list.check(rows, head, ["name", "", "passport"])
    assert "born" not in said[0].values


@pytest.mark.parametrize(
    ("born", "expected"),
    [("5/3/2001", "05/03/2001"), ("05.03.2001", "05/03/2001"), ("2001/03/05", "05/03/2001"), ("36955", "05/03/2001"), ("3/2001", "3/2001"),
     ("00/00/2001", "2001"), ("2001-03-05 00:00:00", "05/03/2001"), ("2001年3月5日", "05/03/2001")],
)  # fmt: skip
def test_birth_dates_are_read_as_several_countries_write_them(born, expected):
    found = read(f"name,born\nVI THI MAU,{born}\n".encode())
    assert found[0].errors == []
    assert found[0].values["born"].endswith(expected)


@pytest.mark.parametrize(
    ("row", "words"),
    [(",2001,f,", "họ tên"), ("123 456,2001,f,", "chữ số"), ("VI MAU,31/31/2001,f,", "ngày sinh"), ("VI MAU,1905,f,", "Năm sinh"), ("VI MAU,2001,?,", "giới tính"),
     ("VI MAU,2001,f,A-1", "hộ chiếu")],
)  # fmt: skip
def test_a_row_that_cannot_be_entered_says_why(row, words):
    found = read(f"name,born,sex,passport\n{row}\n".encode())
    assert len(found[0].errors) == 1
    assert words.lower() in found[0].errors[0].lower()


def test_a_row_that_says_the_same_as_another_is_told_and_not_ticked_by_itself():
    found = read(b"name,born\nVI THI MAU,2001\nMAU VI THI,2001\nMAU VI THI,1999\n")
    assert [row.twice for row in found] == [None, 2, None]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xls"),
        (b"PK\x03\x04rubbish", "hỏng"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"", "trống"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_a_sentence(content, words):
    with pytest.raises(SheetError) as refused:
        mass_list.read_foreign(content)
    assert words in str(refused.value)


def test_a_word_file_without_a_table_and_a_packed_file_that_is_neither_are_refused():
    empty, packed = io.BytesIO(), io.BytesIO()
    Document().save(empty)
    with pytest.raises(SheetError, match="bảng"):
        mass_list.read_foreign(empty.getvalue())
    with zipfile.ZipFile(packed, "w") as other:
        other.writestr("picture.png", "x")
    with pytest.raises(SheetError):
        mass_list.read_foreign(packed.getvalue())
