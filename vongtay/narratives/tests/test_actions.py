"""Reading, judging, confirming: what stands, what is logged, what is refused and left untouched."""

import io
from dataclasses import replace
from decimal import Decimal

import docx
import psycopg
import pypdf
import pytest
from django.db import connection
from django.utils import timezone

from tests.cast import acting
from vongtay.audit.models import Entry
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.indicators import queries as figures
from vongtay.indicators.actions import Claim
from vongtay.indicators.models import Apart, Figure
from vongtay.narratives import actions, queries
from vongtay.narratives.models import Citation, Judgement, Mark, MarkState, Reading
from vongtay.narratives.tests.reports import LANG_SON, TEXT, YEAR, a_reading, an_upload, judge, marks
from vongtay.papers.models import Instrument, StoredFile
from vongtay.papers.tests.clamd import scanner

pytestmark = pytest.mark.django_db
LEAFLETS, EVENTS, RECEIVED, WOMEN = "trên 3.500 tờ rơi", "12 buổi tuyên truyền", "6 nạn nhân", "4 nạn nhân"
NONE = "chưa xảy ra vụ mua bán người nào"


def standing(staff) -> dict[str, Decimal]:
    return {figure.indicator_id: figure.value for figure in figures.figures_as_known_on(staff)}


def test_a_report_is_read_into_marks_nils_and_documents():
    with acting("reporter") as staff:
        found = marks(a_reading(staff))
    assert set(found) == {LEAFLETS, EVENTS, RECEIVED, WOMEN, NONE}
    leaflets = found[LEAFLETS]
    assert (leaflets.indicator_id, leaflets.value, leaflets.bound) == ("comm.leaflet", 3500, "at_least")
    assert (leaflets.happened_from, leaflets.happened_to) == (YEAR.first, YEAR.last)
    assert (found[NONE].nil, found[NONE].value) == (True, 0)
    assert found[WOMEN].apart == Apart.PART
    assert found[RECEIVED].apart == ""


def test_one_document_cited_twice_is_one_row_with_two_places():
    with acting("reporter") as staff:
        reading = a_reading(staff)
        a_reading(staff, TEXT + "Thêm một dòng.\n")
        assert Citation.objects.filter(reading=reading).count() == 2
        assert [row.normal for row in Instrument.objects.all()] == ["12/KH-UBND"]


def test_text_and_file_are_stored_encrypted(owner_url):
    with acting("reporter") as staff:
        reading = a_reading(staff)
        with connection.cursor() as cursor:
            cursor.execute(
                "select text_ct, f.content_ct, f.name_ct from narratives_reading r join papers_storedfile f on f.id = r.file_id"
            )
            for stored in cursor.fetchone():
                assert "nạn nhân".encode() not in bytes(stored)
                assert b"bao-cao" not in bytes(stored)
        assert queries.text_of(reading) == TEXT


def test_the_same_file_again_is_recognised_and_stored_once():
    with acting("reporter") as staff:
        reading = a_reading(staff)
        with pytest.raises(actions.AlreadyRead) as known:
            a_reading(staff, name="ten-khac.txt")
        assert known.value.reading == reading
        assert Reading.objects.count() == StoredFile.objects.count() == 1


