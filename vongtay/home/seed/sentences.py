"""Invented sentences of the demo's notes, by what they are about; a reason fits the outcome that it stands beside."""

NOTES = {
    "notice": [
        "Đề nghị tiếp nhận và hỗ trợ ban đầu.",
        "Người về cần chỗ ở tạm và kiểm tra sức khỏe.",
        "Người về đi cùng con nhỏ, chưa liên lạc được gia đình.",
    ],
    "refuse": [
        "Người này có nơi cư trú ở tỉnh khác, đề nghị gửi cơ quan y tế tỉnh đó.",
        "Thiếu biên bản bàn giao, đề nghị bổ sung rồi gửi lại.",
    ],
    "evidence": [
        "Lời kể thống nhất về thời gian và nơi ở.",
        "Có xác nhận của cơ quan nước ngoài, bản sao đính kèm.",
        "Có người cùng về kể lại sự việc giống nhau.",
        "Giấy tờ tùy thân và vé xe khớp với lời kể.",
    ],
    "identified": [
        "Đủ căn cứ theo tài liệu đã thu thập.",
        "Lời kể, giấy tờ và tài liệu của các cơ quan khớp nhau.",
    ],
    "not_identified": [
        "Không thấy dấu hiệu của việc mua bán người trong hồ sơ.",
        "Người này tự đi làm việc, không bị ép buộc và không bị bóc lột.",
    ],
    "undetermined": [
        "Tài liệu hiện có chưa đủ để kết luận.",
        "Chưa có văn bản trả lời của cơ quan phối hợp ở nước ngoài.",
    ],
    "custom": [
        "Công an đã trả lời xác minh; Sở là cơ quan đang giải quyết hồ sơ.",
        "Chưa thấy văn bản nêu rõ cơ quan cấp giấy; làm theo thông lệ của tỉnh.",
    ],
    "referral": [
        "Đề nghị xem xét chỗ ở tạm và trợ giúp xã hội.",
        "Đề nghị thăm hỏi, hỗ trợ gia đình khi người này về nơi cư trú.",
    ],
    "referral_why": ["Là cơ sở gần nơi người này đang ở."],
    "return": ["Cần bổ sung văn bản trả lời của cơ quan công an.", "Cần làm rõ thời gian ở nước ngoài."],
    "reopen": ["Có tài liệu mới do cơ quan nước ngoài gửi.", "Người này đề nghị xem xét lại."],
    "step": ["Đã trao đổi qua điện thoại với cơ quan phối hợp.", "Đã gặp và hỏi chuyện tại nơi tạm trú."],
}
