"""The Vietnamese words of the report as a paper and on the command line."""

from collections import Counter

from vongtay.agencies.queries import Borders
from vongtay.common.ages import default_bands
from vongtay.common.numbers import format_dong, format_number, say_bound
from vongtay.common.periods import CALENDAR_LABELS, Period
from vongtay.indicators.models import Bound, Figure
from vongtay.papers.blocks.model import Run, Runs, runs
from vongtay.reports.compile import Report, Told, plain
from vongtay.reports.counting import By, Status

# Source: law.md 1.3, the ways in which a person comes.
ROUTES = {
    "R1": "Tự đến trình báo", "R2": "Được giải cứu", "R3": "Đang ở nước ngoài", "R4": "Trở về qua cơ quan đại diện",
    "R5": "Phía nước ngoài trao trả", "R6": "Tự trở về", "R7": "Người nước ngoài tại Việt Nam",
}  # fmt: skip
SEXES = {"female": "Nữ", "male": "Nam", "other": "Khác", "unknown": "Chưa rõ"}
REGIMES = {
    "essential": "Nhu cầu thiết yếu", "travel": "Chi phí đi lại", "medical": "Y tế", "insurance": "Bảo hiểm y tế", "psychological": "Tâm lý",
    "interpreter": "Phiên dịch", "legal_advice": "Tư vấn pháp luật", "legal_aid": "Trợ giúp pháp lý", "schooling": "Học văn hóa",
    "training": "Học nghề", "allowance": "Trợ cấp khó khăn ban đầu", "job": "Việc làm", "loan": "Vay vốn",
}  # fmt: skip
STATUSES = {
    Status.RECEIVED: "Đã tiếp nhận", Status.UNDER_IDENTIFICATION: "Đang xác định", Status.IDENTIFIED: "Là nạn nhân",
    Status.NOT_IDENTIFIED: "Không phải nạn nhân", Status.UNDETERMINED: "Chưa xác định được",
}  # fmt: skip
SPLITS = {By.ROUTE: "tuyến tiếp nhận", By.SEX: "giới tính", By.AGE: "nhóm tuổi"}
NOT_GIVEN, NIL = "chưa có số liệu trọn trong kỳ", "không phát sinh"


def label_of(by: By, code: str) -> str:
    """Give the Vietnamese name of a row."""
    if by is By.AGE:
        return default_bands().label_of(code)
    return (ROUTES if by is By.ROUTE else SEXES).get(code, code)


def figure_words(figure: Figure) -> str:
    """Say one claim: its number, unit, whose it is and of which days."""
    number = say_bound(plain(figure.value), figure.bound, plain(figure.value_high))
    unit = figure.unit or figure.indicator.unit
    days = f"{figure.happened_from:%d/%m/%Y}"
    if figure.happened_to != figure.happened_from:
        days += f" đến {figure.happened_to:%d/%m/%Y}"
    return f"{number} {unit} ({figure.body.short_name}, {days})"


def told_words(told: Told) -> str:
    """Say what is known of an indicator: the number with its bound, nil, each claim, or that nothing is known."""
    if told.status == "nil":
        return NIL
    if told.status == "value" and told.value is not None:
        return f"{say_bound(told.value, told.bound, told.high)} {told.indicator.unit}".strip()
    if told.status == "listed":
        return "; ".join(figure_words(figure) for figure in told.listed)
    return NOT_GIVEN


def count_words(value: int) -> str:
    """Write a count the Vietnamese way."""
    return format_number(value)


def calendar_words(period: Period) -> str:
    """Name the calendar of a period so that it can stand in brackets."""
    return str(CALENDAR_LABELS[period.calendar]).replace(" (", ", ").removesuffix(")")


def abroad_runs(report: Report) -> Runs:
    """Say the funnel of the list of residents abroad in one sentence, each number with its anchor."""
    counts, day = report.abroad, report.question.until

    def number(stage: str) -> Run:
        return Run(format_number(counts.get(stage, 0)), anchor=f"A.{stage}"[:36])

    return runs(
        f"Danh sách công dân cư trú tại địa phương đang ở nước ngoài: tính đến ngày {day:%d/%m/%Y}, ", number("abroad"), " người còn ở nước ngoài; trong kỳ, ",
        number("returned"), " người trở về, ", number("in_identification"), " người được đưa vào xác định, ", number("identified"),
        " người được xác định là nạn nhân.",
    )  # fmt: skip


FUNCTIONS = {"medical": "y tế", "counsel": "tư vấn", "care": "nuôi dưỡng", "guard": "bảo vệ", "other": "công việc khác"}


