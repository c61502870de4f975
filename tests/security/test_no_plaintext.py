"""A world full of markers, made by the real acts; then every table, file, index, session, job and log is searched for them."""

import mmap
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings
from django.http import QueryDict
from django.test import Client
from django.utils import timezone

from tests.cast import BORDER, COMMUNE, HEALTH, POLICE, a_case, acting, body, post
from tests.committed import Committed
from vongtay.accounts.models import User, WebSession
from vongtay.accounts.sessions import SessionStore
from vongtay.agencies.models import Place
from vongtay.cases import drafts
from vongtay.cases.actions import (
    FromPaper,
    Ground,
    Handed,
    HandoverList,
    Proposal,
    Report,
    add_companion,
    add_evidence,
    add_task,
    answer_notice,
    correct_facts,
    decide,
    end_task,
    give_place,
    issue_handover,
    judge_match,
    pause_clock,
    propose,
    record_step,
    reopen,
    report_abroad,
    return_proposal,
    save_answers,
    send_notice,
    share_abroad,
    undo_match,
)
from vongtay.cases.actions.consent import Given, give_consent
from vongtay.cases.actions.protection import ask_protection
from vongtay.cases.actions.sources import write_worksheet
from vongtay.cases.actions.tips import Told, take_tip
from vongtay.cases.models import Case
from vongtay.cases.rules import Finding
from vongtay.cases.states import State, StepKind
from vongtay.cases.tests.gate import a_line, an_event, fresh, with_team
from vongtay.cases.tests.gate import receive as receive_mass_line
from vongtay.common.vietnamese import fold
from vongtay.facilities.actions import About, Admission, Where, add_facility, change_whereabouts, look_at_whereabouts
from vongtay.facilities.tests.house import a_facility, a_room, bed_of
from vongtay.home import upkeep
from vongtay.papers.actions import Owner, store_file
from vongtay.people.actions import change_identity, look_at_identity
from vongtay.people.queries import find_by_name, find_by_number, known_elsewhere
from vongtay.people.vault import Facts, Vault
from vongtay.support import actions as support
from vongtay.support.actions import IN_KIND, book, take_back
from vongtay.support.actions import Given as Booked
from vongtay.support.states import Criterion
from vongtay.support.tests.gate import say_everything
from vongtay.tasks.actions import Wish
from vongtay.tasks.models import Clock
from vongtay.tasks.states import PauseReason, TaskState

# Long and unlikely enough never to appear by chance; numbers are put together so that none stands in the repository.
NUMBER, NEW_NUMBER, PHONE = "020" + "199" + "147258", "020" + "199" + "369147", "038" + "1470" + "258"
MARKERS = {
    "name": "Vừ Thị Dấu Khuyết", "other": "Mỷ Kín Đáo Riêng", "born": "năm con rồng lửa", "address": "bản Khe Dấu Ấn Sâu", "safe": "gõ ba tiếng rồi chờ",
    "companion": "Giàng A Dấu Nhỏ", "changed": "Vừ Thị Dấu Mới", "evidence": "lời kể bên bờ suối đá", "notice": "ghi kèm thông báo kín",
    "refusal": "lý do từ chối rất riêng", "step": "ghi chú bước xác minh kín", "reason": "lý do đề xuất thật dài", "returned": "thiếu lời khai thứ hai kín",
    "reopened": "mở lại vì thư của mẹ", "corrected": "sửa tuổi theo giấy chứng sinh kín", "draft": "Lù Thị Nháp Dở Dang", "file": "nội dung tệp quét tuyệt mật",
    "file_name": "don-to-giac-cua-vu-thi-dau.pdf", "number": NUMBER, "new_number": NEW_NUMBER, "phone": PHONE[1:], "searched": "Sùng Thị Được Tìm",
    "house": "Nhà Khuất Nẻo Dấu", "way": "hẻm dấu kín cuối làng, cổng xanh",
    "in_error": "Chang Thị Trong Lỗi", "task": "gọi cho bác ruột ở bản trên", "task_note": "bác ruột hẹn gặp chiều mai", "pause": "đang mổ ruột thừa kín",
    "ground": "vì bà mẹ đang chờ ở bến kín",
    "finding": "bị giữ điện thoại trong phòng kín", "consent": "giải thích bằng tiếng Mông thật kín", "consent_to": "nhóm tương trợ Dấu Ẩn",
    "fear": "sợ người anh họ quay lại rất kín", "tip": "thấy ba cô gái trên xe kín", "teller": "Hạng A Báo Kín", "sought": "Lầu Thị Mong Tìm",
    "listed": "VU THI DAU CHAM", "table": "bản Nặm Dấu Chìm", "abroad": "Thào Thị Xa Khuất", "abroad_note": "bác cả nghe kể ở chợ kín",
    "why_wrong": "hai chị em sinh đôi rất kín", "condition": "sốt nhẹ và run tay kín", "shared": "vì tổ công tác đang chờ kín",
    "less": "xe của xã chở một chặng rất kín", "provider": "quán cơm bà Dấu Thầm", "taken_back": "ghi nhầm sang người chị rất kín",
    "planned": "về ở với bà ngoại bên bờ khe kín",
    "night": "ngủ chập chờn vì mơ thấy sông kín", "fever": "uống thuốc hạ sốt lúc nửa đêm kín", "thing": "chiếc vòng bạc khắc chữ kín",
    "keeper": "Bàn Thị Giữ Đồ", "beside": "Phàn Văn Ký Cạnh", "back_to": "Tẩn Thị Nhận Lại", "incident": "người lạ gõ cổng lúc khuya kín",
    "told": "đã gọi tổ trưởng thôn rất kín", "stay_who": "Giám đốc Lý Thị Quyết Kín", "stay_why": "chưa tìm được người thân kín",
    "stay_back": "quyết định ghi sang người khác kín", "visit": "bữa cơm còn thiếu gạo rất kín", "visit_next": "xin cho con bò giống kín",
    "criterion": "hàng xóm còn xì xào rất kín", "visit_back": "lần thăm ghi sang nhà bên kín", "helper": "Chảo Thị Đỡ Đần",
    "reach": "nhà cạnh cối nước kín",
}  # fmt: skip


