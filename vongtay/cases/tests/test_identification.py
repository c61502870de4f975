"""Worksheet, sources, signs, requests, codes, linked items: what stands, what is refused, what others may read."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.cast import COMMUNE, HEALTH, OTHER_HEALTH, POLICE, a_case, acting, body
from vongtay.audit.models import Entry
from vongtay.cases import actions, reference
from vongtay.cases.actions import FromPaper, add_evidence, coding, correct_facts, sources
from vongtay.cases.models import Case, Coding, Evidence, Inquiry, Item, Sign, Worksheet
from vongtay.cases.queries import identification as reads
from vongtay.cases.rules import Finding, in_one_form, means_are_asked, why_not_worksheet
from vongtay.cases.tests.test_actions import in_verification
from vongtay.cases.tests.test_erasure import ask, ended
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.common.days import today
from vongtay.common.periods import custom
from vongtay.people.vault import Vault
from vongtay.tasks.models import Clock

pytestmark = pytest.mark.django_db
SHARED = "038" + "1470" + "369"
PHONE = "038" + "1470" + "258"
UNKNOWN = Finding("unknown")


def with_evidence() -> tuple[Case, Evidence]:
    case = in_verification()
    with acting("verifier") as staff:
        row = add_evidence(case=case, source="e", weight="strong", obtained_on=today(), note="Lời kể", by=staff)
    return case, row


def found(row: Evidence, *codes: str) -> Finding:
    return Finding("found", codes, [row.pk], "theo lời kể")


def write(case: Case, staff, findings, *, number: int = 0, key: uuid.UUID | None = None) -> Worksheet:
    return sources.write_worksheet(case=case, findings=findings, number=number, by=staff, key=key or uuid.uuid4())


# The worksheet ------------------------------------------------------------------------------------------------------


def test_each_element_rests_on_evidence_and_every_version_stays():
    case, row = with_evidence()
    with acting("verifier") as staff:
        key = uuid.uuid4()
        first = {"act": found(row, "transport"), "means": UNKNOWN, "purpose": UNKNOWN}
        assert write(case, staff, first, key=key).pk == write(case, staff, first, key=key).pk
        write(case, staff, first | {"means": found(row, "deception"), "purpose": found(row, "labour")}, number=1)
        vault = Vault.of(case.person_id)
        now, before = reads.sheet_of(case, vault), reads.sheet_of(case, vault, number=1)
        assert (now.answered, now.asked, now.versions) == (3, 3, 2)
        assert [line.label for line in before.open] == ["Thủ đoạn", "Mục đích"]
        assert (now.lines[0].note, now.lines[0].evidence) == ("theo lời kể", [row])
        assert now.lines[1].codes == ["Lừa gạt"]
        with pytest.raises(Stale):
            write(case, staff, first, number=1)


def test_what_was_found_without_evidence_or_on_evidence_of_another_case_is_refused():
    case, _row = with_evidence()
    _other, foreign = with_evidence()
    with acting("verifier") as staff:
        for wrong in (Finding("found", ["transport"]), Finding("found", [], [foreign.pk]), found(foreign, "transport"), Finding("not_found", ["receive"])):  # fmt: skip
            with pytest.raises(Refused):
                write(case, staff, {"act": wrong, "means": UNKNOWN, "purpose": UNKNOWN})
        with pytest.raises(Refused):
            write(case, staff, {"act": UNKNOWN, "purpose": UNKNOWN})  # the means are asked of an adult
        assert not Worksheet.objects.exists()


def test_the_means_are_not_asked_for_somebody_under_18_at_the_act():
    case, row = with_evidence()
    with acting("verifier") as staff:
        correct_facts(case=case, changes={"age_at_act": 16}, version=case.version, by=staff)
        with pytest.raises(Refused):
            write(case, staff, {"act": found(row, "receive"), "means": found(row, "force"), "purpose": UNKNOWN})
        write(case, staff, {"act": found(row, "receive"), "purpose": found(row, "sexual")})
        sheet = reads.sheet_of(case, Vault.of(case.person_id))
        assert (sheet.asked, sheet.open, sheet.lines[1].asked) == (2, [], False)
        with pytest.raises(IntegrityError), transaction.atomic():
            Worksheet.objects.create(
                subject_id=case.subject_id, case=case, entered_by_id=staff.post_id, number=9, means_asked=False, act_result="unknown",
                means_result="found", means_codes=["force"], purpose_result="unknown",
            )  # fmt: skip


@pytest.mark.parametrize(("age", "asked"), [(None, True), (17, False), (18, True), (0, False)])
def test_the_age_at_the_act_decides_whether_means_are_asked(age, asked):
    assert means_are_asked(age) is asked


def test_reasons_are_said_once():
    assert len(why_not_worksheet({}, means_asked=True)) == 1


@pytest.mark.parametrize(("role", "where"), [("decider", HEALTH), ("clerk", HEALTH), ("receiver", COMMUNE)])
def test_others_write_no_worksheet_and_ask_no_source(role, where):
    case, row = with_evidence()
    with acting(role, where) as staff:
        with pytest.raises(NotAllowed):
            write(case, staff, {"act": found(row, "receive"), "means": UNKNOWN, "purpose": UNKNOWN})
        with pytest.raises(NotAllowed):
            sources.ask_source(
                case=case, question=sources.Question("a", today(), words="x"), by=staff, key=uuid.uuid4()
            )


# Sources, then signs ------------------------------------------------------------------------------------------------


def test_the_signs_open_only_by_a_judgement_with_its_reason():
    case, _row = with_evidence()
    with acting("verifier") as staff:
        case.refresh_from_db()
        sign = {"code": "found_together", "words": "", "result": "found", "reason": "Cùng một nhóm"}
        with pytest.raises(Refused):
            sources.weigh_sign(case=case, by=staff, **sign)
        with pytest.raises(Refused):
            sources.judge_insufficient(case=case, reason=" ", version=case.version, by=staff)
        sources.judge_insufficient(case=case, reason="Chỉ có lời kể", version=case.version, by=staff)
        with pytest.raises(Refused):
            sources.judge_insufficient(case=case, reason="Lần nữa", version=case.version, by=staff)
        sources.weigh_sign(case=case, by=staff, **sign)
        sources.weigh_sign(case=case, by=staff, **(sign | {"result": "not_found"}))
        sources.weigh_sign(case=case, by=staff, **(sign | {"code": "custom", "words": "Giấy tờ bị giữ"}))
        shown = reads.signs_of(case, Vault.of(case.person_id))
        assert shown.reason == "Chỉ có lời kể"
        assert [(row.code, words, row.result) for row, words, _why in shown.weighed] == [
            ("found_together", "Được phát hiện hoặc giải cứu cùng nạn nhân khác", "not_found"), ("custom", "Giấy tờ bị giữ", "found")
        ]  # fmt: skip


def test_only_confirmed_signs_have_a_name_and_others_need_words_and_reason():
    case, _row = with_evidence()
    with acting("verifier") as staff:
        case.refresh_from_db()
        sources.judge_insufficient(case=case, reason="Chưa đủ", version=case.version, by=staff)
        for wrong in ({"code": "time_together"}, {"code": "custom"}, {"code": "found_together", "reason": ""}):
            with pytest.raises(Refused):
                sources.weigh_sign(case=case, by=staff, **({"words": "", "result": "found", "reason": "vì"} | wrong))
        assert not Sign.objects.exists()
    with acting("case_worker") as staff, pytest.raises(NotAllowed):
        sources.judge_insufficient(case=case, reason="x", version=case.version, by=staff)


def test_a_gap_is_seen_until_asked_and_answered_and_nil_is_an_act():
    case, _row = with_evidence()
    with acting("case_worker") as staff:
        vault, key = Vault.of(case.person_id), uuid.uuid4()
        question = sources.Question("d", today(), body=body(POLICE), sign="15/SYT", text="Xác nhận thời gian vắng mặt")
        clocks = Clock.objects.count()
        inquiry = sources.ask_source(case=case, question=question, by=staff, key=key)
        assert sources.ask_source(case=case, question=question, by=staff, key=key).pk == inquiry.pk
        assert Clock.objects.count() == clocks  # the law gives no time for it: none is made up
        sources.ask_source(
            case=case,
            question=sources.Question("c", today(), words="Đại sứ quán"),
            by=staff,
            key=uuid.uuid4(),
            nil=True,
        )
        states = {each.source.code: each.state for each in reads.sources_of(case, vault, today())}
        assert (states["e"], states["d"], states["c"], states["a"]) == ("held", "waiting", "nil", "open")
        answer = sources.Answer(FromPaper("77/CAT", today()), "medium", "Vắng mặt từ tháng 3")
        answered = sources.answer_inquiry(inquiry=inquiry, answer=answer, version=1, by=staff)
        assert answered.evidence is not None
        assert answered.evidence.acted_by_body_id == body(POLICE).id
        (shown,) = [each for each in reads.sources_of(case, vault, today()) if each.source.code == "d"]
        assert (shown.state, shown.asked[0].question, shown.asked[0].answer) == ("held", question.text, answer.text)
        with pytest.raises(Stale):
            sources.answer_inquiry(inquiry=inquiry, answer=answer, version=1, by=staff)


def test_an_answer_before_its_question_and_a_question_to_nobody_are_refused():
    case, _row = with_evidence()
    with acting("case_worker") as staff:
        for wrong in (sources.Question("d", today()), sources.Question("zz", today(), words="x"), sources.Question("d", today() + timedelta(days=1), words="x")):  # fmt: skip
            with pytest.raises(Refused):
                sources.ask_source(case=case, question=wrong, by=staff, key=uuid.uuid4())
        inquiry = sources.ask_source(
            case=case, question=sources.Question("d", today(), words="Công an xã"), by=staff, key=uuid.uuid4()
        )
        early = sources.Answer(FromPaper("1", today() - timedelta(days=3)))
        with pytest.raises(Refused):
            sources.answer_inquiry(inquiry=inquiry, answer=early, version=1, by=staff)
        assert Inquiry.objects.get().state == "asked"


# Codes --------------------------------------------------------------------------------------------------------------


def test_codes_are_of_dated_lists_with_their_source_and_without_stigma():
    for code in reference.codes().values():
        assert code.source
        assert code.title_vi
        assert "mại dâm" not in code.title_vi.lower()
    assert "unborn" not in {code.code for code in reference.codes_of("exploitation", date(2020, 1, 1))}
    assert "criminality.scam" in {code.code for code in reference.codes_of("exploitation", today())}
    assert reference.label_of("control", "gone") == "gone"


def test_several_codes_hold_and_what_no_longer_holds_is_known_for_the_past():
    case, _row = with_evidence()
    with acting("verifier") as staff:
        case.refresh_from_db()
        scam, labour = (
            coding.Coded("exploitation", "criminality.scam", is_main=True),
            coding.Coded("exploitation", "labour"),
        )
        way = [
            coding.Coded("origin", "VN", 2100020),
            coding.Coded("transit", "LA", order=1),
            coding.Coded("destination", "KH"),
        ]
        coding.code_case(case=case, codes=[scam, labour, *way], version=case.version, by=staff)
        Coding.objects.filter(code="labour").update(recorded_at=timezone.now() - timedelta(days=2))
        case.refresh_from_db()
        coding.code_case(case=case, codes=[scam, *way], version=case.version, by=staff)
        assert [row.code for row in reads.codes_held(case)] == ["KH", "criminality.scam", "VN", "LA"]
        assert [row.code for row in reads.codes_as_known_on(case, timezone.now() - timedelta(days=1))] == ["labour"]
        words = dict(reads.coded_in_words(case))
        assert words["Nơi đi"] == ["Việt Nam, Tỉnh Lạng Sơn"]
        with pytest.raises(Stale):
            coding.code_case(case=case, codes=[], version=1, by=staff)
    with acting("reporter") as staff:
        counted = reads.count_codes(area_id=2100020, period=custom(date(2000, 1, 1), date(2099, 1, 1)))
        assert ("exploitation", "criminality.scam", True, 1) in counted
        assert not any(code == "labour" for _scheme, code, _main, _n in counted)


@pytest.mark.parametrize(
    "wrong",
    [
        [coding.Coded("exploitation", "no_such")],
        [coding.Coded("origin", "CN", 2100020)],
        [coding.Coded("exploitation", "labour", is_main=True), coding.Coded("exploitation", "begging", is_main=True)],
    ],
)
def test_codes_that_cannot_be_are_refused(wrong):
    case = in_verification()
    with acting("verifier") as staff:
        with pytest.raises(Refused):
            coding.code_case(case=case, codes=wrong, version=case.version, by=staff)
        assert not Coding.objects.exists()
    with acting("decider") as staff, pytest.raises(NotAllowed):
        coding.code_case(case=case, codes=[], version=case.version, by=staff)


# Linked items -------------------------------------------------------------------------------------------------------


def item(case: Case, staff, value: str = PHONE, kind: str = "phone") -> Item:
    return coding.add_item(case=case, kind=kind, value=value, note="trong tin nhắn", by=staff, key=uuid.uuid4())


def test_the_same_item_is_found_within_reach_by_its_code_and_outside_only_by_whom_to_ask():
    with acting("case_worker") as staff:
        one, two = a_case(staff), a_case(staff)
        row = item(one, staff)
        item(two, staff, "+84 38 1470 258")
        (shown,) = reads.items_of(one, Vault.of(one.person_id))
        assert (shown.value, shown.note) == ("+84" + PHONE[1:], "trong tin nhắn")
        assert [other.code for other in shown.cases] == [two.code]
    with acting("case_worker", OTHER_HEALTH) as staff:
        far = a_case(staff)
        other = item(far, staff)
        (shown,) = reads.items_of(far, Vault.of(far.person_id))
        assert shown.cases == []
        coding.look_for_item(item=other, by=staff)
        assert [(found.code, n) for found, n in reads.item_elsewhere(other)] == [(HEALTH, 2)]
        assert Item.objects.filter(case__in=[one, two]).count() == 0
    with acting("case_worker") as staff:
        assert [(found.code, n) for found, n in reads.item_elsewhere(row)] == [(OTHER_HEALTH, 1)]
    with acting("auditor"):
        assert Entry.objects.filter(act="cases.look_for_item", subject_id=far.subject_id).count() == 1


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("vehicle", "12A-345.67", "12a 34567"),
        ("page", "https://www.facebook.com/ViecNhe/?ref=1", "facebook.com/viecnhe"),
        ("account", "@viec_nhe", "viec_nhe"),
        ("bank_account", "VCB 0011 0022", "vcb-00110022"),
    ],
)
def test_items_meet_in_one_form(kind, one, other):
    assert in_one_form(kind, one) == in_one_form(kind, other)
    assert reads.item_hash(kind, one) != reads.item_hash("phone", one)


def test_an_item_stands_once_is_taken_back_once_and_must_be_one():
    with acting("case_worker") as staff:
        case = a_case(staff)
        row = item(case, staff)
        for kind, value, error in (("phone", PHONE, Refused), ("phone", "12", ValueError), ("vehicle", "1-2", Refused), ("ship", "x" * 9, Refused)):  # fmt: skip
            with pytest.raises(error):
                item(case, staff, value, kind)
        coding.take_back_item(item=row, by=staff)
        with pytest.raises(Stale):
            coding.take_back_item(item=row, by=staff)
        assert reads.items_of(case, Vault.of(case.person_id)) == []
    with acting("decider") as staff, pytest.raises(NotAllowed):
        item(case, staff)


def test_an_item_of_an_erased_person_alone_matches_no_more_and_one_that_others_hold_stays():
    case = ended()
    with acting("case_worker") as staff:
        other = a_case(staff)
        alone, shared = item(case, staff), item(case, staff, SHARED)
        item(other, staff, SHARED)
    erasure = ask(case)
    with acting("decider") as staff:
        actions.erase(erasure=erasure, typed=case.code, by=staff)
    with acting("case_worker") as staff:
        assert Item.objects.get(pk=alone.pk).value_hash is None
        assert Item.objects.get(pk=shared.pk).value_hash is not None
        assert len(reads.items_of(case, Vault.of(case.person_id))) == 2
        item(other, staff)
        assert [
            each.cases for each in reads.items_of(other, Vault.of(other.person_id)) if each.value.endswith(PHONE[1:])
        ] == [[]]
    with acting("case_worker", OTHER_HEALTH) as staff:
        far = item(a_case(staff), staff)
        assert [n for _body, n in reads.item_elsewhere(far)] == [
            1
        ]  # the other case of the department, not the erased one
