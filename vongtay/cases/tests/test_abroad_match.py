"""Whom a foreign list finds among the residents abroad, and why."""

import pytest

from tests.cast import COMMUNE, OTHER_HEALTH, acting
from vongtay.cases import actions
from vongtay.cases.queries import Sought, match_candidates
from vongtay.cases.states import AbroadState
from vongtay.cases.tests.test_abroad import an_entry
from vongtay.common.days import today
from vongtay.people.vault import Facts

pytestmark = pytest.mark.django_db
PASSPORT = "B" + "7654" + "321"


@pytest.mark.parametrize(("line", "said"), [
    (Sought("VI THI GIA DINH", 2001), ("trùng tên khi bỏ dấu", "trùng năm sinh")),
    (Sought("DINH GIA THI VI", 2001), ("trùng tên khi bỏ dấu; đảo thứ tự", "trùng năm sinh")),
    (Sought("VI THI GIA DIN", 2002), ("sai một chữ cái", "năm sinh lệch một năm")),
    (Sought("Vi Thị Giả Định", 1990), ("trùng cả họ tên", "khác năm sinh")),
    (Sought("LI MEI", None, PASSPORT), ("tên khác", "trùng số hộ chiếu")),
    (Sought("", None, PASSPORT), ("trùng số hộ chiếu",)),
])  # fmt: skip
def test_a_foreign_list_finds_its_people_and_says_why(line, said):
    with acting("receiver", COMMUNE) as staff:
        entry = an_entry(staff, facts=Facts(name="Vi Thị Giả Định", born="2001", id_number=PASSPORT), born_year=2001)
        an_entry(staff, facts=Facts(name="Chu Văn Khác Hẳn"), born_year=2001)
    with acting("case_worker") as staff:
        [candidates] = match_candidates(staff, [line])
        assert [(row.entry.code, row.reasons) for row in candidates] == [(entry.code, said)]


def test_the_likelier_candidate_stands_first_and_others_stay_out_of_sight():
    with acting("receiver", COMMUNE) as staff:
        older = an_entry(staff, facts=Facts(name="Lộc Thị Mẫu"), born_year=1980)
        right = an_entry(staff, facts=Facts(name="Lộc Thị Mẫu"), born_year=2003)
        twice = an_entry(staff, facts=Facts(name="Lộc Thị Mẫu"), born_year=2003)
        actions.move_abroad(
            entry=twice,
            to=AbroadState.DUPLICATE,
            on=today(),
            known_through="family",
            version=1,
            same_as=right,
            by=staff,
        )
        lines = [Sought("MAU LOC THI", 2003), Sought("KHONG CO AI"), Sought("", None, "??")]
        found = match_candidates(staff, lines)
        assert [[row.entry for row in rows] for rows in found] == [[right, older], [], []]
        assert "Lộc" not in repr(found[0][0])
    with acting("case_worker", OTHER_HEALTH) as staff:
        assert match_candidates(staff, lines) == [[], [], []]


def test_eighty_lines_are_matched_with_few_statements(django_assert_max_num_queries):
    with acting("receiver", COMMUNE) as staff:
        an_entry(staff)
        with django_assert_max_num_queries(8):
            found = match_candidates(staff, [Sought("VI THI GIA DINH", 2000 + n % 5) for n in range(80)])
        assert len(found) == 80
        assert all(rows for rows in found)