def forms() -> dict[str, bytes]:
    """Each marker as it might stand somewhere: as written, lower, folded; and in hex as PostgreSQL writes bytes."""
    texts = {form for text in MARKERS.values() for form in (text, text.lower(), text.upper(), fold(text))}
    raw = {text: text.encode() for text in texts}
    return raw | {f"hex of {text}": content.hex().encode() for text, content in raw.items()}


def fill() -> Case:
    """One way from reception to decision and back, every free text of it a marker."""
    facts = Facts(
        name=MARKERS["name"], other_names=MARKERS["other"], born=MARKERS["born"], id_number=NUMBER, address=MARKERS["address"], phone=PHONE,
        safe_way=MARKERS["safe"],
    )  # fmt: skip
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff, facts=facts)
        drafts.save(staff, "receive", _typed())
        add_companion(
            case=case, role="relative", facts=Facts(name=MARKERS["companion"]), sex="male", age_years=40, by=staff
        )
        case = Case.objects.get(pk=case.pk)
        correct_facts(case=case, changes={"age_years": 25}, version=case.version, by=staff, note=MARKERS["corrected"])
        notices = [
            send_notice(
                case=case,
                to_body=body(to),
                rule_id="custom",
                parts=_PARTS,
                at=timezone.now(),
                by=staff,
                note=MARKERS["notice"],
                ground=Ground("c", MARKERS["ground"]),
            )
            for to in (POLICE, HEALTH)
        ]
        _refuse_from_paper(notices[0])
    with acting("case_worker") as staff:
        answer_notice(referral=notices[1], accept=True, reason="", at=timezone.now(), version=1, by=staff)
        _at_the_health_department(Case.objects.select_related("person").get(pk=case.pk), staff)
    _decide_and_reopen(case)
    _identify_and_protect(case)
    _hide_a_house()
    _book_and_take_back(case)
    _receive_many()
    say_everything(case, MARKERS["planned"])
    _lodge_and_write(case)
    _come_home_and_visit(case)
    return case


def _book_and_take_back(case: Case) -> None:
    """An entry of the ledger with all its words, and why it was taken back."""
    with acting("case_worker") as staff:
        given = Booked(
            "travel",
            IN_KIND,
            1,
            timezone.localdate(),
            unit_words="chuyến",
            less_reason=MARKERS["less"],
            provider_text=MARKERS["provider"],
        )
        entry = book(key=uuid4(), case=Case.objects.get(pk=case.pk), given=given, by=staff)
        take_back(key=uuid4(), entry=entry, reason=MARKERS["taken_back"], by=staff)


