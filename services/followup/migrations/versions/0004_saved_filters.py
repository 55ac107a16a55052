"""Worklist filters that officers keep under a name. They are settings, not facts about anybody: no events."""

from alembic import op

from shared.migrations import app_role, execute_all
from shared.tasks import saved_filters

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    granted = f"grant select, insert, update, delete on saved_filters to {app_role('followup')}"
    execute_all(op, [*saved_filters.DDL, granted])
