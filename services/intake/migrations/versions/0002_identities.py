"""Identity numbers: one erasable table, apart from events and read models, searched by a keyed blind index."""

from alembic import op

from shared.migrations import app_role, execute_all

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    execute_all(
        op,
        [
            """create table identities (
                person uuid primary key,
                blind bytea not null unique,
                number text not null
            )""",
            "comment on column identities.number is 'sealed with the person''s key'",
            f"grant select, insert, update, delete on identities to {app_role('intake')}",
        ],
    )
