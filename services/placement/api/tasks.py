"""Worklists: deadlines of searches, employments and subsidies, the support person's and the unit's; and saved filters."""

from services.placement import streams
from services.placement.deadlines import KINDS
from services.placement.projections.tasks import tables
from services.placement.task import task
from shared.tasks.offered import Worklists
from shared.tasks.routes import task_routers

router, saved_filters = task_routers(
    Worklists(
        service="placement",
        tables=tables,
        kinds=KINDS,
        decider=task,
        stream=streams.task,
        example="first-employer-contact",
        always_about_a_person=True,
    )
)
