"""Requests for evidence as they come in and go out, lead times, and what referrals wait for."""

from datetime import date
from typing import Literal, Self
from uuid import UUID

from pydantic import Field

from services.intake import events as e
from services.intake.schemas.fields import REFERRAL, Officer, Unit, Who
from shared.db import Row
from shared.http.types import Body, Day, Note, View

REQUEST = "0195c1de-9d00-7000-8000-0000000000ad"
EvidenceStatus = Literal["open", "received", "waived", "lapsed"]


class EvidenceRequestIn(Body):
    """What is asked of whom, and until when: by practice within 30 days."""

    kind: e.Evidence = Field(description="Kind of evidence / Underlagets slag", examples=["medical-certificate"])
    source: e.EvidenceSource = Field(description="Who holds it / Vem som har det", examples=["region"])
    source_unit: Unit | None = Field(default=None, description="Its unit / Dess enhet", examples=["vardcentralen-soder"])
    due_on: Day | None = Field(default=None, description="Wanted by / Senast", examples=["2026-04-01"])
    on: Day


class EvidenceReceiptIn(Body):
    """What came in. `source` only when it came from another than was asked."""

    source: e.EvidenceSource | None = Field(default=None, description="Who gave it / Vem som lämnade det", examples=["region"])
    source_unit: Unit | None = Field(default=None, description="Its unit / Dess enhet", examples=["psykiatrin-norr"])
    document_date: Day = Field(description="The document's own date / Handlingens datum", examples=["2026-02-20"])
    form: e.EvidenceForm = Field(description="How it came / Form", examples=["digital"])
    on: Day


class ReceiptCorrectionIn(EvidenceReceiptIn):
    """The whole receipt as it should be, and why. `source` only when it came from another than was asked."""

    reason: Note = Field(examples=["Datumet var läkarbesökets, inte intygets."])


class ReceiptRetractionIn(Body):
    """Why the receipt was registered in error, and when that was found out."""

    reason: Note = Field(examples=["Intyget gällde en annan anvisning."])
    on: Day


class WaiverIn(Body):
    """Why the evidence is not needed after all."""

    reason: Note = Field(examples=["Framgår av ett annat intyg."])
    on: Day


class EvidenceRequestView(View):
    """A request for evidence and what came of it. Lapsed: the referral or its case was over first."""

    request: UUID = Field(examples=[REQUEST])
    referral: UUID = Field(examples=[REFERRAL])
    person: Who
    unit: Unit
    kind: e.Evidence = Field(examples=["medical-certificate"])
    source: e.EvidenceSource = Field(examples=["region"])
    source_unit: str | None = Field(examples=["vardcentralen-soder"])
    requested_by: Officer
    requested_on: Day
    due_on: Day = Field(examples=["2026-04-01"])
    status: EvidenceStatus = Field(examples=["open"])
    overdue: bool = Field(examples=[False])
    reminders: int = Field(description="How often reminded / Antal påminnelser", examples=[0])
    last_reminded_on: Day | None = Field(examples=[None])
    closed_on: Day | None = Field(examples=[None])
    received_from: e.EvidenceSource | None = Field(examples=[None])
    received_from_unit: str | None = Field(examples=[None])
    document_date: Day | None = Field(examples=[None])
    form: e.EvidenceForm | None = Field(examples=[None])
    corrected_on: Day | None = Field(description="Receipt corrected / Mottagandet rättat", examples=[None])
    version: int = Field(examples=[1])

    @classmethod
    def of(cls, row: Row, today: date, **more: str | None) -> Self:
        overdue = row["status"] == "open" and row["due_on"] < today
        return cls.model_validate({**dict(row), "overdue": overdue, **more})


class EvidenceRequestDetail(EvidenceRequestView):
    """A request with the reason it was waived for, and why its receipt was corrected or was an error."""

    reason: str | None = Field(examples=[None])
    correction_reason: str | None = Field(examples=[None])


class SourceLeadTime(View):
    """How long one source takes, in calendar days from request to receipt.

    Every request is counted under one of received, open, waived and lapsed. Median and 90th percentile are Kaplan-Meier
    estimates: what is open, waived or lapsed counts as under way for as long as it lasted, and is never left out. They are
    null when too little has come yet to tell.
    """

    source: e.EvidenceSource = Field(examples=["region"])
    source_unit: str | None = Field(examples=["vardcentralen-soder"])
    requested: int = Field(examples=[12])
    received: int = Field(examples=[9])
    open: int = Field(examples=[2])
    waived: int = Field(examples=[1])
    lapsed: int = Field(examples=[0])
    median_days: int | None = Field(examples=[24])
    ninetieth_percentile_days: int | None = Field(examples=[61])
    oldest_open_days: int | None = Field(examples=[75])
    oldest_open_on: Day | None = Field(description="When it was asked for / När det begärdes", examples=["2025-12-17"])


class LeadTimes(View):
    """Lead times of each source, as known on a day."""

    as_of: Day
    sources: list[SourceLeadTime]


class AwaitedView(View):
    """One piece of evidence that a referral waits for, and who holds it."""

    request: UUID = Field(examples=[REQUEST])
    kind: e.Evidence = Field(examples=["medical-certificate"])
    source: e.EvidenceSource = Field(examples=["region"])
    source_unit: str | None = Field(examples=["vardcentralen-soder"])
    requested_on: Day
    due_on: Day = Field(examples=["2026-04-01"])
    days_waited: int = Field(examples=[34])
    overdue: bool = Field(examples=[False])
    reminders: int = Field(examples=[2])

    @classmethod
    def of(cls, row: Row, today: date) -> Self:
        days, overdue = (today - row["requested_on"]).days, row["due_on"] < today
        return cls.model_validate({**dict(row), "days_waited": days, "overdue": overdue})


class ReceivedView(View):
    """One piece of evidence that has come, as it stands after corrections."""

    request: UUID = Field(examples=[REQUEST])
    kind: e.Evidence = Field(examples=["medical-certificate"])
    received_from: e.EvidenceSource = Field(examples=["region"])
    received_from_unit: str | None = Field(examples=["vardcentralen-soder"])
    document_date: Day = Field(examples=["2026-02-20"])
    form: e.EvidenceForm = Field(examples=["digital"])
    received_on: Day
    corrected_on: Day | None = Field(examples=[None])


class BlockedReferral(View):
    """A referral that cannot go on before others have answered. `days_waited` since the oldest request."""

    referral: UUID = Field(examples=[REFERRAL])
    person: Who
    unit: Unit
    received_on: Day
    days_waited: int = Field(examples=[34])
    awaited: list[AwaitedView]
