"""A mother with a child: received, given a place to sleep, brought home, visited for the first time."""

from tests.journeys.officer import today

NAME = "Lò Thị Mẹ"


def test_a_mother_with_a_child_from_reception_over_a_bed_to_the_first_visit_at_home(officer):
    # Given a mother whom a case worker receives, and her child, who is added beside her
    worker = officer("canbo.ho-so")
    worker.goes_to("/cases/receive/").ticks("route", "R1").ticks("sex", "female").writes(name=NAME, born="1998")
    code = worker.unfolds().chooses("place", "Đồng Đăng").sends().code()
    worker.opens(code, "companion/").writes(name="Lò Văn Con", age_years="6")
    worker.page.select_option("main select[name=role]", "child")
    worker.sends()
    worker.opens(code).sees("Người dưới 18 tuổi đi cùng")

    # When the mother is given a bed in a room that fits, the child's comes next
    worker.opens(code, "place/")
    worker.page.locator("main input[name=bed]").first.check()
    worker.sends()
    worker.opens(code).sees("Đã xếp chỗ ở")

    # And she comes home: the return is noted, and the visits are planned by the rule of the house
    worker.goes_to(f"/support/{code}/home/").sees("Chưa ghi việc trở về nhà")
    worker.goes_to(f"/support/{code}/home/return/").writes(returned_on=today()).chooses("place", "Đồng Đăng").sends()
    worker.sees("Tháng thứ 1 sau khi trở về", "không phải của luật")

    # Then the first visit is noted, the criteria stand on the page, and no name does
    worker.goes_to(f"/support/{code}/home/visit/").sees("Chưa rõ cán bộ có được gọi điện không")
    worker.page.locator("main label[for=id_is_agreed]").click()
    worker.ticks("how", "home").writes(found="Hai mẹ con ở cùng bà ngoại.").sends()
    worker.sees("Hai mẹ con ở cùng bà ngoại.", "Cuộc sống sau khi trở về").does_not_see(NAME)
    worker.goes_to("/support/at-home/").sees(code)
