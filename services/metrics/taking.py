"""Figures from what is known: the reads and the counting together. Counting is in a thread, for a country's takes seconds."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Final

from services.metrics import queries, readings, registration
from services.metrics.figures.arguments import Arguments, stockholm_date
from services.metrics.figures.coverage import Coverage, coverage
from services.metrics.figures.delays import Delays, delays
from services.metrics.figures.fidelity import Fidelity, fidelity
from services.metrics.figures.maturity import SETTLED, Maturity, Past, Young, maturity
from services.metrics.figures.outflow import outflow
from services.metrics.figures.support import Support, support
from services.metrics.figures.survey import Survey, survey
from services.metrics.queries import Period
from services.metrics.subjects import ANSWERS, INVITATIONS, SHARES
from shared.db import Tx

A_YEAR: Final = timedelta(days=366)
LEARNT_FROM: Final = timedelta(days=2 * 365)
"""The past that a young cohort is compared with: cases that settled within so long before."""


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
    figure = await asyncio.to_thread(lambda: outflow(found.lives(), arguments))
    counts = {*figure.in_work_within_180, *figure.pending_been_in_work}
    started = {row["case_id"]: row["started_on"] for row in found.cases}
    young = [Young(case=case, started_on=started[case], counts=case in counts) for case in figure.cohort]
    return maturity(young, await _past(tx, arguments), arguments, today=today)


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
