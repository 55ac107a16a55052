"""Early signs, flags of risk and signs of relapse, as they come in and go out."""

from decimal import Decimal
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field, PlainSerializer

from services.followup import events as e
from services.followup.progress import Falling
from services.followup.relapse import Gap, RelapseSign, SignKind
from services.followup.schemas.attendance import WeekView
from services.followup.schemas.examples import CASE, CONTACT, FLAG, SIGN
from services.followup.schemas.fields import Recorder
from shared.db import Row
from shared.http.types import Body, Day, Instant, Note, View

HasText = Annotated[bool, Field(description="Read one alone to see its text / Läs en för sig för att se texten", examples=[True])]
Number = Annotated[Decimal, PlainSerializer(float, return_type=float, when_used="json")]


class EarlySignIn(Body):
    """What somebody noticed, and who told it."""

    signs: list[e.EarlySign] = Field(min_length=1, max_length=10, examples=[["late-or-absent", "changed-manager"]])
    source: e.Source = Field(examples=["employer"])
    text: Note | None = Field(default=None, examples=["Ny chef sedan i måndags."])
    on: Day = Field(examples=["2026-03-02"])


class EarlySignView(View):
    """An early sign."""

    sign: UUID = Field(examples=[SIGN])
    case: UUID = Field(examples=[CASE])
    signs: list[e.EarlySign] = Field(examples=[["late-or-absent", "changed-manager"]])
    source: e.Source = Field(examples=["employer"])
    on: Day = Field(examples=["2026-03-02"])
    has_text: HasText
    recorded_at: Instant
    recorded_by: Recorder

    @classmethod
    def of(cls, row: Row, **more: Any) -> Self:
        values = {name: value for name, value in dict(row).items() if name != "text"}
        return cls.model_validate({**values, "case": row["case_id"], "has_text": row["text"] is not None, **more})


class EarlySignDetail(EarlySignView):
    """An early sign with its text."""

    text: str | None = Field(examples=["Ny chef sedan i måndags."])


class FlagIn(Body):
    """That the job is at risk, and why."""

    reasons: list[e.RiskReason] = Field(min_length=1, max_length=9, examples=[["early-signs", "changed-manager"]])
    text: Note | None = Field(default=None, examples=["Vill sluta."])
    on: Day = Field(examples=["2026-03-02"])


class ClearanceIn(Body):
    """How it went."""

    outcome: e.RiskOutcome = Field(examples=["steady-again"])
    text: Note | None = Field(default=None, examples=[None])
    on: Day = Field(examples=["2026-03-16"])


class FlagView(View):
    """That the job was at risk, from `on` until `cleared_on`."""

    flag: UUID = Field(examples=[FLAG])
    case: UUID = Field(examples=[CASE])
    reasons: list[e.RiskReason] = Field(examples=[["early-signs", "changed-manager"]])
    on: Day = Field(examples=["2026-03-02"])
    cleared_on: Day | None = Field(examples=[None])
    outcome: e.RiskOutcome | None = Field(examples=[None])
    has_text: HasText
    recorded_at: Instant
    recorded_by: Recorder
    cleared_by: str | None = Field(examples=[None])

    @classmethod
    def of(cls, row: Row, **more: Any) -> Self:
        values = {name: value for name, value in dict(row).items() if name not in {"text", "cleared_text"}}
        return cls.model_validate({**values, "case": row["case_id"], "has_text": row["text"] is not None, **more})


class FlagDetail(FlagView):
    """A flag with its texts."""

    text: str | None = Field(examples=["Vill sluta."])
    cleared_text: str | None = Field(examples=[None])


class RelapseSignView(View):
    """A sign of relapse that nobody has acted on, with what it is made of.

    `gap`: no kept contact with `party` since `last_kept_on` (or since the plan began), where `planned_days` are planned between
    two. `no-shows` and `changed-manager`: the `evidence` are the contacts, or the early sign. `falling-hours`: the `weeks`,
    against `hours_before` as a mean.
    """

    sign: SignKind = Field(examples=["no-shows"])
    since: Day = Field(examples=["2026-03-02"])
    evidence: list[UUID] = Field(examples=[[CONTACT]])
    party: e.PlannedWith | None = Field(examples=[None])
    last_kept_on: Day | None = Field(examples=[None])
    planned_days: Number | None = Field(examples=[None])
    weeks: list[WeekView]
    hours_before: Number | None = Field(examples=[None])

    @classmethod
    def of(cls, found: RelapseSign) -> Self:
        nothing: dict[str, Any] = {
            **dict.fromkeys(("party", "last_kept_on", "planned_days", "hours_before")),
            "evidence": [],
            "weeks": [],
        }
        return cls.model_validate({"sign": found.kind, "since": found.since, **nothing, **_evidence(found)})


def _evidence(found: RelapseSign) -> dict[str, Any]:
    match found.evidence:
        case Gap() as gap:
            return {"party": gap.party, "last_kept_on": gap.last, "planned_days": round(gap.planned_days, 2)}
        case Falling() as fell:
            return {"weeks": [WeekView.of(week) for week in fell.weeks], "hours_before": round(fell.before, 2)}
        case ids:
            return {"evidence": list(ids)}
