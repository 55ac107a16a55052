"""Every assessment; and for each referral how its criteria stand, what was decided, and how that was reconsidered."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, insert

from services.intake import events as e
from services.intake.projections.tables import inserting, metadata
from shared.db import Prepared, Tx

eligibility = sa.Table(
    "eligibility",
    metadata,
    sa.Column("referral", sa.Uuid, primary_key=True),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("findings", JSONB, nullable=False),
    sa.Column("alternatives", ARRAY(sa.Text), nullable=False),
    sa.Column("disability_group", sa.Text),
    sa.Column("registered_since", sa.Date),
    sa.Column("long_term", sa.Text),
    sa.Column("ruleset", sa.Text, nullable=False),
    sa.Column("assessed_by", sa.Text, nullable=False),
    sa.Column("assessed_on", sa.Date, nullable=False),
    sa.Column("recheck_on", sa.Date),
    sa.Column("decision", sa.Text),
    sa.Column("decided_by", sa.Text),
    sa.Column("decided_on", sa.Date),
    sa.Column("overridden", ARRAY(sa.Text)),
    sa.Column("basis", sa.Text),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index("eligibility_assessed", "assessed_on"),
)

assessments = sa.Table(
    "assessments",
    metadata,
    sa.Column("referral", sa.Uuid, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("judged", ARRAY(sa.Text), nullable=False),
    sa.Column("findings", JSONB, nullable=False),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("alternatives", ARRAY(sa.Text), nullable=False),
    sa.Column("ruleset", sa.Text, nullable=False),
    sa.Column("assessed_by", sa.Text, nullable=False),
    sa.Column("assessed_on", sa.Date, nullable=False),
    sa.Column("recheck_on", sa.Date),
)

decisions = sa.Table(
    "decisions",
    metadata,
    sa.Column("referral", sa.Uuid, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("decision", sa.Text, nullable=False),
    sa.Column("reconsidered", sa.Text, comment="how the earlier decision was reconsidered; null for a first decision"),
    sa.Column("findings", JSONB, nullable=False),
    sa.Column("doubts", ARRAY(sa.Text), nullable=False),
    sa.Column("alternatives", ARRAY(sa.Text), nullable=False),
    sa.Column("recheck_on", sa.Date),
    sa.Column("reason", sa.Text, comment="sealed"),
    sa.Column("ruleset", sa.Text, nullable=False),
    sa.Column("basis", sa.Text, nullable=False),
    sa.Column("decided_by", sa.Text, nullable=False),
    sa.Column("decided_on", sa.Date, nullable=False),
)

reconsiderations = sa.Table(
    "reconsiderations",
    metadata,
    sa.Column("referral", sa.Uuid, primary_key=True),
    sa.Column("requested_by", sa.Text, nullable=False),
    sa.Column("requested_on", sa.Date, nullable=False),
    sa.Column("notified_on", sa.Date),
    sa.Column("last_day", sa.Date),
    sa.Column("in_time", sa.Boolean, nullable=False),
    sa.Column("grounds", sa.Text, comment="sealed"),
    sa.Column("reason", sa.Text, comment="sealed"),
    sa.Column("registered_by", sa.Text, nullable=False),
    sa.Column("outcome", sa.Text),
    sa.Column("decision", sa.Text),
    sa.Column("decided_by", sa.Text),
    sa.Column("decided_on", sa.Date),
    sa.Column("version", sa.Integer, nullable=False),
)

ASSESSED = (
    *("outcome", "findings", "alternatives", "disability_group", "registered_since", "long_term"),
    *("ruleset", "assessed_by", "assessed_on", "recheck_on"),
)
_assessment = insert(eligibility).values({name: sa.bindparam(name) for name in ("referral", "version", *ASSESSED)})
ASSESS = Prepared(
    _assessment.on_conflict_do_update(
        index_elements=["referral"], set_={name: _assessment.excluded[name] for name in ("version", *ASSESSED)}
    )
)
KEEP_ASSESSMENT = inserting(assessments)
KEEP_DECISION = inserting(decisions)
STANDING = Prepared(
    sa.select(eligibility.c.findings, eligibility.c.alternatives).where(
        eligibility.c.referral == sa.bindparam("id", type_=sa.Uuid)
    )
)


async def project(tx: Tx, event: e.EligibilityEvent, version: int) -> None:
    match event:
        case e.EligibilityAssessed():
            await _assess(tx, event, version)
        case e.ProgrammeGranted():
            overridden = list(event.overridden)
            await _decide(tx, event, version, "granted", overridden, reason=event.reason and event.reason.text)
            await _change(tx, event.referral, version, overridden=overridden)
        case e.ProgrammeRefused():
            await _decide(tx, event, version, "refused", list(event.unmet), reason=event.reason.text)
        case e.SetToNotYet():
            reason = event.reason and event.reason.text
            await _decide(tx, event, version, "not-yet", list(event.missing), reason=reason, recheck_on=event.recheck_on)
            await _change(tx, event.referral, version, recheck_on=event.recheck_on)
        case e.ReconsiderationRequested():
            await tx.run(insert(reconsiderations).values(**_requested(event), version=version))
            await _change(tx, event.referral, version)
        case e.DecisionReconsidered():
            await _reconsider(tx, event, version)


async def _assess(tx: Tx, event: e.EligibilityAssessed, version: int) -> None:
    shared = {
        "referral": event.referral,
        "version": version,
        "outcome": event.outcome,
        "findings": [asdict(finding) for finding in event.findings],
        "alternatives": list(event.alternatives),
        "ruleset": event.ruleset,
        "assessed_by": event.assessed_by,
        "assessed_on": event.on,
        "recheck_on": event.recheck_on,
    }
    standing = {
        "disability_group": event.disability_group,
        "registered_since": event.registered_since,
        "long_term": event.long_term,
    }
    await tx.run(ASSESS, **shared, **standing)
    await tx.run(KEEP_ASSESSMENT, **shared, judged=list(event.judged))


async def _decide(
    tx: Tx,
    event: e.ProgrammeGranted | e.ProgrammeRefused | e.SetToNotYet | e.DecisionReconsidered,
    version: int,
    decision: e.Decision,
    doubts: list[e.Criterion],
    **more: Any,
) -> None:
    """Keep the decision with the criteria as they stood when it was taken."""
    standing = await tx.first(STANDING, id=event.referral)
    values = {"reconsidered": None, "recheck_on": None, **more, "decision": decision, "doubts": doubts}
    taken = {"ruleset": event.ruleset, "basis": event.basis, "decided_by": event.decided_by, "decided_on": event.on}
    about = {"referral": event.referral, "person": event.person, "version": version}
    await tx.run(KEEP_DECISION, **values, **taken, **about, **dict(standing or {}))
    now = {"decision": decision, "basis": event.basis, "decided_by": event.decided_by, "decided_on": event.on}
    await _change(tx, event.referral, version, **now)


async def _reconsider(tx: Tx, event: e.DecisionReconsidered, version: int) -> None:
    answer = {"outcome": event.outcome, "decision": event.decision, "decided_by": event.decided_by, "decided_on": event.on}
    answered = sa.update(reconsiderations).where(reconsiderations.c.referral == event.referral)
    await tx.run(answered.values(**answer, reason=event.reason.text, version=version))
    if event.outcome == "changed":
        doubts = list(event.overridden)
        await _decide(tx, event, version, event.decision, doubts, reason=event.reason.text, reconsidered="changed")
        await _change(tx, event.referral, version, overridden=doubts)
    else:
        await _change(tx, event.referral, version)


def _requested(event: e.ReconsiderationRequested) -> dict[str, Any]:
    return {
        "referral": event.referral,
        "requested_by": event.requested_by,
        "requested_on": event.on,
        "notified_on": event.notified_on,
        "last_day": event.last_day,
        "in_time": event.in_time,
        "grounds": event.grounds.text if event.grounds else None,
        "registered_by": event.registered_by,
    }


async def _change(tx: Tx, referral: UUID, version: int, **values: Any) -> None:
    await tx.run(sa.update(eligibility).where(eligibility.c.referral == referral).values(version=version, **values))
