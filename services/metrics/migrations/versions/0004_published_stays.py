"""What was published never changes, whoever tries."""

from alembic import op

from services.metrics.closing import UNCHANGING
from shared.migrations import execute_all

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    execute_all(op, [*UNCHANGING])
