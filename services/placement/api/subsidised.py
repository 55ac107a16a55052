"""What routes about subsidies share: what other streams say, texts sealed and read, and what follows from an employment."""

from datetime import date, timedelta
from typing import Any, assert_never
from uuid import UUID

from services.placement import commands as c
from services.placement import events as e
from services.placement import streams
from services.placement.api.opportunities import employer_standing
from services.placement.employment import employed as employed_in
from services.placement.employment import employment as employment_decider
from services.placement.gates import GateFinding, gates_on
from services.placement.practice import practice_on
from services.placement.schemas.subsidies import (
    ChangeIn,
    CorrectionIn,
    EndingIn,
    ExtensionIn,
    NewSubsidyIn,
    NystartIn,
    PriorSupportErrorIn,
    PriorSupportIn,
)
from services.placement.subsidy import subsidy
from shared.db import Row, Tx
from shared.decider import handle
from shared.eventstore import Log
from shared.sealing import Sealing
from shared.service import Service


async def employed(log: Log, employment: UUID) -> c.Employed:
    """The employment as its own stream tells it. Raises EmploymentUnknown."""
    history, _ = await log.read(streams.employment(employment))
    return employed_in(employment_decider.fold(history))


async def employer_check(log: Log, employer: UUID, on: date) -> c.EmployerCheck:
    """What is known of the employer on the day; a gate looked at longer ago than practice allows has not been looked at."""
    history, _ = await log.read(streams.employer(employer))
    findings = gates_on(history, on)
    oldest = practice_on(on).employer_checked
    return c.EmployerCheck(
        standing=await employer_standing(log, employer, on),
        hits=tuple(finding.gate for finding in findings if finding.state == "hit"),
        unchecked=tuple(finding.gate for finding in findings if _unchecked(finding, on, oldest)),
    )


def _unchecked(finding: GateFinding, on: date, oldest: timedelta) -> bool:
    return finding.state != "hit" and (finding.on is None or finding.on < on - oldest)


async def follow_employment(log: Log, row: Row, by: str, on: date) -> None:
    """No support outlasts its employment or begins before it: the person's subsidies follow, in the same transaction."""
    command = c.FollowEmployment(employed=await employed(log, row["employment"]), by=by, on=on)
    await handle(log, subsidy, streams.subsidy(row["person"]), command)


def subsidy_sealing(service: Service, tx: Tx, person: UUID) -> Sealing:
    """Seals texts about the person's subsidies."""
    return Sealing(service.vault, tx, person, streams.subsidy(person))


async def sealed_change(sealing: Sealing, change: ChangeIn) -> e.SubsidyChange:
    """The change as the domain has it: texts sealed, the birth date turned into an age."""
    match change:
        case NewSubsidyIn():
            return e.NewSubsidy(
                form=change.form,
                starts_on=change.starts_on,
                until=change.until,
                tested=tuple(
                    [e.Tested(form=t.form, why=t.why, note=await sealing.note(t.note, "tested")) for t in change.tested]
                ),
                particular_reasons=await sealing.note(change.particular_reasons, "particular-reasons"),
                nystart=_facts(change.nystart, change.starts_on),
            )
        case ExtensionIn():
            return e.Extension(extends=change.extends, until=change.until)
        case CorrectionIn():
            return e.Correction(
                decision=change.decision,
                starts_on=change.starts_on,
                until=change.until,
                reason=await sealing.text(change.reason, "reason"),
                nystart=_facts(change.nystart, change.starts_on),
            )
        case EndingIn():
            return e.Ending(decision=change.decision, last_day=change.last_day, why=change.why)
        case PriorSupportIn():
            return e.PriorSupport(**change.model_dump(exclude={"kind"}))
        case PriorSupportErrorIn():
            return e.PriorSupportError(support=change.support, reason=await sealing.text(change.reason, "reason"))
        case _:
            assert_never(change)


def _facts(facts: NystartIn | None, first_day: date) -> e.NystartFacts | None:
    if facts is None:
        return None
    return e.NystartFacts(
        age=age_on(facts.birth_date, first_day),
        age_source=facts.age_source,
        away_since=facts.away_since,
        away_source=facts.away_source,
    )


def age_on(birth_date: date, day: date) -> int:
    """Whole years; a year is over on the birthday."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


async def texts_of_proposal(sealing: Sealing, row: Row) -> dict[str, Any]:
    return {
        **await texts_of_subsidy(sealing, row),
        "reason": await sealing.read(row["reason"], "reason"),
        "refusal": await sealing.read(row["refusal"], "refusal"),
    }


async def texts_of_subsidy(sealing: Sealing, row: Row) -> dict[str, Any]:
    return {
        "particular_reasons": await sealing.read(row["particular_reasons"], "particular-reasons"),
        "tested": [{**one, "note": await sealing.read(one["note"], "tested")} for one in row["tested"]],
    }


def without_texts(row: Row) -> dict[str, Any]:
    """For lists: what was written stays sealed."""
    tested = [{**one, "note": None} for one in row["tested"]]
    return {"particular_reasons": None, "reason": None, "refusal": None, "tested": tested}
