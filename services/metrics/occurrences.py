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
        placement.EmploymentCorrected.type,
        placement.SubsidyCorrected.type,
    }
)
RETRACTIONS: Final = frozenset(
    {
        intake.CaseRegisteredInError.type,
        intake.SusConsentRegisteredInError.type,
        intake.SusRegisteredInError.type,
        placement.EmploymentRegisteredInError.type,
        placement.WorkTrialCancelled.type,
        followup.ContactRegisteredInError.type,
    }
)
FACTS: Final = frozenset({followup.StatusEstablished.type, *(event.type for event in MEANINGS)}) - CORRECTIONS - RETRACTIONS
"""Types that tell something new, which is late when it is about a day that was looked at already."""

OCCURRENCES: Final = """
select event_id, type, recorded_at, era, txid,
       (data ->> 'case')::uuid as case_id, (data ->> 'referral')::uuid as referral,
       (data ->> 'person')::uuid as person, data ->> 'unit' as unit,
       case when data ? 'started_on' then (data ->> 'started_on')::date
            when data ? 'starts_on' and type not like '%-agreed.%' and type not like '%-decided.%'
                then (data ->> 'starts_on')::date
            when data ? 'last_day' then coalesce(data ->> 'last_day', data ->> 'on')::date
            when data ? 'week' then (data ->> 'week')::date + 6
            when data ? 'month' then (to_date(data ->> 'month', 'YYYY-MM') + interval '1 month' - interval '1 day')::date
            else (data ->> 'on')::date end as "on",
       case when type = any($1) or data ->> 'corrects' is not null then 'corrected'
            when type = any($2) then 'retracted'
            when type = any($3) then 'told' end as kind
from received
"""
"""Every event as an occurrence: a correction's day is the corrected one, a week or a month is over on its last day."""

KINDS: Final = (sorted(CORRECTIONS), sorted(RETRACTIONS), sorted(FACTS))
"""The first three arguments of a query on OCCURRENCES."""

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
