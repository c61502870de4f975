"""Rows for research: k persons bear each, and neither a total beside them nor a release of other days tells who was left out."""

import csv
import io
import uuid
from collections import Counter
from datetime import date
from itertools import product
from random import Random

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import HEALTH, OTHER_HEALTH, acting
from vongtay.common.access import Refused
from vongtay.common.periods import parse_period
from vongtay.reports.models import Publication, PublishedCell, Release
from vongtay.reports.publishing.cells import cells_of, combinations_of, key_of
from vongtay.reports.publishing.gate import EMPTY, Gathered, measure
from vongtay.reports.suppression.bounds import Attacker
from vongtay.reports.suppression.linked import Asked, Linked, atoms_of
from vongtay.reports.tests.publication import approved, cells, computed, people, proposed, published
from vongtay.reports.tests.world import LANG_SON, signed_in

HERE, DAYS, K = frozenset({"20"}), (date(2026, 1, 1), date(2026, 6, 30)), 10
VALUES = {"route": ["R1", "R2", "R5"], "sex": ["f", "m"], "status": ["i", "n"]}
COLUMNS = ["route", "sex", "status"]
NAMES = sorted(COLUMNS)
ROWS = {"kind": "microdata", "tables": [["sex", "status"]]}


def rows_beside(persons, totals):
    """Give rows about these persons beside published totals: who each counts."""
    named = [(cell, key_of("+", cell)) for cell in combinations_of(COLUMNS, VALUES)]
    new = {key: Asked(tuple(sorted(cell)), HERE, *DAYS) for cell, key in named}
    known = {key_of("1", who): Asked(who, HERE, *DAYS, counted(persons, who)) for who in totals}
    atoms = atoms_of([*new.values(), *known.values()])
    given = Gathered(K, named, new, known, NAMES, VALUES, atoms, [persons], are_rows=True)
    return given, measure(given)


def published_totals(persons, tables):
    """Give whom the cells count that earlier tables showed."""
    named = [(cell, key_of("t", cell)) for cell in cells_of(tables, VALUES)]
    new = {key: Asked(tuple(sorted(cell)), HERE, *DAYS) for cell, key in named}
    found = measure(Gathered(K, named, new, {}, NAMES, VALUES, atoms_of(new.values()), [persons]))
    return [new[key].who for (_cell, key), row in zip(named, found.rows, strict=True) if row.shown is not None]


def counted(persons, who):
    return sum(
        many for bearing, many in persons.items() if all(bearing[NAMES.index(name)] == value for name, value in who)
    )


@pytest.mark.parametrize("seed", range(8))
def test_every_person_without_a_row_is_solved_for_and_stays_open(seed):
    chance = Random(seed)
    persons = {
        bearing: chance.choice([0, 0, 1, 4, 9, 15, 40]) for bearing in product(*(VALUES[name] for name in NAMES))
    }
    totals = published_totals(persons, [("sex",), ("route",), ("route", "sex")])
    given, found = rows_beside(persons, totals)
    assert not found.told
    assert all(row.count >= K for row in found.rows if row.shown and row.cell)
    shown = {key: given.new[key] for (_cell, key), row in zip(given.cells, found.rows, strict=True) if row.shown}
    left = {
        key: given.new[key]
        for (_cell, key), row in zip(given.cells, found.rows, strict=True)
        if row.cell and not row.shown
    }
    linked = Linked(left, given.known | shown, dimensions=NAMES, values=VALUES, atoms=given.atoms, people=[persons])
    attacker = Attacker(linked, left, known=set(given.known | shown))
    for key in left:
        if linked.counts[key]:
            least, most, _holding = attacker.interval(key)
            assert most - least >= K, key
    for who in totals:  # nor is what a total leaves a handful
        rest = counted(persons, who) - sum(
            row.shown for row in found.rows if row.shown and row.cell and set(who) <= set(row.cell)
        )
        assert rest == 0 or rest >= K


def test_a_total_that_leaves_few_holds_a_row_back():
    persons = {("R1", "f", "i"): 30, ("R1", "f", "n"): 12, ("R1", "m", "n"): 3}
    _given, found = rows_beside(persons, [()])
    status = {row.cell: row.status for row in found.rows if row.count}
    assert status[("route", "R1"), ("sex", "m"), ("status", "n")] == "primary"
    assert status[("route", "R1"), ("sex", "f"), ("status", "n")] == "secondary"  # 45 less 30 and 12 would be 3
    assert {row.status for row in found.rows if row.cell and not row.count} == {EMPTY}


