"""A report: composed, signed by the support person, given out part by part; every version is kept. Pure: no clock, no I/O."""

from dataclasses import dataclass, replace
from typing import assert_never
from uuid import UUID

from services.followup import commands as c
from services.followup import errors
from services.followup import events as e
from services.followup.doubts import in_the_future
from services.followup.rules.sharing import CONSENT, sharing_on
from shared.decider import Decider
from shared.errors import Refused, refuse


@dataclass(frozen=True, kw_only=True)
class NotComposed: ...


@dataclass(frozen=True, kw_only=True)
class Report:
    report: UUID
    case: UUID
    person: UUID
    kind: e.ReportKind
    numbers: int
    signed: frozenset[int] = frozenset()


State = NotComposed | Report


def decide(command: c.ReportCommand, state: State) -> list[e.ReportEvent]:
    match command:
        case c.ComposeReport():
            return [compose(command, state)]
        case c.SignReport():
            return [sign(command, composed(state))]
        case c.ShareReport():
            return [share(command, composed(state))]
        case _:
            assert_never(command)


def composed(state: State) -> Report:
    if isinstance(state, NotComposed):
        raise errors.ReportVersionUnknown
    return state


def compose(command: c.ComposeReport, state: State) -> e.ReportComposed:
    known = state if isinstance(state, Report) else None
    refuse(
        errors.OtherKindOfReport() if known and known.kind != command.kind else None,
        errors.PeriodBackwards() if command.last_day < command.first_day else None,
        errors.BeforeSupport() if command.first_day < command.began_on else None,
        in_the_future(command.last_day, command.today),
    )
    return e.ReportComposed(
        report=command.report,
        case=command.case,
        person=command.person,
        kind=command.kind,
        number=known.numbers + 1 if known else 1,
        first_day=command.first_day,
        last_day=command.last_day,
        content=command.content,
        composed_by=command.by,
        on=command.today,
    )


def sign(command: c.SignReport, report: Report) -> e.ReportSigned:
    refuse(
        _unknown(command.number, report),
        errors.SupersededVersion(latest=report.numbers) if command.number < report.numbers else None,
        errors.AlreadySigned() if command.number in report.signed else None,
        None if command.by == command.support_person else errors.OnlyTheSupportPersonSigns(),
    )
    return e.ReportSigned(
        report=report.report,
        case=report.case,
        person=report.person,
        number=command.number,
        signed_by=command.by,
        on=command.today,
    )


def _unknown(number: int, report: Report) -> Refused | None:
    return None if 1 <= number <= report.numbers else errors.ReportVersionUnknown()


def share(command: c.ShareReport, report: Report) -> e.ReportShared:
    """The event says what was given and why it could be; what is not in `parts` is not given."""
    rule = sharing_on(command.today)[command.recipient]
    parts = rule.parts(consented=command.consent is not None)
    names_one = command.employment is not None
    refuse(
        _unknown(command.number, report),
        None if command.number in report.signed else errors.NotSigned(),
        None if parts else errors.SharingNeedsConsent(),
        errors.EmployerNeedsEmployment() if names_one != (command.recipient == "employer") else None,
    )
    relied_on = command.consent if rule.with_consent else None
    return e.ReportShared(
        sharing=command.sharing,
        report=report.report,
        case=report.case,
        person=report.person,
        number=command.number,
        recipient=command.recipient,
        employment=command.employment,
        parts=parts,
        basis=CONSENT if relied_on else rule.basis,
        consent=relied_on,
        shared_by=command.by,
        on=command.today,
    )


def evolve(state: State, event: e.ReportEvent) -> State:
    match event, state:
        case e.ReportComposed(), NotComposed():
            return Report(report=event.report, case=event.case, person=event.person, kind=event.kind, numbers=event.number)
        case e.ReportComposed(), Report():
            return replace(state, numbers=event.number)
        case e.ReportSigned(), Report():
            return replace(state, signed=state.signed | {event.number})
        case e.ReportShared(), Report():
            return state
        case _:
            raise TypeError(f"{type(event).__name__} cannot follow {type(state).__name__}: the stream is damaged.")


reports: Decider[c.ReportCommand, State, e.ReportEvent] = Decider(decide, evolve, NotComposed())
