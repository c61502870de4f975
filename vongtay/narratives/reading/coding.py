"""Gives a figure its indicator code by the rules of data/rules.toml, with the rule's name and how sure it is."""

from typing import NamedTuple

from vongtay.narratives.reading.candidate import Candidate
from vongtay.narratives.reading.lexicon import unit_at
from vongtay.narratives.reading.rulebook import GATHERINGS, INFERRED, WORKED_OUT, Rule, rules_for
from vongtay.narratives.reading.text import Line

PERSONS = (
    "person.",
    "victim.",
    "comm.model",
    "comm.contest_entry",
    "comm.attendance",
    "comm.pledge",
    "crime.suspect",
    "train.trainee",
    "hotline.call",
    "support.",
)
PEOPLE = frozenset({"person", "audience", "staff", "victim", "instance", "suspect", "trainee", "entry"})
PARTS = frozenset({"gồm", "đó", "(", ":", "riêng", "còn", "lại", ",", "và", "là", "số", "có"})
VERBS = (("rescue", "victim.rescued"), ("receive", "victim.received"), ("self_return", "victim.self_returned"),
         ("identify", "victim.identified"), ("support", "victim.supported"))  # fmt: skip
# "nhận" alone is in half of all other verbs, so that it counts only beside persons, not beside "xác nhận".
SEXES = frozenset({"nam", "nữ"})
JOINED = frozenset({"và", ",", "cùng"})
ADDED = JOINED | {"/"}
JOIN = 4  # words at most between two figures of which the same is said
HELPING = 2  # tokens of "hỗ trợ"
SHORT_FORM = 7  # tokens at most of brackets that hold short forms
SHORT = 4  # letters at most of a short form
LABEL = 12  # tokens at most of the label of a line
CLOSE = 8  # words before a figure that are close to it
CHAIN = 4  # verbs of one list are at most this many tokens apart
VICTIMS_ONLY = "victim.plain"  # the rule of victims of whom nothing is said
LINKS = frozenset({"cho", "với", "hút", "có", "tới", "đến", "/", "gồm", "cùng", "của", ",", "được", "là", "="})
HELP = (
    "essential", "travel", "medical", "insurance", "psychological", "interpreter", "legal", "legal_aid",
    "education", "vocational", "allowance", "loan", "shelter", "job",
)  # fmt: skip
HELP_CUES = tuple((f"support_{kind}", kind) for kind in HELP)


class Coded(NamedTuple):
    """The code of a figure, the rule that gave it and how far it can be trusted."""

    code: str
    rule: str
    sure: float


