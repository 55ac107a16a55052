"""Room for cases, past and to come, as it goes out."""

from datetime import date
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field

from services.intake import events as e
from services.intake import forecast, standing
from services.intake.schemas.capacity import Cases
from services.intake.schemas.fields import CASE, PERSON, Officer, Unit
from shared.db import Row
from shared.http.types import Day, View

Amount = Annotated[float | None, Field(description="In cases; null when no share is stated / Null om ingen andel är angiven")]


class Room(View):
    """Room for cases on a day: bandwidth = capacity - ongoing; free also leaves out the places that are kept."""

    capacity: Amount = Field(examples=[22.5])
    ongoing: int = Field(description="Started, not ended; paused too / Startade, ej avslutade, även pausade", examples=[20])
    paused: int = Field(description="Of the ongoing / Av de pågående", examples=[1])
    reserved: int = Field(description="Places kept for cases not started / Hållna platser", examples=[1])
    bandwidth: Amount = Field(examples=[2.5])
    free: Amount = Field(examples=[1.5])
    load: float | None = Field(description="Ongoing / capacity", examples=[0.889])

    @staticmethod
    def parts(room: standing.Bandwidth) -> dict[str, float | int | None]:
        return {
            "capacity": number(room.capacity),
            "ongoing": room.ongoing,
            "paused": room.paused,
            "reserved": room.reserved,
            "bandwidth": number(room.bandwidth),
            "free": number(room.free),
            "load": round(room.ongoing / float(room.capacity), 3) if room.capacity else None,
        }


def number(amount: object) -> float | None:
    return None if amount is None else float(amount)  # type: ignore[arg-type] # a Decimal or a Fraction


class PersonalRoom(Room):
    """One support person's room at the unit."""

    support_person: Officer


class BandwidthView(Room):
    """The unit's bandwidth on a day: past days by history, coming days with the exits that are planned."""

    unit: Unit
    on: Day
    benchmark: Cases
    expected_exits: int = Field(description="Planned from tomorrow up to the day / Planerade avslut till dagen", examples=[2])
    without_planned_end: int = Field(description="Ongoing with no planned end / Utan planerat slut", examples=[12])
    support_persons: list[PersonalRoom]

    @classmethod
    def of(cls, now: standing.Standing, on: date, today: date) -> Self:
        rests = forecast.basis(now, today)
        return cls.model_validate(
            {
                **Room.parts(standing.of_unit(now, on)),
                "unit": now.unit,
                "on": on,
                "benchmark": standing.benchmark(now, on),
                "expected_exits": forecast.exits(now, today + standing.DAY, on),
                "without_planned_end": rests.unplanned + rests.overdue,
                "support_persons": [
                    {"support_person": who, **Room.parts(standing.of_support_person(now, who, on))}
                    for who in standing.support_persons(now, on)
                ],
            }
        )


class WeekView(Room):
    """A coming week: planned exits in it, and room on its last day."""

    monday: Day
    sunday: Day
    expected_exits: int = Field(examples=[1])


class BasisView(View):
    """What the forecast rests on: the ongoing cases of today."""

    ongoing: int = Field(examples=[20])
    planned: int = Field(description="With a planned end ahead / Med planerat slut", examples=[8])
    unplanned: int = Field(description="Nothing is assumed of them / Inget antas", examples=[10])
    overdue: int = Field(description="Past their planned end, and not assumed to end / Passerat slut", examples=[2])


class ForecastView(View):
    """Expected exits and bandwidth, week by week. Nothing is assumed but what is planned; new cases are not forecast."""

    unit: Unit
    today: Day
    basis: BasisView
    weeks: list[WeekView]

    @classmethod
    def of(cls, now: standing.Standing, first: date, last: date, today: date) -> Self:
        return cls.model_validate(
            {
                "unit": now.unit,
                "today": today,
                "basis": forecast.basis(now, today),
                "weeks": [
                    {
                        **Room.parts(week.room),
                        "monday": week.monday,
                        "sunday": week.sunday,
                        "expected_exits": week.exits,
                    }
                    for week in forecast.weeks(now, first, last, today)
                ],
            }
        )


class MonthsOfWorkView(View):
    """Full-time months of work on each appropriation at the unit; each day is a part of its own calendar month."""

    unit: Unit
    from_on: Day = Field(examples=["2026-01-01"])
    to_on: Day = Field(examples=["2026-03-31"])
    sius: float = Field(description="1:4", examples=[2.25])
    other_work: float = Field(description="1:1", examples=[0.75])
    elsewhere: float = Field(description="Other appropriations / Andra anslag", examples=[0.0])

    @classmethod
    def of(cls, now: standing.Standing, first: date, last: date) -> Self:
        def months(appropriation: e.Appropriation) -> float:
            return round(float(forecast.months_of_work(now.shares, appropriation, first, last)), 4)

        return cls(
            unit=now.unit, from_on=first, to_on=last, sius=months("1:4"), other_work=months("1:1"), elsewhere=months("other")
        )


class OverrideView(View):
    """Something decided over the capacity. Why an assignment was is read at the case's planning; a reduction has a code."""

    kind: Literal["assignment", "benchmark", "share", "cap"] = Field(examples=["assignment"])
    case: UUID | None = Field(examples=[CASE])
    person: UUID | None = Field(examples=[PERSON])
    support_person: Officer | None
    over: list[e.Over] = Field(description="What it goes over / Vad som överskrids", examples=[["over-cap"]])
    reason_code: e.ShortageReason | None = Field(examples=[None])
    decided_by: Officer
    decided_on: Day

    @classmethod
    def of(cls, row: Row) -> Self:
        return cls.model_validate({**dict(row), "case": row["case_id"], "person": row["who"]})
