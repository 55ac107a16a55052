"""What an event in the log of received events speaks of: its day, its unit, and why it may change a figure."""

from typing import Final

from services.metrics.subjects import MEANINGS
from shared.contracts import followup, intake, placement

CORRECTIONS: Final = frozenset(
    {
        intake.CaseStartCorrected.type,
        intake.CaseEndCorrected.type,
        intake.CaseReopened.type,
        intake.ReferralReopened.type,
        intake.ShareCorrected.type,
        intake.SusConsentCorrected.type,
        intake.EvidenceReceiptCorrected.type,
        placement.EmploymentCorrected.type,
        placement.SubsidyCorrected.type,
    }
)
RETRACTIONS: Final = frozenset(
    {
        intake.CaseRegisteredInError.type,
        intake.SusConsentRegisteredInError.type,
        intake.SusRegisteredInError.type,
        intake.EvidenceReceiptRegisteredInError.type,
        placement.EmploymentRegisteredInError.type,
        placement.WorkTrialCancelled.type,
        followup.ContactRegisteredInError.type,
    }
)
FACTS: Final = frozenset({followup.StatusEstablished.type, *(event.type for event in MEANINGS)}) - CORRECTIONS - RETRACTIONS
"""Types that tell something new, which is late when it is about a day that was looked at already."""

OCCURRENCES: Final = """
select event_id, type, recorded_at, era, txid, case_id, referral, person, unit, occurred_on as "on", days_late,
       case when type = any($1) or corrects then 'corrected'
            when type = any($2) then 'retracted'
            when type = any($3) then 'told' end as kind
from received
"""
"""Every event as an occurrence: what it speaks of (see `spoken_of`), and why it may change a figure."""

KINDS: Final = (sorted(CORRECTIONS), sorted(RETRACTIONS), sorted(FACTS))
"""The first three arguments of a query on OCCURRENCES."""

PLANNED_ANEW: Final = "set local plan_cache_mode = force_custom_plan"
"""To execute before a query on the log. A plan that PostgreSQL keeps for any arguments takes every period to be short, and looks
up the case of each event by itself: over a year that takes three times as long."""

OF_UNITS: Final = """
case when case_id is not null then exists (
         select from cases where cases.case_id = {of}.case_id and cases.unit = any({units})
             and ({also_protected} or not exists (select from concealed where concealed.person = cases.person)))
     when referral is not null then exists (
         select from referrals where referrals.referral = {of}.referral and referrals.unit = any({units})
             and ({also_protected} or not exists (select from concealed where concealed.person = referrals.person)))
     else {of}.unit = any({units}) end
"""
"""Whether an occurrence is of the units: of a case started there, of a referral to it, or of the unit itself."""