def facility_lines(report: Report) -> tuple[Runs, ...]:
    """Say what facilities keep ready, each number with its anchor; nothing where the area has none."""
    kept = report.facilities
    if not kept.sites:
        return ()
    high = kept.places_high if kept.places_high > kept.places else None
    capacity = say_bound(kept.places, Bound.EXACT, high)
    said: list[str | Run] = [
        f"Cơ sở hỗ trợ tại ngày {report.question.until:%d/%m/%Y}: ",
        Run(format_number(kept.sites), anchor="K.sites"),
        " cơ sở",
    ]
    if kept.stated:
        said += [
            "; ", Run(format_number(kept.stated), anchor="K.stated"), " cơ sở đã kê khai trong năm: sức chứa ",
            Run(capacity, anchor="K.places"), " người, ", Run(format_number(kept.staff), anchor="K.staff"), " cán bộ",
        ]  # fmt: skip
    for place, (code, n) in enumerate(kept.functions):
        said += ["; gồm " if place == 0 else ", ", Run(format_number(n), anchor=f"K.{code}"), f" {FUNCTIONS[code]}"]
    return (runs(*said, "."),)


def support_lines(report: Report) -> tuple[Runs, ...]:
    """Say what was given under each regime, one line each, each number with its anchor; nothing where nothing was given."""
    lines = [("", report.support.whole), *report.support.by_regime] if report.support.whole.entries else []
    return tuple(
        runs(
            f"{REGIMES[regime] if regime else 'Tổng số theo sổ hỗ trợ'}: ", Run(format_number(spent.people), anchor=f"S.{regime or 'all'}.people"), " người, ",
            Run(format_number(spent.entries), anchor=f"S.{regime or 'all'}.entries"), " lượt, trong đó ",
            Run(format_number(spent.in_kind), anchor=f"S.{regime or 'all'}.kind"), " lượt bằng hiện vật; kinh phí ",
            Run(format_dong(spent.amount_dong), anchor=f"S.{regime or 'all'}.money"), ".",
        )
        for regime, spent in lines
    )  # fmt: skip


def borders_words(borders: Borders | None) -> tuple[str, ...]:
    """Say which former units a number of the area holds, and which it can't hold; nothing where its borders have not changed."""
    if borders is None:
        return ()
    until = f"{borders.until:%d/%m/%Y}"
    lines = (
        [f"Gồm các đơn vị trước sáp nhập (đến ngày {until}): {'; '.join(borders.merged)}."] if borders.merged else []
    )
    if borders.divided:
        lines.append(
            f"Không gồm số liệu của đơn vị đã chia cho nhiều nơi, vì không tách được: {'; '.join(borders.divided)}."
        )
    return tuple(lines)


# The scale of three of risk assessments, as it stands in a sentence.
RISKS = {3: "nguy cơ cao", 2: "nguy cơ trung bình", 1: "nguy cơ thấp"}


def risk_lines(report: Report) -> tuple[Runs, ...]:
    """Say which areas were judged, what makes the risk of key areas, and which of these nothing of the period reached."""
    if not report.risk:
        return ()
    levels = Counter(one.row.level for one in report.risk)
    parts: list[str | Run] = [Run(format_number(len(report.risk)), anchor="R.areas"), " địa bàn"]
    for level, words in RISKS.items():
        if levels[level]:
            parts += ["; ", Run(format_number(levels[level]), anchor=f"R.level{level}"), f" {words}"]
    lines = [runs("Đánh giá nguy cơ theo địa bàn (lần đánh giá mới nhất của từng nơi): ", *parts, ".")]
    for one in report.risk:
        if one.row.is_key:
            forecast = f" Dự báo: {_sentence(one.row.forecast)}" if one.row.forecast else ""
            told = f"{one.row.area.full_name}, địa bàn trọng điểm, {RISKS[one.row.level]} (đánh giá ngày {one.row.assessed_on:%d/%m/%Y}): "
            lines.append(runs(f"{told}{_sentence(one.row.factors)}{forecast}"))
    return (*lines, *_missed(report))


def _missed(report: Report) -> tuple[Runs, ...]:
    keys = [one for one in report.risk if one.row.is_key]
    missed = [one.row.area.full_name for one in keys if one.is_missed]
    if not keys:
        return ()
    if not missed:
        return (runs("Mọi địa bàn trọng điểm đều có hoạt động truyền thông hoặc tập huấn trong kỳ."),)
    count = Run(format_number(len(missed)), anchor="R.missed")
    return (
        runs(
            "Địa bàn trọng điểm chưa ghi nhận hoạt động truyền thông, tập huấn nào trong kỳ: ",
            count,
            f" ({'; '.join(missed)}).",
        ),
    )


def _sentence(text: str) -> str:
    """Give somebody's words as a sentence of a paper."""
    words = " ".join(text.split()).rstrip(".;,")
    return f"{words}."
