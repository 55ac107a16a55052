"""A case gets another support person, who meets the person within the time that practice gives. Pure: no clock, no I/O."""

from datetime import date

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from services.intake.case_state import Course, State
from services.intake.pausing import going
from services.intake.practice import practice_on
from services.intake.starting import before_start, in_the_future
from shared.errors import refuse


def hand_over(command: c.HandOverCase, state: State) -> e.CaseHandedOver:
    course = going(state).course
    last = course.handed_over_on
    unchanged = (course.unit, course.support_person) == (command.unit, command.support_person)
    refuse(
        in_the_future(latest(command), command.today),
        before_start(command.on, course.started_on),
        errors.BeforeLastHandover(handed_over_on=last) if last and command.on < last else None,
        errors.HandoverToTheSame() if unchanged else None,
    )
    return handed_over(command, course)


def latest(command: c.HandOverCase) -> date:
    """The last day that the handover says something has happened on."""
    packet = command.packet
    return max(command.on, *(one.on for one in packet.last_contacts), *(one.on for one in packet.informed), date.min)


def handed_over(command: c.HandOverCase, course: Course) -> e.CaseHandedOver:
    return e.CaseHandedOver(
        handover=command.handover,
        case=course.case,
        person=course.person,
        from_unit=course.unit,
        unit=command.unit,
        from_support_person=course.support_person,
        support_person=command.support_person,
        reason=command.reason,
        note=command.note,
        packet=command.packet,
        first_contact_by=practice_on(command.on).handover_first_contact.after(command.on),
        handed_over_by=command.by,
        on=command.on,
    )


def make_first_contact(command: c.MakeFirstContact, state: State) -> e.FirstContactMade:
    course = going(state).course
    if course.awaits is None:
        raise errors.NoFirstContactAwaited
    since = course.awaits.since
    refuse(
        in_the_future(command.on, command.today),
        errors.BeforeSupportPersonBegan(since=since) if command.on < since else None,
    )
    return e.FirstContactMade(
        case=course.case,
        person=course.person,
        handover=course.awaits.handover,
        registered_by=command.by,
        on=command.on,
    )