class Context(NamedTuple):
    """Where the rules look for cues: ranges of tokens around one figure."""

    line: Line
    figure: Candidate
    lead: tuple[int, int]
    tail: tuple[int, int]
    clause: tuple[int, int]
    sentence: tuple[int, int]
    total: str | None
    topic: frozenset[str]
    before: Candidate | None = None  # the figure before it in the sentence
    after: Candidate | None = None  # the one after it in the clause
    right: tuple[int, int] = (0, 0)  # what follows it up to a comma
    shared: tuple[int, int] = (0, 0)  # what follows the next figure, when "và" joins the two
    kind: str = ""  # the class of its nouns: "cán bộ, hội viên" is of an audience, "cán bộ" alone is not

    def sees(self, cue: str, where: str) -> bool:
        """Say whether a cue stands in a part of the context."""
        if where == "near":
            return self.sees(cue, "lead") or self.sees(cue, "tail")
        if where == "topic":
            return cue in self.topic
        if cue == "help":
            return bool(helps(self, where))
        if cue in WORKED_OUT or cue in GATHERINGS:
            return self._works_out(cue, where)
        return self.line.has(cue, *self._span(where))

    def _span(self, where: str) -> tuple[int, int]:
        if where == "inside":
            return self.figure.unit.first, self.figure.unit.last
        if where == "close":
            return max(self.lead[0], self.lead[1] - CLOSE), self.lead[1]
        span: tuple[int, int] = self.right if where == "after" else getattr(self, where)
        return span

    def _works_out(self, cue: str, where: str) -> bool:
        """Say whether the figure before or after makes true what no word says."""
        if cue == "next_course":
            return self.after is not None and self.after.unit.kind == "course" and self.sees("joining", where)
        if self.before is None:
            return cue == "part" and self._divides_what_was_told()
        if cue == "adjoining":
            return self.figure.first - self.before.last == 1 and self.line.word(self.figure.first - 1) in JOINED
        if cue == "part" and self.line.word(self.figure.first - 1) in PARTS:
            return True
        if cue in {"bracketed", "part"}:
            return self._is_bracketed()
        return self.before.unit.kind in GATHERINGS[cue] and self._is_linked()

    def _divides_what_was_told(self) -> bool:
        """Say whether a paragraph begins with the parts of a figure above: "Trong đó, 8 người làm việc ở xưởng"."""
        at = self.figure.first - 1
        return self.line.word(at - (self.line.word(at) in {",", ":"})) in {"đó", "gồm"}

    def _is_bracketed(self) -> bool:
        """Say whether the figure stands inside brackets that open after another figure, or its part before it: "nữ 8"."""
        if self.before is not None and self.figure.implied and self.figure.unit.kind == "person":
            unit = self.figure.unit
            if unit.last == self.figure.first and self.line.word(unit.first) in SEXES:
                return True
        if "(" not in self.line.text:
            return False
        for at in range(self.figure.first - 1, self.sentence[0], -1):
            if self.line.word(at) in {"(", ")"}:
                return (
                    self.line.word(at) == "("
                    and self.before is not None
                    and any(self.line.tokens[i].kind == "number" for i in range(self.sentence[0], at))
                )
        return False

    def _is_linked(self) -> bool:
        """Say whether a word such as "cho" ties the figure to the gathering before it."""
        if self.before is None or self.before.first < self.clause[0]:
            return False
        at = self.figure.first - 1
        while at >= self.lead[0] and self.line.word(at) in {"số", "sự", "tham", "gia", "khoảng", "tổng", "dự"}:
            at -= 1
        return self.line.word(at) in LINKS


def context_in(line: Line, figures: list[Candidate], index: int, total: str | None, topic: frozenset[str]) -> Context:
    """Cut out the surroundings of a figure; both numbers of "3/10 huyện" have the same."""
    if figures[index].of_next and index + 1 < len(figures):
        return context_of(line, [*figures[:index], *figures[index + 1 :]], index, total, topic)
    if index and figures[index - 1].of_next:
        return context_of(line, [*figures[: index - 1], *figures[index:]], index - 1, total, topic)
    return context_of(line, figures, index, total, topic)


def context_of(line: Line, figures: list[Candidate], index: int, total: str | None, topic: frozenset[str]) -> Context:
    """Cut out the surroundings of one figure of a line."""
    figure = figures[index]
    sentence = line.sentence_of(figure.first)
    clause = line.clause_of(figure.first, figure.last)
    start = max(clause[0], figures[index - 1].last) if index else clause[0]
    following = _begin_of(figures[index + 1], figure) if index + 1 < len(figures) else clause[1]
    end = min(clause[1], max(following, figure.last))
    start = min(start, figure.first)
    lead = (_comma_after(line, start, figure.first) if start > clause[0] else start, figure.first)
    tail_start = figure.last if figure.implied else figure.unit.first
    listed, kind = _nouns_listed(line, figure, end)
    tail = (tail_start, _comma_before(line, listed, end, last=following >= clause[1]))
    before = figures[index - 1] if index and figures[index - 1].first >= sentence[0] else None
    after = figures[index + 1] if following < clause[1] else None
    shared = (0, 0)
    if after is not None and line.word(after.first - 1) in ADDED and after.first - figure.last <= JOIN:
        beyond = figures[index + 2].first if index + 2 < len(figures) else clause[1]
        shared = (after.last, _comma_before(line, after.last, min(clause[1], beyond), last=beyond >= clause[1]))
    right = (figure.last, _comma_before(line, listed, tail[1], last=False))
    return Context(line, figure, lead, tail, clause, sentence, total, topic, before, after, right, shared, kind)


def _begin_of(item: Candidate, before: Candidate) -> int:
    """Give where the words of a figure begin: at its noun where that stands before the number, "cán bộ 20"."""
    named_first = item.implied and before.last <= item.unit.first < item.unit.last == item.first
    return item.unit.first if named_first else item.first


