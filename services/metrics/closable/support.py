"""F6 and F7 as a closed month keeps them: the support given, and how true to the method it was."""

from typing import Final

from services.metrics import taking
from services.metrics.answers.fidelity import FidelityFigure, fidelity_cases
from services.metrics.answers.support import SupportFigure, support_cases
from services.metrics.closable.closable import Closable, Question, Taken, named, of_few
from services.metrics.closable.courses import PHASES
from services.metrics.closable.flow import SHARES
from services.metrics.closable.work import WORK
from services.metrics.figures.arguments import Arguments
from services.metrics.figures.support import ByHandovers
from shared.contracts import followup, intake, placement

CONTACTS: Final = named(followup.ContactLogged, followup.ContactRegisteredInError)


async def _support(question: Question, arguments: Arguments) -> Taken:
    figure = await question.once(taking.support_of, arguments)
    numbers = SupportFigure.of(figure, protect=False).model_dump(mode="json")
    groups = {group.value: cases for group, cases in support_cases(figure).items()}
    contacts, short = figure.contacts, map(len, figure.follow_ups_short.values())
    few = of_few(groups, contacts.kept, contacts.no_shows, contacts.moved, contacts.on_site, *short)
    return Taken(numbers=numbers, groups=groups, small=few or any(_few_of(group) for group in figure.by_handovers))


def _few_of(group: ByHandovers) -> bool:
    started, kept = group.outflow, group.retention.any_employer
    shares = (started.share_within_180, started.share_on_day_180, kept.share_known, kept.share_low)
    return of_few({}, *(count for share in shares for count in (share.numerator, share.denominator - share.numerator)))


async def _fidelity(question: Question, arguments: Arguments) -> Taken:
    figure = await question.once(taking.fidelity_of, arguments)
    groups = {group.value: cases for group, cases in fidelity_cases(figure).items()}
    few = of_few(groups, figure.jobs, figure.regular.numerator, figure.occupations.denominator, figure.community.denominator)
    return Taken(numbers=FidelityFigure.of(figure).model_dump(mode="json"), groups=groups, small=few)


SUPPORT: Final = Closable(
    name="support",
    take=_support,
    made_of=WORK | PHASES | CONTACTS | named(followup.PlanAgreed, intake.CaseHandedOver),
    wide=True,
)
FIDELITY: Final = Closable(
    name="fidelity",
    take=_fidelity,
    made_of=WORK | CONTACTS | named(placement.EmployerContacted, intake.CaseHandedOver),
    of_unit=SHARES | named(placement.EmployerContacted),
    wide=True,
)
