"""Subsidies: the decisions as they stand, and the claims; proposals are in `subsidy_proposal`."""

from typing import Any, assert_never
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, insert

from services.placement import events as e
from services.placement.projections.subsidy_proposal import PROPOSE, nystart_facts, proposals, proposed, tested_forms
from services.placement.projections.tables import inserting, metadata, updating
from shared.db import Prepared, Tx

subsidies = sa.Table(
    "subsidies",
    metadata,
    sa.Column("decision", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid, nullable=False),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("employment", sa.Uuid, comment="null: support from before or outside"),
    sa.Column("employer", sa.Uuid, comment="null: such support with one not registered here"),
    sa.Column("source", sa.Text, comment="how such support is known; null: decided here"),
    sa.Column("form", sa.Text, nullable=False),
    sa.Column("starts_on", sa.Date, nullable=False),
    sa.Column("until", sa.Date, comment="the last day; null: never began"),
    sa.Column("extends", sa.Uuid),
    sa.Column("ended_why", sa.Text),
    sa.Column("tested", JSONB, nullable=False),
    sa.Column("particular_reasons", sa.Text, comment="sealed"),
    sa.Column("nystart", JSONB),
    sa.Column("ruleset", sa.Text, nullable=False),
    sa.Column("basis", sa.Text, nullable=False),
    sa.Column("proposed_by", sa.Text, nullable=False),
    sa.Column("decided_by", sa.Text, nullable=False),
    sa.Column("decided_on", sa.Date, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index("subsidies_employment", "employment", "starts_on"),
    sa.Index("subsidies_case", "case_id"),
    sa.Index("subsidies_until", "until"),
)

claims = sa.Table(
    "claims",
    metadata,
    sa.Column("employment", sa.Uuid, primary_key=True),
    sa.Column("month", sa.Date, primary_key=True),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("claimed_on", sa.Date),
    sa.Column("registered_by", sa.Text, nullable=False),
    sa.Column("registered_on", sa.Date, nullable=False),
)

ANSWER = updating(proposals, "status", "answered_by", "answered_on", "refusal")
DECIDED = updating(proposals, "status", "answered_by", "answered_on", "decision")
GRANT = inserting(subsidies)
CORRECT = updating(subsidies, "starts_on", "until", "nystart", ended_why=None)
END = updating(subsidies, "until", "ended_why")
CLAIM = Prepared(
    insert(claims)
    .values({column.name: sa.bindparam(column.name) for column in claims.columns})
    .on_conflict_do_update(
        index_elements=["employment", "month"],
        set_={name: sa.text(f"excluded.{name}") for name in ("outcome", "claimed_on", "registered_by", "registered_on")},
    )
)


async def project(tx: Tx, event: e.SubsidyEvent, version: int) -> None:
    match event:
        case e.SubsidyDecisionProposed():
            await tx.run(PROPOSE, **proposed(event), version=version)
        case e.SubsidyProposalWithdrawn():
            gone = {"status": "withdrawn", "answered_by": event.withdrawn_by, "refusal": None}
            await tx.run(ANSWER, key=event.proposal, answered_on=event.on, version=version, **gone)
        case e.SubsidyRefused():
            no = {"status": "refused", "answered_by": event.refused_by, "refusal": event.reason.text}
            await tx.run(ANSWER, key=event.proposal, answered_on=event.on, version=version, **no)
        case e.SubsidyDecided() | e.SubsidyExtended():
            await tx.run(GRANT, **_decision(event), version=version)
            await _decided(tx, event, event.decision, version)
        case e.SubsidyCorrected():
            new = {"starts_on": event.starts_on, "until": event.until, "nystart": nystart_facts(event.nystart)}
            await tx.run(CORRECT, key=event.decision, version=version, **new)
            await _decided(tx, event, event.decision, version)
        case e.SubsidyEnded():
            await tx.run(END, key=event.decision, until=event.last_day, ended_why=event.why, version=version)
            await _decided(tx, event, event.decision, version)
        case e.ClaimRegistered():
            await _claim(tx, event)
        case e.PriorSupportRecorded():
            await tx.run(GRANT, **_prior(event), version=version)
            await _decided(tx, event, event.support, version)
        case e.PriorSupportRegisteredInError():
            await tx.run(END, key=event.support, until=None, ended_why="registered-in-error", version=version)
            await _decided(tx, event, event.support, version)
        case _:
            assert_never(event)


Answering = (
    e.SubsidyDecided
    | e.SubsidyExtended
    | e.SubsidyCorrected
    | e.SubsidyEnded
    | e.PriorSupportRecorded
    | e.PriorSupportRegisteredInError
)


async def _decided(tx: Tx, event: Answering, decision: UUID, version: int) -> None:
    if event.proposal is None:
        return
    yes = {"status": "decided", "answered_by": event.decided_by, "answered_on": event.on, "decision": decision}
    await tx.run(DECIDED, key=event.proposal, version=version, **yes)


async def _claim(tx: Tx, event: e.ClaimRegistered) -> None:
    await tx.run(
        CLAIM,
        employment=event.employment,
        month=event.month,
        outcome=event.outcome,
        claimed_on=event.claimed_on,
        registered_by=event.registered_by,
        registered_on=event.on,
    )


def _decision(event: e.SubsidyDecided | e.SubsidyExtended) -> dict[str, Any]:
    first = event if isinstance(event, e.SubsidyDecided) else None
    return {
        "decision": event.decision,
        "case_id": event.case,
        "person": event.person,
        "employment": event.employment,
        "employer": event.employer,
        "source": None,
        "form": event.form,
        "starts_on": event.starts_on,
        "until": event.until,
        "extends": event.extends if isinstance(event, e.SubsidyExtended) else None,
        "ended_why": None,
        "tested": tested_forms(first.tested) if first else [],
        "particular_reasons": first.particular_reasons.text if first and first.particular_reasons else None,
        "nystart": nystart_facts(event.nystart),
        "ruleset": event.ruleset,
        "basis": event.basis,
        "proposed_by": event.proposed_by,
        "decided_by": event.decided_by,
        "decided_on": event.on,
    }


def _prior(event: e.PriorSupportRecorded) -> dict[str, Any]:
    same = ("person", "employer", "source", "form", "starts_on", "until", "ruleset", "basis", "proposed_by", "decided_by")
    nothing = dict.fromkeys(("employment", "extends", "ended_why", "particular_reasons", "nystart"))
    return {
        **nothing,
        **{name: getattr(event, name) for name in same},
        "decision": event.support,
        "case_id": event.case,
        "tested": [],
        "decided_on": event.on,
    }
