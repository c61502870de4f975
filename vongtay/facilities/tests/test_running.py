"""How a facility is run: rates by date, licence as its paper says, floor area against the law, staff against the need; nothing about a person."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from tests.cast import COMMUNE, OTHER_HEALTH, a_case, acting, body, sign_in
from vongtay.common.access import NotAllowed, Refused
from vongtay.common.days import today
from vongtay.facilities import actions, queries
from vongtay.facilities.models import DayCost, Licence, Staffing
from vongtay.facilities.tests.house import a_facility, a_guest, a_room, bed_of, now_for
from vongtay.law.standards import read_standards, shipped_standards

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def house(db):
    with acting("case_worker") as staff:
        return a_facility(staff)


def rate(facility, by, since, amount=60_000, **changes):
    values = {
        "key": uuid.uuid4(),
        "facility": facility,
        "since": since,
        "amount_dong": amount,
        "basis": "Giả định",
        "by": by,
    }
    return actions.set_day_cost(**(values | changes))


def licence(facility, by, **changes):
    values = {"sign": "01/GP", "issued_on": date(2026, 1, 5), "issuer": body("LS.SYT")} | changes
    return actions.enter_licence(key=uuid.uuid4(), facility=facility, paper=actions.LicencePaper(**values), by=by)


def test_only_what_was_confirmed_of_standards_is_shipped_and_every_fault_is_named():
    assert {code: row.room_m2 for code, row in shipped_standards().items()} == {"L66": 5, "L53": 10}
    wrong = '[[standard]]\nlaw = "L53"\nroom_m2 = 0\nconfidence = "C"\n'
    with pytest.raises(ValueError, match="dòng thứ 1") as told:
        read_standards(wrong)
    assert len(str(told.value).splitlines()) == 2


def test_a_new_rate_ends_the_one_before_and_no_row_is_ever_rewritten(house):
    with acting("head") as staff:
        key = uuid.uuid4()
        for _twice in range(2):
            rate(house, staff, date(2026, 1, 1), key=key)
        rate(house, staff, date(2026, 7, 1), 70_000)
        rates = queries.rates_of([house.pk])
        nights = (date(2025, 12, 31), date(2026, 6, 30), date(2026, 7, 1))
        assert [rates.of_night(house.pk, night) for night in nights] == [None, 60_000, 70_000]
        for wrong in ({"since": date(2026, 7, 1)}, {"basis": " "}, {"amount": 0}):
            with pytest.raises(Refused):
                rate(house, staff, **({"since": date(2026, 9, 1)} | wrong))
        with pytest.raises(ProgrammingError), transaction.atomic():
            DayCost.objects.update(amount_dong=1)
    with acting("case_worker") as staff, pytest.raises(NotAllowed):
        rate(house, staff, date(2026, 9, 1))
    with acting("case_worker", OTHER_HEALTH) as staff:
        assert DayCost.objects.count() == 0
        with pytest.raises(NotAllowed):
            rate(house, staff, date(2026, 9, 1))


def test_nights_are_counted_without_their_sleepers_and_cost_by_month(house):
    with acting("case_worker") as staff:
        room = a_room(house, staff)
        for number in (1, 2):
            admission = now_for(at=timezone.now() - timedelta(days=3))
            actions.admit(
                key=uuid.uuid4(), bed=bed_of(room, number), guest=a_guest(a_case(staff)), admission=admission, by=staff
            )
    with acting("head") as staff:
        nights = queries.nights_of(house, today() - 4 * DAY, today())
        assert [sleepers for _night, sleepers in nights] == [0, 2, 2, 2]
        rate(house, staff, today() - 2 * DAY)
        months = queries.months_of(house, today().year, today())
        if today().timetuple().tm_yday > 4:
            assert (
                sum(row.nights for row in months),
                sum(row.unset for row in months),
                sum(row.cost_dong for row in months),
            ) == (6, 2, 240_000)
    with acting("receiver", COMMUNE):
        assert queries.nights_of(house, today() - 4 * DAY, today()) == []


def test_a_licence_says_what_its_paper_says_and_warns_before_its_last_day(house):
    with acting("case_worker") as staff:
        licence(house, staff, valid_to=today() + 30 * DAY)
        licence(house, staff, sign="02/GP", issuer=None, issuer_words="UBND tỉnh", issued_on=date(2026, 1, 6))
        assert [each.state for each in queries.licences_of(house, today())] == ["valid", "soon"]
        assert queries.licences_of(house, today() + 31 * DAY)[1].state == "over"
        for wrong in (
            {"sign": "01/GP"},
            {"issuer": None},
            {"issued_on": today() + DAY},
            {"valid_to": date(2025, 1, 1)},
        ):
            with pytest.raises(Refused):
                licence(house, staff, **({"sign": "03/GP"} | wrong))
        with pytest.raises(Refused, match="09/2013"):  # five years at most under the old law
            licence(house, staff, sign="04/GP", issued_on=date(2020, 1, 1), valid_to=date(2025, 1, 2))
        row = Licence.objects.get(sign="01/GP")
        for wrong in ({"reason": " "}, {"ended_on": date(2025, 1, 1)}, {"ended_on": today() + DAY}):
            with pytest.raises(Refused):
                actions.end_licence(licence=row, by=staff, **({"reason": "Trả lại", "ended_on": today()} | wrong))
        actions.end_licence(licence=row, ended_on=today(), reason="Trả lại", by=staff)
        with pytest.raises(Refused):
            actions.end_licence(licence=row, ended_on=today(), reason="Trả lại", by=staff)
    with acting("verifier") as staff, pytest.raises(NotAllowed):
        licence(house, staff, sign="05/GP")
    with acting("receiver", COMMUNE):
        assert Licence.objects.count() == 0


def test_each_room_s_area_is_compared_with_what_the_law_in_force_asks(house):
    with acting("case_worker") as staff:
        a_room(house, staff, name="A", beds=4, area_m2=Decimal(40))
        a_room(house, staff, name="B", beds=4, area_m2=Decimal("39.9"))
        a_room(house, staff, name="C", beds=2)
        rows = queries.room_areas(house, 10)
        assert [(row.room.name, row.each, row.is_short) for row in rows] == [
            ("A", Decimal("10.0"), False), ("B", Decimal("10.0"), True), ("C", None, False),
        ]  # fmt: skip
        assert not any(row.is_short for row in queries.room_areas(house, None))


def test_staff_are_stated_by_function_against_the_need_and_the_newest_day_holds(house):
    with acting("case_worker") as staff:
        key = uuid.uuid4()
        for _twice in range(2):
            actions.state_staff(
                key=key, facility=house, on=today() - DAY, counts={"medical": (0, 1), "counsel": (2, 2)}, by=staff
            )
        actions.state_staff(key=uuid.uuid4(), facility=house, on=today(), counts={"medical": (1, None)}, by=staff)
        lines = {
            line.function: (line.row.present if line.row else None, line.missing) for line in queries.staff_of(house)
        }
        assert (lines["medical"], lines["counsel"], lines["guard"]) == ((1, 0), (2, 0), (None, 0))
        assert Staffing.objects.count() == 3
        for wrong in (
            {"counts": {}},
            {"counts": {"cook": (1, 1)}},
            {"counts": {"care": (-1, 1)}},
            {"on": today() + DAY},
        ):
            with pytest.raises(Refused):
                actions.state_staff(
                    **(
                        {"key": uuid.uuid4(), "facility": house, "on": today(), "counts": {"care": (1, 1)}, "by": staff}
                        | wrong
                    )
                )


def test_the_page_of_how_it_is_run_and_its_forms(client, house, django_assert_max_num_queries):
    with acting("case_worker") as staff:
        a_room(house, staff, name="B", beds=4, area_m2=Decimal(30))
    base = f"/facilities/{house.pk}/running/"
    sign_in(client, "head")
    page = client.get(base).content.decode()
    assert "7,5 m² mỗi người: chưa đủ" in page
    assert "Chưa có mức" in page
    cost = {"key": str(uuid.uuid4()), "since": "01/01/2026", "amount_dong": "60000", "basis": "Giả định"}
    assert client.post(f"{base}cost/", cost | {"amount_dong": "0"}).status_code == 422
    assert client.post(f"{base}cost/", cost).status_code == 302
    paper = {
        "key": str(uuid.uuid4()),
        "sign": "9/GP",
        "issuer": "",
        "issuer_words": "UBND tỉnh",
        "issued_on": "05/01/2026",
        "valid_to": "",
    }
    assert client.post(f"{base}licence/", paper | {"issuer_words": ""}).status_code == 422
    assert client.post(f"{base}licence/", paper).status_code == 302
    assert (
        client.post(f"{base}licence/{paper['key']}/end/", {"ended_on": "01/06/2026", "reason": "Trả lại"}).status_code
        == 302
    )
    people = {"key": str(uuid.uuid4()), "on": f"{today():%d/%m/%Y}"}
    for function in ("medical", "counsel", "care", "guard", "other"):
        people |= {f"present_{function}": "1", f"needed_{function}": "2"}
    assert client.post(f"{base}staff/", people | {"present_care": ""}).status_code == 422
    assert client.post(f"{base}staff/", people).status_code == 302
    with django_assert_max_num_queries(14):
        page = client.get(base).content.decode()
    assert "60.000 đồng" in page
    assert page.count("Thiếu 1") == 5
    assert client.get(f"{base}?year=2020").status_code == client.get(f"{base}?year=x").status_code == 200
    sign_in(client, "receiver", COMMUNE)
    assert client.get(base).status_code == 403
    sign_in(client, "case_worker")
    assert client.get(f"{base}cost/").status_code == 403
    sign_in(client, "case_worker", OTHER_HEALTH)
    assert client.get(base).status_code == 404
