"""Words that offices shorten or write out: abbreviations of papers, posts and people, shares in words, money by the thousand."""

import pytest

from vongtay.narratives.reading import read_text


def told(text: str) -> list[tuple[float, str]]:
    return [(figure.value, figure.code) for figure in read_text(text).figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Khởi tố 3 vụ/7 BC.", [(3, "crime.case"), (7, "crime.suspect")]),
        ("Ban hành 2 KH, 4 CV, 5 BC.", [(2, "doc.issued"), (4, "doc.issued"), (5, "doc.issued")]),
        ("Hội có 40 chi hội, 9.300 HVPN.", [(40, "other"), (9300, "other")]),
        ("Tuyên truyền cho 120 HVPN.", [(120, "comm.attendance")]),
        ("Có 55 chủ nhà trọ ký CK.", [(55, "comm.pledge")]),
        ("Nghi là NN 9 người; xác định NN 6 người.", [(9, "victim.suspected"), (6, "victim.identified")]),
        ("TGPL cho 3 nạn nhân.", [(3, "support.legal_aid")]),
    ],
)
def test_abbreviations_are_read_by_what_stands_around_them(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize("paper", ["KH số 7/KH-PC02", "CV số 12/CV-UBND", "QĐ số 3/QĐ-UBND"])
def test_a_paper_of_a_shortened_kind_is_cited_by_its_number(paper):
    (cited,) = read_text(f"Thực hiện {paper} ngày 06/01/2023, đơn vị báo cáo.").documents
    assert (cited.number, cited.date) == (paper.split(" số ")[1], "2023-01-06")


def test_no_paper_is_cited_where_a_shortened_word_only_stands_before_a_number():
    assert read_text("Xã có 3 KH số liệu; CV số 5 người.").documents == ()


def test_a_share_in_words_is_a_share():
    assert told("Tỷ lệ ổn định là tám mươi hai phần trăm.") == [(82, "target.rate")]


def test_both_and_all_three_are_no_counts_but_a_whole_number_is():
    assert told("Cả hai vụ đã xét xử. Khám bệnh cho cả hai mươi ba người.") == [(23, "support.medical")]


@pytest.mark.parametrize("measure", ["1.000 đồng", "1000 đ", "nghìn đồng"])
def test_a_table_may_tell_money_by_the_thousand_in_digits(measure):
    table = f"Nội dung\tĐVT\tNăm 2022\tNăm 2023\nSố người\tngười\t4\t6\nKinh phí hỗ trợ\t{measure}\t96.400\t187.250\n"
    assert [value for value, code in told(table) if code == "budget.amount"] == [96_400_000, 187_250_000]


def test_a_head_may_tell_money_by_the_thousand_in_digits():
    assert told("Nội dung\tKinh phí (1.000 đồng)\nTập huấn\t96.400\n") == [(96_400_000, "budget.amount")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Phát hiện, báo Công an 8 tin.", ["crime.tip"]),
        ("Đăng báo Công an nhân dân 8 tin.", ["comm.news"]),
        ("Phòng có 13 biên chế, trong đó 02 công chức theo dõi công tác này.", ["facility.staff"] * 2),
        ("Tham vấn tâm lý cho 34 người qua 212 buổi. Chín chị học nghề.", ["support.psychological", "other", "support.vocational"]),
        ("Tổ chức 12 buổi nói chuyện, tham vấn tâm lý cho 34 người.", ["comm.event", "support.psychological"]),
        ("Bốn người phải nằm viện, sơ cứu 6 người.", ["support.medical", "support.medical"]),
        ("TGPL 7 vụ việc, trong đó 4 nạn nhân bị mua bán.", ["support.legal_aid", "support.legal_aid"]),
        ("Mở 1 lớp tập huấn cho 40 trưởng khóm.", ["train.course", "train.trainee"]),
    ],
)  # fmt: skip
def test_who_was_told_helped_or_trained_decides(text, expected):
    assert [figure.code for figure in read_text(text).figures] == expected


@pytest.mark.parametrize(
    ("paper", "number"),
    [
        ("Quy ước số 02/QƯ-UBND", "02/QƯ-UBND"),
        ("Phương án số 12/PA-CAH", "12/PA-CAH"),
        ("Chỉ thị 15-CT/TU", "15-CT/TU"),
        ("Nghị quyết 42-NQ/TU", "42-NQ/TU"),
        ("Kế hoạch số: 31-KH/TĐTN-VP", "31-KH/TĐTN-VP"),
        ("Luật Người lao động Việt Nam đi làm việc ở nước ngoài theo hợp đồng số 69/2020/QH14", "69/2020/QH14"),
    ],
)
def test_papers_of_the_party_of_villages_and_laws_with_a_number_are_cited_by_it(paper, number):
    reading = read_text(f"Đơn vị thực hiện {paper}, nay báo cáo.")
    assert [cited.number for cited in reading.documents] == [number]
    assert not reading.figures


def test_a_part_got_what_its_own_words_say():
    text = "Hỗ trợ 12 người tiền ăn, đi lại, trong đó 4 người được chữa bệnh."
    assert told(text)[-1] == (4, "support.medical")
