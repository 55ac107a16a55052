"""What happens to a case, as it comes in: started, paused, ended, corrected, and what a second officer answers."""

from uuid import UUID

from pydantic import Field

from services.intake import events as e
from services.intake.schemas.fields import Officer
from shared.http.types import Body, Day, Note

PROPOSAL = "0195c1de-9d00-7000-8000-0000000000ae"
LATE = "Needed more than 30 days after the fact, when a second officer has to approve / Krävs mer än 30 dagar i efterhand"


class InformedIn(Body):
    """Who was told, and when."""

    party: e.InformedParty = Field(examples=["person"])
    on: Day


class StartIn(Body):
    """Day 0 of the 180 days, and who supports the person."""

    support_person: Officer
    late_reason: Note | None = Field(default=None, description=LATE, examples=[None])
    on: Day


class StartCorrectionIn(Body):
    """The right start date, and why."""

    reason: Note = Field(examples=["Fel datum registrerades."])
    on: Day


class PauseIn(Body):
    """Why the case is paused, and until when as far as is known."""

    reason: e.PauseReason = Field(description="Kind of reason / Slag av skäl", examples=["treatment"])
    until: Day = Field(description="Expected last day / Väntad sista dag", examples=["2026-06-01"])
    late_reason: Note | None = Field(default=None, description=LATE, examples=[None])
    on: Day


class ResumptionIn(Body):
    """The day on which the case goes on."""

    late_reason: Note | None = Field(default=None, description=LATE, examples=[None])
    on: Day


class EndIn(Body):
    """How the case ended. An interruption needs a reason, an exit to employment the support form, and who was told is said."""

    kind: e.EndKind = Field(examples=["completed"])
    exit: e.ExitCategory = Field(description="Where the person went / Avslutsorsak", examples=["employment"])
    form: e.SupportForm | None = Field(
        default=None, description="Support form of the employment / Anställningens stödform", examples=["LFU"]
    )
    reason: Note | None = Field(default=None, examples=["Anställningen är stabil."])
    informed: list[InformedIn] = Field(
        default=[], max_length=3, description="Who was told / Informerade", examples=[[{"party": "person", "on": "2026-03-02"}]]
    )
    late_reason: Note | None = Field(default=None, description=LATE, examples=[None])
    on: Day


class EndCorrectionIn(Body):
    """The whole end as it should be, and why."""

    kind: e.EndKind = Field(examples=["completed"])
    exit: e.ExitCategory = Field(description="Where the person went / Avslutsorsak", examples=["studies"])
    form: e.SupportForm | None = Field(
        default=None, description="Support form of the employment / Anställningens stödform", examples=[None]
    )
    reason: Note = Field(examples=["Fel avslutsorsak registrerades."])
    on: Day


class ReasonIn(Body):
    """Why."""

    reason: Note = Field(examples=["Avslutades av misstag."])
    on: Day


class FirstContactIn(Body):
    """The day on which the support person first met or spoke with the person."""

    on: Day


class ApprovalIn(Body):
    """The proposal that is approved."""

    proposal: UUID = Field(examples=[PROPOSAL])


class RefusalIn(Body):
    """The proposal that is refused, and why."""

    proposal: UUID = Field(examples=[PROPOSAL])
    reason: Note = Field(examples=["Uppgiften stämmer inte med anteckningarna."])
