"""Feedback to those who refer: counts with the referrals behind them, and the digest that a partner reads."""

from datetime import date
from typing import Self

from pydantic import Field

from services.intake import events as e
from services.intake.digest import SMALLEST, Digest
from services.intake.feedback import ACCEPTED, DECIDED, FAILED, STARTED, Counts, Outcome, Source
from services.intake.schemas.referral_links import ReferralLink
from shared.http.types import Day, View

HREF = "/intake/v1/referrals?from=2025-03-03&to=2026-03-02&source=municipality&outcome=returned"
AS_OF, FROM, TO = "2026-03-02", "2025-03-03", "2026-03-02"


class FeedbackCount(View):
    """So many referrals; `href` opens exactly these, for those who may read referrals."""

    count: int = Field(ge=0, examples=[3])
    href: str = Field(examples=[HREF])


class ReturnReasonCount(FeedbackCount):
    """Referrals returned for this reason, maybe for others too: the reasons together may be more than the returned."""

    reason: e.ReturnReason = Field(examples=["not-ready"])


class ExitCount(FeedbackCount):
    """Referrals whose case was interrupted with this exit: the exits together are the interrupted."""

    exit: e.ExitCategory = Field(examples=["health"])


class KnowableCount(View):
    """Of those that came to nothing (`of`), how many for a reason knowable at referral."""

    knowable: FeedbackCount
    of: FeedbackCount


class FeedbackCounts(View):
    """What became of referrals: referred = unanswered + not_yet + returned + withdrawn + decided.

    decided = refused + accepted; accepted = granted + started, where `granted` are those whose case has not started;
    started = ongoing + completed + interrupted.
    """

    referred: FeedbackCount
    unanswered: FeedbackCount
    not_yet: FeedbackCount
    returned: FeedbackCount
    withdrawn: FeedbackCount
    decided: FeedbackCount
    refused: FeedbackCount
    accepted: FeedbackCount
    granted: FeedbackCount
    started: FeedbackCount
    ongoing: FeedbackCount
    completed: FeedbackCount
    interrupted: FeedbackCount
    return_reasons: list[ReturnReasonCount]
    exits: list[ExitCount]
    returned_knowable: KnowableCount
    interrupted_knowable: KnowableCount
    knowable: KnowableCount = Field(description="Returned or interrupted / Återlämnade eller avbrutna")

    @classmethod
    def of(cls, counts: Counts, link: ReferralLink) -> Self:
        singles: tuple[Outcome, ...] = ("unanswered", "not-yet", "returned", "withdrawn", "refused", "granted")
        cases: tuple[Outcome, ...] = ("ongoing", "completed", "interrupted")
        sums = {"decided": DECIDED, "accepted": ACCEPTED, "started": STARTED}
        number = counts.returned_knowable + counts.interrupted_knowable
        return cls(
            referred=FeedbackCount(count=counts.referred, href=link.to()),
            **{name.replace("-", "_"): _count(counts, link, name) for name in (*singles, *cases)},
            **{name: _count(counts, link, *some) for name, some in sums.items()},
            return_reasons=[
                ReturnReasonCount(reason=reason, count=count, href=link.to("returned", return_reason=reason))
                for reason, count in counts.return_reasons.items()
            ],
            exits=[
                ExitCount(exit=code, count=count, href=link.to("interrupted", ended_by=code))
                for code, count in counts.exits.items()
            ],
            returned_knowable=_knowable(counts, link, counts.returned_knowable, "returned"),
            interrupted_knowable=_knowable(counts, link, counts.interrupted_knowable, "interrupted"),
            knowable=_knowable(counts, link, number, *FAILED),
        )


def _count(counts: Counts, link: ReferralLink, *outcomes: Outcome) -> FeedbackCount:
    return FeedbackCount(count=counts.of(*outcomes), href=link.to(*outcomes))


