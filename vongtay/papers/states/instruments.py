"""What kinds of document the register knows, and at which level they are issued."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Level(TextChoices):
    """Where a document comes from: the cascade goes down these."""

    CENTRAL = "central", pgettext_lazy("level", "Ministries and above")
    PROVINCE = "province", pgettext_lazy("level", "Province")
    COMMUNE = "commune", pgettext_lazy("level", "Commune")


# Letters in a number and sign, without marks -> kind. Ordered by how often the programme meets them.
KIND_OF_LETTERS: dict[str, str] = {
    "KH": "kế hoạch", "QD": "quyết định", "CV": "công văn", "BC": "báo cáo", "CTR": "chương trình", "DA": "đề án",
    "CTPH": "chương trình phối hợp", "QCPH": "quy chế phối hợp", "QC": "quy chế", "CT": "chỉ thị", "TB": "thông báo",
    "KL": "kết luận", "NQ": "nghị quyết", "TTR": "tờ trình", "HD": "hướng dẫn", "CD": "công điện", "PA": "phương án",
    "BB": "biên bản", "ND": "nghị định", "TT": "thông tư", "TTLT": "thông tư liên tịch", "QH": "luật",
}  # fmt: skip
# What has no letters of its own in a sign.
OTHER_KINDS = ("hiệp định", "bản ghi nhớ", "thông báo kết luận", "kết luận cuộc họp", "pháp lệnh")
KINDS = tuple(dict.fromkeys([*KIND_OF_LETTERS.values(), *OTHER_KINDS]))
AGREEMENTS = frozenset({"hiệp định", "bản ghi nhớ"})
