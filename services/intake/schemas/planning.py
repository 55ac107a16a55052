"""What is planned for a case, as it comes in and goes out."""

from typing import Final, Literal, Self
from uuid import UUID

from pydantic import Field

from services.intake import events as e
from services.intake import proposals
from services.intake.schemas.bandwidth import Room, number
from services.intake.schemas.fields import CASE, PERSON, Officer
from shared.db import Row
from shared.http.types import Body, Day, Note, View

PlaceReason = Literal["priority", "planned-job", "granted-on"]
WORDS: Final[dict[str, tuple[str, str]]] = {
    "priority": ("Enhetschefen har gett företräde, med ett skäl.", "The unit manager has given priority, with a reason."),
    "planned-job": ("Ett arbete är planerat eller har just börjat.", "A job is planned or has just begun."),
    "granted-on": ("Därefter gäller beslutets datum, äldst först.", "After that the date of the decision counts, oldest first."),
    "free-bandwidth": ("Hur stor del av stödpersonens platser som är lediga.", "How much of the support person's room is free."),
    "continuity": ("Har stöttat personen förut.", "Has supported the person before."),
    "language": ("Talar det språk som önskas.", "Speaks the language asked for."),
    "sector": ("Känner branschsektorn som önskas.", "Knows the sector asked for."),
    "municipality": ("Känner personens kommun.", "Knows the person's municipality."),
}


class Why(View):
    """A reason, as a code and in words."""

    code: PlaceReason = Field(examples=["planned-job"])
    sv: str = Field(examples=["Ett arbete är planerat eller har just börjat."])
    en: str = Field(examples=["A job is planned or has just begun."])

    @classmethod
    def of(cls, code: PlaceReason) -> Self:
        sv, en = WORDS[code]
        return cls(code=code, sv=sv, en=en)


class WaitingView(View):
    """A place on the waiting list, and every reason for it."""

    place: int = Field(ge=1, description="Place among those that one may see / Plats bland dem man får se", examples=[1])
    case: UUID = Field(examples=[CASE])
    person: UUID = Field(examples=[PERSON])
    planned_job: bool = Field(examples=[True])
    granted_on: Day
    days: int = Field(ge=0, description="Days since the decision / Dagar sedan beslutet", examples=[12])
    support_person: Officer | None = Field(description="With whom a place is kept / Hos vem plats hålls")
    why: list[Why]


class AssignmentIn(Body):
    """A place for the case with a support person. Over the unit's or the person's capacity it needs a reason."""

    support_person: Officer
    reason: Note | None = Field(default=None, examples=["Arbetet börjar på måndag."])
    on: Day = Field(description="First day that the place is kept / Första dag")


class PriorityIn(Body):
    """Why the case goes before others, or does not any more."""

    reason: Note = Field(examples=["Arbetsgivaren väntar inte längre."])
    on: Day


class PlannedEndIn(Body):
    """When the case is expected to end; null when nobody knows any more."""

    planned_end: Day | None = Field(examples=["2027-03-01"])
    on: Day


class OnDay(Body):
    """From when it holds."""

    on: Day


class PlanningView(View):
    """What is planned for a case, with the reasons."""

    case: UUID = Field(examples=[CASE])
    reserved: bool = Field(description="A place is kept / En plats hålls", examples=[True])
    support_person: Officer | None = Field(description="Assigned to / Tilldelad")
    assigned_on: Day | None
    assigned_by: Officer | None
    over: list[e.Over] | None = Field(examples=[[]])
    assigned_why: str | None = Field(examples=["Arbetet börjar på måndag."])
    prioritised_on: Day | None = Field(examples=[None])
    prioritised_by: Officer | None
    priority_why: str | None = Field(examples=[None])
    planned_end: Day | None = Field(examples=["2027-03-01"])
    planned_end_set_on: Day | None = Field(examples=["2026-03-02"])
    version: int = Field(examples=[2])

    @classmethod
    def of(cls, row: Row, **opened: str | None) -> Self:
        return cls.model_validate({**dict(row), "case": row["case_id"], **opened})


class PointsView(View):
    """What one thing speaks for the support person, of the most it could."""

    factor: proposals.Factor = Field(examples=["continuity"])
    points: float = Field(examples=[30.0])
    of: int = Field(examples=[30])
    sv: str = Field(examples=["Har stöttat personen förut."])
    en: str = Field(examples=["Has supported the person before."])


class ProposalView(Room):
    """A support person for the case, and everything that speaks for it."""

    support_person: Officer
    total: float = Field(examples=[62.5])
    needs_reason: bool = Field(description="No room: needs the manager's reason / Saknar plats: kräver skäl", examples=[False])
    points: list[PointsView]

    @classmethod
    def of(cls, proposal: proposals.Proposal) -> Self:
        return cls.model_validate(
            {
                **Room.parts(proposal.room),
                "support_person": proposal.support_person,
                "total": number(proposal.total),
                "needs_reason": proposal.needs_reason,
                "points": [
                    {
                        "factor": each.factor,
                        "points": number(each.points),
                        "of": each.of,
                        "sv": WORDS[each.factor][0],
                        "en": WORDS[each.factor][1],
                    }
                    for each in proposal.points
                ],
            }
        )


class ProposalsView(View):
    """Support persons in order; the manager decides."""

    case: UUID = Field(examples=[CASE])
    on: Day
    weights: str = Field(description="Name of the weights / Viktningens namn", examples=["2017"])
    proposals: list[ProposalView]
