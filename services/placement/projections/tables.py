"""What placement's projections share."""

from typing import Any

import sqlalchemy as sa

from shared.db import Prepared
from shared.tables import inserting

__all__ = ["inserting", "metadata", "updating"]

metadata = sa.MetaData()
"""Every read model of placement."""


def updating(table: sa.Table, *columns: str, **sql: Any) -> Prepared:
    """Sets these columns, and version, of the row with primary key `key`; `sql` sets by expression."""
    (identity,) = table.primary_key.columns
    values = dict.fromkeys((*columns, "version")) | sql
    return Prepared(sa.update(table).where(identity == sa.bindparam("key", type_=sa.Uuid)).values(values))