def _nouns_listed(line: Line, figure: Candidate, end: int) -> tuple[int, str]:
    """Give the end of the list of nouns that a figure counts, and the class that they are of."""
    at, kinds = figure.last, [figure.unit.kind]
    if not figure.implied and kinds == ["instance"] and (who := unit_at(line, at)) and who.kind in PEOPLE:
        at = min(who.last, end)  # "12 trường hợp phụ nữ, trẻ em"
    while not figure.implied and line.word(at) in {",", "và", "/"} and (unit := unit_at(line, at + 1)) is not None:
        if unit.last > end or unit.kind not in PEOPLE or figure.unit.kind not in PEOPLE:
            break
        at = unit.last
        kinds.append(unit.kind)
    at = _after_short_form(line, at, end)
    workers = line.word(at - 1) == "động" or line.word(figure.last) == "động"
    return at, "audience" if kinds[0] == "staff" and "audience" in kinds and not workers else kinds[0]


def _after_short_form(line: Line, at: int, end: int) -> int:
    """Step over the brackets that only say a noun again in short: "phụ nữ, trẻ em (PN, TE)"."""
    if line.word(at) != "(":
        return at
    close = next((place for place in range(at + 1, min(at + SHORT_FORM, end)) if line.word(place) == ")"), at)
    inside = line.tokens[at + 1 : close]
    return close + 1 if inside and all(len(token.text) <= SHORT and token.kind != "number" for token in inside) else at


def _comma_after(line: Line, start: int, end: int) -> int:
    """Leave to the figure before what stands before the first comma or "và": the rest leads to this figure."""
    if line.word(start) == "," and line.has("rescue", start, end):  # "5 vụ, giải cứu và tiếp nhận 9 nạn nhân"
        return start
    for index, word in enumerate(line.words[start:end], start):
        if word in {",", "và", "/"} and index > start and line.word(index - 1) not in {"phòng", "xuất"}:
            return index
        if word == "(":
            return index
    return start


def _comma_before(line: Line, start: int, end: int, *, last: bool) -> int:
    """End the words after a figure where those of the next one begin."""
    for index, word in enumerate(line.words[start:end], start):
        if word == ")" and "(" not in line.words[start:index]:
            return index
        if not last and word in {",", "và", "/", "(", ":"} and line.word(index - 1) not in {"phòng", "xuất"}:
            return index
    return end


def code_of(context: Context) -> Coded:
    """Give the code of a figure by the first rule that fits."""
    for rule in rules_for(context.line, context.kind):
        if _fits(rule, context):
            code = rule.code
            if code == "@support":
                code = support_code(context)
            elif code == "@verb" and (said := verb_code(context)) is not None:
                code = said
            elif code == "@verb":
                return Coded("victim.identified", VICTIMS_ONLY, rule.sure)
            elif code == "@carry":
                code = context.total or "other"
            coded = Coded(code, rule.id, rule.sure)
            return (_by_label(context) or coded) if rule.id == "none" else coded
    return Coded("other", "none", 0.3)


def _by_label(context: Context) -> Coded | None:
    """Give persons of whom nothing else is said the kind of help that their line begins with: "Phiên dịch (Lào): 3 người"."""
    if context.kind not in {"person", "instance"}:
        return None
    line, end = context.line, next((at for at, word in enumerate(context.line.words[:LABEL]) if word == ":"), 0)
    kinds = _helps_named(line, 0, end) if end else []
    return Coded(f"support.{kinds[0]}", "label.help", 0.55) if len(kinds) == 1 else None


def _fits(rule: Rule, context: Context) -> bool:
    if rule.total and not _total_fits(rule, context):
        return False
    present, topic = context.line.cues, context.topic
    for where, cues, wanted in rule.asks:
        seen = False
        for cue in cues:
            if (cue in present or cue in INFERRED or cue in topic) and context.sees(cue, where):
                seen = True
                break
        if seen is not wanted:
            return False
    return True


def _total_fits(rule: Rule, context: Context) -> bool:
    if context.total is None:
        return False
    if rule.total == ("*",):
        before = context.line.word(context.figure.first - 1)
        if context.total.startswith("support."):  # one kind of help says nothing of the next persons
            return before in {"gồm", "đó"} or context.sees("bracketed", "lead")
        return context.total.startswith(PERSONS) and (before in PARTS or context.sees("bracketed", "lead"))
    return context.total in rule.total


