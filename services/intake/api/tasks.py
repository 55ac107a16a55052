"""Worklists: my list and the unit's, counts that open exactly their rows, completions, and saved filters."""

from services.intake import streams
from services.intake.deadlines import KINDS
from services.intake.projections.tasks import tables
from services.intake.task import task
from shared.tasks.offered import Worklists
from shared.tasks.routes import task_routers
from shared.tasks.schemas import Home

router, saved_filters = task_routers(
    Worklists(
        service="intake",
        tables=tables,
        kinds=KINDS,
        decider=task,
        stream=streams.task,
        home=Home(name="referral", description="About this referral / Om anvisningen"),
        example="first-contact",
        always_about_a_person=True,
    )
)
