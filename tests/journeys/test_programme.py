"""A commune officer enters a campaign week on a phone; the province sees what it came to."""

from playwright.sync_api import expect

from tests.journeys.officer import days_ago, today

NAME = "Tuần lễ không ai là món hàng"


def test_a_commune_officer_enters_a_campaign_week_on_a_phone(officer):
    # Given a campaign that the province calls for, this week
    reporter = officer("baocao")
    reporter.goes_to("/programme/campaigns/call/").writes(
        name=NAME, first_on=days_ago(6), last_on=today(), about="Nói không với việc nhẹ lương cao"
    ).sends()
    reporter.sees("Đã lập đợt cao điểm")

    # When the officer of a commune enters an evening: six questions, and the page says how each number is understood
    commune = officer("tiepnhan.xa", phone=True)
    commune.goes_to("/programme/activities/").page.get_by_role("link", name="Ghi hoạt động").click()
    commune.page.get_by_role("link", name="Buổi tuyên truyền, hội nghị, tọa đàm").click()
    commune.sees(NAME)
    commune.writes(
        title="Nói chuyện ở nhà văn hóa khối 6",
        place="Nhà văn hóa khối 6",
        n_people="trên 300 người",
        beside="150 tờ rơi, 2 băng rôn",
    )
    expect(commune.main).to_contain_text("Hiểu là: ít nhất 300 người")
    expect(commune.main).to_contain_text("Hiểu là: 150 tờ rơi · 2 băng rôn")
    commune.sends().sees("Đã ghi.", "ít nhất 300", "tính vào Tờ rơi, tờ gấp")

    # And what can't be read is said, with everything typed still there
    commune.goes_to("/programme/activities/new/broadcast/").writes(
        title="Phát loa các khối", n_broadcasts="nhiều lượt"
    ).sends()
    commune.sees("Không đọc được số")
    expect(commune.page.locator("main [name=title]")).to_have_value("Phát loa các khối")
    commune.writes(n_broadcasts="12-14 lượt").sends().sees("12–14")

    # And more of the week, some days late; one was entered twice and is taken back
    commune.goes_to("/programme/activities/new/pledge/").writes(
        title="Ký cam kết khối 6", first_on=days_ago(2), n_pledges="gần 80 hộ"
    ).sends()
    commune.goes_to("/programme/activities/new/leaflets/").writes(
        title="Phát tờ rơi ở chợ", first_on=days_ago(3), n_leaflets="khoảng 250"
    ).sends()
    commune.goes_to("/programme/activities/new/leaflets/").writes(
        title="Phát tờ rơi ở chợ", first_on=days_ago(3), n_leaflets="khoảng 250"
    ).sends()
    commune.page.get_by_role("link", name="Rút").click()
    commune.writes(why="Nhập hai lần").sends().sees("số liệu không còn được tính")

    # And the number of the evening is counted again and corrected
    commune.goes_to("/programme/activities/").page.get_by_role("link", name="Nói chuyện ở nhà văn hóa khối 6").click()
    commune.page.get_by_role("link", name="Đính chính").click()
    commune.writes(n_people="312 người", why="Đếm lại theo danh sách").sends().sees("312", "Bản trước khi đính chính")

    # Then the province sees the week added up, bounds kept, and the leaflets of the market once
    reporter.goes_to("/programme/campaigns/").page.get_by_role("link", name=NAME).click()
    reporter.sees("312 lượt người", "12–14 lượt", "khoảng 80 lượt", "khoảng 400 tờ", "Phát tờ rơi ở chợ")
