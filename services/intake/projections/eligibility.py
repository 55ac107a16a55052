"""The latest assessment of each referral, and what was decided."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, insert

from services.intake import events as e
from services.intake.projections.tables import metadata
from shared.db import Prepared, Tx

eligibility = sa.Table(
    "eligibility",
    metadata,
    sa.Column("referral", sa.Uuid, primary_key=True),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("findings", JSONB, nullable=False),
    sa.Column("alternatives", ARRAY(sa.Text), nullable=False),
    sa.Column("disability_group", sa.Text),
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
)


ASSESSED = ("outcome", "findings", "alternatives", "disability_group", "ruleset", "assessed_by", "assessed_on", "recheck_on")
_assessment = insert(eligibility).values({name: sa.bindparam(name) for name in ("referral", "version", *ASSESSED)})
ASSESS = Prepared(
    _assessment.on_conflict_do_update(
        index_elements=["referral"], set_={name: _assessment.excluded[name] for name in ("version", *ASSESSED)}
    )
)


async def project(tx: Tx, event: e.EligibilityEvent, version: int) -> None:
    match event:
        case e.EligibilityAssessed():
            await tx.run(ASSESS, referral=event.referral, version=version, **_assessed(event))
        case e.ProgrammeGranted():
            overridden = list(event.overridden)
            await _decided(tx, event, version, decision="granted", overridden=overridden, basis=event.basis)
        case e.ProgrammeRefused():
            await _decided(tx, event, version, decision="refused", basis=event.basis)
        case e.SetToNotYet():
            await _decided(tx, event, version, decision="not-yet", recheck_on=event.recheck_on)


def _assessed(event: e.EligibilityAssessed) -> dict[str, Any]:
    return {
        "outcome": event.outcome,
        "findings": [
            {"criterion": f.criterion, "answer": f.answer, "evidence": f.evidence, "evidence_date": f.evidence_date}
            for f in event.findings
        ],
        "alternatives": list(event.alternatives),
        "disability_group": event.disability_group,
        "ruleset": event.ruleset,
        "assessed_by": event.assessed_by,
        "assessed_on": event.on,
        "recheck_on": event.recheck_on,
    }


async def _decided(tx: Tx, event: e.ProgrammeGranted | e.ProgrammeRefused | e.SetToNotYet, version: int, **values: Any) -> None:
    await tx.run(
        sa.update(eligibility)
        .where(eligibility.c.referral == event.referral)
        .values(decided_by=event.decided_by, decided_on=event.on, version=version, **values)
    )
