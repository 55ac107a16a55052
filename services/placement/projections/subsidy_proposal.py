"""Proposals about support: what was proposed, and whether it has been answered."""

from typing import Any, assert_never

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from services.placement import events as e
from services.placement.projections.tables import inserting, metadata

proposals = sa.Table(
    "subsidy_proposals",
    metadata,
    sa.Column("proposal", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid, nullable=False),
    sa.Column("person", sa.Uuid, nullable=False),
    sa.Column("employment", sa.Uuid, nullable=False),
    sa.Column("employer", sa.Uuid, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("form", sa.Text, comment="null: that of the decision it changes"),
    sa.Column("decision", sa.Uuid, comment="the decision that it extends, corrects or ends; or became"),
    sa.Column("starts_on", sa.Date),
    sa.Column("until", sa.Date, comment="the last day; null: never begins"),
    sa.Column("why", sa.Text, comment="of an end"),
    sa.Column("tested", JSONB, nullable=False),
    sa.Column("particular_reasons", sa.Text, comment="sealed"),
    sa.Column("reason", sa.Text, comment="of a correction; sealed"),
    sa.Column("nystart", JSONB),
    sa.Column("prior_employer", sa.Uuid, comment="of support from before or outside; null: one not registered here"),
    sa.Column("source", sa.Text, comment="of support from before or outside"),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("proposed_by", sa.Text, nullable=False),
    sa.Column("proposed_on", sa.Date, nullable=False),
    sa.Column("answered_by", sa.Text),
    sa.Column("answered_on", sa.Date),
    sa.Column("refusal", sa.Text, comment="sealed"),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Index("subsidy_proposals_case", "case_id"),
    sa.Index("subsidy_proposals_open", "status", "proposed_on"),
    sa.Index("subsidy_proposals_employment", "employment"),
)

PROPOSE = inserting(proposals)


def proposed(event: e.SubsidyDecisionProposed) -> dict[str, Any]:
    names = (
        "form",
        "decision",
        "starts_on",
        "until",
        "why",
        "particular_reasons",
        "reason",
        "nystart",
        "prior_employer",
        "source",
    )
    nothing = dict.fromkeys(names)
    return {
        **nothing,
        "tested": [],
        "proposal": event.proposal,
        "case_id": event.case,
        "person": event.person,
        "employment": event.employment,
        "employer": event.employer,
        "kind": event.change.kind,
        **_change(event.change),
        "status": "open",
        "proposed_by": event.proposed_by,
        "proposed_on": event.on,
        "answered_by": None,
        "answered_on": None,
        "refusal": None,
    }


def _change(change: e.SubsidyChange) -> dict[str, Any]:
    match change:
        case e.NewSubsidy():
            return {
                "form": change.form,
                "starts_on": change.starts_on,
                "until": change.until,
                "tested": tested_forms(change.tested),
                "particular_reasons": change.particular_reasons.text if change.particular_reasons else None,
                "nystart": nystart_facts(change.nystart),
            }
        case e.Extension():
            return {"decision": change.extends, "until": change.until}
        case e.Correction():
            dates = {"decision": change.decision, "starts_on": change.starts_on, "until": change.until}
            return {**dates, "reason": change.reason.text, "nystart": nystart_facts(change.nystart)}
        case e.Ending():
            return {"decision": change.decision, "until": change.last_day, "why": change.why}
        case e.PriorSupport():
            days = {"starts_on": change.starts_on, "until": change.until}
            return {"form": change.form, **days, "prior_employer": change.employer, "source": change.source}
        case e.PriorSupportError():
            return {"decision": change.support, "reason": change.reason.text}
        case _:
            assert_never(change)


def tested_forms(tested: tuple[e.Tested, ...]) -> list[dict[str, Any]]:
    return [{"form": one.form, "why": one.why, "note": one.note.text if one.note else None} for one in tested]


def nystart_facts(facts: e.NystartFacts | None) -> dict[str, Any] | None:
    if facts is None:
        return None
    away = {"away_since": facts.away_since.isoformat(), "away_source": facts.away_source}
    return {"age": facts.age, "age_source": facts.age_source, **away}
