"""The plain text of a paper, in reading order; both writers are compared with it."""

from collections.abc import Iterator

from vongtay.papers.blocks import printed
from vongtay.papers.blocks.model import (
    Bars,
    Block,
    Bullets,
    Fields,
    Heading,
    Paper,
    Paragraph,
    Runs,
    Table,
)


def text_of(paper: Paper) -> str:
    """Give the words of a paper, one line for each line of its source, without page numbers and page feet."""
    return "\n".join(_paper(paper))


def plain(line: Runs) -> str:
    """Give the text of one line of runs."""
    return "".join(run.text for run in line)


def leads_on(line: Runs) -> bool:
    """Tell whether the line announces what follows ("… như sau:"), so that no page may end with it."""
    return plain(line).rstrip().endswith(":")


def _paper(paper: Paper) -> Iterator[str]:
    if paper.head.world_notice:
        yield paper.head.world_notice
    for left, right in printed.head_rows(paper.head):
        yield from _texts((*left, *right))
    yield from _texts((*printed.title(paper.head), *printed.addressees(paper.head)))
    for block in paper.blocks:
        yield from _block(block)
    for cell in printed.closing(paper):
        yield from _texts(cell)
    for index, appendix in enumerate(paper.appendices):
        yield from _texts(printed.appendix(paper, index))
        for block in appendix.blocks:
            yield from _block(block)


def _texts(lines: tuple[printed.Line, ...]) -> Iterator[str]:
    return (line.text for line in lines)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield block.text
    elif isinstance(block, Paragraph):
        yield plain(block.runs)
    elif isinstance(block, Bullets):
        yield from (f"- {plain(item)}" for item in block.items)
    elif isinstance(block, Fields):
        yield from (f"{label}: {value or ''}" for label, value in block.pairs)
    elif isinstance(block, Table):
        yield from _table(block)
    elif isinstance(block, Bars):
        yield block.title


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield table.caption
    yield "\t".join(table.header)
    yield from ("\t".join(map(plain, row)) for row in table.all_rows)
