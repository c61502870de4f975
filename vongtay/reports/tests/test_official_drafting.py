"""The drafting engine: its language, its patterns, and sentences counted by hand."""

import csv
from dataclasses import replace
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vongtay.reports.drafting.language import PatternError, parse, render
from vongtay.reports.drafting.model import Fact, Given, Number, Said
from vongtay.reports.drafting.patterns import PARTS, patterns, patterns_from
from vongtay.reports.drafting.words import change_of, joined, number, say
from vongtay.reports.drafting.write import draft
from vongtay.reports.telling import known_codes

CATALOGUE = list(
    csv.DictReader(
        resources.files("vongtay.indicators.reference").joinpath("indicators.csv").read_text("utf-8").splitlines()
    )
)
PART_OF = {row["code"]: row["section"] for row in CATALOGUE}


def fact(code: str = "comm.event", value: int | None = 12, unit: str = "buổi", **more: object) -> Fact:
    said = None if value is None else Said(value)
    status = "none" if value is None else "value" if value else "nil"
    values = {"status": status, "said": said, "must_be_told": True} | more
    return Fact(f"F.{code}", code, unit, **values)


def plain(pieces: object) -> str:
    return "".join(piece.text if isinstance(piece, Number) else piece for piece in pieces or ())


def text(pattern: str, **facts: Fact) -> str | None:
    said = render(parse(pattern), {code.replace("_", "."): one for code, one in facts.items()}, {"area": "tỉnh Mẫu"})
    return None if said is None else plain(said)


def drafted(part: str = "III.1", **facts: Fact) -> dict[str, str]:
    known = {code.replace("_", "."): one for code, one in facts.items()}
    made = draft(Given(known, {"until": "14/06/2026"}, dict.fromkeys(known, part)))
    return {one.key: plain(one.pieces) for one in made.paragraphs}


def test_every_indicator_has_a_sentence_and_no_field_is_unknown():
    codes = list(PART_OF)
    assert len(codes) > 50
    assert patterns().faults([*codes, *known_codes()], codes) == []


def test_faults_of_patterns_are_named():
    wrong = patterns_from({
        "paragraph": [
            {"key": "a", "part": "III.1", "title": "A", "sentence": [{"lead": "Tại {@nowhere}", "clause": [{"say": "{no.such} buổi"}]}]},
            {"key": "a", "part": "IX", "title": "B", "sentence": []},
        ],
    })  # fmt: skip
    assert wrong.faults({"comm.event"}, ["comm.event"]) == [
        "unknown field: no.such", "unknown word: @nowhere", "no sentence: comm.event", "twice: a", "no part: IX of a",
    ]  # fmt: skip
    with pytest.raises(PatternError, match="thiếu"):
        patterns_from({"paragraph": [{"key": "a"}]})


@pytest.mark.parametrize("pattern", ["[ a", "a ]", "{", "{}", "{? a > : b | c}", "{?a > 1: b}", "{a b}", "} a"])
def test_a_pattern_that_cant_be_read_is_refused(pattern):
    with pytest.raises(PatternError):
        parse(pattern)


@given(st.text("[]{}&?|:>@ab. 1", max_size=30))
def test_no_pattern_breaks_the_reader(pattern):
    try:
        nodes = parse(pattern)
    except PatternError:
        return
    render(nodes, {}, {})


def test_groups_lists_and_choices():
    assert text("{comm.event} buổi[ với {comm.attendance} lượt người]", comm_event=fact()) == "12 buổi"
    both = {"comm_event": fact(), "comm_attendance": fact("comm.attendance", 300)}
    assert text("{comm.event} buổi[ với {comm.attendance} lượt người]", **both) == "12 buổi với 300 lượt người"
    assert text("{comm.news} tin") is None
    assert (
        text("{& {a} nữ & {b} nam & {c} chưa rõ}", a=fact("a", 3), b=fact("b", 2), c=fact("c", 11))
        == "03 nữ, 02 nam và 11 chưa rõ"
    )
    assert text("{& {a} nữ & {b} nam & {c} chưa rõ}", a=fact("a", 3), c=fact("c", 11)) == "03 nữ và 11 chưa rõ"
    assert text("{& {a} nữ & {b} nam}") is None
    assert text("{? a > 1 : các lớp | lớp} tại {@area}", a=fact("a", 2)) == "các lớp tại tỉnh Mẫu"
    assert text("{? a > 1 : các lớp | lớp} tại {@area}", a=fact("a", 1)) == "lớp tại tỉnh Mẫu"


