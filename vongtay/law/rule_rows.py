"""Reads one rule of a regime, and refuses what can't be right in it: above all a number without a seen basis."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from vongtay.law.rows import SHIPPED, article_only_if_seen, read_paper, sure
from vongtay.law.shapes import (
    Confidence,
    Counting,
    Kind,
    Limit,
    LimitState,
    Rule,
    Span,
    Start,
    Unit,
    Vocabulary,
)
from vongtay.law.tables import Table

OPEN_POINT = re.compile(r"U\d{1,2}")


@dataclass(frozen=True)
class Context:
    """What the rules of one file share."""

    regime: str
    span: Span
    counting: Counting
    words: Vocabulary
    routes: frozenset[str]


def read_rule(table: Table, context: Context, order: int) -> list[Rule]:
    """Read one rule; a rule of several routes gives one rule each, the later ones `same_as` the first."""
    own = table.span()
    routes, words = table.codes("routes", context.routes), context.words
    limit, unit = read_limit(table)
    customary = table.flag("customary", default=False)
    rule = Rule(
        id=table.text("id"), regime=context.regime, route=routes[0] if routes else "", step=table.text("step"),
        title=table.text("title"), title_vi=table.text("title_vi"), actors=table.codes("actors", words.bodies),
        with_bodies=table.codes("with_bodies", words.bodies), to_body=table.code("to_body", words.bodies),
        starts=read_starts(table, words), met_by=table.code("met_by", words.events),
        condition=table.code("condition", words.conditions), kind=table.choice("kind", Kind) or Kind.DUTY,
        limit=limit, unit=unit, limit_state=read_limit_state(table, limit),
        limit_confidence=table.choice("limit_confidence", Confidence, SHIPPED),
        unit_confidence=table.choice("unit_confidence", Confidence, SHIPPED), paper=read_paper(table),
        article=table.optional_text("article"), confidence=sure(table), customary=customary,
        open_points=table.codes("open_points"), sources=table.codes("sources"),
        span=Span(own.first or context.span.first, own.last or context.span.last), counting=context.counting,
        order=order, note=table.optional_text("note") or "",
    )  # fmt: skip
    check_rule(table, rule, context)
    table.finish()
    return [_on_route(rule, route) for route in routes] or [rule]


def _on_route(rule: Rule, route: str) -> Rule:
    if route == rule.route:
        return rule
    return replace(rule, route=route, id=rule.id.replace(f".{rule.route}.", f".{route}.", 1), same_as=rule.id)


def read_limit(table: Table) -> tuple[Limit | None, Unit | None]:
    """Read the limit and its unit, and whether they fit each other."""
    limit, unit = table.take("limit"), table.choice("unit", Unit)
    if limit is None:
        if "unit" in table.values:
            table.fault("unit", "có đơn vị mà không có thời hạn.", "ghi limit, hoặc bỏ unit.")
        return None, unit
    if isinstance(limit, bool) or not (limit == "now" or (isinstance(limit, int) and limit > 0)):
        table.fault("limit", f"“{limit}” không phải thời hạn.", "ghi số nguyên dương hoặc “now”.")
        return None, unit
    if "unit" not in table.values:
        table.fault("unit", "thiếu đơn vị của thời hạn.", f"dùng một trong: {', '.join(Unit)}.")
    elif unit is not None and (limit == "now") != (unit is Unit.NOW):
        table.fault("unit", "“now” chỉ đi với limit = “now”.", "sửa limit hoặc unit.")
    return limit, unit


def read_limit_state(table: Table, limit: Limit | None) -> LimitState:
    """Read whether the limit is set, unset, or not stated by the text."""
    written = table.choice("limit_state", LimitState)
    if written is not None and (written is LimitState.SET) != (limit is not None):
        table.fault("limit_state", "không khớp với limit.", "bỏ limit_state, hoặc sửa limit.")
    return LimitState.SET if limit is not None else written or LimitState.UNSET


def read_starts(table: Table, words: Vocabulary) -> tuple[Start, ...]:
    """Read the acts that start the clock."""
    starts = []
    for each in table.tables("starts", "event"):
        inner = Table(table.file, f"{table.where} > starts", each.values, table.faults)
        starts.append(Start(inner.code("event", words.events) or "", inner.code("when", words.conditions)))
        inner.finish()
    return tuple(starts)


def check_rule(table: Table, rule: Rule, context: Context) -> None:
    """Note the faults of one rule that one can see without the others."""
    article_only_if_seen(table, rule.article, customary=rule.customary)
    if not rule.actors:
        table.fault("actors", "thiếu.", "ghi ít nhất một cơ quan thực hiện.")
    if not rule.span.within(context.span):
        table.fault("valid_from", "quy định có hiệu lực ngoài thời gian của văn bản.", "sửa valid_from, valid_to.")
    if rule.id and not rule.id.startswith(f"{rule.regime}.{rule.route}."):
        table.fault(
            "id", f"“{rule.id}” không bắt đầu bằng {rule.regime}.{rule.route}.", "đổi id cho khớp tuyến đầu tiên."
        )
    for point in rule.open_points:
        if not OPEN_POINT.fullmatch(point):
            table.fault("open_points", f"“{point}” không phải số điểm mở.", "ghi dạng “U1”.")
    for problem, name, cure in filter(None, (found(rule) for found in LIMIT_CHECKS)):
        table.fault(name, problem, cure)


def _number_without_proof(rule: Rule) -> tuple[str, str, str] | None:
    if rule.is_set and (rule.customary or rule.confidence is Confidence.C):
        return "bước chưa có căn cứ (C) thì không được có thời hạn.", "limit", "bỏ limit, unit và limit_confidence."
    return None


def _number_of_c(rule: Rule) -> tuple[str, str, str] | None:
    if rule.is_set and rule.limit_confidence is Confidence.C:
        return "thời hạn độ tin cậy C thì không được có số.", "limit", "bỏ limit: để trống là chưa có căn cứ."
    return None


def _number_without_confidence(rule: Rule) -> tuple[str, str, str] | None:
    if rule.is_set and rule.limit_confidence is None:
        return "có thời hạn mà thiếu độ tin cậy.", "limit_confidence", "ghi A hoặc B."
    return None


def _days_without_confidence(rule: Rule) -> tuple[str, str, str] | None:
    if rule.is_set and rule.unit is not Unit.NOW and rule.unit_confidence is None:
        return "thiếu độ tin cậy của đơn vị tính.", "unit_confidence", "ghi A, B hoặc C."
    return None


def _start_missing(rule: Rule) -> tuple[str, str, str] | None:
    if rule.is_set and not rule.starts:
        return "có thời hạn mà không có việc làm bắt đầu tính.", "starts", "ghi starts = [{ event = “...” }]."
    return None


def _unset_without_reason(rule: Rule) -> tuple[str, str, str] | None:
    if rule.limit_state is LimitState.UNSET and not rule.open_points and not rule.note:
        return "để trống mà không nói vì sao.", "open_points", "ghi số điểm mở (U1) hoặc note."
    return None


def _c_not_customary(rule: Rule) -> tuple[str, str, str] | None:
    if rule.confidence is Confidence.C and not rule.customary:
        return "bước độ tin cậy C phải là thông lệ.", "customary", "ghi customary = true và bỏ article."
    return None


RuleCheck = Callable[[Rule], tuple[str, str, str] | None]
LIMIT_CHECKS: tuple[RuleCheck, ...] = (
    _number_without_proof,
    _number_of_c,
    _number_without_confidence,
    _days_without_confidence,
    _start_missing,
    _unset_without_reason,
    _c_not_customary,
)
