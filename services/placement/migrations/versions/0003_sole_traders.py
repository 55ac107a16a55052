"""Sole traders: number and name in one erasable table, apart from events and read models, found by a keyed blind index."""

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
            """create table sole_traders (
                employer uuid primary key,
                blind bytea not null unique,
                number text not null,
                name text not null
            )""",
            "comment on column sole_traders.number is 'sealed with the sole trader''s key'",
            "comment on column sole_traders.name is 'sealed with the sole trader''s key'",
            f"grant select, insert, update, delete on sole_traders to {app_role('placement')}",
        ],
    )
