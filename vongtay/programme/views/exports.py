"""Tables of the programme as files in the layout of our papers (F193); each file that leaves is logged."""

from django.http import HttpResponse
from django.utils import translation

from vongtay.audit import actions as audit
from vongtay.common.days import today
from vongtay.common.downloads import xlsx_file
from vongtay.common.requests import StaffRequest, staff_only
from vongtay.papers.blocks.xlsx import Cell, Column, OfficialTable, write_xlsx
from vongtay.papers.models import Instrument
from vongtay.papers.queries import issuer_of
from vongtay.programme.permissions import Act
from vongtay.programme.queries import documents as queries
from vongtay.programme.views.documents import wanted_of
from vongtay.programme.views.pages import allow

MOST = 5000
COLUMNS = (
    Column("Số, ký hiệu", width=20), Column("Ngày ban hành", width=14, align="center"), Column("Loại văn bản", width=16), Column("Trích yếu", width=48),
    Column("Cơ quan ban hành", width=26), Column("Cấp", width=13), Column("Triển khai văn bản", width=22), Column("Giai đoạn", width=12, align="center"),
    Column("Hiệu lực", width=22, align="center"),
)  # fmt: skip


@staff_only
def export_documents(request: StaffRequest) -> HttpResponse:
    """Give the register, or what the address narrows it to, as a table: the first five thousand."""
    allow(request, Act.EXPORT)
    wanted, day = wanted_of(request), today()
    found = list(queries.documents(request.staff, wanted).select_related("issued_by", "parent")[: MOST + 1])
    rows = found[:MOST]
    with translation.override("vi"):
        cells = [_cells(row) for row in rows]
    year = f" năm {wanted.year}" if wanted.year else ""
    notes = (f"Bảng chỉ ghi {MOST} văn bản mới nhất.",) if len(found) > MOST else ()
    table = OfficialTable(
        issuer_of(request.staff, day), ("Danh mục văn bản", f"Công tác phòng, chống mua bán người{year}"), COLUMNS, cells,
        total=("Tổng số", None, None, f"{len(rows)} văn bản", None, None, None, None, None), notes=notes,
    )  # fmt: skip
    audit.record(Act.EXPORT, by=request.staff, details={"table": "documents", "rows": len(rows)})
    return xlsx_file(write_xlsx(table), f"so-van-ban-{day:%Y%m%d}.xlsx")


def _cells(row: Instrument) -> tuple[Cell, ...]:
    from_to = [f"{day:%d/%m/%Y}" if day else "…" for day in (row.valid_from, row.valid_to)]
    valid = " - ".join(from_to) if row.valid_from or row.valid_to else ""
    return (
        row.number, row.dated_on, row.kind[:1].upper() + row.kind[1:], row.title, row.issued_by.name if row.issued_by else row.issuer,
        row.get_level_display() if row.level else "", row.parent.called if row.parent else "", row.years, valid,
    )  # fmt: skip
