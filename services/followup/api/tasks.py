"""Tasks: my list and the unit's, counts that open exactly their rows, completions, and saved filters."""

from typing import Final

from services.followup import streams
from services.followup.deadlines import KINDS
from services.followup.projections.tasks import tables
from services.followup.task import task
from shared.tasks.offered import Worklists
from shared.tasks.routes import task_routers
from shared.tasks.schemas import Home

OFFERED: Final = Worklists(
    service="followup",
    tables=tables,
    kinds=KINDS,
    decider=task,
    stream=streams.task,
    home=Home(name="support", description="About this case's support / Om stödet i ärendet"),
    example="contact-person",
    always_about_a_person=True,
)

router, saved_filters = task_routers(OFFERED)
