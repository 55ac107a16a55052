"""What other services' events mean for a support. Never refuses and never repeats: what is known already gives nothing.

The topics of intake and placement come in any order relative to each other, so every fact is kept as it was told, and the
introductions are worked out anew from all facts (see `introductions`). Pure: no clock, no I/O.
"""

from functools import reduce
from typing import assert_never

from services.followup import commands as c
from services.followup import events as e
from services.followup.evolving import evolve
from services.followup.facts import Employment, Terms, WorkTrial
from services.followup.introductions import following
from services.followup.losing import lost
from services.followup.rules import support_practice_on
from services.followup.state import InError, State, Support, Unopened


def learn(command: c.LearntCommand, state: State) -> list[e.SupportEvent]:
    """The fact, if it is new, and what follows from it."""
    facts = _facts(command, state)
    after = reduce(evolve, facts, state)
    return [*facts, *consequences(after)] if facts and isinstance(after, Support) else facts


def consequences(support: Support) -> list[e.SupportEvent]:
    """What has to be recorded because of what is known: introductions, and that another search is needed."""
    introductions = following(support)
    return [*introductions, *lost(reduce(_support_after, introductions, support))]


def _support_after(support: Support, event: e.IntroductionEvent) -> Support:
    after = evolve(support, event)
    if not isinstance(after, Support):
        raise TypeError(f"{type(event).__name__} leaves no support.")
    return after


def _facts(command: c.LearntCommand, state: State) -> list[e.SupportEvent]:
    if isinstance(state, InError):
        return []
    if isinstance(command, c.RemoveSupport):
        return [e.SupportFoundInError(case=command.case, person=command.person)]
    if isinstance(command, c.NoteWorkTrial | c.NoteWorkTrialEnd | c.RemoveWorkTrial):
        return _trial(command, state)
    if isinstance(state, Unopened):
        return _opening(command)
    return _news(command, state)


def _opening(command: c.LearntCommand) -> list[e.SupportEvent]:
    """Only the case's start or an employment tells the unit; anything else about an unheard-of case was left out on purpose."""
    match command:
        case c.NoteCaseStart():
            return [_opened(command, command.support_person, "case")]
        case c.NoteEmployment():
            return [_opened(command, None, "employment"), *_employment(command)]
        case _:
            return []


def _opened(command: c.NoteCaseStart | c.NoteEmployment, support_person: str | None, by: e.OpenedBy) -> e.SupportOpened:
    return e.SupportOpened(
        case=command.case,
        person=command.person,
        unit=command.unit,
        support_person=support_person,
        opened_by=by,
        on=command.on,
    )


def _employment(command: c.NoteEmployment) -> list[e.SupportEvent]:
    """The employment, then its terms, which are an event of their own because they change on their own."""
    whose = {"case": command.case, "person": command.person, "employment": command.employment}
    return [
        e.EmploymentNoted(**whose, ended_on=None, on=command.on),
        e.EmploymentTermsNoted(**whose, weekly_hours=command.weekly_hours, on=command.on),
    ]


Further = (
    c.NoteCaseStart
    | c.CorrectCaseStart
    | c.PauseSupport
    | c.ResumeSupport
    | c.HandOverSupport
    | c.NoteEmployment
    | c.NoteTerms
    | c.NoteEmploymentEnd
    | c.CorrectEmployment
    | c.RemoveEmployment
    | c.CloseSupport
    | c.ReopenSupport
)


def _news(command: Further, support: Support) -> list[e.SupportEvent]:
    match command:
        case c.NoteCaseStart() | c.CorrectCaseStart():
            return _case_start(command, support)
        case c.PauseSupport() | c.ResumeSupport():
            return _pause(command, support)
        case c.HandOverSupport():
            return _handed_over(command, support) if command.handover not in support.handovers else []
        case c.CloseSupport():
            closed = e.SupportClosed(case=support.case, person=support.person, on=command.on)
            return [closed] if support.closed_on != command.on else []
        case c.ReopenSupport():
            reopened = e.SupportReopened(case=support.case, person=support.person, on=command.on)
            return [reopened] if support.closed_on else []
        case c.NoteEmployment():
            return _employment(command) if command.employment not in support.employments else []
        case c.NoteTerms() | c.NoteEmploymentEnd() | c.CorrectEmployment() | c.RemoveEmployment():
            known = support.employments.get(command.employment)
            return _changed(command, support, known) if known and not known.in_error else []
        case _:
            assert_never(command)


