"""What each received event speaks of, in columns of its own: the table is written anew."""

from alembic import op

from services.metrics.spoken_of import DDL
from shared.migrations import execute_all

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    execute_all(op, [*DDL])
