"""Reading no more than a page shows."""

from typing import TypeVar

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


def narrow(rows: QuerySet[M], *joined: str) -> QuerySet[M]:
    """Join other rows for the columns named alone, as "body__short_name"; the rows themselves are read whole.

    A join brings every column otherwise: writing, reading and filling in those of a page's bodies and posts cost more
    than asking for them.
    """
    tables = {path.rpartition("__")[0] for path in joined}
    own = [field.attname for field in rows.model._meta.concrete_fields]
    return rows.select_related(*tables).only(*own, *joined)
