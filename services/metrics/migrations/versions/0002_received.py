"""The log of received events, which the application may only add to."""

from alembic import op

from services.metrics.received import DDL
from shared.migrations import app_role, execute_all

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    execute_all(op, [*DDL, f"grant select, insert on received to {app_role('metrics')}"])
