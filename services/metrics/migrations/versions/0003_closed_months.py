"""Closed months and their figures, which the application may only add to."""

from alembic import op

from services.metrics.closing import DDL
from shared.migrations import app_role, execute_all

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    execute_all(op, [*DDL, f"grant select, insert on closed_months, closed_figures to {app_role('metrics')}"])