def a_word_file(text: str) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def a_pdf(*, password: str = "") -> bytes:
    writer, out = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password)
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("trong.txt", b""), ("trong.txt", b"  \n "), ("quet.pdf", a_pdf()), ("khoa.pdf", a_pdf(password="mat")), ("hong.pdf", b"%PDF-1.7 x"),
        ("hong.docx", a_word_file("Phát 10 tờ rơi.")[:500]), ("anh.png", b"\x89PNG\r\n\x1a\n"), ("cu.doc", b"abc"),
        ("lon.txt", b"a" * (20 * 1024 * 1024 + 1)), ("nhi-phan.txt", b"\x00\x01\xff\xfe\x80"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence_and_nothing_is_stored(name, content):
    with acting("reporter") as staff:
        with pytest.raises(Refused) as refused:
            actions.upload(upload=replace(an_upload(), content=content, name=name), by=staff)
        assert len(refused.value.reasons) == 1
        assert refused.value.reasons[0].endswith(".")
        assert not Reading.objects.exists()
        assert not StoredFile.objects.exists()


def test_a_report_passes_the_scanner_and_one_that_it_holds_is_not_stored(settings, tmp_path):
    content = TEXT.encode()
    for answer, stands in ((b"stream: Eicar-Test FOUND\0", False), (b"stream: OK\0", True)):
        with scanner(str(tmp_path / f"clamd-{stands}.sock"), answer) as (address, seen):
            settings.CLAMD = address
            with acting("reporter") as staff:
                if stands:
                    a_reading(staff)
                else:
                    with pytest.raises(Refused):
                        a_reading(staff)
                assert Reading.objects.exists() is stands
                assert StoredFile.objects.exists() is stands
        assert seen == [content]


def test_a_report_is_refused_when_the_room_is_full_or_its_name_says_another_kind(settings):
    with acting("reporter") as staff:
        with pytest.raises(Refused, match="tên"):
            actions.upload(upload=replace(an_upload(), name="bao-cao.pdf"), by=staff)
        settings.BODY_QUOTA_MB = 0
        with pytest.raises(Refused, match="0 MB"):
            a_reading(staff)
        assert not StoredFile.objects.exists()


def test_a_text_in_wide_letters_is_read():
    with acting("reporter") as staff:
        wide = replace(an_upload(), content=TEXT.encode("utf-16"))
        assert queries.text_of(actions.upload(upload=wide, by=staff)) == TEXT


def test_a_word_file_is_read():
    with acting("reporter") as staff:
        upload = replace(an_upload(), content=a_word_file("Năm 2026 đã phát 10 tờ rơi."), name="Báo cáo.DOCX")
        assert list(marks(actions.upload(upload=upload, by=staff))) == ["10 tờ rơi"]


def test_accepted_and_corrected_marks_become_figures_once():
    with acting("reporter") as staff:
        reading = a_reading(staff)
        found = marks(reading)
        judge(found[LEAFLETS], "accept", staff)
        judge(found[NONE], "accept", staff)
        judge(found[WOMEN], "reject", staff)
        fixed = Claim("comm.mobile", Decimal(13), YEAR.first, YEAR.last, "buổi")
        judge(found[EVENTS], "correct", staff, claim=fixed)
        assert actions.confirm(reading=reading, by=staff) == actions.Confirmed(new=3)
        assert actions.confirm(reading=reading, by=staff) == actions.Confirmed()
        assert standing(staff) == {"comm.leaflet": 3500, "crime.case": 0, "comm.mobile": 13}
        found[LEAFLETS].refresh_from_db()
        figure = found[LEAFLETS].figure
        assert (figure.source_id, figure.source_start) == (reading.pk, TEXT.index(LEAFLETS))
        assert figure.bound == "at_least"
        (nil,) = Figure.objects.filter(nil=True)
        assert (nil.indicator_id, nil.value) == ("crime.case", 0)
        assert Mark.objects.get(pk=found[RECEIVED].pk).figure is None


def test_who_hands_in_the_report_of_another_body_judges_it_and_its_reporter_puts_it_on_record():
    with acting("case_worker") as staff:
        reading = a_reading(staff, whose="LS.HLHPN")
        judge(marks(reading)[LEAFLETS], "accept", staff)
        with pytest.raises(Refused, match="ghi nhận"):
            actions.confirm(reading=reading, by=staff)
        own = a_reading(staff, TEXT + "Của mình.")
        judge(marks(own)[LEAFLETS], "accept", staff)
        assert actions.confirm(reading=own, by=staff).new == 1
    with acting("reporter") as staff:
        assert actions.confirm(reading=reading, by=staff).new == 1


def test_what_is_judged_anew_after_confirming_corrects_the_figure_and_never_changes_it():
    with acting("reporter") as staff:
        reading = a_reading(staff)
        leaflets = marks(reading)[LEAFLETS]
        judge(leaflets, "accept", staff)
        actions.confirm(reading=reading, by=staff)
        entered = timezone.now()
        judge(leaflets, "correct", staff, claim=Claim("comm.leaflet", Decimal(3600), YEAR.first, YEAR.last, "tờ rơi"))
        assert actions.confirm(reading=reading, by=staff) == actions.Confirmed(corrected=1)
        corrected = timezone.now()
        judge(leaflets, "reject", staff)
        assert actions.confirm(reading=reading, by=staff) == actions.Confirmed(withdrawn=1)
        assert actions.confirm(reading=reading, by=staff) == actions.Confirmed()
        assert standing(staff) == {}
        judge(leaflets, "undo", staff)
        assert actions.confirm(reading=reading, by=staff) == actions.Confirmed(corrected=1)
        assert standing(staff) == {"comm.leaflet": 3600}

        def known(moment):
            return [
                line.total.value for line in figures.totals(staff, area_id=LANG_SON, period=YEAR, as_known_on=moment)
            ]

        assert (known(entered), known(corrected)) == ([3500], [3600])
        assert Figure.objects.count() == 4


def test_undo_goes_back_step_by_step_to_what_was_read():
    with acting("reporter") as staff:
        leaflets = marks(a_reading(staff))[LEAFLETS]
        first = leaflets.state
        judge(leaflets, "accept", staff)
        judge(leaflets, "correct", staff, claim=Claim("comm.panel", Decimal(1), YEAR.first, YEAR.last, "chiếc"))
        states = [judge(leaflets, "undo", staff).state for _turn in range(2)]
        assert states == [MarkState.ACCEPTED, first]
        leaflets.refresh_from_db()
        assert (leaflets.indicator_id, leaflets.value, leaflets.bound, leaflets.version) == (
            "comm.leaflet",
            3500,
            "at_least",
            5,
        )
        with pytest.raises(Refused):
            judge(leaflets, "undo", staff)
        assert list(Judgement.objects.values_list("act", flat=True)) == ["accept", "correct", "undo", "undo"]


def test_a_stale_judgement_is_refused_and_the_first_one_stands():
    with acting("reporter") as staff:
        leaflets = marks(a_reading(staff))[LEAFLETS]
        seen_by_both = leaflets.version
        actions.judge(judged=actions.Judged(leaflets.pk, seen_by_both, "accept"), by=staff)
    with acting("head") as other:
        with pytest.raises(Stale):
            actions.judge(judged=actions.Judged(leaflets.pk, seen_by_both, "reject"), by=other)
        leaflets.refresh_from_db()
        assert (leaflets.state, leaflets.version, leaflets.changed_by_id) == (MarkState.ACCEPTED, 2, staff.post_id)
        assert Judgement.objects.count() == 1


def test_a_mark_without_an_indicator_is_corrected_before_it_is_accepted():
    with acting("reporter") as staff:
        leaflets = marks(a_reading(staff))[LEAFLETS]
        Mark.objects.filter(pk=leaflets.pk).update(indicator=None)
        with pytest.raises(Refused):
            judge(leaflets, "accept", staff)


def test_what_the_engine_read_cannot_be_rewritten(web_url):
    with psycopg.connect(web_url) as web:
        for sets in ("read_as = '{}'", "start = 0", "nil = true"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                web.execute(f"update narratives_mark set {sets}")
            web.rollback()


def test_every_act_and_every_look_is_logged_without_a_word_of_the_report():
    with acting("reporter") as staff:
        reading = a_reading(staff)
        actions.open_reading(reading=reading, by=staff)
        judge(marks(reading)[LEAFLETS], "accept", staff)
        actions.confirm(reading=reading, by=staff)
    with acting("auditor"):
        mine = Entry.objects.filter(post_id=staff.post_id, act__startswith="narratives.").order_by("id")
        logged = [(entry.act, str(entry.details)) for entry in mine]
    assert [act for act, _details in logged] == [
        "narratives.upload", "narratives.open_reading", "narratives.judge", "narratives.confirm",
    ]  # fmt: skip
    assert not any("Ví Dụ" in details or "bao-cao" in details for _act, details in logged)


@pytest.mark.parametrize(
    "role", ["verifier", "decider", "clerk", "legal_officer", "administrator", "auditor", "statistician"]
)
def test_other_posts_upload_open_judge_and_confirm_nothing(role):
    with acting("reporter") as staff:
        reading = a_reading(staff)
        mark = marks(reading)[LEAFLETS]
    with acting(role) as other:
        for act in (
            lambda: actions.upload(upload=an_upload("Phát 5 tờ rơi."), by=other), lambda: actions.open_reading(reading=reading, by=other),
            lambda: actions.judge(judged=actions.Judged(mark.pk, 1, "accept"), by=other), lambda: actions.confirm(reading=reading, by=other),
        ):  # fmt: skip
            with pytest.raises(NotAllowed):
                act()
    with acting("reporter"):
        mark.refresh_from_db()
        assert mark.version == 1
        assert not Figure.objects.exists()
