"""The register of documents as a spreadsheet: its columns, and how each may be written."""

# name -> how its heading may be written; the first stands in the sample file.
HEADINGS: dict[str, tuple[str, ...]] = {
    "number": ("Số, ký hiệu", "Số ký hiệu", "Số/ký hiệu", "Số văn bản", "Số và ký hiệu"),
    "dated_on": ("Ngày ban hành", "Ngày, tháng, năm", "Ngày tháng", "Ngày văn bản", "Ngày"),
    "kind": ("Loại văn bản", "Loại", "Tên loại"),
    "title": ("Trích yếu", "Trích yếu nội dung", "Nội dung", "Tên văn bản", "Tên loại và trích yếu nội dung"),
    "issuer": ("Cơ quan ban hành", "Nơi ban hành", "Đơn vị ban hành"),
    "parent": ("Triển khai văn bản", "Thực hiện văn bản", "Căn cứ văn bản"),
    "replaces": ("Thay thế văn bản", "Thay thế"),
    "level": ("Cấp", "Cấp ban hành"),
    "scope": ("Phạm vi", "Phạm vi áp dụng"),
    "years": ("Năm kế hoạch", "Giai đoạn", "Năm"),
    "valid_from": ("Hiệu lực từ", "Có hiệu lực từ"),
    "valid_to": ("Hiệu lực đến", "Hết hiệu lực"),
}
NEEDED = ("number", "title")
# Ways to write a level beside its label.
LEVEL_WORDS = {
    "trung ương": "central",
    "bộ": "central",
    "tỉnh": "province",
    "cấp tỉnh": "province",
    "xã": "commune",
    "cấp xã": "commune",
}
