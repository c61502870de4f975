"""What the reading of one line leaves for the next: periods, headings, columns, whom the lines below divide."""

import re
from dataclasses import dataclass, field

from vongtay.narratives.reading.model import Citation, Figure, Nil
from vongtay.narratives.reading.naming import Names
from vongtay.narratives.reading.periods import Calendar
from vongtay.narratives.reading.tables import NUMERIC
from vongtay.narratives.reading.text import Line

CELL = 20  # a line with at most this many tokens may be a cell of a table
AUTHORS = ("welfare", "hotline")  # bodies whose own texts tell of those who came or called to them
UNITS = frozenset({"tổ", "phòng", "ban", "bộ"})  # "Tổ Đường dây nóng": the part of a body that wrote the text
BREAKDOWN = re.compile(
    r"\W*(?:\w\) ?)?(?:trong đó|trong số|trong nhóm|nhóm này|số này|qua (?:sàng lọc|rà soát|phân loại|xác minh|khai thác)"
    r"|(?:xét |tính |chia |phân )?(?:về|theo) (?:giới|độ tuổi|lứa tuổi|dân tộc|thủ tục|nơi|hình thức|thành phần|trình độ|quê"
    r"|nghề|đối tượng)|phân loại|chia ra|cụ thể|giới tính|độ tuổi|dân tộc|gồm|bao gồm)"
)
COUNTED = re.compile(r":\s*\d[\d.]*\s*(?:\w+\s*){0,2}(?:\([^()]*\))?[.;]?\s*$")  # "Người đi làm ăn xa: 233 (nữ 120)"
IN_PARTS = re.compile(r"(?:cụ thể|trong đó|chia ra|bao gồm|gồm)(?: như sau| có)?\s*:?\s*$")
BULLET = re.compile(r"\s*(?:[-+*•◦]|[a-zđ]\))")


@dataclass(slots=True)
class State:
    """What is carried from line to line."""

    calendar: Calendar = field(default_factory=Calendar)
    topic: frozenset[str] = frozenset()  # the cues of the heading above
    heading: Line | None = None  # the line that it is
    author: frozenset[str] = frozenset()  # the cue of the body that the head of the text begins with
    figures: list[Figure] = field(default_factory=list)
    undated: list[tuple[int, bool]] = field(
        default_factory=list
    )  # figures without a period; whether each is in a headline
    nil: list[Nil] = field(default_factory=list)
    documents: list[Citation] = field(default_factory=list)
    head: list[str] | None = None  # the names of the columns, inside a table
    section: str = ""  # what the last row that only named something said
    told_in: str = ""  # the measure in which the table below is told
    caption: str = ""  # what its caption says that it counts
    in_head: bool = False  # the row above named columns: this one may name parts of them
    row_code: str = ""  # of the row above
    beside: str | None = None  # the gatherings of the column before, whose people this one counts
    dividing: bool = False  # a line above says that those below it, each with its bullet, divide the persons told of
    divided: int | float | None = None  # how many persons were told of last: those whom the lines below divide
    divides: bool = False  # the line above says that the next ones divide a figure: "Phân loại:"
    whole: str = ""  # the code of that figure, where a line such as "124 cơ sở, cụ thể" told it
    headed: bool = False  # its own title states a time: all that it describes is of then, the land too
    in_title: bool = False  # the line above is a title that the next one ends: "BÁO CÁO CHUYÊN ĐỀ"
    titled: str | None = None  # the first period in the title of a document, for a text that states no other
    total: str | None = None  # the last code of persons, for a paragraph that only divides them
    above: list[str] = field(default_factory=list)  # the two lines above, when they may be cells of a row
    names: Names | None = None  # the bodies and places of the line, once a figure asks for them

    def note_heading(self, line: Line) -> None:
        """Keep what a heading is about, and what kind of body wrote the text."""
        first = int(line.word(0) in UNITS)
        begins = {cue for cue in AUTHORS if any(at == first for at, _ in line.hits.get(cue, ()))}
        if begins and not self.figures:
            self.author |= begins
        self.topic = frozenset(line.hits) | self.author
        self.heading = line

    def note_division(self, line: Line, *, told: bool, since: int) -> None:
        """Note whether the lines below divide the persons of this one: "Tiếp nhận 9 nạn nhân:", "Nạn nhân: 9", "Phân loại:".

        since: how many figures were told before this line.
        """
        divided = [figure.value for figure in self.figures[since:] if figure.code == self.total] if told else []
        persons = bool(divided)
        if persons and not (self.dividing and BULLET.match(line.text)):
            self.divided = divided[0]
        if told and IN_PARTS.search(line.text):
            self.divides, self.whole = True, self.figures[-1].code
        if line.text.rstrip().endswith(":"):
            self.dividing = persons or BREAKDOWN.match(line.text) is not None
        elif BULLET.match(line.text) is None:
            self.dividing = persons and COUNTED.search(line.text) is not None

    def note_above(self, line: Line, *, told: bool) -> None:
        """Keep a short line that told no figure: the number on the next line may be of it."""
        if told or len(line.tokens) > CELL or NUMERIC.fullmatch(line.text):
            self.above = []
        else:
            self.above = [*self.above[-1:], line.text]

    def date_the_first(self) -> None:
        """Give the figures of a headline the first period that the text states, and of any text that of its title."""
        first, issued = self.calendar.first, self.calendar.issued
        one_year = first if ".." not in (first or "") else None
        for index, in_headline in self.undated:
            period = (first if in_headline else None) or issued or one_year or self.titled
            self.figures[index] = self.figures[index]._replace(period=period)
