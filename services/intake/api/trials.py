"""Trying a rule set on what was assessed, before it is in force or after."""

from collections import Counter
from collections.abc import Sequence

from fastapi import APIRouter

from services.intake import queries, rules, trial
from services.intake.api.access import MayDecide, RuleWork
from services.intake.rules import RuleSet
from services.intake.schemas.trials import ChangeView, CountView, RuleSetIn, TrialIn, TrialView
from shared.db import Row
from shared.errors import unprocessable
from shared.http.dependencies import DbTx
from shared.http.idempotency import unstored
from shared.http.transactional import Transactional

router = APIRouter(route_class=Transactional, tags=["rules"])

SHOWN = 200


@router.post("/ruleset-trials", status_code=200)
@unstored
async def try_ruleset(officer: MayDecide, body: TrialIn, tx: DbTx, reading: RuleWork) -> TrialView:
    """Which outcomes of one's own units' referrals would change under these rules, and why. Nothing is changed by it.

    Vilka utfall vid de egna enheterna som skulle bli andra enligt reglerna, och varför. Inget ändras.
    """
    new = _ruleset(body.ruleset)
    async with queries.reading_only(tx):
        rows = await queries.assessed_between(tx, officer, body.first, body.last)
        result = trial.tried(new, [_assessment(row) for row in rows])
    shown = result.changes[:SHOWN]
    persons = {row["referral"]: row["person"] for row in rows}
    await reading.of_each([(persons[change.referral], None) for change in shown])
    return TrialView(
        ruleset=new.name,
        tried=result.looked_at,
        changed=len(result.changes),
        counts=_counts(result.changes),
        changes=[ChangeView.model_validate(change) for change in shown],
    )


def _ruleset(given: str | RuleSetIn) -> RuleSet:
    if isinstance(given, RuleSetIn):
        return given.ruleset()
    try:
        return rules.ruleset_named(given)
    except LookupError:
        raise unprocessable(
            "#/ruleset", "unknown-ruleset", sv="Regelverket finns inte.", en="There is no such rule set."
        ) from None


def _assessment(row: Row) -> trial.Assessment:
    return trial.Assessment(
        referral=row["referral"],
        findings=queries.findings_of(row),
        outcome=row["outcome"],
        alternatives=tuple(row["alternatives"]),
        ruleset=rules.ruleset_named(row["ruleset"]),
        about=rules.Circumstances(birth_date=row["birth_date"], registered_since=row["registered_since"], on=row["assessed_on"]),
    )


def _counts(changes: Sequence[trial.Change]) -> list[CountView]:
    counted = Counter((change.outcome_before, change.outcome_after) for change in changes)
    return [
        CountView(outcome_before=before, outcome_after=after, referrals=times)
        for (before, after), times in sorted(counted.items())
    ]
