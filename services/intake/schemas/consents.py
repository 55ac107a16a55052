"""Consents as they come in and go out, what they let a partner see, and the SUS register."""

from datetime import date
from typing import Self
from uuid import UUID

from pydantic import Field

from services.intake import events as e
from services.intake import sus
from services.intake.schemas.fields import CASE, PERSON, REFERRAL, Agency, CaseStatus, Officer, Unit, Who
from services.intake.schemas.sus_outcomes import SusOutcomeView
from shared.db import Row
from shared.http.types import Body, Day, Note, View

CONSENT = "0195c1de-9d00-7000-8000-0000000000ae"


class ConsentIn(Body):
    """What the person has agreed to in writing. `share-with` names a recipient, `sus-registration` a case."""

    purpose: e.ConsentPurpose = Field(description="Purpose / Ändamål", examples=["share-with"])
    recipient: Agency | None = Field(
        default=None, description="Organisation number, for `share-with` / Mottagare", examples=["202100-2114"]
    )
    case: UUID | None = Field(default=None, description="For `sus-registration` / Ärendet", examples=[None])
    scope: list[e.ConsentScope] = Field(
        min_length=1, max_length=6, description="What it covers / Omfattning", examples=[["case-status"]]
    )
    form: e.ConsentForm = Field(description="Written form / Skriftlig form", examples=["signed-paper"])
    on: Day


class ConsentCorrectionIn(Body):
    """The whole consent as it should be, and why. Purpose and case are not corrected: that consent was never given."""

    recipient: Agency | None = Field(default=None, description="For `share-with` / Mottagare", examples=["202100-2114"])
    scope: list[e.ConsentScope] = Field(
        min_length=1, max_length=6, description="What it covers / Omfattning", examples=[["outcome"]]
    )
    form: e.ConsentForm = Field(description="Written form / Skriftlig form", examples=["signed-paper"])
    withdrawn_on: Day | None = Field(default=None, description="Null: in force / Null: gäller", examples=[None])
    reason: Note = Field(examples=["Fel rad lästes av på blanketten."])
    on: Day = Field(description="Given on / Lämnat", examples=["2026-03-02"])


class ConsentRetractionIn(Body):
    """Why the consent was registered in error, and when that was found out."""

    reason: Note = Field(examples=["Blanketten gällde en annan person."])
    on: Day


class ConsentRefusalIn(Body):
    """What the person was asked to consent to, and refused."""

    purpose: e.ConsentPurpose = Field(description="Purpose / Ändamål", examples=["share-with"])
    recipient: Agency | None = Field(default=None, description="For `share-with` / Mottagare", examples=["202100-2114"])
    case: UUID | None = Field(default=None, description="For `sus-registration` / Ärendet", examples=[None])
    on: Day


class ConsentRefusalView(View):
    """A consent that the person refused to give."""

    consent: UUID = Field(examples=[CONSENT])
    person: Who
    purpose: e.ConsentPurpose = Field(examples=["share-with"])
    recipient: str | None = Field(examples=["202100-2114"])
    case: UUID | None = Field(examples=[None])
    refused_on: Day
    registered_by: Officer
    version: int = Field(examples=[1])

    @classmethod
    def of(cls, row: Row) -> Self:
        return cls.model_validate({**dict(row), "case": row["case_id"]})


class ConsentView(View):
    """A consent. In force from `given_on` until the day before `withdrawn_on`."""

    consent: UUID = Field(examples=[CONSENT])
    person: Who
    purpose: e.ConsentPurpose = Field(examples=["share-with"])
    recipient: str | None = Field(examples=["202100-2114"])
    case: UUID | None = Field(examples=[None])
    scope: list[e.ConsentScope] = Field(examples=[["case-status"]])
    form: e.ConsentForm = Field(examples=["signed-paper"])
    given_on: Day
    withdrawn_on: Day | None = Field(examples=[None])
    in_force: bool = Field(description="Today / I dag", examples=[True])
    in_error: bool = Field(description="It was never given / Det har aldrig lämnats", examples=[False])
    registered_by: Officer
    corrected_by: Officer | None = Field(examples=[None])
    corrected_on: Day | None = Field(examples=[None])
    version: int = Field(examples=[1])

    @classmethod
    def of(cls, row: Row, today: date, **more: str | None) -> Self:
        known = sus.Consented(on=row["given_on"], withdrawn_on=row["withdrawn_on"])
        in_force = known.in_force(today) and not row["in_error"]
        return cls.model_validate({**dict(row), "case": row["case_id"], "in_force": in_force, **more})


class ConsentDetail(ConsentView):
    """A consent with why it was corrected or registered in error."""

    correction_reason: str | None = Field(examples=[None])


