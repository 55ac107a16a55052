"""What follows on a handover: the new support person has read the packet, the person and the employer know. Pure."""

from typing import assert_never
from uuid import UUID

from services.followup import commands as c
from services.followup import errors
from services.followup import events as e
from services.followup.doubts import in_the_future
from services.followup.facts import Handover
from services.followup.state import Support
from shared.errors import refuse


def handover(command: c.HandoverCommand, support: Support) -> list[e.SupportEvent]:
    match command:
        case c.AcknowledgePacket():
            return [acknowledge(command, support)]
        case c.InformOfHandover():
            return [inform(command, support)]
        case _:
            assert_never(command)


def acknowledge(command: c.AcknowledgePacket, support: Support) -> e.PacketAcknowledged:
    """Only who got the case can have read what that one needs to know."""
    known = _known(support, command.handover)
    someone_else = known.support_person is not None and command.by != known.support_person
    refuse(
        errors.NotTheNewSupportPerson() if someone_else else None,
        errors.AlreadyAcknowledged(on=known.acknowledged_on) if known.acknowledged_on else None,
        in_the_future(command.on, command.today),
        errors.BeforeHandover(handed_over_on=known.on) if command.on < known.on else None,
    )
    return e.PacketAcknowledged(handover=command.handover, case=support.case, person=support.person, by=command.by, on=command.on)


def inform(command: c.InformOfHandover, support: Support) -> e.PersonInformed | e.EmployerInformed:
    """They may well be told before it happens."""
    known = _known(support, command.handover)
    told = known.person_informed_on if command.party == "person" else known.employer_informed_on
    refuse(
        errors.AlreadyInformed(party=command.party, on=told) if told else None,
        in_the_future(command.on, command.today),
    )
    event = e.PersonInformed if command.party == "person" else e.EmployerInformed
    return event(handover=command.handover, case=support.case, person=support.person, on=command.on)


def _known(support: Support, handover: UUID) -> Handover:
    known = support.handovers.get(handover)
    if known is None:
        raise errors.HandoverUnknown(handover=handover)
    return known
