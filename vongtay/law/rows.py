"""Reads the rows that are no rules: shared words, routes, evidence, confirming papers, outcomes, counting."""

from vongtay.law.shapes import (
    Confidence,
    ConfirmingPaper,
    Counting,
    Outcome,
    Paper,
    Route,
    Source,
    Term,
    Vocabulary,
)
from vongtay.law.tables import Table

SHIPPED = (Confidence.SIGNED,)  # what the data may not claim


def read_vocabulary(root: Table) -> Vocabulary:
    """Read the shared codes."""
    lists = [_terms(root, name) for name in ("body", "event", "condition", "channel")]
    root.finish()
    words = Vocabulary(*lists)
    for term in words.bodies.values():
        for member in term.members:
            if member not in words.bodies:
                root.fault("members", f"“{term.code}” có thành viên lạ “{member}”.", "thêm [[body]] cho mã đó.")
    return words


def _terms(root: Table, name: str) -> dict[str, Term]:
    terms: dict[str, Term] = {}
    for table in root.tables(name, "code"):
        term = Term(
            table.text("code"), table.text("title"), table.text("title_vi"),
            table.codes("members"), table.optional_text("step"),
            table.optional_text("short"), table.optional_text("short_vi"),
        )  # fmt: skip
        if term.code in terms:
            table.fault("code", f"mã “{term.code}” có hai lần.", "đổi hoặc xóa một mục.")
        terms[term.code] = term
        table.finish()
    return terms


def read_counting(root: Table) -> Counting:
    """Read the switches of counting."""
    table = root.table("counting")
    if table is None:
        root.fault("counting", "thiếu.", "thêm bảng [counting].")
        return Counting(first_day_counted=False, roll_to_working_day=True, confidence=Confidence.C)
    counting = Counting(
        first_day_counted=table.flag("first_day_counted"), roll_to_working_day=table.flag("roll_to_working_day"),
        confidence=sure(table), note=table.optional_text("note") or "",
    )  # fmt: skip
    table.finish()
    return counting


def sure(table: Table) -> Confidence:
    """Read `confidence`, which every row must have."""
    value = table.choice("confidence", Confidence, SHIPPED)
    if value is None and "confidence" not in table.values:
        table.fault("confidence", "thiếu.", "ghi A, B hoặc C như trong tài liệu pháp lý.")
    return value or Confidence.C


def read_route(table: Table) -> Route:
    """Read one route and the article that governs it."""
    route = Route(
        table.text("code"), table.text("title"), table.text("title_vi"), table.optional_text("article"), sure(table),
        table.optional_text("note") or "",
    )  # fmt: skip
    article_only_if_seen(table, route.article, customary=route.confidence is Confidence.C)
    table.finish()
    return route


def article_only_if_seen(table: Table, article: str | None, *, customary: bool) -> None:
    """Note a fault where custom claims an article, or a seen row has none."""
    if customary and article:
        table.fault("article", "thông lệ chưa có căn cứ thì không ghi điều luật.", "bỏ article, hoặc nâng độ tin cậy.")
    if not customary and not article:
        table.fault("article", "thiếu.", "ghi điều luật, hoặc customary = true nếu chưa có căn cứ.")


def read_paper(table: Table) -> Paper | None:
    """Read the paper of a row, if it names one."""
    inner = table.table("paper")
    if inner is None:
        return None
    paper = Paper(inner.text("title"), inner.text("title_vi"), inner.optional_text("form"))
    inner.finish()
    return paper


def read_evidence(root: Table) -> tuple[tuple[Source, ...], int, str | None]:
    """Read the kinds of evidence, how many the law has, and the regime whose list stands in where ours was not seen."""
    table = root.table("evidence")
    if table is None:
        root.fault("evidence", "thiếu.", "thêm bảng [evidence].")
        return (), 0, None
    total, like, sure_of_all = table.whole("total"), table.optional_text("like"), sure(table)
    article = table.optional_text("article")
    sources = tuple(read_listed_source(each, article, sure_of_all) for each in table.tables("source", "code"))
    if (len(sources) != total) == (like is None):
        table.fault("source", f"có {len(sources)} nguồn, luật có {total}.", "ghi đủ, hoặc bỏ hết và ghi like.")
    table.finish()
    return sources, total, like


def read_listed_source(table: Table, article: str | None, confidence: Confidence) -> Source:
    """Read one kind of evidence of a list whose article stands at its head."""
    source = Source(
        table.text("code"), table.text("letter"), table.text("title"), table.text("title_vi"), article, confidence
    )
    table.finish()
    return source


def read_sign(table: Table) -> Source:
    """Read one sign that is weighed where the evidence does not suffice."""
    sign = Source(
        table.text("code"), "", table.text("title"), table.text("title_vi"), table.optional_text("article"),
        sure(table), customary=table.flag("customary", default=False),
    )  # fmt: skip
    article_only_if_seen(table, sign.article, customary=sign.customary)
    table.finish()
    return sign


def read_confirming(table: Table, words: Vocabulary) -> ConfirmingPaper:
    """Read one paper that confirms."""
    paper = ConfirmingPaper(
        table.text("code"), table.text("title"), table.text("title_vi"), table.codes("issued_by", words.bodies),
        table.optional_text("article"), sure(table), customary=table.flag("customary", default=False),
        note=table.optional_text("note") or "",
    )  # fmt: skip
    article_only_if_seen(table, paper.article, customary=paper.customary)
    table.finish()
    return paper


def read_outcome(table: Table) -> Outcome:
    """Read one thing that a decision may say."""
    outcome = Outcome(
        table.text("code"), table.text("title"), table.text("title_vi"), table.flag("reason_required"),
        read_paper(table), sure(table),
    )  # fmt: skip
    table.finish()
    return outcome
