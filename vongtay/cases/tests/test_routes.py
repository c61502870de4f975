"""Every route from reception to decision, under both laws; going over to another route; the laws that judge a case."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from tests.cast import BORDER, BY_CUSTOM, COMMUNE, HEALTH, OTHER_HEALTH, a_case, acting, arrival, body, sign_in
from vongtay.cases import actions, queries
from vongtay.cases.actions import known_facts
from vongtay.cases.forms import RecordStep
from vongtay.cases.models import Case, CaseEvent, Step
from vongtay.cases.states import LAW_ACT, Route, State, StepKind
from vongtay.cases.way import way_of
from vongtay.common.access import NotAllowed, Refused, Stale
from vongtay.common.days import today
from vongtay.law import queries as law
from vongtay.people.vault import Facts, Vault
from vongtay.tasks.models import Clock

pytestmark = pytest.mark.django_db
MISSION = "VN.CQDD.TQ"
OLD = datetime(2024, 9, 16, 2, tzinfo=UTC)


def received_on(route: str, staff, **changes) -> Case:
    """A case of any route, received by whom the route asks for."""
    by, paper = (body(MISSION), actions.FromPaper("45/CQĐD", today())) if route == "R3" else (None, None)
    changes = {"nationality": "LA", **changes} if route == "R7" else changes
    return actions.receive(
        key=uuid.uuid4(), arrival=arrival(route=route, **changes), facts=Facts(name="Lò Thị Ví Dụ"), by=staff, received_by=by,
        from_paper=paper,
    )  # fmt: skip


@pytest.mark.parametrize("regime", ["L53", "L66"])
@pytest.mark.parametrize("route", Route.values)
def test_every_route_leads_from_reception_to_decision_under_both_laws(route, regime):
    past = {} if regime == "L53" else {"received_at": OLD, "event_on": OLD.date()}
    with acting("case_worker") as staff:
        case = received_on(route, staff, **past)
        actions.record_step(case=case, kind="verification_asked", at=timezone.now(), by=staff, note="vì sao")
        case.refresh_from_db()
        assert (case.regime, case.state) == (regime, State.VERIFYING)
    with acting("verifier") as staff:
        actions.add_evidence(case=case, source="e", weight="strong", obtained_on=today(), note="x", by=staff)
        case.refresh_from_db()
        proposal = actions.Proposal(State.IDENTIFIED, ["e"])
        actions.propose(case=case, proposal=proposal, version=case.version, by=staff)
        case.refresh_from_db()
    with acting("decider") as staff:
        actions.decide(case=case, decided_on=today(), version=case.version, by=staff, stands_in=BY_CUSTOM)
        case.refresh_from_db()
    assert case.state == State.IDENTIFIED


def test_who_is_abroad_is_received_by_a_mission_and_a_citizen_is_no_foreigner():
    with acting("case_worker") as staff:
        with pytest.raises(Refused, match=r"mission|cơ quan đại diện"):
            a_case(staff, route="R3")
        with pytest.raises(Refused):
            a_case(staff, route="R7", nationality="VN")
        assert received_on("R3", staff).received_by.kind == "mission"
        assert received_on("R7", staff).nationality == "LA"


def test_the_acts_of_a_case_and_of_the_law_are_one_list():
    events = law.event_codes()
    assert events.isdisjoint(StepKind.values)
    assert set(LAW_ACT.values()) <= events
    assert all(Step(kind=code).label for code in [*events, *StepKind.values])


@pytest.mark.parametrize("regime", ["L53", "L66"])
@pytest.mark.parametrize("route", Route.values)
def test_a_route_offers_its_own_steps_with_their_article_and_the_rest_as_custom(route, regime):
    rules = law.route_rules(regime=regime, route=route)
    form = RecordStep(bodies=body(HEALTH).__class__.objects.none(), rules=rules)
    groups = [options for _group, options in form.fields["kind"].choices if not isinstance(options, str) and _group]
    values = [value for options in groups for value, _words in options]
    assert len(values) == len(set(values))
    assert {"custom", "note"} <= set(values)
    offered = {form.rules[value].met_by for value in values if value in form.rules}
    by_custom = {value.removeprefix("custom:") for value in values if value.startswith("custom:")}
    assert offered.isdisjoint(by_custom)
    assert "handed_over" in offered | by_custom
    for options in groups:
        for value, words in options:
            rule = form.rules.get(value)
            if rule is not None and not rule.customary:
                assert rule.article in words
            elif rule is not None:
                assert "Điều" not in words


def test_a_step_by_custom_needs_its_reason_and_starts_no_day(client):
    with acting("receiver", BORDER) as staff:
        case = a_case(staff, route="R2", channel="border_guard")
    sign_in(client, "receiver", BORDER)
    sent = {"kind": "L53.R2.confirm", "at_0": f"{today():%d/%m/%Y}", "at_1": "23:59", "note": ""}
    sent["at_1"] = timezone.localtime().strftime("%H:%M")
    assert client.post(f"/cases/{case.code}/step/", sent).status_code == 422
    assert (
        client.post(f"/cases/{case.code}/step/", sent | {"note": "Đơn vị giải cứu đã đủ tài liệu"}).status_code == 302
    )
    with acting("receiver", BORDER):
        step = Step.objects.get(case=case, kind="confirmed_paper")
        assert step.rule_id == "L53.R2.confirm"
        assert "Điều" not in step.basis
        assert not Clock.objects.filter(subject_id=case.subject_id, due_on__isnull=False).exists()


def test_the_line_of_a_case_shows_the_steps_of_its_own_route():
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff)
        steps = list(Step.objects.select_related("acted_by_body", "paper"))
        way = way_of(case, steps, known_facts(case))
    labels = [stop.label for stop in way.stops]
    assert labels[0] == law.event_short("received")
    assert law.event_short("brought") not in labels  # the commune itself received
    assert [stop.state for stop in way.stops][:2] == ["done", "now"]
    assert way.stops[0].body
    assert law.bodies_of(["commune"]) in way.next
    with acting("case_worker") as staff:
        foreign = received_on("R7", staff)
        other = way_of(foreign, [], known_facts(foreign))
    assert law.event_short("embassy_told") in [stop.label for stop in other.stops]


def running(case: Case) -> set[str]:
    return set(
        Clock.objects.filter(subject_id=case.subject_id, ended_at__isnull=True, met_at__isnull=True).values_list(
            "rule_id", flat=True
        )
    )


def test_a_case_goes_over_to_another_route_with_its_reason_and_its_clocks():
    with acting("receiver", BORDER) as staff:
        case = a_case(staff, route="R5", channel="foreign")
        before = running(case)
        assert before == {"L53.R5.notify_health"}
        actions.change_route(case=case, route="R4", reason="Có văn bản của cơ quan đại diện", version=1, by=staff)
        case.refresh_from_db()
        assert case.route == "R4"
        after = running(case)
        assert "L53.R4.bring_to_support" in after
        assert after.isdisjoint(before)
        due = Clock.objects.get(subject_id=case.subject_id, rule_id="L53.R4.bring_to_support")
        assert due.started_at == case.received_at
        (entry,) = [
            row
            for row in queries.entries_of(queries.steps_of(case), Vault.of(case.person_id))
            if row.step.kind == "route_changed"
        ]
        assert entry.note == "Có văn bản của cơ quan đại diện"
        assert (entry.step.details["from"], entry.step.details["ended"]) == ("R5", 1)
        assert list(
            CaseEvent.objects.filter(pgh_obj_id=case.pk).order_by("pgh_id").values_list("route", flat=True)
        ) == ["R5", "R4"]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [({"route": "R1"}, Refused), ({"reason": " "}, Refused), ({"version": 9}, Stale), ({"route": "R3"}, Refused)],
)
def test_a_change_of_route_that_can_not_be_is_refused_and_nothing_changes(changes, wrong):
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff)
        before = running(case)
        with pytest.raises(wrong):
            actions.change_route(case=case, **({"route": "R6", "reason": "x", "version": 1} | changes), by=staff)
        case.refresh_from_db()
        assert (case.route, case.version, running(case)) == ("R1", 1, before)


def test_only_the_body_that_leads_changes_the_route():
    with acting("receiver", COMMUNE) as staff:
        case = a_case(staff)
    with acting("verifier", OTHER_HEALTH) as staff, pytest.raises(NotAllowed):
        actions.change_route(case=case, route="R6", reason="x", version=1, by=staff)
    with acting("decider") as staff, pytest.raises(NotAllowed):
        actions.change_route(case=case, route="R6", reason="x", version=1, by=staff)


def test_a_file_of_two_laws_shows_which_acts_each_judges(client):
    opened = datetime(2025, 6, 20, 2, tzinfo=UTC)
    with acting("case_worker") as staff:
        case = a_case(staff, received_at=opened, event_on=opened.date())
        first = datetime(2025, 6, 23, 2, tzinfo=UTC)
        actions.record_step(case=case, kind="first_check", at=first, by=staff)
        actions.record_step(case=case, kind="verification_answered", at=first + timedelta(days=15), by=staff)
        steps = [entry.step for entry in queries.entries_of(queries.steps_of(case), Vault.of(case.person_id))]
        old, new = queries.laws_of(case, steps)
    assert [len(old.acts), len(new.acts)] == [2, 1]
    assert old.title.startswith("Luật 66/2011")
    sign_in(client, "case_worker")
    page = client.get(f"/cases/{case.code}/history/").content.decode()
    assert 'id="laws"' in page
    assert old.title in page
    assert new.title in page
    with acting("case_worker") as staff:
        single = a_case(staff)
    assert 'id="laws"' not in client.get(f"/cases/{single.code}/history/").content.decode()


def test_the_pages_of_a_route_open_for_who_may_and_refuse_others(client):
    with acting("case_worker") as staff:
        case = a_case(staff)
    sign_in(client, "case_worker")
    assert client.get(f"/cases/{case.code}/route/").status_code == 200
    sent = {"version": "1", "route": "R6", "reason": ""}
    assert client.post(f"/cases/{case.code}/route/", sent).status_code == 422
    assert client.post(f"/cases/{case.code}/route/", sent | {"reason": "Tự về"}).status_code == 302
    sign_in(client, "decider")
    assert client.get(f"/cases/{case.code}/route/").status_code == 403
