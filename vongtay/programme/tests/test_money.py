"""Money of the programme as told, sums that do not agree, agreements and what was delivered under them."""

import uuid
from datetime import date, timedelta

import pytest

from tests.cast import COMMUNE, OTHER_HEALTH, acting, body, sign_in
from vongtay.common.access import NotAllowed, Refused, Stale, WrongState
from vongtay.common.days import format_day, today
from vongtay.indicators.models import Figure
from vongtay.papers.models import Instrument
from vongtay.programme import actions, queries
from vongtay.programme.actions import Amount
from vongtay.programme.models import Agreement, BudgetLine, Delivery

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
YEAR = today().year
MILLION = 1_000_000


def line(**changes):
    given = {"year": YEAR, "kind": "communication", "activity": "Truyền thông Ngày 30/7", "source": "province"}
    return actions.Line(**(given | changes))


def enter(by, *, key=None, planned=None, allotted=None, spent=None, **changes):
    told = {"planned": planned, "allotted": allotted, "spent": spent}
    amounts = {stage: Amount(dong * MILLION) for stage, dong in told.items() if dong is not None}
    return actions.enter_line(key=key or uuid.uuid4(), line=line(**changes), amounts=amounts, by=by)


def claimed(year=YEAR):
    rows = Figure.objects.filter(source_kind="money", replaced_by=None, withdrawn=False, happened_from__year=year)
    return sorted((int(row.value), row.unit, row.bound, row.apart) for row in rows)


def test_each_amount_told_is_a_figure_of_its_year_in_whole_dong():
    with acting("reporter") as staff:
        key = uuid.uuid4()
        for _twice in range(2):
            row = enter(staff, key=key, planned=120, allotted=100, spent=0)
        assert claimed() == [
            (0, "đồng đã chi", "exact", ""),
            (100 * MILLION, "đồng được cấp", "exact", ""),
            (120 * MILLION, "đồng dự toán", "exact", ""),
        ]
        assert Figure.objects.get(value=0, source_kind="money").nil
        amounts = {"planned": Amount(120 * MILLION), "spent": Amount(90 * MILLION, "at_least")}
        actions.correct_line(budget=row, line=line(), amounts=amounts, version=1, by=staff)
        assert claimed() == [
            (90 * MILLION, "đồng đã chi", "at_least", ""),
            (120 * MILLION, "đồng dự toán", "exact", ""),
        ]
        before = Figure.objects.count()
        actions.correct_line(budget=row, line=line(), amounts=amounts, version=2, by=staff)
        assert Figure.objects.count() == before
        actions.correct_line(
            budget=row, line=line(year=YEAR - 1), amounts=amounts | {"allotted": Amount(5)}, version=3, by=staff
        )
        assert (len(claimed()), len(claimed(YEAR - 1))) == (0, 3)
        with pytest.raises(Stale):
            actions.correct_line(budget=row, line=line(), amounts=amounts, version=1, by=staff)
        actions.withdraw_line(budget=row, reason="Ghi hai lần", version=4, by=staff)
        assert claimed(YEAR - 1) == []
        with pytest.raises(WrongState):
            actions.correct_line(budget=row, line=line(), amounts=amounts, version=5, by=staff)
        assert not enter(staff, activity="Chưa nêu").amounts.exists()
        for wrong in (
            {"planned": 1, "activity": " "},
            {"planned": 1, "year": YEAR + 2},
            {"planned": 1, "source": "other"},
            {"planned": -1},
        ):
            with pytest.raises(Refused):
                enter(staff, **wrong)
    for role in ("clerk", "statistician"):
        with acting(role) as staff, pytest.raises(NotAllowed):
            enter(staff, planned=1)
    with acting("receiver", COMMUNE) as staff, pytest.raises(NotAllowed):
        actions.withdraw_line(budget=row, reason="x", version=5, by=staff)


