"""Builders: one person's subsidies, told in few words."""

from datetime import date
from typing import Any
from uuid import UUID

from services.placement import commands as c
from services.placement import events as e
from tests.placement.given import CASE, EMPLOYER, EMPLOYMENT, FEB_2, PERSON, SEARCHED, TODAY, WHY

PROPOSAL = UUID("0195c1de-9d00-7000-8000-0000000000d1")
OTHER_PROPOSAL = UUID("0195c1de-9d00-7000-8000-0000000000d2")
DECISION = UUID("0195c1de-9d00-7000-8000-0000000000d3")
OTHER_DECISION = UUID("0195c1de-9d00-7000-8000-0000000000d4")
ALI, EVA = "ali", "eva"
YEAR_ON = date(2027, 2, 1)
"""The last day of twelve months from 2 February 2026."""
RULES = "2022-01-01"
EMPLOYED = c.Employed(employment=EMPLOYMENT, case=CASE, person=PERSON, employer=EMPLOYER, first_day=FEB_2, last_day=None)
CLEAR = c.EmployerCheck(standing="open", hits=(), unchecked=())
LFU_BASIS = "förordning (2017:462) 27 §"
AWAY_A_YEAR = e.NystartFacts(
    age=30, age_source="population-register", away_since=date(2025, 1, 1), away_source="employer-certificate"
)
BEFORE_LFA = (e.Tested(form="LFU", why="no-development-expected"),)
BEFORE_LFT = (*BEFORE_LFA, e.Tested(form="LFA", why="needs-lasting-support"))
BEFORE_OSA = (*BEFORE_LFT, e.Tested(form="LFT", why="tried-before"))


def lfu(starts_on: date = FEB_2, until: date = YEAR_ON) -> e.NewSubsidy:
    return e.NewSubsidy(form="LFU", starts_on=starts_on, until=until)


def of_form(form: e.Form, until: date = YEAR_ON, starts_on: date = FEB_2, **more: Any) -> e.NewSubsidy:
    return e.NewSubsidy(form=form, starts_on=starts_on, until=until, **more)


def propose(change: e.SubsidyChange | None = None, **other: Any) -> c.ProposeSubsidy:
    facts: dict[str, Any] = {
        "proposal": PROPOSAL,
        "change": change or lfu(),
        "employed": EMPLOYED,
        "search": SEARCHED,
        "by": ALI,
        "on": TODAY,
        "today": TODAY,
    }
    return c.ProposeSubsidy(**facts | other)


def decide(**other: Any) -> c.DecideSubsidy:
    facts: dict[str, Any] = {
        "proposal": PROPOSAL,
        "decision": DECISION,
        "employed": EMPLOYED,
        "employer": CLEAR,
        "search": SEARCHED,
        "by": EVA,
        "on": TODAY,
        "today": TODAY,
    }
    return c.DecideSubsidy(**facts | other)


def proposed(change: e.SubsidyChange | None = None, proposal: UUID = PROPOSAL, on: date = TODAY) -> e.SubsidyDecisionProposed:
    return e.SubsidyDecisionProposed(
        person=PERSON,
        case=CASE,
        employment=EMPLOYMENT,
        employer=EMPLOYER,
        proposal=proposal,
        change=change or lfu(),
        proposed_by=ALI,
        on=on,
    )


def decided(
    change: e.NewSubsidy | None = None,
    *,
    decision: UUID = DECISION,
    employment: UUID = EMPLOYMENT,
    employer: UUID = EMPLOYER,
    **other: Any,
) -> e.SubsidyDecided:
    given = change or lfu()
    facts: dict[str, Any] = {
        "person": PERSON,
        "case": CASE,
        "employment": employment,
        "employer": employer,
        "proposal": PROPOSAL,
        "decision": decision,
        "form": given.form,
        "starts_on": given.starts_on,
        "until": given.until,
        "tested": given.tested,
        "particular_reasons": given.particular_reasons,
        "nystart": given.nystart,
        "ruleset": RULES,
        "basis": LFU_BASIS,
        "claims_from": given.starts_on.replace(day=1),
        "proposed_by": ALI,
        "decided_by": EVA,
        "on": TODAY,
    }
    return e.SubsidyDecided(**facts | other)


def correction(starts_on: date, until: date, **more: Any) -> e.Correction:
    return e.Correction(decision=DECISION, starts_on=starts_on, until=until, reason=WHY, **more)
