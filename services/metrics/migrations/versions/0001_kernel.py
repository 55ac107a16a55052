"""The kernel's tables, and who may do what with them."""

from alembic import op

from shared.migrations import execute_all, kernel

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    execute_all(op, kernel("metrics"))
