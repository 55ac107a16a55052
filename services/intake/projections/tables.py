"""What intake's projections share."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from shared.db import Prepared

metadata = sa.MetaData()
"""Every read model of intake."""


def inserting(table: sa.Table) -> Prepared:
    """An insert of one whole row."""
    return Prepared(insert(table).values({column.name: sa.bindparam(column.name) for column in table.columns}))
