"""Answers of F8."""

from collections.abc import Mapping
from typing import Self

from pydantic import Field

from services.metrics.answers.counts import Lists
from services.metrics.figures.access import STAGES, FairAccess, Stage, shares_of
from services.metrics.figures.breakdowns import Breakdown
from services.metrics.figures.shares import Share
from services.metrics.figures.small_cells import Shown, ShownFunnel
from services.metrics.schemas import Asked, ShareView
from shared.http.types import View


class StagesView(View):
    """Referrals at each stage, each some of those in the stage before; null is withheld."""

    referrals_received: int | None = Field(examples=[240])
    accepted: int | None = Field(examples=[180])
    started: int | None = Field(examples=[171])
    mature: int | None = Field(description="Started 180 days before as_of / Började 180 dagar före as_of", examples=[150])
    in_work_within_180: int | None = Field(examples=[60])
    got_work_180_days_ago: int | None = Field(description="Of these / Av dessa", examples=[48])
    retained: int | None = Field(examples=[36])

    @classmethod
    def of(cls, counts: Shown) -> Self:
        return cls(**{field(stage): count for stage, count in zip(STAGES, counts, strict=True)})


class StepView(View):
    """The share at a stage of the stage before; no place when it is over fewer than 20."""

    share: ShareView | None = Field(description="null is withheld / null visas inte")
    place: int | None = Field(description="1 is the highest share among the groups / 1 är högst", examples=[2])


class StepsView(View):
    """Shares of the stage before."""

    accepted: StepView
    started: StepView
    in_work_within_180: StepView
    retained: StepView

    @classmethod
    def of(cls, shares: Mapping[Stage, Share | None], places: Mapping[Stage, int | None]) -> Self:
        def step(stage: Stage) -> StepView:
            share = shares[stage]
            return StepView(share=ShareView.of(share) if share else None, place=places[stage] if share else None)

        return cls(**{field(stage): step(stage) for stage in shares})


class FunnelView(View):
    """One group's way (`group` null: everybody's)."""

    group: str | None = Field(examples=["woman"])
    stages: StagesView
    shares: StepsView


class FairAccessView(View):
    """F8. A count of 1-4 is withheld from everybody, with whatever it could be computed from."""

    arguments: Asked
    definitions: str = Field(description="Version of the definitions / Definitionernas version", examples=["2026-1"])
    by: Breakdown = Field(examples=["sex"])
    total: FunnelView
    groups: list[FunnelView]
    left_out: bool = Field(
        description="Whether there are groups of which nothing may be shown / Om grupper har utelämnats", examples=[False]
    )
    rows: Lists | None = Field(
        description="Lists of what was counted; null for who may not see cases / Listor över det räknade",
        examples=[{"retained": "/metrics/v1/figures/fair-access/referrals?from=2025-01-01&group=retained"}],
    )


def field(stage: Stage) -> str:
    """The stage's name in JSON."""
    return stage.value.replace("-", "_")


def shown_shares(counts: Shown) -> dict[Stage, Share | None]:
    """The shares of which both parts are shown."""
    known = tuple(0 if count is None else count for count in counts)
    of_stage = dict(zip(STAGES, counts, strict=True))
    before = dict(zip(STAGES[1:], counts, strict=False))
    return {
        stage: None if of_stage[stage] is None or before[stage] is None else share for stage, share in shares_of(known).items()
    }


def funnel_views(figure: FairAccess, shown: ShownFunnel) -> tuple[FunnelView, list[FunnelView]]:
    """Everybody's way and each group's, as they may be shown."""
    shares = {group: shown_shares(counts) for group, counts in shown.groups.items()}
    whole = shown_shares(shown.total)
    ranks = {stage: figure.ranks(stage, {group for group, found in shares.items() if found[stage]}) for stage in whole}
    total = FunnelView(group=None, stages=StagesView.of(shown.total), shares=StepsView.of(whole, dict.fromkeys(whole)))
    groups = [
        FunnelView(
            group=group,
            stages=StagesView.of(counts),
            shares=StepsView.of(shares[group], {stage: places.get(group) for stage, places in ranks.items()}),
        )
        for group, counts in shown.groups.items()
    ]
    return total, groups
