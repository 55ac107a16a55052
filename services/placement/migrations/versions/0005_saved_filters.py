"""Worklist filters that officers keep under a name. They are settings, not facts about anybody: no events."""

from alembic import op

from shared.migrations import app_role, execute_all
from shared.tasks import saved_filters

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    execute_all(
        op,
        [
            *saved_filters.DDL,
            f"grant select, insert, update, delete on saved_filters to {app_role('placement')}",
        ],
    )
