"""What was in doubt at referral: a criterion not met or unknown at its first judgement on the referral. Pure.

An assessment in parts is one assessment, so a later judgement of the same criterion changes nothing; a criterion that nobody has
judged is unknown, as the dossier has it.
"""

from collections.abc import Collection, Mapping
from typing import Final, get_args

from services.intake import events as e

CRITERIA: Final[frozenset[e.Criterion]] = frozenset(get_args(e.Criterion))


def first_answers(
    before: Mapping[e.Criterion, e.Answer], findings: Collection[e.Finding], judged: Collection[e.Criterion]
) -> dict[e.Criterion, e.Answer]:
    """Each criterion's first judgement, after an assessment that judged some: what was judged before stays."""
    now = {finding.criterion: finding.answer for finding in findings if finding.criterion in judged}
    return {**now, **before}


def doubted(answers: Mapping[e.Criterion, e.Answer]) -> frozenset[e.Criterion]:
    """The criteria whose first judgement was not "met", or that have none."""
    return CRITERIA - {criterion for criterion, answer in answers.items() if answer == "met"}
