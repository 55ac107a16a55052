"""Tasks: made, done, dropped and moved by the events of all streams, as `deadlines` says."""

from services.intake import deadlines
from services.intake.projections.tables import metadata
from shared.tasks.projection import TaskProjection
from shared.tasks.tables import task_tables

tables = task_tables(metadata)
_projection = TaskProjection(tables, deadlines.KINDS, deadlines.steps)

project = _projection.project
done = _projection.done
