"""Invented worlds: a case that COPY made equals, row for row, one that the acts made; the demo; what is refused."""

import uuid
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import psycopg
import pytest
from django.db import connection, transaction
from django.utils import timezone

from tests import demo_world
from tests.cast import acting
from vongtay.agencies.models import Place
from vongtay.audit import verify
from vongtay.audit.actions import audit_key, seal
from vongtay.audit.chain import entry_mac
from vongtay.cases.models import Case, Stat, StatDelta
from vongtay.cases.queries import cases_of
from vongtay.cases.rules import CODE_LETTERS
from vongtay.cases.states import Route
from vongtay.common.days import VIETNAM
from vongtay.common.phones import identity_number
from vongtay.common.ring import ring
from vongtay.config import roles
from vongtay.config.embedded import SUPERUSER
from vongtay.config.throwaway import throwaway
from vongtay.grants.models import Subject
from vongtay.home import command_seed
from vongtay.home.seed import catalogue, names, worlds
from vongtay.home.seed.clock import Past
from vongtay.home.seed.copy import Loader
from vongtay.home.seed.shapes import Inputs, act_out, example, shapes
from vongtay.home.seed.templates import Codes, Compiler, Filler
from vongtay.indicators.models import Figure
from vongtay.people.queries import find_by_name
from vongtay.people.vault import Facts, Vault

# Written by signing in, not by the case: each act here opens a session of its own, a person's browser opens one a day.
SESSIONS = "agencies_opensession"


@pytest.fixture
def own_world(server, django_db_setup, django_db_blocker):
    """A database of its own, a copy of the tests' one, worked in as the owner: whole worlds are loaded into it."""
    name, kept = f"seed_{uuid.uuid4().hex[:8]}", dict(connection.settings_dict)
    with django_db_blocker.unblock():
        connection.close()
        with psycopg.connect(server.url(SUPERUSER, "postgres"), autocommit=True) as superuser:
            superuser.execute(f"create database {name} template {kept['NAME']} owner {roles.OWNER}")
            server.prepare(name)
            parts = psycopg.conninfo.conninfo_to_dict(server.url(roles.OWNER, name))
            connection.settings_dict.update(NAME=name, USER=parts["user"], PASSWORD=parts["password"])
            try:
                yield server, name
            finally:
                connection.close()
                connection.settings_dict.update(kept)
                superuser.execute(f"drop database {name} with (force)")


def inputs(shape, number):
    """Other values than those of the example in everything that two cases may differ in."""
    chance = Random(number)  # chance for invented facts
    day = datetime(2026, 3, 12, tzinfo=VIETNAM) if shape.regime == "L53" else datetime(2023, 2, 7, tzinfo=VIETNAM)
    facts = Facts(name="Vàng A Thử")
    if shape.told == "all":
        facts = Facts(
            name="Vàng A Thử", other_names="A Thử", born="2009", id_number=names.identity_number(chance),
            address="Bản Thử", phone=names.phone(chance), safe_way="Gọi sau 18 giờ.", may_ring="yes",
        )  # fmt: skip
    place = Place.objects.get(pk=2307210)
    return Inputs(uuid.UUID(int=10**6 + number, version=4), day + timedelta(hours=9, minutes=37), place.id, 2100024, "male",
                  15 if shape.child else 31, facts)  # fmt: skip


def unlike(found):
    """Of shapes that differ only in who receives, one; every route under both laws among them."""
    seen = set()
    for shape in found:
        marks = {
            (shape.route, shape.regime),
            (shape.province,),
            (shape.regime, shape.end, shape.told, shape.police, shape.child),
        }
        if not marks <= seen:
            seen |= marks
            yield shape


