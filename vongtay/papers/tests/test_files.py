"""What an upload must pass: its kind by content, no second file inside, no password, the room of the body, the scanner."""

from io import BytesIO
from pathlib import Path
from uuid import uuid4
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tests.cast import OTHER_HEALTH, POLICE, acting, sign_in
from vongtay.agencies.models import Body
from vongtay.common.access import Refused
from vongtay.papers import actions
from vongtay.papers.blocks.docx import write_docx
from vongtay.papers.blocks.qr import png
from vongtay.papers.files import REPORTS, SCANS, bears_signature, checked, pages_of
from vongtay.papers.models import StoredFile
from vongtay.papers.scanner import scan
from vongtay.papers.tests.clamd import scanner
from vongtay.papers.tests.world import a_pdf, issued, sheet
from vongtay.papers.uploads import full_words, room, stored_bytes

JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 20 + b"\xff\xd9"


def a_zip(**entries: bytes) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return file.getvalue()


def test_each_kind_is_known_by_its_content():
    assert checked(a_pdf(), SCANS) == "application/pdf"
    assert checked(png("x"), SCANS) == "image/png"
    assert checked(JPEG, SCANS) == "image/jpeg"
    assert checked(write_docx(sheet(1)), REPORTS).endswith("document")
    assert checked(a_pdf() + b"\r\n\0 ", SCANS)  # padding behind the end is no second file
    assert (pages_of(a_pdf(3)), pages_of(png("x"))) == (3, 1)
    assert not bears_signature(a_pdf())


@pytest.mark.parametrize(
    "content",
    [
        b"", b"MZ\x90\0", b"<svg onload=x>", b"GIF89a", a_zip(a=b"x"), a_pdf(password="x"), b"%PDF-1.7 nothing %%EOF",
        png("x") + b"<script>", JPEG + a_pdf(), a_pdf() + a_zip(word__document_xml=b"x"), png("x") + a_zip(a=b"x"), b"%PDF-", b"\xff\xd8\xff",
    ],
    ids=["empty", "program", "svg", "gif", "zip", "locked", "broken", "png and script", "jpeg and pdf", "pdf and zip", "png and zip", "short", "cut"],
)  # fmt: skip
def test_what_is_no_whole_scan_of_one_kind_is_refused(content):
    with pytest.raises(Refused):
        checked(content, SCANS)


@pytest.mark.parametrize(
    "content",
    [
        a_zip(word__document_xml=b"\0" * 30_000_000), a_zip(word__document_xml=b"x") + b"behind", b"PK\x03\x04" + a_zip(word__document_xml=b"x"),
        a_zip(word__document_xml=b"x", **{f"f{number}": b"" for number in range(2001)}),
    ],
    ids=["bomb", "behind", "before", "many"],
)  # fmt: skip
def test_archives_that_grow_or_hide_are_refused(content):
    with pytest.raises(Refused):
        checked(content, REPORTS)


@pytest.mark.django_db
def test_a_body_stores_no_more_than_its_room(settings):
    settings.BODY_QUOTA_MB = 1
    with acting("case_worker") as staff:
        actions.store_file(content=a_pdf(), name="a.pdf", by=staff)
        used = stored_bytes()
        assert 0 < used < 10_000
        StoredFile(
            world="demo", body_id=staff.body_id, stored_by_id=staff.post_id, wrapped=b"x", name_ct=b"x", media_type="x", content_ct=b"x",
            digest=b"x", size=1024 * 1024,
        ).save(force_insert=True)  # fmt: skip
        with pytest.raises(Refused, match="1 MB"):
            actions.store_file(content=a_pdf(), name="b.pdf", by=staff)
        assert actions.store_file(content=b"made here", name="c.pdf", by=staff, media_type="application/pdf")
    with acting("case_worker", OTHER_HEALTH) as staff:
        assert stored_bytes() == 0
        actions.store_file(content=a_pdf(), name="a.pdf", by=staff)


@pytest.mark.django_db
def test_issued_papers_signed_copies_and_links_take_room_and_a_paper_is_still_issued(settings, client):
    with acting("case_worker") as staff:
        paper = issued(staff)
        after_paper = stored_bytes()
        assert after_paper == paper.docx.size + paper.pdf.size
        actions.add_signed_copy(paper=paper, upload=actions.Upload("a.pdf", a_pdf()), by=staff)
        after_copy = stored_bytes()
        assert after_copy > after_paper
        police = Body.objects.get(code=POLICE)
        actions.make_link(key=uuid4(), paper=paper, to_body=police, days=3, by=staff)
        assert stored_bytes() > after_copy + paper.pdf.size
        settings.BODY_QUOTA_MB = 0
        assert room().is_full
        with pytest.raises(Refused, match="0 MB"):
            actions.add_signed_copy(paper=paper, upload=actions.Upload("b.pdf", a_pdf()), by=staff)
        assert issued(staff).number == paper.number + 1
    sign_in(client, "case_worker")
    assert full_words() in client.get("/papers/").content.decode()


# A scanner that speaks clamd's INSTREAM -----------------------------------------------------------------------------


def test_a_clean_file_passes_whole_over_both_kinds_of_socket(settings, tmp_path: Path):
    content = b"x" * 200_000
    for place in (str(tmp_path / "clamd.sock"), ("127.0.0.1", 0)):
        with scanner(place, b"stream: OK\0") as (address, seen):
            settings.CLAMD = address
            scan(content)
        assert seen == [content]


@pytest.mark.parametrize("answer", [b"stream: Eicar-Test FOUND\0", b"INSTREAM size limit exceeded. ERROR\0", b""])
def test_what_the_scanner_does_not_call_clean_is_refused(settings, answer):
    with scanner(("127.0.0.1", 0), answer) as (address, _seen):
        settings.CLAMD = address
        with pytest.raises(Refused):
            scan(b"x")


@pytest.mark.django_db
def test_a_scanner_that_is_down_means_no_file(settings, tmp_path: Path):
    settings.CLAMD = f"unix:{tmp_path / 'none.sock'}"
    with acting("case_worker") as staff:
        with pytest.raises(Refused):
            actions.store_file(content=a_pdf(), name="a.pdf", by=staff)
        assert not StoredFile.objects.exists()


def test_without_a_scanner_nothing_is_asked(settings):
    settings.CLAMD = ""
    scan(b"x")