def test_what_does_not_agree_is_shown_and_parts_are_not_added_twice():
    with acting("reporter") as staff:
        whole = enter(staff, planned=100, allotted=90, spent=95)
        enter(staff, planned=60, part_of=whole, activity="In tờ rơi")
        part = enter(staff, planned=30, part_of=whole, activity="Hội nghị")
        other = enter(staff, spent=7, source="central", activity="Tập huấn")
        shown = queries.lines_of(staff, YEAR)
        first = next(one for one in shown if one.row == whole)
        assert first.differences == [
            "Dự toán 100.000.000 đồng, được cấp 90.000.000 đồng.", "Đã chi 95.000.000 đồng, nhiều hơn 90.000.000 đồng được cấp.",
            "Dự toán: dòng chung ghi 100.000.000 đồng, các phần cộng lại là 90.000.000 đồng.",
        ]  # fmt: skip
        assert queries.sums_of_money(shown) == {
            "planned": 100 * MILLION,
            "allotted": 90 * MILLION,
            "spent": 102 * MILLION,
        }
        assert {row.apart for row in Figure.objects.filter(unit="đồng dự toán")} == {"", "part"}
        assert [one.row for one in queries.lines_of(staff, YEAR, source="central")] == [other]
        for wrong in (part, enter(staff, planned=1, year=YEAR - 1)):
            with pytest.raises(Refused):
                enter(staff, planned=1, part_of=wrong)
        with pytest.raises(Refused):
            actions.withdraw_line(budget=whole, reason="x", version=1, by=staff)
        with pytest.raises(Refused):
            actions.correct_line(
                budget=whole, line=line(part_of=other), amounts={"planned": Amount(1)}, version=1, by=staff
            )
    with acting("receiver", COMMUNE) as staff:
        assert len(queries.lines_of(staff, YEAR)) == 2
    with acting("case_worker", OTHER_HEALTH):
        assert BudgetLine.objects.count() == 0


def signed(**changes):
    given = {
        "kind": "joint",
        "subject": "Chương trình phối hợp tuyên truyền",
        "signed_on": date(2026, 2, 2),
        "partner": body("LS.HLHPN"),
        "number": "05/CTPH-SYT-HLHPN",
        "promised_dong": 80 * MILLION,
    }
    return actions.Signed(**(given | changes))


def test_an_agreement_is_its_paper_by_number_with_what_was_given_and_delivered():
    with acting("case_worker") as staff:
        key = uuid.uuid4()
        for _twice in range(2):
            row = actions.enter_agreement(key=key, signed=signed(), by=staff)
        assert row.instrument == Instrument.objects.get(normal="5/CTPH-SYT-HLHPN")
        again = actions.enter_agreement(key=uuid.uuid4(), signed=signed(number="5 / CTPH-SYT-HLHPN"), by=staff)
        assert again.instrument == row.instrument
        # A report often tells of a programme without its day.
        undated = actions.enter_agreement(key=uuid.uuid4(), signed=signed(signed_on=None, number=""), by=staff)
        assert list(queries.agreements_of(staff))[-1] == undated
        actions.enter_delivery(key=uuid.uuid4(), agreement=undated, delivered=actions.Delivered(today(), "x"), by=staff)
        for wrong in (
            {"partner": None},
            {"subject": " "},
            {"signed_on": today() + DAY},
            {"ends_on": date(2026, 1, 1)},
            {"promised_dong": 0},
        ):
            with pytest.raises(Refused):
                actions.enter_agreement(key=uuid.uuid4(), signed=signed(**wrong), by=staff)
        given = actions.Delivered(today(), "Tổ chức 8 hội nghị cho trên 760 đại biểu", 50 * MILLION, "12/BC-HLHPN")
        key = uuid.uuid4()
        for _twice in range(2):
            made = actions.enter_delivery(key=key, agreement=row, delivered=given, by=staff)
        figure = Figure.objects.get(source_id=made.pk)
        assert (int(figure.value), figure.unit, figure.happened_from) == (
            50 * MILLION,
            "đồng hỗ trợ cơ quan phối hợp",
            today(),
        )
        assert queries.agreements_of(staff).get(pk=row.pk).given == 50 * MILLION
        for wrong in (
            actions.Delivered(date(2026, 1, 1), "x"),
            actions.Delivered(today() + DAY, "x"),
            actions.Delivered(today(), " "),
            actions.Delivered(today(), "x", 0),
        ):
            with pytest.raises(Refused):
                actions.enter_delivery(key=uuid.uuid4(), agreement=row, delivered=wrong, by=staff)
        actions.withdraw_delivery(delivery=made, reason="Nhầm", version=1, by=staff)
        assert queries.agreements_of(staff).get(pk=row.pk).given is None
        with pytest.raises(WrongState):
            actions.withdraw_delivery(delivery=made, reason="Nhầm", version=2, by=staff)
        row = actions.correct_agreement(
            agreement=row, signed=signed(ends_on=today(), promised_dong=None), version=1, by=staff
        )
        with pytest.raises(Stale):
            actions.correct_agreement(agreement=row, signed=signed(), version=1, by=staff)
        between = actions.enter_agreement(
            key=uuid.uuid4(),
            signed=signed(kind="international", partner=None, partner_words="Lào", number=""),
            by=staff,
        )
        assert between.instrument is None
    with acting("receiver", COMMUNE) as staff:
        with pytest.raises(NotAllowed):
            actions.enter_agreement(key=uuid.uuid4(), signed=signed(), by=staff)
        with pytest.raises(NotAllowed):
            actions.enter_delivery(key=uuid.uuid4(), agreement=row, delivered=given, by=staff)


