"""Figures from what is known: the reads and the counting together. Counting is in a thread, for a country's takes seconds."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from services.metrics import queries
from services.metrics.figures.access import FairAccess, courses_of, fair_access
from services.metrics.figures.arguments import Arguments, a_year_earlier, stockholm_date
from services.metrics.figures.breakdowns import Breakdown
from services.metrics.figures.coverage import Coverage
from services.metrics.figures.delays import Delays, delays
from services.metrics.figures.fidelity import Fidelity, fidelity
from services.metrics.figures.inflow import Inflow
from services.metrics.figures.interruptions import Interruptions, interruptions
from services.metrics.figures.maturity import SETTLED, Maturity, PastCases, YoungCases, maturity, past_of, young_of
from services.metrics.figures.outflow import Outflow, outflow
from services.metrics.figures.population import Population
from services.metrics.figures.results import Results
from services.metrics.figures.retention import Retention, retention
from services.metrics.figures.support import Support, SupportFacts, support
from services.metrics.figures.survey import Survey, survey
from services.metrics.queries import Period, gathering
from services.metrics.subjects import ANSWERS, INVITATIONS
from shared.db import Tx

LEARNT_FROM: Final = timedelta(days=2 * 365)
"""The past that a young cohort is compared with: cases that settled within so long before."""


async def inflow_of(tx: Tx, arguments: Arguments) -> Inflow:
    """F1."""
    found = await queries.for_inflow(tx, arguments)
    return await asyncio.to_thread(lambda: found.counted(arguments))


async def outflow_of(tx: Tx, arguments: Arguments) -> Outflow:
    """F2."""
    found = await queries.for_outflow(tx, arguments)
    return await asyncio.to_thread(lambda: outflow(found.lives(), arguments))


async def retention_of(tx: Tx, arguments: Arguments) -> Retention:
    """F3, with the same period a year earlier."""
    found = await queries.for_retention(tx, arguments)
    return await asyncio.to_thread(lambda: retention(found.lives(), arguments))


@dataclass(frozen=True, kw_only=True, slots=True)
class GotAndKept:
    """F2 and F3 of a period and of the same period a year earlier, from the same lives."""

    outflow: Outflow
    outflow_earlier: Outflow
    retention: Retention


async def got_and_kept(tx: Tx, arguments: Arguments) -> GotAndKept:
    """F2 and F3, read once: what F2 counts is among what F3 does."""
    found = await queries.for_retention(tx, arguments)

    def counted() -> GotAndKept:
        lives = found.lives()
        return GotAndKept(
            outflow=outflow(lives, arguments),
            outflow_earlier=outflow(lives, a_year_earlier(arguments)),
            retention=retention(lives, arguments),
        )

    return await asyncio.to_thread(counted)


async def results_of(tx: Tx, arguments: Arguments, *, goal: int | None = None) -> Results:
    """F4."""
    found = await queries.for_results(tx, arguments)
    return await asyncio.to_thread(lambda: found.counted(arguments, goal=goal))


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
    """F8 by each of the breakdowns, with the same courses."""
    referrals = {by: await queries.for_access(tx, arguments, by) for by in groups}
    found = await queries.for_courses(tx, arguments)

    def counted() -> Mapping[Breakdown, FairAccess]:
        courses = courses_of(found.lives(), arguments)
        return {by: fair_access(these, courses, arguments, by) for by, these in referrals.items()}

    return await asyncio.to_thread(counted)


async def support_of(tx: Tx, arguments: Arguments) -> Support:
    """F6."""

    async def given(tx: Tx) -> SupportFacts:
        return await asyncio.to_thread((await queries.for_support(tx, arguments)).facts)

    async def lived(tx: Tx) -> Population:
        return await asyncio.to_thread((await queries.for_retention(tx, arguments, a_year_earlier_too=False)).lives)

    facts, lives = await tx.at_once(given, lived)
    return await asyncio.to_thread(lambda: support(facts, lives, arguments))


def _period(arguments: Arguments) -> Period:
    last = min(arguments.to, arguments.as_of)
    return Period(known_at=arguments.known_at, from_=min(arguments.from_, last), last=last, units=arguments.unit)


async def coverage_of(tx: Tx, arguments: Arguments) -> Coverage:
    """F9, coverage. As long as nobody has told of any registration in SUS, those are not known."""
    found = await queries.for_coverage(tx, arguments)
    return await asyncio.to_thread(lambda: found.counted(arguments))


async def survey_of(tx: Tx, arguments: Arguments) -> Survey:
    """F9, the survey."""
    period = _period(arguments)
    answers = await queries.facts(tx, ANSWERS, period)
    return survey(answers, await queries.facts(tx, INVITATIONS, period), arguments)


async def delays_of(tx: Tx, arguments: Arguments) -> Delays:
    """F11, registration delay."""
    return delays(await queries.delayed(tx, arguments), arguments)


async def maturity_of(tx: Tx, arguments: Arguments) -> Maturity:
    """F11, maturity, as of the date of `known_at`: a case's age is counted to it. The past is that of the same units."""
    today = stockholm_date(arguments.known_at)
    arguments = replace(arguments, as_of=today)
    settled = today - timedelta(days=SETTLED)
    asked = replace(arguments, from_=settled - LEARNT_FROM, to=settled)

    async def past(tx: Tx) -> PastCases:
        found, words = await queries.for_outflow(tx, asked), await queries.first_words_of_work(tx, asked)
        return await asyncio.to_thread(lambda: past_of(found.lives(), words, asked))

    async def young(tx: Tx) -> YoungCases:
        found = await queries.for_outflow(tx, arguments)
        return await asyncio.to_thread(lambda: young_of(found.lives(), arguments))

    behind, cohort = await tx.at_once(past, young)
    return maturity(cohort, behind, arguments, today=today)


async def fidelity_of(tx: Tx, arguments: Arguments) -> Fidelity:
    """F7."""
    found = await queries.for_fidelity(tx, arguments)
    return await asyncio.to_thread(lambda: fidelity(found.facts(), arguments))
