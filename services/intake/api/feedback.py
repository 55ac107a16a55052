"""Feedback to those who refer: what became of their referrals, with the rows behind every count; and a partner's own digest."""

from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request

from services.intake import protection
from services.intake.api.access import MayPropose, MayReadCases, agency_of
from services.intake.digest import digest
from services.intake.feedback import Source, by_source, count
from services.intake.projections.referral import referrals
from services.intake.queries import feedback as queries
from services.intake.schemas.feedback import FeedbackCounts, ReferralDigest, ReferrerFeedback, SourceFeedback
from services.intake.schemas.fields import Unit
from services.intake.schemas.referral_links import ReferralLink
from shared.errors import unprocessable
from shared.http.dependencies import DbTx, Today
from shared.http.transactional import Transactional
from shared.http.types import Day
from shared.http.units import require_unit
from shared.limits import months_after

router = APIRouter(route_class=Transactional, tags=["feedback"])

MONTHS = 12
FromDay = Annotated[
    Day | None, Query(alias="from", description="Referrals received from this day on: 12 months before `to` / Från och med")
]
ToDay = Annotated[Day | None, Query(alias="to", description="Last day: today unless said / Till och med")]
OfUnit = Annotated[Unit | None, Query(description="Only this unit / Bara denna enhet")]
OfYear = Annotated[
    int | None,
    Query(
        ge=1900, le=2199, description="Received in this year: the present one unless said / Mottagna detta år", examples=[2026]
    ),
]


@router.get("/referrer-feedback")
async def show_referrer_feedback(
    officer: MayReadCases,
    request: Request,
    tx: DbTx,
    today: Today,
    unit: OfUnit = None,
    first: FromDay = None,
    last: ToDay = None,
) -> ReferrerFeedback:
    """What became of the referrals to one's own units, in all and by agency and its unit; every count opens exactly its rows.

    Counted are the referrals received in the period, each once, as it stands today. *Knowable at referral* is asked of
    returned referrals and of those whose case is interrupted today: a criterion was not met or unknown when it was first
    judged on this referral (one that nobody judged is unknown), and the reason is not one that no criterion speaks of (the wrong
    unit, the person declines, employment, a move, a death). A case that was reopened goes on; one registered in error never
    was. Merged persons keep their referrals, each counted with its own judgements.

    Vad det blev av anvisningarna till de egna enheterna, totalt och per aktör och dess enhet; varje antal öppnar just de
    raderna. Varje anvisning räknas en gång, som den står i dag. *Kunde vara känt vid anvisningen*: den återlämnades eller
    ärendet är avbrutet, och ett kriterium var inte uppfyllt eller okänt när det först bedömdes i anvisningen, om skälet
    inte är ett som inget kriterium handlar om.
    """
    if unit is not None:
        require_unit(officer, unit)
    first, last = _period(first, last, today)
    shown = protection.shown_to(officer, referrals.c.person)
    asked = queries.Asked(unit=unit, received_from=first, received_to=last)
    found = await queries.referred(tx, sorted(officer.units), shown, asked)
    root, period = request.scope.get("root_path", ""), {"unit": unit, "from": first, "to": last}
    return ReferrerFeedback.model_validate(
        {
            "as_of": today,
            "from": first,
            "to": last,
            "total": FeedbackCounts.of(count(found), ReferralLink(root, **period)),
            "sources": [
                SourceFeedback.of(source, FeedbackCounts.of(counts, ReferralLink(root, **period, **_only(source))))
                for source, counts in by_source(found)
            ],
        }
    )


def _period(first: date | None, last: date | None, today: date) -> tuple[date, date]:
    """Twelve months up to today, unless said otherwise."""
    last = last or today
    first = first or months_after(last, -MONTHS) + timedelta(days=1)
    if last < first:
        raise unprocessable("from", "period-order", sv="Ligger efter `to`.", en="Lies after `to`.")
    return first, last


def _only(source: Source) -> dict[str, str | bool | None]:
    return {
        "source": source.source,
        "agency": source.agency,
        "without_agency": source.agency is None or None,
        "source_unit": source.source_unit,
        "without_source_unit": source.source_unit is None or None,
    }


@router.get("/own-referrals/digest")
async def show_own_digest(partner: MayPropose, tx: DbTx, today: Today, year: OfYear = None) -> ReferralDigest:
    """What became of the referrals that the agency sent itself in a year: the officers' counts, with small ones withheld.

    Only whole years: two answers have no referral in common, so that none tells what another withholds.

    Vad det blev av de anvisningar som aktören själv lämnade under ett år: samma antal som handläggarna ser, men små tal visas
    inte, och inte heller det som de kan räknas ut av. Bara hela år, så att inget svar avslöjar vad ett annat döljer.
    """
    year = year or today.year
    found = await queries.referred_by(tx, agency_of(partner), date(year, 1, 1), date(year, 12, 31))
    return ReferralDigest.of(digest(count(found)), year=year, as_of=today)