def _case_start(command: c.NoteCaseStart | c.CorrectCaseStart, support: Support) -> list[e.SupportEvent]:
    """The start as first told is heard once; a correction may come as often as there is one."""
    if support.case_started_on is not None and (isinstance(command, c.NoteCaseStart) or command.on == support.case_started_on):
        return []
    told = command if isinstance(command, c.NoteCaseStart) else support
    unit, who = told.unit, told.support_person
    return [e.CaseStartNoted(case=support.case, person=support.person, unit=unit, support_person=who, on=command.on)]


def _pause(command: c.PauseSupport | c.ResumeSupport, support: Support) -> list[e.SupportEvent]:
    """A case is paused at most once at a time; a pause that is told again is known by its first day."""
    last = support.pauses[-1] if support.pauses else None
    if isinstance(command, c.ResumeSupport):
        resumed = e.PauseEndNoted(case=support.case, person=support.person, on=command.on)
        return [resumed] if last and last.resumed_on is None else []
    paused = e.PauseNoted(case=support.case, person=support.person, until=command.until, on=command.on)
    return [] if last and last.resumed_on is None else [paused]


def _handed_over(command: c.HandOverSupport, support: Support) -> list[e.SupportEvent]:
    return [
        e.SupportHandedOver(
            handover=command.handover,
            case=support.case,
            person=support.person,
            unit=command.unit,
            from_support_person=support.support_person,
            support_person=command.support_person,
            first_contact_by=support_practice_on(command.on).handover_first_contact.after(command.on),
            on=command.on,
        )
    ]


def _changed(
    command: c.NoteTerms | c.NoteEmploymentEnd | c.CorrectEmployment | c.RemoveEmployment, support: Support, known: Employment
) -> list[e.SupportEvent]:
    whose = {"case": support.case, "person": support.person, "employment": command.employment}
    match command:
        case c.NoteTerms():
            new = support.terms.get(command.employment) != Terms(weekly_hours=command.weekly_hours, on=command.on)
            noted = e.EmploymentTermsNoted(**whose, weekly_hours=command.weekly_hours, on=command.on)
            return [noted] if new else []
        case c.NoteEmploymentEnd():
            told = Employment(started_on=known.started_on, ended_on=command.on)
        case c.CorrectEmployment():
            told = Employment(started_on=command.started_on, ended_on=command.ended_on)
        case c.RemoveEmployment():
            return [e.EmploymentFoundInError(**whose)]
        case _:
            assert_never(command)
    return [e.EmploymentNoted(**whose, ended_on=told.ended_on, on=told.started_on)] if told != known else []


def _trial(command: c.NoteWorkTrial | c.NoteWorkTrialEnd | c.RemoveWorkTrial, state: Unopened | Support) -> list[e.SupportEvent]:
    """A trial may be heard of before its case: placement does not tell whose unit it is, so it waits for the case's start."""
    known = state.trials.get(command.trial)
    if known and known.in_error:
        return []
    match command:
        case c.NoteWorkTrial():
            told = WorkTrial(started_on=command.on, until=command.until)
            return [_trial_noted(command, told)] if known is None or (known.started_on, known.until) != _agreed(told) else []
        case c.NoteWorkTrialEnd() if known:
            told = WorkTrial(started_on=known.started_on, until=known.until, ended_on=command.on)
            return [_trial_noted(command, told)] if told != known else []
        case c.RemoveWorkTrial() if known:
            return [e.WorkTrialFoundInError(case=command.case, person=command.person, trial=command.trial)]
        case _:
            return []


def _agreed(trial: WorkTrial) -> tuple[object, object]:
    return trial.started_on, trial.until


def _trial_noted(command: c.NoteWorkTrial | c.NoteWorkTrialEnd, told: WorkTrial) -> e.WorkTrialNoted:
    return e.WorkTrialNoted(
        case=command.case,
        person=command.person,
        trial=command.trial,
        until=told.until,
        ended_on=told.ended_on,
        on=told.started_on,
    )