def _knowable(counts: Counts, link: ReferralLink, number: int, *outcomes: Outcome) -> KnowableCount:
    knowable = FeedbackCount(count=number, href=link.to(*outcomes, knowable=True))
    return KnowableCount(knowable=knowable, of=_count(counts, link, *outcomes))


class SourceFeedback(View):
    """What became of the referrals of one agency's unit. Null: not stated."""

    source: e.ReferralSource = Field(examples=["municipality"])
    agency: str | None = Field(description="Organisation number / Organisationsnummer", examples=["202100-2114"])
    source_unit: str | None = Field(examples=["arbetsmarknadsenheten"])
    counts: FeedbackCounts

    @classmethod
    def of(cls, source: Source, counts: FeedbackCounts) -> Self:
        return cls(source=source.source, agency=source.agency, source_unit=source.source_unit, counts=counts)


class ReferrerFeedback(View):
    """Referrals received in the period, as they stand on `as_of`: all together, and for each agency's unit."""

    as_of: Day = Field(examples=[AS_OF])
    from_: Day = Field(alias="from", examples=[FROM])
    to: Day = Field(examples=[TO])
    total: FeedbackCounts
    sources: list[SourceFeedback]


class DigestReasonCount(View):
    """Returned for this reason; null is withheld."""

    reason: e.ReturnReason = Field(examples=["not-ready"])
    count: int | None = Field(examples=[None])


class DigestExitCount(View):
    """Interrupted with this exit; null is withheld."""

    exit: e.ExitCategory = Field(examples=["health"])
    count: int | None = Field(examples=[None])


class ReferralDigest(View):
    """What became of the agency's own referrals that were received in a year. Null is withheld.

    A count from 1 to `smallest` - 1 is withheld, and with it the whole split that it is part of, so that it cannot be computed.
    The sums are those of the officers' feedback: referred = unanswered + not_yet + returned + withdrawn + decided, decided =
    refused + accepted, accepted = granted + started, started = ongoing + completed + interrupted.
    """

    as_of: Day = Field(examples=[AS_OF])
    year: int = Field(examples=[2026])
    smallest: int = Field(default=SMALLEST, description="The smallest count shown, but for 0 / Minsta tal utom 0", examples=[5])
    referred: int | None = Field(examples=[24])
    unanswered: int | None = Field(examples=[5])
    not_yet: int | None = Field(examples=[0])
    returned: int | None = Field(examples=[7])
    withdrawn: int | None = Field(examples=[0])
    decided: int | None = Field(examples=[12])
    refused: int | None = Field(examples=[None])
    accepted: int | None = Field(description="Granted, started or not / Beviljade", examples=[None])
    granted: int | None = Field(description="Granted, not started / Beviljade, inte startade", examples=[None])
    started: int | None = Field(examples=[None])
    ongoing: int | None = Field(examples=[None])
    completed: int | None = Field(examples=[None])
    interrupted: int | None = Field(examples=[None])
    return_reasons: list[DigestReasonCount]
    exits: list[DigestExitCount]
    returned_knowable: int | None = Field(description="Of `returned` / Av återlämnade", examples=[None])
    interrupted_knowable: int | None = Field(description="Of `interrupted` / Av avbrutna", examples=[None])
    knowable: int | None = Field(description="Of `failed` / Av dem som inte ledde till stöd", examples=[None])
    failed: int | None = Field(description="Returned or interrupted / Återlämnade eller avbrutna", examples=[None])

    @classmethod
    def of(cls, digest: Digest, *, year: int, as_of: date) -> Self:
        same = {name: getattr(digest, name) for name in cls.model_fields if hasattr(digest, name)}
        reasons = [DigestReasonCount(reason=reason, count=count) for reason, count in digest.return_reasons.items()]
        exits = [DigestExitCount(exit=code, count=count) for code, count in digest.exits.items()]
        return cls(**{**same, "return_reasons": reasons, "exits": exits, "year": year, "as_of": as_of})
