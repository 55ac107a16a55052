"""Worklist filters that officers keep under a name. They are settings, not facts about anybody: no events."""

from alembic import op

from shared.migrations import app_role, execute_all

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    execute_all(
        op,
        [
            """create table saved_filters (
                id uuid primary key,
                officer text not null,
                name text not null,
                wanted jsonb not null,
                unique (officer, name)
            )""",
            f"grant select, insert, update, delete on saved_filters to {app_role('intake')}",
        ],
    )
