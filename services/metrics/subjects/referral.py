"""Referrals and how they were judged: two subjects, for each has a stream of its own. Figures read them as one `Referral`."""

from typing import assert_never

from services.metrics.facts import Judgement, Received
from services.metrics.subjects.subject import Subject
from shared.contracts import intake

AnswerEvent = (
    intake.ReferralReturned
    | intake.ReferralWithdrawn
    | intake.ReferralAccepted
    | intake.ReferralDeclined
    | intake.ReferralReopened
)


def referral_after(before: Received | None, event: intake.ReferralReceived | AnswerEvent) -> Received | None:
    """What is known of a referral after the event; None when what began it is not known."""
    if isinstance(event, intake.ReferralReceived):
        return _received(event)
    return _answered(before, event) if before else None


def _received(event: intake.ReferralReceived) -> Received:
    return Received(
        referral=event.referral,
        person=event.person,
        unit=event.unit,
        source=event.source,
        source_unit=event.source_unit,
        proposed=event.proposed,
        received_on=event.on,
        sex=event.sex,
        birth_year=event.birth_year,
        municipality=event.municipality,
    )


def _answered(before: Received, event: AnswerEvent) -> Received:
    match event:
        case intake.ReferralReturned():
            return before._replace(returned_on=event.on, return_reasons=event.reasons)
        case intake.ReferralWithdrawn():
            return before._replace(withdrawn_on=event.on)
        case intake.ReferralAccepted():
            return before._replace(accepted_on=event.on, case_id=event.case)
        case intake.ReferralDeclined():
            return before._replace(declined_on=event.on)
        case intake.ReferralReopened():
            return before._replace(declined_on=None)
        case _:
            assert_never(event)


def judgement_after(before: Judgement | None, event: intake.ReferralAssessed | intake.ReferralDecided) -> Judgement:
    """The first assessment gives the day; the rest is that of the latest that told. Version 2 tells of the need of support."""
    known = before or Judgement(referral=event.referral, person=event.person)
    match event:
        case intake.ReferralAssessed():
            return known._replace(
                assessed_on=known.assessed_on or event.on,
                doubtful=known.doubtful if event.doubtful is None else event.doubtful,
                disability_group=event.disability_group or known.disability_group,
                support_need=event.support_need if isinstance(event, intake.ReferralAssessedV2) else known.support_need,
            )
        case intake.ReferralDecided():
            return known._replace(decision=event.decision, overridden=event.overridden, decided_on=event.on)
        case _:
            assert_never(event)


REFERRAL = ("referral",)
REFERRALS = Subject(
    "referrals",
    Received,
    key=REFERRAL,
    step=referral_after,
    events={
        intake.ReferralReceived: REFERRAL,
        intake.ReferralReturned: REFERRAL,
        intake.ReferralWithdrawn: REFERRAL,
        intake.ReferralAccepted: REFERRAL,
        intake.ReferralDeclined: REFERRAL,
        intake.ReferralReopened: REFERRAL,
    },
    indexes=[("referral",), ("unit", "received_on"), ("received_on",)],
    current=("received_on", "referral", "unit", "case_id", "accepted_on", "sex", "birth_year", "municipality", "source"),
)
JUDGEMENTS = Subject(
    "judgements",
    Judgement,
    key=REFERRAL,
    step=judgement_after,
    events={intake.ReferralAssessed: REFERRAL, intake.ReferralAssessedV2: REFERRAL, intake.ReferralDecided: REFERRAL},
    indexes=[REFERRAL],
)
