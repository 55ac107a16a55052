"""A person's former identity numbers stay in the same erasable table: they find the person, and nobody else can take them."""

from alembic import op

from shared.migrations import execute_all

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    execute_all(
        op,
        [
            "alter table identities add column replaced_on date",
            "comment on column identities.replaced_on is 'null: the number the person has now'",
            "alter table identities drop constraint identities_pkey, drop constraint identities_blind_key",
            "alter table identities add primary key (blind)",
            "create unique index identities_current on identities (person) where replaced_on is null",
            "create index identities_person on identities (person)",
        ],
    )
