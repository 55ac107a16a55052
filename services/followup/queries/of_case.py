"""What a case's own tables share: looked up by the case and a key."""

import sqlalchemy as sa

from shared.db import Prepared
from shared.tables import ID

CASE = sa.bindparam("case", type_=sa.Uuid)


def one_of_case(table: sa.Table, key: str) -> Prepared:
    return Prepared(sa.select(table).where(table.c.case_id == CASE, table.c[key] == ID))