def _lodge_and_write(case: Case) -> None:
    """The book of a stay with all its words: notes, things in keeping, an incident, decisions."""
    with acting("case_worker") as staff:
        case = Case.objects.get(pk=case.pk)
        bed = bed_of(a_room(a_facility(staff, label="Cơ sở số 2"), staff))
        admission = Admission(at=timezone.now(), ground="safety")
        stay = give_place(key=uuid4(), case=case, person_id=case.person_id, bed=bed, admission=admission, by=staff)
        here, day = {"case": case, "stay_id": stay.pk, "by": staff}, timezone.localdate()
        for kind, words in (("note", MARKERS["night"]), ("medical", MARKERS["fever"])):
            support.note_day(key=uuid4(), on=day, kind=kind, words=words, **here)
        received = support.Received(MARKERS["thing"], day, MARKERS["keeper"], MARKERS["beside"])
        kept = support.receive_belongings(key=uuid4(), received=received, **here)
        support.give_belongings_back(belonging=kept, on=day, to=MARKERS["back_to"], witness=MARKERS["beside"], by=staff)
        happened = support.Happened(
            timezone.now(), "threat", MARKERS["incident"], MARKERS["told"], MARKERS["task"], day
        )
        support.record_incident(key=uuid4(), happened=happened, **here)
        decided = support.Decided("07/QĐ", day, MARKERS["stay_who"], MARKERS["stay_why"], why_body=MARKERS["stay_why"])
        decision = support.decide_admission(key=uuid4(), decided=decided, **here)
        support.take_back_stay_decision(decision=decision, reason=MARKERS["stay_back"], by=staff)


def _come_home_and_visit(case: Case) -> None:
    """A return with a visit against the person's word, which is taken back, and a helper near the home."""
    with acting("case_worker") as staff:
        case, day = Case.objects.get(pk=case.pk), timezone.localdate()
        home = support.Home(day, Place.objects.get(pk=2306184), body(HEALTH))
        support.bring_home(key=uuid4(), case=case, home=home, by=staff)
        told = support.Visited(
            day, "home", is_reached=True, is_agreed=False, against=MARKERS["visit_next"], found=MARKERS["visit"],
            next_step=MARKERS["visit_next"], findings=dict.fromkeys(Criterion, ("met", MARKERS["criterion"])),
        )  # fmt: skip
        visit = support.record_visit(key=uuid4(), case=case, told=told, by=staff)
        support.take_back_visit(key=uuid4(), visit=visit, reason=MARKERS["visit_back"], by=staff)
        near = support.Near("teacher", MARKERS["helper"], MARKERS["reach"], day)
        support.name_helper(key=uuid4(), case=case, near=near, by=staff)


def _receive_many() -> None:
    """A list at a gate, an answer at its table, the abroad list, a match taken back, a hand-over list: every text of them a marker."""
    with acting("case_worker") as staff:
        told = Report(place=Place.objects.get(pk=2306184), known_through="family", known_on=timezone.localdate())
        facts = Facts(name=MARKERS["abroad"], address=MARKERS["address"], phone=PHONE)
        entry = report_abroad(key=uuid4(), report=told, facts=facts, by=staff, note=MARKERS["abroad_note"])
        share_abroad(
            entry=entry, body=body(POLICE), by=staff, ground=Ground("c", MARKERS["shared"]), note=MARKERS["abroad_note"]
        )
    with acting("receiver", BORDER) as staff:
        event = with_team(an_event(staff), staff)
        line = a_line(event, staff, MARKERS["listed"], passport=NEW_NUMBER)
        save_answers(line=line, values={"home": MARKERS["table"]}, seen={}, by=staff)
        receive_mass_line(line, staff)
        people = [Handed(line, MARKERS["condition"], MARKERS["condition"])]
        wanted = HandoverList(body(HEALTH), timezone.now(), people, MARKERS["other"])
        issue_handover(key=uuid4(), event=event, wanted=wanted, ground=Ground("c", MARKERS["shared"]), by=staff)
    with acting("case_worker") as staff:
        match = judge_match(line=fresh(line, staff), entry=entry, same=True, by=staff)
        undo_match(match=match, by=staff, why=MARKERS["why_wrong"])


