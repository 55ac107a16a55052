"""F1, F4, F5 and F8 from what is known: the reads and the counting together. Counting is in a thread."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from services.metrics import gathering
from services.metrics.figures.access import FairAccess, courses_of, fair_access
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.breakdowns import Breakdown
from services.metrics.figures.inflow import Inflow, inflow
from services.metrics.figures.interruptions import Interruptions, interruptions
from services.metrics.figures.results import ONE_DAY, Results, results
from services.metrics.figures.worktypes import WorkClass
from shared.db import Tx

COMPARED: Final = (Breakdown.SEX, Breakdown.AGE_GROUP, Breakdown.DISABILITY_GROUP)
"""The groups that F8 is closed with."""


async def inflow_of(tx: Tx, arguments: Arguments) -> Inflow:
    """F1."""
    cases = await gathering.cases_on_the_date(tx, arguments)
    referrals = await gathering.answered(tx, arguments)
    shares = await gathering.shares_on_the_date(tx, arguments)
    benchmarks = await gathering.benchmarks(tx, arguments)
    return await asyncio.to_thread(lambda: inflow(cases, referrals, shares, benchmarks, arguments))


async def results_of(tx: Tx, arguments: Arguments) -> Results:
    """F4."""
    subsidies = await gathering.decided(tx, arguments)
    employments = await gathering.employed(tx, arguments)
    of = {one.case_id for one in subsidies} | {one.case_id for one in employments}
    cases = [*await gathering.ended(tx, arguments), *await gathering.cases_by_id(tx, arguments, of)]
    everything = replace(arguments, work_classes=frozenset(WorkClass))
    lives = await gathering.lives_of(tx, everything, {one.person for one in employments})

    def counted() -> Results:
        before = gathering.states_of(lives, ((one.person, one.started_on - ONE_DAY) for one in employments))
        return results(cases, employments, subsidies, before, arguments)

    return await asyncio.to_thread(counted)


async def interruptions_of(tx: Tx, arguments: Arguments) -> Interruptions:
    """F5."""
    ended = await gathering.ended(tx, arguments)
    referrals = await gathering.received(tx, arguments)
    cases = [*ended, *await gathering.cases_by_id(tx, arguments, {one.case_id for one in referrals if one.case_id})]
    of = {case.case_id for case in ended}
    introductions = await gathering.introductions(tx, arguments, of)
    follow_ups = await gathering.follow_ups(tx, arguments, of)
    return await asyncio.to_thread(lambda: interruptions(cases, referrals, introductions, follow_ups, arguments))


async def fair_access_of(tx: Tx, arguments: Arguments) -> Mapping[Breakdown, FairAccess]:
    """F8 by each of the groups compared, from the same reads."""
    referrals = await gathering.received(tx, arguments)
    of = {one.case_id for one in referrals if one.case_id}
    cases = await gathering.cases_by_id(tx, arguments, of)
    lives = await gathering.lives_of(tx, arguments, {case.person for case in cases})

    def counted() -> Mapping[Breakdown, FairAccess]:
        courses = courses_of(lives, of, arguments)
        return {by: fair_access(referrals, cases, courses, arguments, by) for by in COMPARED}

    return await asyncio.to_thread(counted)
