"""The paragraphs of a draft as they are kept: sealed under the key of their draft, and put together into a paper."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from vongtay.common import crypto
from vongtay.common.access import Staff
from vongtay.common.ring import ring
from vongtay.reports import queries
from vongtay.reports.annexes import Tables
from vongtay.reports.compile import Report
from vongtay.reports.drafting.edit import Content, from_json, lines_of, to_json
from vongtay.reports.drafting.model import Number, Paragraph, Piece
from vongtay.reports.models import DraftParagraph, ReportDraft
from vongtay.reports.outline import FIELDS
from vongtay.reports.sheet import Filling, Words

TABLE, COLUMN = "reports_draftparagraph", "content_ct"


def new_key() -> bytes:
    """Give the wrapped key of a new draft."""
    return crypto.wrap(ring(), crypto.new_data_key())


def seal(draft: ReportDraft, row: DraftParagraph, content: Content) -> bytes:
    """Encrypt what a paragraph holds, for its place."""
    key = crypto.unwrap(ring(), draft.wrapped)
    return crypto.encrypt(
        key, json.dumps(to_json(content), ensure_ascii=False), aad=crypto.aad_of(TABLE, COLUMN, row.pk)
    )


def open_one(draft: ReportDraft, row: DraftParagraph) -> Content:
    """Give what a paragraph holds."""
    return opened(draft, [row])[0].content


@dataclass(frozen=True)
class Opened:
    """A paragraph with what it holds."""

    row: DraftParagraph
    content: Content


def opened(draft: ReportDraft, rows: Sequence[DraftParagraph]) -> list[Opened]:
    """Give what each paragraph holds, in their order."""
    key = crypto.unwrap(ring(), draft.wrapped)
    return [
        Opened(row, from_json(json.loads(crypto.decrypt_text(key, row.content_ct, aad=crypto.aad_of(TABLE, COLUMN, row.pk)))))
        for row in rows
    ]  # fmt: skip


def paragraphs_of(draft: ReportDraft) -> list[Opened]:
    """Give all paragraphs of a draft in the order of the report."""
    return opened(draft, list(draft.paragraphs.select_related("changed_by__user").order_by("place")))


@dataclass(frozen=True)
class Gathered:
    """What the paper of a draft is filled from beside its paragraphs."""

    report: Report
    before: Report | None
    tables: Tables
    on: date


def filling_from(kept: Sequence[Opened], gathered: Gathered, system: Mapping[str, str], by: Staff) -> Filling:
    """Fill the paper from the paragraphs as they stand. system: the numbers as they were generated."""
    texts = {FIELDS[one.row.key]: _text(one.content.pieces) for one in kept if one.row.key in FIELDS}
    paragraphs = tuple(
        Paragraph(one.row.key, one.row.part, line)
        for one in kept if one.row.key not in FIELDS for line in lines_of(one.content.pieces)
    )  # fmt: skip
    question = gathered.report.question
    return Filling(
        gathered.report, queries.body_of(by), by, gathered.on, gathered.before, tuple(queries.instruments_in(by, question)), replace(Words(), **texts),
        paragraphs=paragraphs, tables=gathered.tables, system=system,
    )  # fmt: skip


def _text(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text if isinstance(piece, Number) else piece for piece in pieces)