def _identify_and_protect(case: Case) -> None:
    """The texts of a worksheet, a consent, a request for protection and a tip."""
    with acting("verifier") as staff:
        case = Case.objects.get(pk=case.pk)
        unknown = Finding("unknown", note=MARKERS["finding"])
        findings = dict.fromkeys(("act", "means", "purpose"), unknown)
        write_worksheet(case=case, findings=findings, number=0, by=staff, key=uuid4())
    with acting("case_worker") as staff:
        day = timezone.localdate()
        given = Given(
            "support",
            ["contact"],
            "signed",
            day,
            by_person=True,
            to_words=MARKERS["consent_to"],
            note=MARKERS["consent"],
        )
        give_consent(case=case, given=given, by=staff, key=uuid4())
        ask_protection(
            case=case,
            kinds=["secret_stay"],
            grounds=MARKERS["fear"],
            asked_on=day,
            for_relatives=False,
            by=staff,
            key=uuid4(),
        )
        sought = Facts(name=MARKERS["sought"])
        told = Told(kind="missing", text=MARKERS["tip"], at=timezone.now(), teller=MARKERS["teller"], sought=sought)
        take_tip(key=uuid4(), told=told, by=staff)


def _hide_a_house() -> None:
    about = About(kind="house", label="Cơ sở số 1", opened_on=timezone.localdate())
    with acting("case_worker") as staff:
        facility = add_facility(key=uuid4(), body=body(HEALTH), about=about, by=staff)
        change_whereabouts(facility=facility, where=Where(MARKERS["house"], MARKERS["way"]), version=0, by=staff)
        assert look_at_whereabouts(facility=facility, by=staff)[0].name == MARKERS["house"]


_PARTS = ["identity", "contact", "health", "statement", "offence", "support", "papers", "shelter"]


def _typed() -> QueryDict:
    typed = QueryDict(mutable=True)
    typed["name"] = MARKERS["draft"]
    typed["phone"] = PHONE
    return typed


def _refuse_from_paper(referral) -> None:
    with acting("receiver", COMMUNE) as staff:
        answer_notice(
            referral=referral, accept=False, reason=MARKERS["refusal"], at=timezone.now(), version=1, by=staff,
            from_paper=FromPaper("12/CAT", timezone.localdate()),
        )  # fmt: skip


def _at_the_health_department(case: Case, staff) -> None:
    add_evidence(
        case=case, source="a", weight="strong", obtained_on=case.received_on, note=MARKERS["evidence"], by=staff
    )
    record_step(case=case, kind=StepKind.NOTE, at=timezone.now(), by=staff, note=MARKERS["step"])
    owner = Owner(case.subject_id, case.person_id, Vault.of(case.person_id).key)
    store_file(
        content=b"%PDF-1.7 " + MARKERS["file"].encode(),
        name=MARKERS["file_name"],
        by=staff,
        owner=owner,
        media_type="application/pdf",
    )
    look_at_identity(person=case.person, purpose="care", by=staff)
    change_identity(
        person=case.person, changes={"name": MARKERS["changed"], "id_number": NEW_NUMBER}, version=1, by=staff
    )
    wish = Wish(MARKERS["task"], body(HEALTH), post("verifier"), timezone.localdate())
    task = add_task(case=case, key=uuid4(), wish=wish, by=staff)
    end_task(task=task, to=TaskState.DONE, note=MARKERS["task_note"], version=1, by=staff)
    clock = Clock.objects.filter(
        subject_id=case.subject_id, met_at__isnull=True, due_on__gte=timezone.localdate()
    ).first()
    pause_clock(
        case=case, clock=clock, at=timezone.now(), reason=PauseReason.HEALTH, basis="", note=MARKERS["pause"], by=staff
    )
    find_by_name(MARKERS["searched"])
    find_by_number(NUMBER)
    known_elsewhere(name=MARKERS["searched"], born=1999, number=NEW_NUMBER)


def _decide_and_reopen(case: Case) -> None:
    for _round in range(2):
        with acting("verifier") as staff:
            case = Case.objects.get(pk=case.pk)
            version = case.version
            propose(
                case=case,
                proposal=Proposal(State.UNDETERMINED, ["a"], "evidence_short", MARKERS["reason"]),
                version=version,
                by=staff,
            )
        with acting("decider") as staff:
            version = Case.objects.get(pk=case.pk).version
            if _round == 0:
                return_proposal(case=case, note=MARKERS["returned"], version=version, by=staff)
                continue
            case = decide(case=case, decided_on=timezone.localdate(), version=version, by=staff).case
            reopen(case=case, reason=MARKERS["reopened"], version=Case.objects.get(pk=case.pk).version, by=staff)


