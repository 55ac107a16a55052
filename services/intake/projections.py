"""Intake's read models: tables made only from its events, changed in the transaction that appends them."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, insert

from services.intake import events as e
from shared.db import Prepared, Tx
from shared.eventstore import EventStore, Recorded
from shared.projections import ReadModel

metadata = sa.MetaData()

persons = sa.Table(
    "persons",
    metadata,
    sa.Column("person", sa.Uuid, primary_key=True),
    sa.Column("birth_date", sa.Date, nullable=False),
    sa.Column("sex", sa.Text, nullable=False),
    sa.Column("municipality", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False, comment="sealed"),
    sa.Column("version", sa.Integer, nullable=False),
)

engagements = sa.Table(
    "engagements",
    metadata,
    sa.Column("person", sa.Uuid, primary_key=True, comment="one at a time: the key is what keeps two referrals from overlapping"),
    sa.Column("referral", sa.Uuid, nullable=False),
    sa.Column("case_id", sa.Uuid),
)

referrals = sa.Table(
    "referrals",
    metadata,
    sa.Column("referral", sa.Uuid, primary_key=True),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("source_unit", sa.Text),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("planned_job", JSONB),
    sa.Column("received_on", sa.Date, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("note", sa.Text, comment="sealed"),
    sa.Column("return_reasons", ARRAY(sa.Text)),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index("referrals_unit", "unit", "status", "received_on"),
)

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

cases = sa.Table(
    "cases",
    metadata,
    sa.Column("case_id", sa.Uuid, primary_key=True),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("referral", sa.Uuid, nullable=False),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("planned_job", sa.Boolean, nullable=False),
    sa.Column("granted_on", sa.Date, nullable=False),
    sa.Column("started_on", sa.Date),
    sa.Column("support_person", sa.Text),
    sa.Column("end_proposed_on", sa.Date),
    sa.Column("ended_on", sa.Date),
    sa.Column("end_kind", sa.Text),
    sa.Column("exit", sa.Text),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index("cases_unit", "unit", "status", "started_on"),
)


def _insert(table: sa.Table) -> Prepared:
    return Prepared(insert(table).values({column.name: sa.bindparam(column.name) for column in table.columns}))


INSERT = {table.name: _insert(table) for table in (persons, engagements, referrals, cases)}

ASSESSED = ("outcome", "findings", "alternatives", "disability_group", "ruleset", "assessed_by", "assessed_on", "recheck_on")
_assessment = insert(eligibility).values({name: sa.bindparam(name) for name in ("referral", "version", *ASSESSED)})
ASSESS = Prepared(
    _assessment.on_conflict_do_update(
        index_elements=["referral"], set_={name: _assessment.excluded[name] for name in ("version", *ASSESSED)}
    )
)


async def project(tx: Tx, events: Sequence[Recorded]) -> None:
    """Change the tables by these events, in order."""
    for recorded in events:
        match recorded.event:
            case e.PersonRegistered():
                await _person(tx, recorded.event, recorded.version)
            case (
                e.ReferralReceived() | e.ReferralReturned() | e.ReferralWithdrawn() | e.ReferralAccepted() | e.ReferralDeclined()
            ):
                await _referral(tx, recorded.event, recorded.version)
            case e.EligibilityAssessed() | e.ProgrammeGranted() | e.ProgrammeRefused() | e.SetToNotYet():
                await _eligibility(tx, recorded.event, recorded.version)
            case _:
                await _case(tx, recorded.event, recorded.version)


async def _person(tx: Tx, event: e.PersonEvent, version: int) -> None:
    await tx.run(
        INSERT["persons"],
        person=event.person,
        birth_date=event.birth_date,
        sex=event.sex,
        municipality=event.municipality,
        name=event.name.text,
        version=version,
    )


async def _referral(tx: Tx, event: e.ReferralEvent, version: int) -> None:
    match event:
        case e.ReferralReceived():
            await tx.run(INSERT["engagements"], person=event.person, referral=event.referral, case_id=None)
            await tx.run(INSERT["referrals"], **_received(event), version=version)
        case e.ReferralReturned():
            await _close_referral(tx, event, version, "returned", return_reasons=list(event.reasons))
        case e.ReferralWithdrawn():
            await _close_referral(tx, event, version, "withdrawn")
        case e.ReferralDeclined():
            await _close_referral(tx, event, version, "declined")
        case e.ReferralAccepted():
            await _change_referral(tx, event, version, status="accepted")
            await tx.run(sa.update(engagements).where(engagements.c.person == event.person).values(case_id=event.case))


def _received(event: e.ReferralReceived) -> dict[str, Any]:
    job = event.planned_job
    return {
        "referral": event.referral,
        "person": event.person,
        "unit": event.unit,
        "source": event.source,
        "source_unit": event.source_unit,
        "channel": event.channel,
        "planned_job": {"starts_on": job.starts_on, "already_begun": job.already_begun} if job else None,
        "received_on": event.on,
        "status": "open",
        "note": event.note.text if event.note else None,
        "return_reasons": None,
    }


async def _close_referral(
    tx: Tx, event: e.ReferralReturned | e.ReferralWithdrawn | e.ReferralDeclined, version: int, status: str, **values: Any
) -> None:
    await _change_referral(tx, event, version, status=status, **values)
    await _release(tx, event.person)


async def _change_referral(tx: Tx, event: e.ReferralEvent, version: int, **values: Any) -> None:
    await tx.run(sa.update(referrals).where(referrals.c.referral == event.referral).values(version=version, **values))


async def _release(tx: Tx, person: Any) -> None:
    await tx.run(sa.delete(engagements).where(engagements.c.person == person))


async def _eligibility(tx: Tx, event: e.EligibilityEvent, version: int) -> None:
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


async def _case(tx: Tx, event: e.CaseEvent, version: int) -> None:
    match event:
        case e.CaseOpened():
            await tx.run(INSERT["cases"], **_opened(event), version=version)
        case e.CaseStarted():
            await _change_case(tx, event, version, status="ongoing", started_on=event.on, support_person=event.support_person)
        case e.CaseStartCorrected():
            await _change_case(tx, event, version, started_on=event.on)
        case e.CaseEndProposed():
            await _change_case(tx, event, version, end_proposed_on=event.on)
        case e.CaseEnded():
            await _change_case(tx, event, version, status="ended", ended_on=event.on, end_kind=event.kind, exit=event.exit)
            await _release(tx, event.person)
        case e.CaseReopened():
            await _reopened(tx, event, version)
        case e.CaseRegisteredInError():
            await _change_case(tx, event, version, status="in-error")
            await tx.run(sa.delete(engagements).where(engagements.c.case_id == event.case))


def _opened(event: e.CaseOpened) -> dict[str, Any]:
    return {
        "case_id": event.case,
        "person": event.person,
        "referral": event.referral,
        "unit": event.unit,
        "status": "waiting",
        "planned_job": event.planned_job is not None,
        "granted_on": event.granted_on,
        "started_on": None,
        "support_person": None,
        "end_proposed_on": None,
        "ended_on": None,
        "end_kind": None,
        "exit": None,
    }


async def _reopened(tx: Tx, event: e.CaseReopened, version: int) -> None:
    await _change_case(tx, event, version, status="ongoing", ended_on=None, end_kind=None, exit=None, end_proposed_on=None)
    referral = sa.select(cases.c.referral).where(cases.c.case_id == event.case).scalar_subquery()
    await tx.run(insert(engagements).values(person=event.person, referral=referral, case_id=event.case))


async def _change_case(tx: Tx, event: e.CaseEvent, version: int, **values: Any) -> None:
    await tx.run(sa.update(cases).where(cases.c.case_id == event.case).values(version=version, **values))


def read_model(store: EventStore) -> ReadModel[Recorded]:
    """Intake's read models and how they are made from its log."""
    return ReadModel(metadata=metadata, feed=store.feed, project=project)
