"""Figures from what is known: the reads and the counting together. Counting is in a thread, for a country's takes seconds."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from services.metrics import gathering, queries, readings, registration
from services.metrics.figures.access import FairAccess, courses_of, fair_access
from services.metrics.figures.arguments import Arguments, stockholm_date
from services.metrics.figures.breakdowns import Breakdown
from services.metrics.figures.columns import ids, places
from services.metrics.figures.coverage import Coverage, coverage
from services.metrics.figures.delays import Delays, delays
from services.metrics.figures.fidelity import Fidelity, fidelity
from services.metrics.figures.inflow import Inflow, inflow
from services.metrics.figures.interruptions import Interruptions, interruptions
from services.metrics.figures.maturity import SETTLED, Maturity, Past, Young, maturity
from services.metrics.figures.outflow import Outflow, outflow
from services.metrics.figures.population import Population
from services.metrics.figures.results import ONE_DAY, Results, results
from services.metrics.figures.retention import Retention, retention
from services.metrics.figures.support import Support, support
from services.metrics.figures.survey import Survey, survey
from services.metrics.figures.worktypes import WorkClass
from services.metrics.queries import Period
from services.metrics.subjects import ANSWERS, INVITATIONS, SHARES
from shared.db import Tx

A_YEAR: Final = timedelta(days=366)
LEARNT_FROM: Final = timedelta(days=2 * 365)
"""The past that a young cohort is compared with: cases that settled within so long before."""


async def inflow_of(tx: Tx, arguments: Arguments) -> Inflow:
    """F1."""
    cases = await gathering.cases_on_the_date(tx, arguments)
    referrals = await gathering.answered(tx, arguments)
    shares = await gathering.shares_on_the_date(tx, arguments)
    benchmarks = await gathering.benchmarks(tx, arguments)
    return await asyncio.to_thread(lambda: inflow(cases, referrals, shares, benchmarks, arguments))


async def outflow_of(tx: Tx, arguments: Arguments) -> Outflow:
    """F2."""
    found = await queries.for_outflow(tx, arguments)
    return await asyncio.to_thread(lambda: outflow(found.lives(), arguments))


async def retention_of(tx: Tx, arguments: Arguments) -> Retention:
    """F3, with the same period a year earlier."""
    found = await queries.for_retention(tx, arguments)
    return await asyncio.to_thread(lambda: retention(found.lives(), arguments))


async def results_of(tx: Tx, arguments: Arguments, *, goal: int | None = None) -> Results:
    """F4."""
    subsidies = await gathering.decided(tx, arguments)
    employments = await gathering.employed(tx, arguments)
    cases = await readings.for_results(tx, arguments, {one.case_id for one in subsidies} | {one.case_id for one in employments})
    everything = replace(arguments, work_classes=frozenset(WorkClass))
    lives = await gathering.lives_of(tx, everything, {one.person for one in employments})

    def counted() -> Results:
        before = gathering.states_of(lives, ((one.person, one.started_on - ONE_DAY) for one in employments))
        return results(cases, employments, subsidies, before, arguments, goal=goal)

    return await asyncio.to_thread(counted)


async def interruptions_of(tx: Tx, arguments: Arguments) -> Interruptions:
    """F5."""
    ended = await gathering.interrupted(tx, arguments)
    referrals = await gathering.received(tx, arguments)
    cases = [*ended, *await gathering.interrupted_among(tx, arguments, {one.case_id for one in referrals if one.case_id})]
    of = {case.case_id for case in ended}
    introductions = await gathering.introductions(tx, arguments, of)
    follow_ups = await gathering.follow_ups(tx, arguments, of)
    return await asyncio.to_thread(lambda: interruptions(cases, referrals, introductions, follow_ups, arguments))


async def fair_access_of(tx: Tx, arguments: Arguments, *groups: Breakdown) -> Mapping[Breakdown, FairAccess]:
    """F8 by each of the breakdowns, from the same reads."""
    referrals = await gathering.received(tx, arguments)
    of = {one.case_id for one in referrals if one.case_id}
    cases = await readings.for_access(tx, arguments, of)
    lives = await gathering.lives_of(tx, arguments, {case.person for case in cases})
    forms = await gathering.first_forms(tx, arguments, of) if Breakdown.FORM_OF_WORK in groups else {}

    def counted() -> Mapping[Breakdown, FairAccess]:
        courses = courses_of(lives, of, arguments)
        return {by: fair_access(referrals, cases, courses, arguments, by, forms=forms) for by in groups}

    return await asyncio.to_thread(counted)


async def support_of(tx: Tx, arguments: Arguments) -> Support:
    """F6."""
    facts = await readings.for_support(tx, arguments)
    worked = await queries.for_retention(tx, arguments, a_year_earlier_too=False)
    return await asyncio.to_thread(lambda: support(facts, worked.lives(), arguments))


def _period(arguments: Arguments) -> Period:
    last = min(arguments.to, arguments.as_of)
    return Period(known_at=arguments.known_at, from_=min(arguments.from_, last), last=last, units=arguments.unit)


async def coverage_of(tx: Tx, arguments: Arguments) -> Coverage:
    """F9, coverage. As long as nobody has told of any registration in SUS, those are not known."""
    cases, asked, protected = await readings.for_coverage(tx, arguments)
    registered = await queries.registered_in_sus(tx, replace(_period(arguments), last=arguments.as_of))
    return await asyncio.to_thread(lambda: coverage(cases, asked, arguments, protected=protected, registered=registered))


async def survey_of(tx: Tx, arguments: Arguments) -> Survey:
    """F9, the survey."""
    period = _period(arguments)
    answers = await queries.facts(tx, ANSWERS, period)
    return survey(answers, await queries.facts(tx, INVITATIONS, period), arguments)


async def delays_of(tx: Tx, arguments: Arguments) -> Delays:
    """F11, registration delay."""
    return delays(await registration.delayed(tx, arguments), arguments)


async def maturity_of(tx: Tx, arguments: Arguments) -> Maturity:
    """F11, maturity, as of the date of `known_at`: a case's age is counted to it. The past is that of the same units."""
    today = stockholm_date(arguments.known_at)
    arguments = replace(arguments, as_of=today)
    found = await queries.for_outflow(tx, arguments)
    young = await asyncio.to_thread(lambda: _young(found.lives(), arguments))
    return maturity(young, await _past(tx, arguments), arguments, today=today)