def use_pages(db: Committed) -> None:
    """What only pages do: browser sessions, searches typed into forms, drafts, a refused form."""
    client = Client()
    holder = post("receiver", COMMUNE)
    user = User.objects.get(pk=holder.user_id)
    assert client.post("/accounts/sign-in/", {"username": user.username, "password": "demo"}).status_code == 302
    client.get("/")
    client.post("/post/", {"post": str(holder.id)})
    assert client.get("/").status_code == 200
    client.post("/search/", {"q": MARKERS["searched"], "born": "1999"})
    client.post("/search/", {"q": NUMBER})
    client.post("/cases/receive/draft/", {"name": MARKERS["draft"], "phone": PHONE})
    client.post("/cases/receive/namesakes/", {"name": MARKERS["searched"], "born": "1999"})
    client.post("/cases/receive/", {"name": MARKERS["draft"], "phone": PHONE, "key": str(uuid4())})
    with db.web() as web, pytest.raises(psycopg.Error):
        web.execute("select %s::text::integer", [MARKERS["in_error"]])
    with db.owner() as owner, pytest.raises(psycopg.Error):
        owner.execute(f"insert into accounts_user (id, username) values (gen_random_uuid(), '{MARKERS['in_error']}')")


@pytest.fixture
def filled(committed_db: Committed, settings, tmp_path: Path) -> Committed:
    settings.DATA = tmp_path
    fill()
    use_pages(committed_db)
    upkeep.seal_log("demo")
    with committed_db.superuser() as superuser:
        superuser.execute("checkpoint")
    return committed_db


def rows(db: Committed) -> Iterator[tuple[str, str]]:
    with db.superuser() as superuser:
        tables = superuser.execute(
            "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace"
            " where c.relkind in ('r', 'm', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%'"
        ).fetchall()
        assert len(tables) > 50
        for (table,) in tables:
            for (row,) in superuser.execute(f"select t::text from {table} t").fetchall():
                yield table, row
        for view in ("pg_stat_statements", "pg_stat_activity", "pg_stats"):
            for (row,) in superuser.execute(
                f"select t::text from {view} t where t::text not like '%pg_stat%'"
            ).fetchall():
                yield view, row


def test_no_marker_stands_in_any_table_session_or_statistic(filled):
    wanted = {label: content.decode() for label, content in forms().items()}
    found = {(table, label) for table, row in rows(filled) for label, text in wanted.items() if text in row}
    assert found == set()
    sessions = [str(SessionStore().decode(session.session_data)) for session in WebSession.objects.all()]
    assert sessions
    assert not [label for label, text in wanted.items() for session in sessions if text in session]


def test_no_marker_stands_in_any_file_of_the_server_or_of_ours(filled, capfd):
    wanted = forms()
    folders = [filled.server.folder, filled.server.data, Path(settings.DATA)]
    files = {path for folder in folders for path in folder.rglob("*") if path.is_file() and path.stat().st_size}
    kinds = {part for path in files for part in path.relative_to(path.anchor).parts}
    assert {"base", "pg_wal", "log", "anchors"} <= kinds
    assert [(path.name, label) for path in sorted(files) for label in held_by(path, wanted)] == []
    printed = capfd.readouterr()
    assert not [label for label, content in wanted.items() if content.decode() in printed.out + printed.err]


def held_by(path: Path, wanted: dict[str, bytes]) -> list[str]:
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            return [label for label, text in wanted.items() if content.find(text) >= 0]
    except (FileNotFoundError, ValueError):  # the server removed or emptied it meanwhile
        return []


def test_the_search_of_the_disk_would_find_a_marker(filled):
    """What the test above proves, proved: a marker that does stand in a table is found in its file."""
    with filled.superuser() as superuser:
        superuser.execute("create table leak (x text)")
        superuser.execute("insert into leak values (%s)", [MARKERS["name"]])
        superuser.execute("checkpoint")
        path = superuser.execute("select pg_relation_filepath('leak')").fetchone()[0]
    assert MARKERS["name"] in held_by(filled.server.folder / path, forms())
    assert any(table == "leak" and MARKERS["name"] in row for table, row in rows(filled))


def test_the_world_was_filled_and_its_people_can_be_read_by_whoever_may(filled):
    with acting("case_worker") as staff:
        case = Case.objects.exclude(route="R5").get()
        facts = look_at_identity(person=case.person, purpose="care", by=staff)
        assert (facts.name, facts.id_number, facts.phone) == (MARKERS["changed"], NEW_NUMBER, f"+84{PHONE[1:]}")
        assert Vault.of(case.person_id).key is not None
