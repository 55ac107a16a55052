"""Answers of F6, support given."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, Self

from pydantic import Field

from services.metrics.answers.counts import BrokenDown, lengths
from services.metrics.answers.spreads import SpreadView
from services.metrics.answers.taper import TaperView, taper_shown
from services.metrics.figures.definitions import DEFINITIONS
from services.metrics.figures.shares import Rows, rows
from services.metrics.figures.small_cells import Step, small
from services.metrics.figures.support import ByHandovers, Handovers, Support
from services.metrics.figures.support.contacts import Contacts
from services.metrics.schemas import LISTED, Asked, Cases, ShareView
from services.metrics.suppression import too_small
from shared.http.types import View


class SupportGroup(StrEnum):
    """introduced = the four gaps; started = the three numbers of handovers; follow-ups-short are of follow-ups-ended.

    handed-over = handovers-1 + handovers-2-or-more.
    """

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
    HANDED_OVER = "handed-over"
    WITHOUT_CONTACT_YET = "without-contact-yet"
    FOLLOW_UPS_ENDED = "follow-ups-ended"
    FOLLOW_UPS_SHORT = "follow-ups-short"


SUPPORT_STEPS: Final = (
    Step(parts=("introduced",)),
    Step(parts=("gap-0-14", "gap-15-30", "gap-31-60", "gap-over-60"), of="introduced", whole=True),
    Step(parts=("over-six-months",), of="introduced"),
    Step(parts=("started",)),
    Step(parts=("handovers-0", "handed-over"), of="started", whole=True),
    Step(parts=("handovers-1", "handovers-2-or-more"), of="handed-over", whole=True),
    Step(parts=("without-contact-yet",), of="handed-over"),
    Step(parts=("follow-ups-ended",)),
    Step(parts=("follow-ups-short",), of="follow-ups-ended"),
)
"""Which groups are parts of others, for what is withheld."""


TOLD_BY: Final[Mapping[str, tuple[str, ...]]] = {
    "longest_gap": ("introduced", "gap-0-14", "gap-15-30", "gap-31-60", "gap-over-60"),
    "by_handovers": ("started", "handovers-0", "handovers-1", "handovers-2-or-more"),
    "handovers": ("started", "handovers-0", "handovers-1", "handovers-2-or-more", "without-contact-yet"),
}
"""What is shown only with all of these: the median and the largest tell how many are in a band, events how many they are of."""


def support_counts(figure: Support) -> dict[str, Rows]:
    """The cases of each group, by its code."""
    return {group.value: cases for group, cases in support_cases(figure).items()}


def support_cases(figure: Support) -> dict[SupportGroup, Rows]:
    """The cases of each group."""
    short = tuple(sorted(case for cases in figure.follow_ups_short.values() for case in cases))
    handed = rows(case for group in figure.by_handovers if group.handovers is not Handovers.NONE for case in group.cases)
    return {
        SupportGroup.INTRODUCED: figure.introduced,
        **{SupportGroup(band.value): cases for band, cases in figure.gaps.items()},
        SupportGroup.OVER_SIX_MONTHS: figure.over_six_months,
        SupportGroup.STARTED: figure.started,
        **{SupportGroup(group.handovers.value): group.cases for group in figure.by_handovers},
        SupportGroup.HANDED_OVER: handed,
        SupportGroup.WITHOUT_CONTACT_YET: figure.without_contact_yet,
        SupportGroup.FOLLOW_UPS_ENDED: figure.follow_ups_ended,
        SupportGroup.FOLLOW_UPS_SHORT: short,
    }


class SupportCounts(View):
    """Cases; null is withheld. Introductions over six months must be 0 (2017:462 11 §)."""

    introduced: int | None = Field(
        description="First introduction began in the period / Första introduktionen började", examples=[24]
    )
    gap_0_14: int | None = Field(description="Longest gap in days / Längsta uppehåll i dagar", examples=[15])
    gap_15_30: int | None = Field(examples=[6])
    gap_31_60: int | None = Field(examples=[2])
    gap_over_60: int | None = Field(examples=[1])
    over_six_months: int | None = Field(examples=[0])
    started: int | None = Field(examples=[30])
    handovers_0: int | None = Field(examples=[22])
    handovers_1: int | None = Field(examples=[6])
    handovers_2_or_more: int | None = Field(examples=[2])
    handed_over: int | None = Field(description="At least once / Minst en gång", examples=[8])
    without_contact_yet: int | None = Field(description="After a handover / Efter en överlämning", examples=[1])
    follow_ups_ended: int | None = Field(examples=[12])
    follow_ups_short: int | None = Field(description="Shorter than 12 months / Kortare än 12 månader", examples=[3])


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
    taper: list[TaperView] = Field(description="Up to the week before the first that is withheld / Till första som inte visas")
    contacts: ContactsView | None = Field(description="null is withheld / null visas inte")
    longest_gap: SpreadView | None = Field(
        description="Days between kept contacts, longest of each case / Dagar mellan kontakter"
    )
    handovers: int | None = Field(description="Handovers of the started cases / Överlämningar", examples=[10])
    days_without_contact: SpreadView | None = Field(description="At a handover / Vid en överlämning")
    by_handovers: list[HandoversView]
    follow_ups_short: dict[str, int] | None = Field(
        description="Follow-ups under 12 months by reason; null is withheld / Uppföljningar under 12 månader efter skäl",
        examples=[{"completed": 1, "own-wish": 2}],
    )

    @classmethod
    def of(cls, figure: Support, *, protect: bool, counts: Mapping[str, int | None] | None = None) -> Self:
        """`protect`: for those without a unit, who are given no group of one to four, nor what the other groups tell of it.

        `counts`: group → count as it may be shown; all of them when not given.
        """
        shown = lengths(support_counts(figure)) if counts is None else counts
        suppressed = protect and any(too_small(group.outflow) or too_small(group.retention) for group in figure.by_handovers)
        told = {name: all(shown[group] is not None for group in groups) for name, groups in TOLD_BY.items()}
        introduced, handed = shown["introduced"] is not None, told["handovers"]
        reasons = {reason: len(cases) for reason, cases in figure.follow_ups_short.items()}
        hidden = counts is not None and (shown["follow-ups-short"] is None or any(map(small, reasons.values())))
        return cls(
            counts=SupportCounts.model_validate({group.replace("-", "_"): count for group, count in shown.items()}),
            taper=taper_shown(figure.taper, protect=counts is not None) if introduced else [],
            contacts=ContactsView.of(figure.contacts) if introduced else None,
            longest_gap=SpreadView.model_validate(figure.longest_gap) if told["longest_gap"] else None,
            handovers=figure.handovers if handed else None,
            days_without_contact=SpreadView.model_validate(figure.days_without_contact) if handed else None,
            by_handovers=[
                HandoversView.of(group, suppressed=suppressed or not told["by_handovers"]) for group in figure.by_handovers
            ],
            follow_ups_short=None if hidden else reasons,
        )


class SupportView(BrokenDown):
    """The answer; `figure` is null when it is suppressed, that is, when it would speak of one to four cases."""

    arguments: Asked
    definitions: str = Field(examples=[DEFINITIONS])
    suppressed: bool = Field(examples=[False])
    figure: SupportFigure | None
    cases: Cases | None = Field(
        description="Lists of the cases counted; null for who may not see cases / Listor över de räknade ärendena",
        examples=[{"introduced": LISTED.format("support").replace("mature", "introduced")}],
    )
