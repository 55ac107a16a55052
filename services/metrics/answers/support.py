"""Answers of F6, support given."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Self

from pydantic import Field

from services.metrics.answers.spreads import SpreadView
from services.metrics.figures.definitions import DEFINITIONS
from services.metrics.figures.shares import Rows
from services.metrics.figures.support import ByHandovers, Contacts, Support
from services.metrics.figures.taper import TaperWeek
from services.metrics.schemas import LISTED, Asked, Cases, ShareView
from services.metrics.suppression import SMALLEST, too_small
from shared.http.types import View


class SupportGroup(StrEnum):
    """introduced = the four gaps; started = the three numbers of handovers; follow-ups-short are of follow-ups-ended."""

    INTRODUCED = "introduced"
    GAP_TO_14 = "gap-0-14"
    GAP_TO_30 = "gap-15-30"
    GAP_TO_60 = "gap-31-60"
    GAP_OVER_60 = "gap-over-60"
    OVER_SIX_MONTHS = "over-six-months"
    STARTED = "started"
    HANDOVERS_0 = "handovers-0"
    HANDOVERS_1 = "handovers-1"
    HANDOVERS_MORE = "handovers-2-or-more"
    WITHOUT_CONTACT_YET = "without-contact-yet"
    FOLLOW_UPS_ENDED = "follow-ups-ended"
    FOLLOW_UPS_SHORT = "follow-ups-short"


def support_cases(figure: Support) -> dict[SupportGroup, Rows]:
    """The cases of each group."""
    short = tuple(sorted(case for cases in figure.follow_ups_short.values() for case in cases))
    return {
        SupportGroup.INTRODUCED: figure.introduced,
        **{SupportGroup(band.value): cases for band, cases in figure.gaps.items()},
        SupportGroup.OVER_SIX_MONTHS: figure.over_six_months,
        SupportGroup.STARTED: figure.started,
        **{SupportGroup(group.handovers.value): group.cases for group in figure.by_handovers},
        SupportGroup.WITHOUT_CONTACT_YET: figure.without_contact_yet,
        SupportGroup.FOLLOW_UPS_ENDED: figure.follow_ups_ended,
        SupportGroup.FOLLOW_UPS_SHORT: short,
    }


class SupportCounts(View):
    """Cases. Introductions over six months must be 0 (2017:462 11 §)."""

    introduced: int = Field(description="First introduction began in the period / Första introduktionen började", examples=[24])
    gap_0_14: int = Field(description="Longest gap in days / Längsta uppehåll i dagar", examples=[15])
    gap_15_30: int = Field(examples=[6])
    gap_31_60: int = Field(examples=[2])
    gap_over_60: int = Field(examples=[1])
    over_six_months: int = Field(examples=[0])
    started: int = Field(examples=[30])
    handovers_0: int = Field(examples=[22])
    handovers_1: int = Field(examples=[6])
    handovers_2_or_more: int = Field(examples=[2])
    without_contact_yet: int = Field(description="After a handover / Efter en överlämning", examples=[1])
    follow_ups_ended: int = Field(examples=[12])
    follow_ups_short: int = Field(description="Shorter than 12 months / Kortare än 12 månader", examples=[3])


class TaperView(View):
    """Contacts in a week since introduction began. `kept` compares with `planned` in `with_plan` cases alone."""

    week: int = Field(examples=[0])
    followed: int = Field(description="Cases followed the whole week / Ärenden som följts hela veckan", examples=[24])
    with_plan: int = Field(examples=[20])
    planned_person: float = Field(examples=[52.0])
    planned_employer: float = Field(examples=[18.0])
    kept_person: int = Field(examples=[55])
    kept_employer: int = Field(examples=[16])
    kept_with_plan_person: int = Field(examples=[49])
    kept_with_plan_employer: int = Field(examples=[15])

    @classmethod
    def of(cls, week: TaperWeek) -> Self:
        def parties(name: str, numbers: Mapping[str, object]) -> dict[str, object]:
            return {f"{name}_{party}": number for party, number in numbers.items()}

        return cls.model_validate(
            {
                "week": week.week,
                "followed": week.followed,
                "with_plan": week.with_plan,
                **parties("planned", {party: float(planned) for party, planned in week.planned.items()}),
                **parties("kept", week.kept),
                **parties("kept_with_plan", week.kept_with_plan),
            }
        )


class ContactsView(View):
    """Contacts of the introduced since then: kept + no_shows + moved."""

    kept: int = Field(examples=[310])
    no_shows: int = Field(examples=[21])
    moved: int = Field(examples=[14])
    on_site: int = Field(description="Of the kept, at the workplace / Av de genomförda, på arbetsplatsen", examples=[180])
    share_no_shows: ShareView
    share_on_site: ShareView

    @classmethod
    def of(cls, contacts: Contacts) -> Self:
        return cls(
            kept=contacts.kept,
            no_shows=contacts.no_shows,
            moved=contacts.moved,
            on_site=contacts.on_site,
            share_no_shows=ShareView.of(contacts.share_no_shows),
            share_on_site=ShareView.of(contacts.share_on_site),
        )


class HandoversView(View):
    """F2 and F3 for the cases with this number of handovers up to `as_of`; null when it is suppressed."""

    handovers: str = Field(examples=["handovers-1"])
    share_within_180: ShareView | None
    share_on_day_180: ShareView | None
    share_known: ShareView | None
    share_low: ShareView | None

    @classmethod
    def of(cls, group: ByHandovers, *, suppressed: bool) -> Self:
        f2, f3 = group.outflow, group.retention.any_employer
        return cls(
            handovers=group.handovers.value,
            share_within_180=None if suppressed else ShareView.of(f2.share_within_180),
            share_on_day_180=None if suppressed else ShareView.of(f2.share_on_day_180),
            share_known=None if suppressed else ShareView.of(f3.share_known),
            share_low=None if suppressed else ShareView.of(f3.share_low),
        )


class SupportFigure(View):
    """F6: the support that was given."""

    counts: SupportCounts
    taper: list[TaperView]
    contacts: ContactsView
    longest_gap: SpreadView = Field(description="Days between kept contacts, longest of each case / Dagar mellan kontakter")
    handovers: int = Field(description="Handovers of the started cases / Överlämningar", examples=[10])
    days_without_contact: SpreadView = Field(description="At a handover / Vid en överlämning")
    by_handovers: list[HandoversView]
    follow_ups_short: dict[str, int] = Field(
        description="Follow-ups under 12 months by reason / Uppföljningar under 12 månader efter skäl",
        examples=[{"completed": 1, "own-wish": 2}],
    )

    @classmethod
    def of(cls, figure: Support, *, protect: bool) -> Self:
        """`protect`: for those without a unit, who are given no group of one to four, nor what the other groups tell of it."""
        counted = {group.value.replace("-", "_"): len(cases) for group, cases in support_cases(figure).items()}
        suppressed = protect and any(too_small(group.outflow) or too_small(group.retention) for group in figure.by_handovers)
        return cls(
            counts=SupportCounts.model_validate(counted),
            taper=[TaperView.of(week) for week in figure.taper],
            contacts=ContactsView.of(figure.contacts),
            longest_gap=SpreadView.model_validate(figure.longest_gap),
            handovers=figure.handovers,
            days_without_contact=SpreadView.model_validate(figure.days_without_contact),
            by_handovers=[HandoversView.of(group, suppressed=suppressed) for group in figure.by_handovers],
            follow_ups_short={reason: len(cases) for reason, cases in figure.follow_ups_short.items()},
        )


class SupportView(View):
    """The answer; `figure` is null when it is suppressed, that is, when it would speak of one to four cases."""

    arguments: Asked
    definitions: str = Field(examples=[DEFINITIONS])
    suppressed: bool = Field(examples=[False])
    figure: SupportFigure | None
    cases: Cases | None = Field(
        description="Lists of the cases counted; null for who may not see cases / Listor över de räknade ärendena",
        examples=[{"introduced": LISTED.format("support").replace("mature", "introduced")}],
    )


def support_too_small(figure: Support) -> bool:
    """Whether the figure would speak of one to four cases."""
    return any(0 < len(cases) < SMALLEST for cases in (figure.introduced, figure.started, figure.follow_ups_ended))
