"""What a job may say of itself: hours, time, demands and adaptations that fit together. Pure."""

from collections.abc import Iterable, Sequence

from services.placement import commands as c
from services.placement import errors, rules
from services.placement import events as e
from services.placement.measures import MEASURES
from shared.errors import Refused


def job_refused(job: c.Job) -> list[Refused]:
    """Every reason why the job cannot be offered as it is described."""
    ends_early = job.starts_on is not None and job.until_on is not None and job.until_on < job.starts_on
    found = (
        workplace_refused(job),
        rules.hours_refused(job.weekly_hours),
        *least_refused(job),
        errors.NoPlaces() if job.places < 1 else None,
        errors.OpportunityEndsBeforeItStarts() if ends_early else None,
        errors.LanguageTwice() if twice(language.language for language in job.languages) else None,
    )
    return [refusal for refusal in found if refusal is not None]


def workplace_refused(job: c.Job) -> Refused | None:
    match job.workplace_is:
        case "unknown":
            return errors.WorkplaceUnknown(workplace=job.workplace)
        case "closed":
            return errors.WorkplaceIsClosed()
        case _:
            return None


def least_refused(job: c.Job) -> list[Refused]:
    if job.least_weekly_hours == job.weekly_hours:
        return []
    if job.least_weekly_hours > job.weekly_hours:
        return [errors.LeastHoursAboveWanted()]
    return [refusal for refusal in [rules.hours_refused(job.least_weekly_hours)] if refusal is not None]


def demands_refused(demands: Sequence[e.Demand], adaptations: Sequence[e.Adaptation]) -> list[Refused]:
    """A demand once for each dimension; an adaptation lowers one of them, by a measure for that dimension."""
    found: list[Refused] = []
    if twice(demand.dimension for demand in demands):
        found.append(errors.DemandTwice())
    levels = {demand.dimension: demand.level for demand in demands}
    if any(not lowers(adaptation, levels.get(adaptation.dimension, 0)) for adaptation in adaptations):
        found.append(errors.AdaptationLowersNothing())
    return found


def lowers(adaptation: e.Adaptation, demand: int) -> bool:
    measure = MEASURES.get(adaptation.measure)
    return measure is not None and adaptation.dimension in measure.dimensions and adaptation.lowers_to < demand


def twice(things: Iterable[str]) -> bool:
    listed = list(things)
    return len(listed) != len(set(listed))
