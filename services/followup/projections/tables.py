"""What followup's projections share."""

import sqlalchemy as sa

from shared.tables import inserting

__all__ = ["inserting", "metadata"]

metadata = sa.MetaData()
"""Every read model of followup."""
