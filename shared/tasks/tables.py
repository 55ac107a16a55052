"""The two tables behind a service's worklists, among its other read models."""

from dataclasses import dataclass

import sqlalchemy as sa


@dataclass(frozen=True, kw_only=True)
class TaskTables:
    """`homes`: what tasks are gathered under. `tasks`: one row each, open or not."""

    homes: sa.Table
    tasks: sa.Table


def task_tables(metadata: sa.MetaData) -> TaskTables:
    """Adds them to a service's read models, as `task_homes` and `tasks`."""
    return TaskTables(homes=_homes(metadata), tasks=_tasks(metadata))


def _homes(metadata: sa.MetaData) -> sa.Table:
    return sa.Table(
        "task_homes",
        metadata,
        sa.Column("home", sa.Uuid, primary_key=True),
        sa.Column("case_id", sa.Uuid, comment="what it belongs to, or led to"),
        sa.Column("person", sa.Uuid, comment="null: about nobody"),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("owner", sa.Text),
        sa.Column("touched", sa.Integer, nullable=False, comment="changed by every event about it: two at once come one by one"),
        sa.Index("task_homes_case", "case_id"),
    )


def _tasks(metadata: sa.MetaData) -> sa.Table:
    return sa.Table(
        "tasks",
        metadata,
        sa.Column("task", sa.Uuid, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("about", sa.Uuid, nullable=False),
        sa.Column("person", sa.Uuid),
        sa.Column("home", sa.Uuid, nullable=False),
        sa.Column("case_id", sa.Uuid),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("owner", sa.Text, comment="an officer; null: the unit"),
        sa.Column("opened_on", sa.Date, nullable=False),
        sa.Column("not_before", sa.Date),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("status", sa.Text, nullable=False, comment="open, done, dropped"),
        sa.Column("closed_on", sa.Date),
        sa.Column("closed_by", sa.Text, comment="the event that did it"),
        sa.Column("version", sa.Integer, nullable=False, comment="of the task's own stream; 0 until somebody completes it"),
        sa.Index("tasks_open", "kind", "about", unique=True, postgresql_where=sa.text("status = 'open'")),
        sa.Index("tasks_unit", "unit", "status", "due_on"),
        sa.Index("tasks_owner", "owner", "status", "due_on"),
        sa.Index("tasks_home", "home", "status"),
        sa.Index("tasks_case", "case_id", "status"),
    )
