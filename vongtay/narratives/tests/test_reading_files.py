"""The command `read`: which files it reads, which it refuses and with what sentence."""

import io
import json
import subprocess
import sys
import unicodedata
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest
import typst

from vongtay.narratives.reading import load
from vongtay.narratives.reading.command import main

SENTENCE = "Năm 2023, huyện Hòa Giang mở 12 hội nghị và khởi tố 3 vụ."


def a_docx(path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph(SENTENCE)
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(table._cells, ("Nội dung", "Năm 2022", "Số nạn nhân", "9"), strict=True):
        cell.text = words
    document.add_paragraph("Hết năm 2023, xã treo 40 băng rôn.")
    document.save(path)
    return path


def a_pdf(words: str, password: str | None = None) -> bytes:
    data = typst.compile(words.encode())
    if password is None:
        return data
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def answers(capfdbinary, *files: Path) -> tuple[int, list[dict]]:
    status = main([*map(str, files), "--json"])
    return status, [json.loads(line) for line in capfdbinary.readouterr().out.decode().splitlines()]


def refusal(name: str, data: bytes) -> str:
    with pytest.raises(load.FileRefusedError) as caught:
        load.load_bytes(name, data)
    return str(caught.value)


def test_a_text_file_gives_one_object_without_its_text(tmp_path, capfdbinary):
    path = tmp_path / "bao-cao.txt"
    path.write_text(SENTENCE, "utf-8")
    status, (answer,) = answers(capfdbinary, path)
    assert status == 0
    assert list(answer) == ["file", "figures", "documents", "nil"]
    assert [(f["value"], f["code"]) for f in answer["figures"]] == [(12, "comm.event"), (3, "crime.case")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_decoded_by_its_mark(encoding):
    assert load.load_bytes("a.txt", SENTENCE.encode(encoding)) == SENTENCE


def test_a_word_file_is_read_in_order_with_its_tables(tmp_path, capfdbinary):
    status, (answer,) = answers(capfdbinary, a_docx(tmp_path / "a.docx"))
    assert status == 0
    assert [(f["value"], f["code"]) for f in answer["figures"]] == [
        (12, "comm.event"), (3, "crime.case"), (9, "victim.identified"), (40, "comm.banner"),
    ]  # fmt: skip
    assert all(answer["text"][f["start"] : f["end"]] == f["quote"] for f in answer["figures"])


def test_a_word_file_keeps_marks_nobody_sees_in_its_text(tmp_path, capfdbinary):
    path = tmp_path / "a.docx"
    document = docx.Document()
    document.add_paragraph(unicodedata.normalize("NFD", SENTENCE).replace(" vụ", "\u00a0v\u00adụ"))
    document.save(path)
    _, (answer,) = answers(capfdbinary, path)
    assert [f["value"] for f in answer["figures"]] == [12, 3]
    assert all(answer["text"][f["start"] : f["end"]] == f["quote"] for f in answer["figures"])


def test_a_pdf_is_read_with_its_text(tmp_path, capfdbinary):
    path = tmp_path / "a.pdf"
    path.write_bytes(a_pdf(SENTENCE))
    status, (answer,) = answers(capfdbinary, path)
    assert status == 0
    assert [f["value"] for f in answer["figures"]] == [12, 3]
    assert answer["text"][answer["figures"][0]["start"] :].startswith("12")


def test_a_refused_file_does_not_keep_the_others_from_being_read(tmp_path, capfdbinary):
    good = tmp_path / "a.txt"
    good.write_text(SENTENCE, "utf-8")
    status, (first, second) = answers(capfdbinary, tmp_path / "khong-co.txt", good)
    assert status == 1
    assert set(first) == {"file", "error"}
    assert first["error"] == load.MISSING
    assert len(second["figures"]) == 2


def test_without_json_a_table_is_printed(tmp_path, capfdbinary):
    path = tmp_path / "a.txt"
    path.write_text("Năm 2023 chi trên 1,5 triệu đồng. Chưa xảy ra vụ nào.", "utf-8")
    assert main([str(path)]) == 0
    printed = capfdbinary.readouterr().out.decode()
    assert "từ 1.500.000" in printed
    assert "Không phát sinh" in printed


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.txt", b"", load.EMPTY),
        ("a.txt", b" \n\t\n", load.EMPTY),
        ("a.txt", b"\x00\x01\x02\xff" * 50, load.NOT_TEXT),
        ("a.txt", "Báo cáo".encode("utf-16-le"), load.NOT_TEXT),
        ("a.xyz", b"abc", load.UNKNOWN),
        ("a.doc", load.OLE + b"abc", load.OLD_WORD),
        ("a.docx", load.OLE + b"abc", load.LOCKED),
        ("a.docx", b"PK\x03\x04 nothing", load.BROKEN),
        ("a.pdf", b"%PDF-1.7 nothing", load.BROKEN),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(name, data, sentence):
    assert refusal(name, data) == sentence


def test_a_scanned_or_locked_or_cut_pdf_is_refused():
    assert refusal("a.pdf", a_pdf("#rect(width: 4cm)")) == load.SCANNED
    assert refusal("a.pdf", a_pdf(SENTENCE, "mat-khau")) == load.LOCKED
    assert refusal("a.pdf", a_pdf(SENTENCE)[:300]) == load.BROKEN


def test_a_cut_word_file_is_refused(tmp_path):
    data = a_docx(tmp_path / "a.docx").read_bytes()
    assert refusal("a.docx", data[: len(data) // 2]) == load.BROKEN


def test_a_file_that_unpacks_to_too_much_is_refused_before_it_is_unpacked():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts, parts.open("word/document.xml", "w") as part:
        for _ in range(load.UNPACKED_LIMIT // (1024 * 1024) + 1):
            part.write(bytes(1024 * 1024))
    assert len(packed.getvalue()) < load.LIMIT
    assert refusal("a.docx", packed.getvalue()) == load.UNPACKS_TOO_BIG


def test_a_huge_file_is_refused_by_its_size(tmp_path, capfdbinary):
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)  # takes no room on the disk
    status, (answer,) = answers(capfdbinary, path)
    assert (status, answer["error"]) == (1, load.TOO_BIG)


def test_a_folder_is_refused(tmp_path, capfdbinary):
    status, (answer,) = answers(capfdbinary, tmp_path)
    assert (status, answer["error"]) == (1, load.NOT_READABLE)


def test_the_reader_alone_loads_no_web_framework_and_no_file_library():
    code = (
        "import sys, vongtay.narratives.reading as r; r.read_text('3 vụ');"
        "print([m for m in ('django', 'docx', 'pypdf', 'psycopg') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
