"""The best jobs of every seeker, as worked out in the night: not facts, so whatever is in it can go."""

from alembic import op

from shared.migrations import app_role, execute_all

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    execute_all(
        op,
        [
            """create table best_matches (
                case_id uuid not null, opportunity uuid not null, place integer not null, score integer not null,
                seeker_mark bytea not null, opening_mark bytea not null, first_on date not null, matched_on date not null,
                primary key (case_id, opportunity)
            )""",
            "comment on column best_matches.seeker_mark is 'what matching read of the seeker; else the row is not shown'",
            "comment on column best_matches.opening_mark is 'what matching read of the opening; else the row is not shown'",
            f"grant select, insert, update, delete on best_matches to {app_role('placement')}",
        ],
    )