class SharedDetails(View):
    """What the person lets the agency know about the case now; null is what no consent in force covers."""

    referral: UUID = Field(examples=[REFERRAL])
    scope: list[e.ConsentScope] = Field(examples=[["case-status"]])
    case_status: CaseStatus | None = Field(description="Scope `case-status` / Ärendets läge", examples=["ongoing"])
    started_on: Day | None = Field(description="Scope `participation` / Startdatum", examples=[None])
    ended_on: Day | None = Field(description="Scope `participation` / Slutdatum", examples=[None])
    exit: e.ExitCategory | None = Field(description="Scope `outcome` / Avslutsorsak", examples=[None])

    @classmethod
    def of(cls, referral: UUID, scope: set[e.ConsentScope], case: Row | None) -> Self:
        covered = {"case-status": ("status",), "participation": ("started_on", "ended_on"), "outcome": ("exit",)}
        told = {field for code in scope for field in covered.get(code, ())}
        known = {field: case[field] if case else None for field in told}
        return cls(
            referral=referral,
            scope=sorted(scope),
            case_status=known.get("status"),
            started_on=known.get("started_on"),
            ended_on=known.get("ended_on"),
            exit=known.get("exit"),
        )


class SusEnd(View):
    """One end of a participation: how it is registered, in which budget year, and why not with identity."""

    on: Day | None = Field(description="Null when masked / Null när uppgiften är dold", examples=["2026-03-04"])
    budget_year: int | None = Field(examples=[2026])
    registered: sus.Registered = Field(examples=["identified"])
    gaps: list[sus.Gap] = Field(examples=[[]])

    @classmethod
    def of(cls, registration: sus.Registration, on: date | None, *, masked: bool) -> Self:
        return cls(
            on=None if masked else on,
            budget_year=on.year if on else None,
            registered=registration.registered,
            gaps=list(registration.gaps),
        )


class SusRegistration(View):
    """One participation in the SUS register. Masked (protected identity): sex and budget years only."""

    case: UUID | None = Field(examples=[CASE])
    person: UUID | None = Field(examples=[PERSON])
    unit: Unit | None = Field(examples=["stockholm"])
    sex: e.Sex = Field(examples=["woman"])
    in_: SusEnd = Field(alias="in", description="At the start / Vid start")
    registered_on: Day | None = Field(description="When it was registered in / Inregistrerat", examples=["2026-03-09"])
    registration_gap: sus.Gap | None = Field(description="Why it is not yet / Varför inte ännu", examples=[None])
    out: SusEnd = Field(description="At the end / Vid avslut")
    outcome: SusOutcomeView | None = Field(description="With identity only / Bara med identitet", examples=[None])
    outcome_gap: sus.OutcomeGap | None = Field(description="Why there is none / Varför det saknas", examples=["not-yet"])

    @classmethod
    def of(cls, row: Row, taking_part: sus.Participation, outcome: SusOutcomeView | None, *, masked: bool) -> Self:
        ended_on = outcome.ended_on if outcome else None
        gap = taking_part.outcome_gap(ended_on)
        shown = {"case": row["case_id"], "person": row["person"], "unit": row["unit"]}
        return cls.model_validate(
            {
                **(dict.fromkeys(shown) if masked else shown),
                "sex": row["sex"],
                "in": SusEnd.of(taking_part.at_start, taking_part.started_on, masked=masked),
                "registered_on": None if masked else taking_part.registered_on,
                "registration_gap": taking_part.registration_gap(ended_on),
                "out": SusEnd.of(taking_part.at_end, taking_part.ended_on, masked=masked),
                "outcome": None if gap or masked else outcome,
                "outcome_gap": gap,
            }
        )


class SusGapCount(View):
    """How many participations are not registered with identity for a reason; one may have several."""

    gap: sus.Gap = Field(examples=["no-consent"])
    at_start: int = Field(examples=[2])
    at_end: int = Field(examples=[1])


class SusRegistrationGapCount(View):
    """How many participations have not been registered in SUS for this reason; each has one reason at most."""

    gap: sus.Gap = Field(examples=["not-yet"])
    count: int = Field(examples=[2])


class SusOutcomeGapCount(View):
    """How many participations have no outcome in the register for this reason; each has one reason at most."""

    gap: sus.OutcomeGap = Field(examples=["not-registered"])
    count: int = Field(examples=[2])


class SusCounts(View):
    """Coverage: participations worked with, with consent at the start, and to be registered with identity at start and end.

    `registrations` are those that have been registered in SUS, by consents as they stand now.
    """

    worked_with: int = Field(examples=[12])
    consented: int = Field(examples=[10])
    registered: int = Field(description="With identity at the start / Med identitet vid start", examples=[9])
    ended: int = Field(examples=[4])
    registered_at_end: int = Field(examples=[3])
    gaps: list[SusGapCount]
    registrations: int = Field(description="Registered in SUS / Inregistrerade i SUS", examples=[8])
    registration_gaps: list[SusRegistrationGapCount]
    outcomes: int = Field(description="With an outcome / Med utfall", examples=[1])
    outcome_gaps: list[SusOutcomeGapCount]