def _young(lives: Population, arguments: Arguments) -> list[Young]:
    figure = outflow(lives, arguments)
    counts = {*figure.in_work_within_180, *figure.pending_been_in_work}
    started = lives.enrolments.started[places(ids(figure.cohort), lives.enrolments.case)]
    return [
        Young(case=case, started_on=date.fromordinal(day), counts=case in counts)
        for case, day in zip(figure.cohort, started.tolist(), strict=True)
    ]


async def _past(tx: Tx, arguments: Arguments) -> list[Past]:
    settled = arguments.as_of - timedelta(days=SETTLED)
    asked = replace(arguments, from_=settled - LEARNT_FROM, to=settled)
    found = await queries.for_outflow(tx, asked)
    figure = await asyncio.to_thread(lambda: outflow(found.lives(), asked))
    after = await registration.first_known(tx, figure.in_work_within_180, asked)
    return [Past(known_after=after.get(case)) for case in figure.cohort]


async def fidelity_of(tx: Tx, arguments: Arguments) -> Fidelity:
    """F7."""
    shares = await queries.facts(tx, SHARES, replace(_period(arguments), last=arguments.as_of))
    facts = await readings.for_fidelity(tx, arguments, shares)
    return await asyncio.to_thread(lambda: fidelity(facts, arguments))
