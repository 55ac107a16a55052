"""Worklists, as placement's `deadlines` makes them."""

from services.placement.deadlines import KINDS, steps
from services.placement.projections.tables import metadata
from shared.tasks.projection import TaskProjection
from shared.tasks.tables import task_tables

tables = task_tables(metadata)
tasks = tables.tasks
follow = TaskProjection(tables, KINDS, steps)
