"""The survey's codes, and answers while they are held: nothing of them is in the event log, or tells who or when.

Rows of `survey_held` and `survey_held_texts` are sealed and written anew at every answer (services/followup/questionnaire).
"""

from alembic import op

from shared.migrations import app_role, execute_all

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

POOL = "unit text not null, form text not null, wording text not null, month text not null"

DDL = (
    """create table survey_codes (
        invitation uuid primary key, hash bytea not null unique, case_id uuid not null, person uuid not null,
        unit text not null, form text not null, wording text not null, expires_on date not null
    )""",
    "comment on table survey_codes is 'Codes that work: the row is deleted when the code is used, so none says that it was'",
    "create index survey_codes_case on survey_codes (case_id)",
    "create index survey_codes_expiry on survey_codes (expires_on)",
    f"create table survey_held (key uuid primary key, {POOL}, sealed bytea not null)",
    f"create table survey_held_texts (key uuid primary key, {POOL}, sealed bytea not null)",
    """create table survey_texts (
        text uuid primary key, unit text not null, form text not null, wording text not null, question smallint not null,
        first_month text not null, month text not null, sealed bytea not null
    )""",
    "create index survey_texts_unit on survey_texts (unit, month)",
)
TABLES = ("survey_codes", "survey_held", "survey_held_texts", "survey_texts")


def upgrade() -> None:
    role = app_role("followup")
    rights = [f"grant select, insert, update, delete on {table} to {role}" for table in TABLES]
    execute_all(op, [*DDL, *rights])