def helps(context: Context, where: str) -> list[str]:
    """Give the kinds of help named before or after a figure."""
    span = context.lead if where == "lead" else context.tail if where == "tail" else context.clause
    if where == "lead" and context.line.word(span[1] - 1) == ":":  # "tham vấn, trị liệu: 12 người": the nearest label
        span = (_start_of_label(context.line, *span), span[1])
    return _helps_named(context.line, *span)


def _helps_named(line: Line, start: int, end: int) -> list[str]:
    """Give the kinds of help named between two tokens."""
    return [kind for cue, kind in HELP_CUES if cue in line.cues and line.has(cue, start, end)]


def _start_of_label(line: Line, start: int, end: int) -> int:
    """Give where the nearest of several labels begins; a comma in brackets parts none: "Thiết yếu (ăn, mặc): 3"."""
    depth = 0
    for at in range(end - 1, start, -1):
        word = line.words[at]
        depth += (word == ")") - (word == "(")
        if depth == 0 and word in {",", ";"}:
            return at
    return start


def _ends_right_before(context: Context, kind: str) -> bool:
    """Say whether a kind of help is the last that is said before a figure."""
    return any(last == context.figure.first for _, last in context.line.hits.get(f"support_{kind}", ()))


def support_code(context: Context) -> str:
    """Give the one kind of help that the persons got, or the general code when there are several."""
    lead = helps(context, "lead")
    if len(lead) == 1 and _ends_right_before(context, lead[0]):  # "vay vốn 4 chị, còn lại được đưa về gia đình"
        return f"support.{lead[0]}"
    tail = helps(context, "tail")
    # "12 người tiền ăn, đi lại, trong đó 4 người được chữa bệnh": what leads to a part is of the whole.
    if tail and context.line.word(context.figure.first - 1) == "đó":
        lead = []
    kinds = set(lead) | set(tail)
    if kinds == {"legal", "legal_aid"}:
        kinds = {"legal_aid"}
    if "insurance" in kinds:
        kinds.discard("medical")
    return f"support.{kinds.pop()}" if len(kinds) == 1 else "victim.supported"


def _verbs(context: Context, span: tuple[int, int]) -> list[tuple[int, str]]:
    every = (
        (first, code)
        for cue, code in VERBS
        for first, last in context.line.hits.get(cue, ())
        if span[0] <= first and last <= span[1]
    )
    found = sorted(every)
    return [verb for place, verb in enumerate(found) if not _helps_to_rescue(found, place)]


def _helps_to_rescue(found: list[tuple[int, str]], place: int) -> bool:
    """Say whether a verb only says how the next was done: "hỗ trợ giải cứu" is to rescue."""
    if found[place][1] != "victim.supported" or place + 1 == len(found):
        return False
    then = found[place + 1]
    return then[1] == "victim.rescued" and then[0] - found[place][0] <= HELPING


def _last_chain(line: Line, found: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Keep the verbs that stand together nearest to the figure: earlier ones speak of something else."""
    start = len(found) - 1
    while start and found[start][0] - found[start - 1][0] <= CHAIN and not _has_colon(line, found, start):
        start -= 1
    return found[start:]


def _has_colon(line: Line, found: list[tuple[int, str]], place: int) -> bool:
    """Say whether a colon parts a verb from the one before it: "Hỗ trợ: tiếp nhận 3 nạn nhân"."""
    return any(line.word(at) == ":" for at in range(found[place - 1][0], found[place][0]))


def verb_code(context: Context) -> str | None:
    """Give the code of the first verb that says what was done with victims, or None: then they are identified ones."""
    for span in (context.lead, context.tail):
        found = _verbs(context, span)
        if found:
            return (_last_chain(context.line, found) if span == context.lead else found)[0][1]
    joined = context.before is not None and context.figure.first - context.before.last == 1
    if joined and context.total and context.total.startswith("victim."):
        return context.total  # "tiếp nhận 3 phụ nữ và 2 trẻ em là nạn nhân"
    if context.line.has("is_victim", context.figure.unit.first, context.tail[1]):
        return "victim.identified"
    if context.total and context.total.startswith("victim.") and context.figure.unit.kind != "case":
        return context.total
    return None
