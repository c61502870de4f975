"""Two routes that ask for more: a child who is never let go alone, and a foreigner who goes home by their own word."""

import re

from playwright.sync_api import expect

from tests.journeys.officer import Officer, today
from tests.journeys.test_way import DEPARTMENT, answer_of, sends_notice

CHILD, FATHER, FOREIGNER = "Lò Thị Bé Ví Dụ", "Lò Văn Cha Ví Dụ", "Khamla Ví Dụ"
POLICE = "Công an tỉnh Lạng Sơn"


def records(one: Officer, code: str, step: str, note: str = "") -> Officer:
    """Write down a step of the route, chosen by its words."""
    return one.opens(code, "step/").chooses("kind", step).writes(note=note).sends()


def proposes_and_decides(officer, code: str, outcome: str, reason: str = "") -> Officer:
    verifier = officer("xacminh").opens(code, "propose/").ticks("outcome", outcome)
    if reason:
        verifier.chooses("reason_code", reason)
    verifier.sends()
    decider = officer("quyetdinh").opens(code, "decide/")
    if outcome == "identified":
        decider.page.select_option("main [name=stands_in]", value="custom")
        decider.writes(custom_reason="Sở là cơ quan đang giải quyết hồ sơ")
    return decider.sends()


def test_a_child_reported_by_its_father_is_never_let_go_alone(officer):
    # Given a child of nine whose father reports to the commune: two people, two identities
    commune = officer("tiepnhan.xa")
    commune.goes_to("/cases/receive/").ticks("route", "R1").writes(name=CHILD, born="9 tuổi")
    for _fold in range(commune.main.locator("details.more:not([open])").count()):
        commune.unfolds()
    commune.writes(reporter_name=FATHER)
    code = commune.sends().code()
    commune.sees("Người đại diện hợp pháp", "trình báo thay", "Chưa ghi ai").does_not_see(CHILD, FATHER)

    # And the department, which takes the case over
    sends_notice(commune, code, DEPARTMENT)
    worker = officer("canbo.ho-so")
    answer_of(worker, code)
    worker.ticks("accept", "yes").sends().sees(code)

    # When it hands the child over before anybody is named, it is told why not, and nothing is written
    records(worker, code, "Đã bàn giao", note="Đưa về địa phương")
    expect(worker.page.locator(".form-errors")).to_contain_text("Không để người dưới 18 tuổi ra về một mình")
    expect(worker.main.locator("[name=note]")).to_have_value("Đưa về địa phương")

    # And an uncle who is suspected is never offered, while the father is
    worker.opens(code, "companion/").chooses("role", "Người thân").writes(name="Lò Văn Chú", age_years="40")
    worker.page.locator("label[for=id_suspected]").click()
    worker.sends().opens(code, "care/")
    expect(worker.main.locator("select[name=guardian] option")).to_have_count(2)
    worker.chooses("guardian", "Người đại diện hợp pháp").ticks("escort", "none").sends()
    expect(worker.page.locator("#care")).to_contain_text("Người đại diện hợp pháp")

    # Then the child may be handed over, and the way goes on to a decision
    records(worker, code, "Đã bàn giao", note="Cha đến đón tại trụ sở")
    worker.opens(code, "history/")
    expect(worker.page.locator("#timeline")).to_contain_text("Đã bàn giao")
    decider = proposes_and_decides(officer, code, "not_identified", "không có hành vi")
    decider.sees("Không xác định là nạn nhân").does_not_see(CHILD, FATHER)


def test_a_foreigner_goes_home_by_their_own_word_and_the_embassy_is_told(officer):
    # Given a woman from Laos whom the police found: entered from its paper, with an interpreter
    worker = officer("canbo.ho-so", phone=True)
    worker.goes_to("/cases/receive/").ticks("route", "R7").writes(name=FOREIGNER, born="2003", home="Lào")
    worker.chooses("language", "Lào").chooses("place", "Đồng Đăng")
    for _fold in range(worker.main.locator("details.more:not([open])").count()):
        worker.unfolds()
    worker.chooses("received_by", POLICE).writes(source_sign="88/CAT-PC02", source_on=today())
    code = worker.sends().code()
    worker.sees("Lào", "88/CAT-PC02", "Hệ thống không tự từ chối")

    # Then the line shows the steps of her route, with the embassy among them
    expect(worker.page.locator(".state-line")).to_contain_text("Đại sứ quán")
    expect(worker.page.locator(".state-line")).to_contain_text("Đưa về nước")

    # When somebody wants to bring her home before she was asked, the page says why not
    records(worker, code, "Đưa về nước")
    expect(worker.page.locator(".form-errors")).to_contain_text("Chỉ đưa về nước khi người đó đồng ý")

    # And once her wish stands in her own words, and the embassy has its note and answered
    worker.opens(code, "wish/").ticks("wants", "yes").writes(words="Tôi muốn về với mẹ").sends()
    worker.sees("Tôi muốn về với mẹ")
    worker.opens(code, "embassy/").writes(sign="17/CAT-PA").chooses("sent_by", POLICE).sends()
    worker.sees("17/CAT-PA", "Chờ trả lời")
    worker.main.locator("#foreigner a", has_text="Ghi trả lời").click()
    worker.writes(sign="02/ĐSQ", answer="Đã xác nhận là công dân").sends().sees("Đã xác nhận là công dân")
    records(worker, code, "Xác minh (")

    # Then the case is decided and she goes home
    verifier = officer("xacminh").opens(code, "evidence/").ticks("weight", "strong").sends()
    verifier.sees("Mạnh")
    proposes_and_decides(officer, code, "identified").sees("Đã xác định là nạn nhân")
    records(worker, code, "Đưa về nước")
    worker.opens(code, "history/")
    expect(worker.page.locator("#timeline")).to_contain_text("Đã đưa về nước")
    expect(worker.page.locator("#timeline")).to_contain_text(re.compile("Điều 31"))
    worker.does_not_see(FOREIGNER)