def test_the_pages_of_money(client, django_assert_max_num_queries):
    base = "/programme/money/"
    sign_in(client, "reporter")
    assert "Chưa có kinh phí" in client.get(base).content.decode()
    told = {
        "key": str(uuid.uuid4()),
        "year": str(YEAR),
        "activity": "Truyền thông",
        "kind": "communication",
        "source": "province",
        "source_words": "",
        "planned": "120 triệu đồng",
        "allotted": "100.000.000",
        "spent": "",
        "bound": "exact",
        "part_of": "",
        "paper": "",
    }
    for wrong in ({"planned": "nhiều"}, {"source": "other"}, {"activity": ""}):
        assert client.post(f"{base}enter/", told | wrong).status_code == 422
    unstated = told | {"key": str(uuid.uuid4()), "planned": "", "allotted": "", "activity": "Sơ kết"}
    assert client.post(f"{base}enter/", unstated).status_code == 302
    assert "chưa nêu số tiền" in client.get(f"{base}?year={YEAR}").content.decode()
    assert client.post(f"{base}enter/", told).status_code == 302
    row = BudgetLine.objects.get(activity="Truyền thông")
    part = told | {
        "key": str(uuid.uuid4()),
        "activity": "In tờ rơi",
        "part_of": str(row.pk),
        "planned": "1.000",
        "allotted": "",
    }
    assert client.post(f"{base}enter/", part).status_code == 302
    assert client.post(f"{base}{row.pk}/correct/", told | {"version": "1", "spent": "130.000.000"}).status_code == 302
    stale = client.post(f"{base}{row.pk}/correct/", told | {"version": "1"})
    assert (stale.status_code, 'value="2"' in stale.content.decode()) == (422, True)
    with django_assert_max_num_queries(14):
        page = client.get(f"{base}?year={YEAR}").content.decode()
    for words in ("120.000.000", "130.000.000 đồng, nhiều hơn", "các phần cộng lại là 1.000 đồng"):
        assert words in page
    assert client.get(f"{base}?year=x&source=x").status_code == 200
    other = BudgetLine.objects.get(activity="In tờ rơi")
    assert client.post(f"{base}{other.pk}/withdraw/", {"version": "1", "why": "Nhầm"}).status_code == 302
    sign_in(client, "receiver", COMMUNE)
    assert client.get(base).status_code == 200
    assert client.get(f"{base}{row.pk}/correct/").status_code == 403
    sign_in(client, "verifier")
    assert client.get(base).status_code == 403


def test_the_pages_of_agreements(client):
    base = "/programme/money/agreements/"
    sign_in(client, "case_worker")
    assert "Chưa có thỏa thuận" in client.get(base).content.decode()
    told = {
        "key": str(uuid.uuid4()),
        "kind": "joint",
        "subject": "Phối hợp tuyên truyền",
        "partner": str(body("LS.HLHPN").pk),
        "partner_words": "",
        "number": "5/CTPH",
        "signed_on": "02/02/2026",
        "ends_on": "",
        "promised_dong": "80 triệu đồng",
    }
    assert client.post(f"{base}enter/", told | {"partner": ""}).status_code == 422
    assert client.post(f"{base}enter/", told).status_code == 302
    here = f"{base}{Agreement.objects.get().pk}/"
    delivery = {
        "key": str(uuid.uuid4()),
        "happened_on": format_day(today()),
        "words": "8 hội nghị",
        "given_dong": "50 triệu đồng",
        "paper": "",
    }
    assert client.post(f"{here}delivery/", delivery | {"words": ""}).status_code == 422
    assert client.post(f"{here}delivery/", delivery).status_code == 302
    page = client.get(here).content.decode()
    assert "Đã hứa 80.000.000 đồng, đã cấp 50.000.000 đồng." in page
    assert client.post(f"{here}correct/", told | {"version": "1", "ends_on": "01/03/2026"}).status_code == 302
    back = f"{base}deliveries/{Delivery.objects.get().pk}/withdraw/"
    assert client.post(back, {"version": "1", "why": "Nhầm"}).status_code == 302
    assert "Nhầm" in client.get(here).content.decode()
    assert "5/CTPH" in client.get(base).content.decode()
    sign_in(client, "clerk")
    assert client.get(here).status_code == 200
    assert client.get(f"{here}delivery/").status_code == client.get(f"{base}enter/").status_code == 403
