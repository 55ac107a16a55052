"""Candidacies and their trials. One at a time is open or accepted for each case and opportunity."""

from dataclasses import asdict
from typing import Any, assert_never

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from services.placement import events as e
from services.placement.candidacy_state import declined_by
from services.placement.projections.tables import inserting, metadata, updating
from shared.db import Tx

candidacies = sa.Table(
    "candidacies",
    metadata,
    sa.Column("candidacy", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid, nullable=False),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("opportunity", sa.Uuid, nullable=False),
    sa.Column("employer", sa.Uuid, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("came_from", sa.Text, comment="the status before the outcome"),
    sa.Column("proposed_on", sa.Date, nullable=False),
    sa.Column("proposed_by", sa.Text, nullable=False),
    sa.Column("presented_on", sa.Date),
    sa.Column("interviewed_on", sa.Date, comment="the latest"),
    sa.Column("offered_on", sa.Date),
    sa.Column("outcome_on", sa.Date),
    sa.Column("reason", sa.Text, comment="why it was declined or withdrawn"),
    sa.Column("note", sa.Text, comment="sealed"),
    sa.Column("employment", sa.Uuid),
    sa.Column("score", sa.Integer, nullable=False),
    sa.Column("explanation", JSONB, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index("candidacies_case", "case_id", "status"),
    sa.Index("candidacies_opportunity", "opportunity", "status"),
    sa.Index("candidacies_employer", "employer", "outcome_on"),
    sa.Index(
        "candidacies_one_at_a_time",
        "case_id",
        "opportunity",
        unique=True,
        postgresql_where=sa.text("status not in ('declined-by-person', 'declined-by-employer', 'withdrawn')"),
    ),
)

trials = sa.Table(
    "trials",
    metadata,
    sa.Column("trial", sa.Uuid, primary_key=True),
    sa.Column("candidacy", sa.Uuid, nullable=False),
    sa.Column("case_id", sa.Uuid, nullable=False),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("employer", sa.Uuid, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("agreed_on", sa.Date, nullable=False),
    sa.Column("from_on", sa.Date, nullable=False),
    sa.Column("until", sa.Date, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index("trials_candidacy", "candidacy", "from_on"),
)

PROPOSE = inserting(candidacies)
PRESENT = updating(candidacies, "status", "presented_on")
INTERVIEW = updating(
    candidacies,
    status=sa.case((candidacies.c.status == "presented", "interviewed"), else_=candidacies.c.status),
    interviewed_on=sa.func.greatest(candidacies.c.interviewed_on, sa.bindparam("on", type_=sa.Date)),
)
ON_TRIAL = updating(candidacies, status=sa.case((candidacies.c.status == "offered", "offered"), else_="trial"))
OFFER = updating(candidacies, "status", "offered_on")
COME_OUT = updating(candidacies, "status", "outcome_on", "reason", "note", came_from=candidacies.c.status)
EMPLOY = updating(candidacies, "status", "employment")
REVERSE = updating(candidacies, "outcome_on", "reason", "note", status=candidacies.c.came_from, came_from=sa.null())
TOUCH = updating(candidacies)
ADD_TRIAL = inserting(trials)
END_TRIAL = updating(trials, "status", "until")
CANCEL_TRIAL = updating(trials, "status")


async def project(tx: Tx, event: e.CandidacyEvent, version: int) -> None:
    key: dict[str, Any] = {"key": event.candidacy, "version": version}
    match event:
        case e.CandidacyProposed():
            await tx.run(PROPOSE, **_proposed(event), version=version)
        case e.CandidatePresented():
            await tx.run(PRESENT, **key, status="presented", presented_on=event.on)
        case e.CandidateInterviewed():
            await tx.run(INTERVIEW, **key, on=event.on)
        case e.JobOffered():
            await tx.run(OFFER, **key, status="offered", offered_on=event.on)
        case e.TrialAgreed() | e.TrialEnded() | e.TrialCancelled():
            await _try(tx, event, key)
        case _:
            await _come_out(tx, event, key)


async def _try(tx: Tx, event: e.TrialAgreed | e.TrialEnded | e.TrialCancelled, key: dict[str, Any]) -> None:
    version = key["version"]
    match event:
        case e.TrialAgreed():
            await tx.run(ADD_TRIAL, **_agreed(event), version=version)
            await tx.run(ON_TRIAL, **key)
        case e.TrialEnded():
            await tx.run(END_TRIAL, key=event.trial, version=version, status="ended", until=event.on)
            await tx.run(TOUCH, **key)
        case e.TrialCancelled():
            await tx.run(CANCEL_TRIAL, key=event.trial, version=version, status="cancelled")
            await tx.run(TOUCH, **key)
        case _:
            assert_never(event)


Outcomes = (
    e.OfferAccepted
    | e.CandidateEmployed
    | e.CandidateEmploymentUndone
    | e.CandidacyDeclined
    | e.CandidacyWithdrawn
    | e.OutcomeReversed
)


async def _come_out(tx: Tx, event: Outcomes, key: dict[str, Any]) -> None:
    match event:
        case e.OfferAccepted():
            await tx.run(COME_OUT, **key, status="accepted", outcome_on=event.on, reason=None, note=None)
        case e.CandidacyDeclined():
            await _no(tx, event, key, declined_by(event.by))
        case e.CandidacyWithdrawn():
            await _no(tx, event, key, "withdrawn")
        case e.CandidateEmployed():
            await tx.run(EMPLOY, **key, status="employed", employment=event.employment)
        case e.CandidateEmploymentUndone():
            await tx.run(EMPLOY, **key, status="accepted", employment=None)
        case e.OutcomeReversed():
            await tx.run(REVERSE, **key, outcome_on=None, reason=None, note=None)
        case _:
            assert_never(event)


async def _no(tx: Tx, event: e.CandidacyDeclined | e.CandidacyWithdrawn, key: dict[str, Any], status: e.Outcome) -> None:
    note = event.note.text if event.note else None
    await tx.run(COME_OUT, **key, status=status, outcome_on=event.on, reason=event.reason, note=note)


def _proposed(event: e.CandidacyProposed) -> dict[str, Any]:
    later: dict[str, Any] = dict.fromkeys(
        ("came_from", "presented_on", "interviewed_on", "offered_on", "outcome_on", "reason", "note", "employment")
    )
    return {
        "candidacy": event.candidacy,
        "case_id": event.case,
        "person": event.person,
        "opportunity": event.opportunity,
        "employer": event.employer,
        "status": "proposed",
        "proposed_on": event.on,
        "proposed_by": event.proposed_by,
        "score": event.explanation.score,
        "explanation": asdict(event.explanation),
        **later,
    }


def _agreed(event: e.TrialAgreed) -> dict[str, Any]:
    return {
        "trial": event.trial,
        "candidacy": event.candidacy,
        "case_id": event.case,
        "person": event.person,
        "employer": event.employer,
        "kind": event.kind,
        "agreed_on": event.on,
        "from_on": event.from_on,
        "until": event.until,
        "status": "agreed",
    }
