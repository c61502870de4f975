"""Many tables in one step: the same tables as one by one, and away again in the other order."""

from django.db import connection, models
from django.db.migrations import CreateModel
from django.db.migrations.state import ProjectState

from vongtay.common.tables import CreateTables

STEP = CreateTables([
    CreateModel("Shelf", [("id", models.IntegerField(primary_key=True))]),
    CreateModel(
        "Book",
        [("id", models.IntegerField(primary_key=True)), ("shelf", models.ForeignKey("shelves.shelf", models.PROTECT))],
        options={"constraints": [models.CheckConstraint(condition=models.Q(id__gt=0), name="book_counts")]},
    ),
])  # fmt: skip


def sql_of(step, *, backwards=False) -> list[str]:
    before, after = ProjectState(), ProjectState()
    _ = after.apps  # drawn already: the step must draw it anew
    step.state_forwards("shelves", after)
    with connection.schema_editor(collect_sql=True, atomic=False) as editor:
        if backwards:
            step.database_backwards("shelves", editor, after, before)
        else:
            step.database_forwards("shelves", editor, before, after)
    return [line for line in editor.collected_sql if not line.startswith("--")]


def test_tables_stand_with_what_binds_them(db):
    made = "\n".join(sql_of(STEP))
    assert made.index('CREATE TABLE "shelves_shelf"') < made.index('CREATE TABLE "shelves_book"')
    assert 'REFERENCES "shelves_shelf" ("id")' in made
    assert 'CONSTRAINT "book_counts" CHECK ("id" > 0)' in made


def test_the_last_goes_first(db):
    dropped = [line for line in sql_of(STEP, backwards=True) if line.startswith("DROP TABLE")]
    assert [line.split()[2] for line in dropped] == ['"shelves_book"', '"shelves_shelf"']


def test_the_step_says_which_tables():
    assert STEP.describe() == "Create the tables of Shelf, Book"