def taken(release):
    """Give how many rows of the public file bear what."""
    row = Publication.objects.get(pk=release.pk)
    address = reverse("portal:publication_csv", args=[row.body.code, row.year, row.number])
    lines = csv.DictReader(io.StringIO(Client().get(address).content.decode("utf-8-sig")))
    return Counter(tuple(line.values()) for line in lines)


@pytest.mark.django_db
class TestRelease:
    def test_each_row_is_a_person_and_only_who_shares_all_values_with_enough_is_one(self):
        people(female=24, male=12)
        people(female=3, route="R5")
        release = proposed(**ROWS | {"tables": [["route", "sex"]]})
        assert (release.state, cells(release)["R5/female"][1]) == ("waiting", "primary")
        approved(release)
        found = taken(release)
        assert all(many >= K for many in found.values())
        assert 39 - found.total() == 0 or 39 - found.total() >= K
        assert Publication.objects.get().kind == "microdata"
        page = (
            Client()
            .get(reverse("portal:publication", args=[HEALTH, Publication.objects.get().year, 1]))
            .content.decode()
        )
        assert "mỗi dòng là một người" in page
        assert "nhỏ" not in page.split("<table")[1]
        # Neither who is left out nor which combinations there are stands in what everybody reads.
        assert set(PublishedCell.objects.filter(shown__lt=K).values_list("shown", flat=True)) <= {0}

    def test_a_table_that_is_out_already_holds_rows_back(self):
        people(female=24, male=12)
        people(female=3, route="R5")
        published(tables=[["sex"]])
        approved(proposed(kind="microdata", tables=[["route", "sex"]]))
        found = taken(Release(pk=Publication.objects.get(kind="microdata").pk))
        assert found["R1", "female"] == 0  # 27 women less 24 would be 3
        assert found["R1", "male"] == 12

    def test_a_later_table_tells_nothing_of_who_has_no_row(self):
        people(female=24, male=12)
        people(female=3, route="R5")
        published(kind="microdata", tables=[["route", "sex"]])
        rows = taken(Release(pk=Publication.objects.get().pk))
        later = cells(proposed(tables=[["sex"]]))
        assert rows["R1", "female"] == 24 or later["female"][1] == "shown"
        if rows["R1", "female"]:
            assert later["female"][1] != "shown"

    def test_rows_of_the_year_hide_what_a_half_and_its_rest_would_tell(self):
        people(female=24)
        published(kind="microdata", tables=[["route", "sex"]])
        people(female=2, on=date(2026, 9, 1))
        found = cells(proposed(kind="microdata", tables=[["route", "sex"]], period=parse_period("2026")))
        assert found["R1/female"][1] != "shown"

    @pytest.mark.parametrize(
        "wrong",
        [
            {"tables": [["sex"]]}, {"tables": [["age", "age_group"]]}, {"tables": [["sex", "province"]]}, {"tables": [["sex", "status"], ["sex"]]},
            {"tables": [["sex", "indicator"]]}, {"tables": [["sex", "year"]]}, {"tables": []}, {"round_to": 3},
        ],
    )  # fmt: skip
    def test_what_would_be_no_rows_is_refused(self, wrong):
        with pytest.raises(Refused):
            proposed(**ROWS | wrong)

    def test_whoever_has_no_mandate_proposes_none(self):
        with pytest.raises(Refused, match=r"mandate|địa bàn"):
            proposed(of=OTHER_HEALTH, **ROWS)

    def test_proposed_on_the_page_and_shown_with_what_is_held_back_to_who_counts(self):
        people(female=24, male=3)
        reporter = signed_in("reporter")
        asked = {
            "key": str(uuid.uuid4()), "title": "Dữ liệu nghiên cứu", "audience": "public", "area": str(LANG_SON), "calendar": "administrative", "year": "2026",
            "part": "-H1", "columns": ["sex", "age_group"],
        }  # fmt: skip
        address = reverse("reports:propose_rows")
        assert reporter.get(address).status_code == 200
        for wrong in (
            {"columns": []},
            {"columns": ["people"]},
            {"columns": ["sex"]},
            {"columns": ["age", "age_group"]},
        ):
            assert reporter.post(address, asked | wrong).status_code == 422
        answer = reporter.post(address, asked)
        with acting("reporter"):
            release = Release.objects.get()
        computed(release)
        page = reporter.get(answer.url).content.decode()
        assert "Nữ" in page
        assert "số nhỏ" in page
        assert signed_in("case_worker").get(address).status_code == 404