def written():
    """Every row that this transaction has written, in every table of the database: none is left out by name."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_current_xact_id()::xid::text::bigint")
        (first,) = cursor.fetchone()
    tables = catalogue.written_into(catalogue.tables())
    rows = {
        table: catalogue.rows_where(table, "xmin::text::bigint >= %s", [first])
        for table in tables
        if table.name != SESSIONS
    }
    return {table.name: (table, found) for table, found in rows.items() if found}


class Plainly:
    """Rows with all that may differ between two equal cases made equal: own keys, codes, ciphertexts (decrypted), MACs (checked)."""

    def __init__(self, rows):
        self.rows = rows
        self.case = next(row.values for row in rows["cases_case"][1])
        self.vault = Vault.of(self.case["person_id"])
        self.own = {row.values[table.key]: table.name for table, found in rows.values() for row in found if table.key}

    def tables(self):
        return {name: Counter(map(self.row_of(table), found)) for name, (table, found) in self.rows.items()}

    def row_of(self, table):
        return lambda row: tuple(sorted((column.name, self.value(table, column, row)) for column in table.columns))

    def value(self, table, column, row):
        value = row.values[column.name]
        if column.made or column.name == "ref":
            return "made"
        if column.name == "mac":
            return str(bytes(value) == entry_mac(audit_key(), row.values))
        if column.name == "wrapped":
            return str(Vault.from_wrapped(self.case["person_id"], value) == self.vault)
        if column.name.endswith("_ct"):
            return self.vault.open(table.name, column.name, row.values[table.key], value)
        if isinstance(value, uuid.UUID) and value in self.own and value != self.case["subject_id"]:
            return f"key of {self.own[value]}"
        text = str(
            sorted(value, key=str)
            if isinstance(value, list)
            else bytes(value)
            if isinstance(value, memoryview)
            else value
        )
        return text.replace(self.case["code"], self.case["code"][:-CODE_LETTERS])


def rolled_back(work):
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("set transaction isolation level repeatable read")
        work()
        found = Plainly(written()).tables()
        transaction.set_rollback(True)
    return found


def one_by_copy(shape, given):
    with transaction.atomic():
        template = Compiler(shape, example(shape, 1), act_out(shape, example(shape, 1), Past())).compile(
            catalogue.tables()
        )
        transaction.set_rollback(True)
    values = Filler(ring(), [template]).fill(template, given, Random(3), Codes(7, set()))
    with Loader(template.lines, is_most=False) as loader:
        loader.copy({table: line % values for table, line in template.lines.items()})


@pytest.mark.usefixtures("own_world")
class TestEqual:
    def test_a_seeded_case_of_each_kind_equals_one_made_by_the_acts_in_every_table(self):
        for number, shape in enumerate(unlike(shapes("demo", ["LS", "BN"]))):
            given = inputs(shape, number)
            by_acts = rolled_back(lambda shape=shape, given=given: act_out(shape, given, Past()))
            by_copy = rolled_back(lambda shape=shape, given=given: one_by_copy(shape, given))
            assert set(by_copy) == set(by_acts), shape
            for table, rows in by_acts.items():
                assert by_copy[table] == rows, (shape, table)

    def test_the_acts_write_into_every_table_that_the_comparison_is_meant_to_cover(self):
        shape = next(shape for shape in shapes("demo", ["LS"]) if shape.police)
        found = set(rolled_back(lambda: act_out(shape, inputs(shape, 1), Past())))
        assert found >= {
            "audit_entry", "cases_case", "cases_caseevent", "cases_decision", "cases_evidence", "cases_help", "cases_referral",
            "cases_statdelta", "cases_step", "grants_grant", "grants_subject", "people_contact", "people_datakey",
            "people_identity", "people_namekey", "people_person", "tasks_clock",
        }  # fmt: skip


@pytest.mark.usefixtures("own_world")
class TestLarge:
    def test_a_world_of_some_hundred_cases_counts_is_found_and_its_log_is_whole(self):
        assert command_seed.main(["--cases", "700", "--figures", "300", "--seed", "5"]) == 0
        assert Case.objects.filter(world="demo").count() == 700
        assert Figure.objects.filter(world="demo").count() == 300
        by_month = Counter(
            (place, day.replace(day=1), sex)
            for place, day, sex in Case.objects.values_list("place_id", "received_on", "sex")
        )
        kept = Counter()
        for model in (Stat, StatDelta):
            for place, month, sex, n in model.objects.values_list("place_id", "month", "sex", "n"):
                kept[place, month, sex] += n
        assert kept == by_month
        while seal():
            pass
        assert list(verify.findings()) == []

    def test_triggers_policies_and_references_stand_afterwards_as_before(self):
        before = _guards()
        assert command_seed.main(["--cases", "30", "--seed", "5", "--province", "LS"]) == 0
        assert _guards() == before

    def test_its_cases_are_seen_and_found_by_the_web_role_within_its_grants_only(self, own_world):
        server, name = own_world
        assert command_seed.main(["--cases", "200", "--seed", "6", "--province", "LS"]) == 0
        case = Case.objects.filter(lead__code="LS.SYT").first()
        person_name = Vault.of(case.person_id)
        row = case.person.identity
        told = person_name.open("people_identity", "name_ct", case.person_id, row.name_ct)
        connection.close()
        parts = psycopg.conninfo.conninfo_to_dict(server.url(roles.APP, name))
        connection.settings_dict.update(USER=parts["user"], PASSWORD=parts["password"])
        with acting("case_worker", "LS.SYT") as by:
            assert cases_of(by).filter(pk=case.pk).exists()
            assert case.person_id in {
                hit.person_id for hit in find_by_name(told, province_id=case.home_province_id).hits
            }
        with acting("case_worker", "BN.SYT") as by:
            assert not cases_of(by).exists()

    def test_the_same_number_gives_the_same_world_and_is_not_loaded_twice(self, capsys):
        made = worlds.templates("demo", ["LS"])
        world = worlds.World(40, 9, "demo", ["LS"])
        today = timezone.now().date()
        first, again = (worlds.Maker(world, made, today, set()).block(0)[1] for _time in range(2))
        assert first["grants_subject"] == again["grants_subject"]
        assert first["cases_case"] == again["cases_case"]
        other = worlds.Maker(worlds.World(40, 10, "demo", ["LS"]), made, today, set()).block(0)[1]
        assert other["grants_subject"] != first["grants_subject"]
        assert command_seed.main(["--cases", "20", "--seed", "9", "--province", "LS"]) == 0
        assert command_seed.main(["--cases", "20", "--seed", "9", "--province", "LS"]) == 1
        assert "--seed" in capsys.readouterr().err
        assert Case.objects.count() == 20

    def test_two_processes_make_the_same_blocks_as_none(self):
        made = worlds.templates("demo", ["LS"])
        maker = worlds.Maker(worlds.World(1100, 9, "demo", ["LS"]), made, timezone.now().date(), set())
        here = [(many, lines["cases_case"]) for many, lines in worlds.blocks(maker, 3, 0)]
        there = [(many, lines["cases_case"]) for many, lines in worlds.blocks(maker, 3, 2)]
        assert [many for many, _lines in here] == [500, 500, 100]
        assert here == there


def _guards():
    with connection.cursor() as cursor:
        cursor.execute(
            "select tgrelid::regclass::text, tgname, tgenabled::text from pg_trigger where not tgisinternal order by 1, 2"
        )
        triggers = cursor.fetchall()
        cursor.execute(
            "select conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated from pg_constraint order by 1, 2"
        )
        constraints = cursor.fetchall()
        cursor.execute(
            "select relname, relrowsecurity, relforcerowsecurity from pg_class where relkind = 'r' order by 1"
        )
        return triggers, constraints, cursor.fetchall()


@pytest.fixture
def demo(request, django_db_setup, django_db_blocker, settings):
    """The world that `vongtay seed --demo` loads, worked in as the owner; the journeys walk in copies of the same."""
    like, kept = demo_world.loaded(), dict(connection.settings_dict)
    if like is None:
        request.getfixturevalue("own_world")
        yield
        return
    with throwaway(demo_world.bindir(), like=like) as found, django_db_blocker.unblock():
        parts = psycopg.conninfo.conninfo_to_dict(found["DATABASE_OWNER_URL"])
        settings.KEYS = Path(found["VONGTAY_DATA"]) / settings.KEYS.relative_to(settings.DATA)
        connection.close()
        connection.settings_dict.update(
            HOST=parts["host"], PORT=parts["port"], NAME=parts["dbname"], USER=parts["user"], PASSWORD=parts["password"]
        )
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict.update(kept)


@pytest.mark.usefixtures("demo")
class TestDemo:
    def test_it_is_loaded_through_the_acts_once_with_a_past_of_its_own(self, capsys):
        assert command_seed.main(["--demo"]) == 0
        cases, figures = Case.objects.count(), Figure.objects.count()
        assert 100 <= cases <= 150
        assert figures >= 150
        assert set(Case.objects.values_list("route", flat=True)) == set(Route)
        assert len(set(Case.objects.values_list("state", flat=True))) == 6
        assert set(Case.objects.values_list("regime", flat=True)) == {"L66", "L53"}
        assert set(Case.objects.values_list("province__abbrev", flat=True)) == {"LS", "BN"}
        assert Figure.objects.filter(nil=True).exists()
        assert Figure.objects.exclude(bound="exact").exists()
        half_a_year_ago = timezone.now() - timedelta(days=180)
        known = Case.objects.filter(recorded_at__lt=half_a_year_ago).count()
        assert 0 < known < cases
        while seal():
            pass
        assert list(verify.findings()) == []
        assert command_seed.main(["--demo"]) == 0
        assert (Case.objects.count(), Figure.objects.count()) == (cases, figures)
        assert "giả định" in capsys.readouterr().out


@pytest.mark.usefixtures("own_world")
class TestRefused:
    def test_nothing_invented_comes_into_an_installation_for_real_cases(self, settings, capsys):
        settings.WORLD = "real"
        assert command_seed.main(["--demo"]) == 1
        assert command_seed.main(["--cases", "5"]) == 1
        assert "hồ sơ thật" in capsys.readouterr().err
        assert not Case.objects.exists()

    def test_nor_into_a_database_that_holds_a_real_case(self, capsys):
        Subject.objects.create(world="real", province_id=2100020)
        assert command_seed.main(["--cases", "5"]) == 1
        assert "hồ sơ thật" in capsys.readouterr().err
        assert not Case.objects.exists()

    @pytest.mark.parametrize(
        "words", [["--cases", "-3"], ["--cases", "viele"], ["--cases", "99999999999"], ["--world", "real"]]
    )
    def test_words_that_make_no_sense_are_refused(self, words):
        with pytest.raises(SystemExit) as left:
            command_seed.main(words)
        assert left.value.code == 2

    def test_a_load_that_breaks_off_leaves_nothing(self, monkeypatch):
        copy, before = Loader.copy, _guards()

        def breaking(self, lines):
            copy(self, lines)
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(Loader, "copy", breaking)
        with pytest.raises(OSError, match="No space"):
            command_seed.main(["--cases", "30", "--province", "LS"])
        assert not Case.objects.exists()
        assert _guards() == before


def test_invented_numbers_are_none_that_anybody_has():
    chance = Random(1)  # chance for invented facts
    assert all(identity_number(names.identity_number(chance)).value.startswith("0" * 3) for _one in range(20))
    assert all(names.phone(chance).startswith("0" + "3" + "0") for _one in range(20))


def test_names_come_in_the_proportions_of_a_country_where_many_share_one():
    chance = Random(2)  # chance for invented facts
    found = Counter(names.name(chance, "female", highland=False).split()[0] for _one in range(2000))
    assert found.most_common(1)[0][0] == "Nguyễn"
    assert len(found) > 8
