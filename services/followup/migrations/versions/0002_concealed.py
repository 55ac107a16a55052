"""Whose identity is protected, as intake tells: their rows are shown only to officers named for it."""

from alembic import op

from shared import protection
from shared.migrations import app_role, execute_all

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    execute_all(op, [*protection.DDL, f"grant select, insert, delete on concealed to {app_role('followup')}"])