def test_numbers_are_said_as_papers_say_them():
    assert [number(value) for value in (0, 1, 9, 10, 5000)] == ["0", "01", "09", "10", "5.000"]
    assert say(Said(5000, bound="at_least")) == "ít nhất 5.000"
    assert say(Said(40, bound="at_most")) == "nhiều nhất 40"
    assert say(Said(18, 24)) == "từ 18 đến 24"
    assert say(Said(18, 24, "about")) == "khoảng từ 18 đến 24"
    assert say(Said(1_250_000_000), is_money=True) == "1,25 tỷ đồng"
    assert plain(joined([("a",), ("b",), ("c",)])) == "a, b và c"


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (Said(12), Said(7), "tăng 05 buổi so với cùng kỳ năm trước"),
        (Said(12), Said(30), "giảm 18 buổi so với cùng kỳ năm trước"),
        (Said(12), Said(12), "bằng cùng kỳ năm trước"),
        (Said(12), Said(0), "cùng kỳ năm trước không phát sinh"),
        (Said(300, bound="at_least"), Said(200), "cùng kỳ năm trước: 200 buổi"),
        (Said(12), None, ""),
    ],
)
def test_a_change_is_said_only_where_both_numbers_are_stated(now, before, words):
    one = replace(fact(), said=now, before=before)
    assert plain(change_of(one)) == words
    assert [piece.anchor for piece in change_of(one) if isinstance(piece, Number)] == (
        ["Y.comm.event"] if words else []
    )


def test_what_was_told_makes_sentences_and_what_was_not_makes_none():
    told = drafted(
        comm_event=replace(fact(), before=Said(7)), comm_attendance=fact("comm.attendance", None, status="listed", listed=(Said(300, bound="at_least"),)),
        comm_contest=fact("comm.contest", 0), comm_news=fact("comm.news", None),
    )  # fmt: skip
    assert told == {
        "communication.events": "Trong kỳ, các cơ quan, đơn vị trên địa bàn đã tổ chức 12 hội nghị, buổi tuyên truyền với ít nhất 300 lượt người tham dự"
        " (tăng 05 buổi so với cùng kỳ năm trước). Trong kỳ, không phát sinh hội thi."
    }
    notes = draft(Given({"comm.news": fact("comm.news", None)}, {}, {"comm.news": "III.1"})).notes
    assert [(note.kind, note.part, note.words) for note in notes] == [("silent", "III.1", "comm.news")]


def test_none_now_is_said_beside_some_a_year_ago():
    told = drafted(comm_contest=replace(fact("comm.contest", 0, "cuộc"), before=Said(2)))
    assert told == {"communication.events": "Trong kỳ, không phát sinh hội thi (cùng kỳ năm trước: 02 cuộc)."}


def test_many_numbers_that_are_never_added_are_counted_in_the_text():
    many = fact("comm.attendance", None, status="listed", listed=tuple(map(Said, range(20, 26))))
    told = drafted(comm_event=fact(), comm_attendance=many)
    assert "lượt người" not in told["communication.events"]
    assert told["rest.III.1"] == "Comm.attendance được nêu riêng ở 06 số liệu, không cộng, chi tiết tại phụ lục."


@given(
    st.dictionaries(
        st.sampled_from(sorted(set(PART_OF) - patterns().apart)),
        st.integers(0, 10**7) | st.none(),
    ),
    st.booleans(),
)
def test_every_number_that_was_told_stands_in_the_draft_once_at_least(values, is_listed):
    facts = {code: fact(code, value) for code, value in values.items()}
    if is_listed:
        facts = {
            code: replace(one, status="listed", listed=(one.said,)) if one.status == "value" else one
            for code, one in facts.items()
        }
    made = draft(Given(facts, {"until": "14/06/2026"}, PART_OF))
    anchors = {number.anchor for one in made.paragraphs for number in one.numbers}
    assert anchors == {one.anchor for code, one in facts.items() if one.status != "none" and PART_OF[code] in PARTS}
    assert all(
        one.part in PARTS and plain(one.pieces)[0].isupper() and plain(one.pieces).endswith(".")
        for one in made.paragraphs
    )
    assert {note.anchors[0] for note in made.notes if note.kind == "silent"} == {
        one.anchor for one in facts.values() if one.status == "none"
    }


def test_sums_that_do_not_agree_are_told_to_the_editor():
    facts = {
        "C.all": Fact("C.all", "", "người", "value", Said(10)), "C.yes": Fact("C.yes", "", "người", "value", Said(4)),
        "C.no": Fact("C.no", "", "người", "value", Said(3)), "C.under": Fact("C.under", "", "người", "value", Said(2)), "C.open": Fact("C.open", "", "người", "nil", Said(0)),
        "insp.site": fact("insp.site", 5), "insp.violation": fact("insp.violation", None, status="value", said=Said(6, bound="at_least")),
        "victim.received": fact("victim.received", None, status="value", said=Said(900, bound="at_most")),
    }  # fmt: skip
    found = [note for note in draft(Given(facts, {})).notes if note.kind == "sums"]
    assert [note.anchors[-1] for note in found] == ["C.all", "F.insp.site"]
    assert found[1].words == "Vi phạm so với cơ sở được kiểm tra: ít nhất 06 và 05"
    agreed = facts | {"C.all": Fact("C.all", "", "người", "value", Said(9)), "insp.site": fact("insp.site", 6)}
    assert not [note for note in draft(Given(agreed, {})).notes if note.kind == "sums"]
