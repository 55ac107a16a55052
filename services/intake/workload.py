"""A support person's workload: shares (never over 100 % on a day, at whatever units), caps, what the person knows. Pure.

All shares of one person are in one stream, so that the appended version keeps two from being set at once.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never
from uuid import UUID

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from services.intake.room import codes, shortage
from services.intake.standing import DAY, Cap, Share, Standing, first_day_over_full_time
from shared.decider import Decider
from shared.errors import Refused, refuse


@dataclass(frozen=True, kw_only=True)
class Workload:
    shares: tuple[Share, ...] = ()

    def replaced(self, share: Share) -> "Workload":
        """With this share instead of the one with its id."""
        return Workload(shares=(*(each for each in self.shares if each.share != share.share), share))


def decide(command: c.WorkloadCommand, state: Workload) -> list[e.WorkloadEvent]:
    match command:
        case c.SetShare():
            return [set_share(command, state)]
        case c.EndShare():
            return [end_share(command, state)]
        case c.CorrectShare():
            return [correct_share(command, state)]
        case c.SetPersonalCap():
            return [set_cap(command)]
        case c.DescribeSupportPerson():
            return [describe(command)]
        case _:
            assert_never(command)


def set_share(command: c.SetShare, state: Workload) -> e.ShareSet:
    now = command.standing
    share = Share(
        share=command.share,
        unit=now.unit,
        support_person=command.support_person,
        appropriation=command.appropriation,
        percent=command.percent,
        from_on=command.on,
        until=command.until,
    )
    refuse(backwards(command.on, command.until), over_full_time(state.replaced(share)))
    short = shortage(now, replace(now, shares=(*now.shares, share)), everybody(now), command.on, command.today)
    if command.reason is None:
        refuse(*short)
    return e.ShareSet(
        support_person=command.support_person,
        share=command.share,
        unit=now.unit,
        appropriation=command.appropriation,
        percent=command.percent,
        until=command.until,
        over=codes(short),
        reason=command.reason,
        set_by=command.by,
        on=command.on,
    )


def end_share(command: c.EndShare, state: Workload) -> e.ShareEnded:
    was = share_of(state, command.share, command.standing.unit)
    becomes = replace(was, until=command.on)
    refuse(backwards(was.from_on, command.on))
    short = room_after(command, becomes, was, first=command.on + DAY)
    return e.ShareEnded(
        support_person=was.support_person,
        share=was.share,
        unit=was.unit,
        over=codes(short),
        reason=command.reason,
        ended_by=command.by,
        on=command.on,
    )


def correct_share(command: c.CorrectShare, state: Workload) -> e.ShareCorrected:
    was = share_of(state, command.share, command.standing.unit)
    becomes = replace(was, appropriation=command.appropriation, percent=command.percent, from_on=command.on, until=command.until)
    refuse(backwards(command.on, command.until), over_full_time(state.replaced(becomes)))
    short = room_after(command, becomes, was, first=min(was.from_on, command.on))
    return e.ShareCorrected(
        support_person=was.support_person,
        share=was.share,
        unit=was.unit,
        appropriation=command.appropriation,
        percent=command.percent,
        until=command.until,
        why=command.why,
        over=codes(short),
        reason=command.reason,
        corrected_by=command.by,
        on=command.on,
    )


def room_after(command: c.EndShare | c.CorrectShare, becomes: Share, was: Share, *, first: date) -> list[Refused]:
    """What the share's change leaves no room for; refused without a reason."""
    now = command.standing
    after = replace(now, shares=(*(each for each in now.shares if each.share != was.share), becomes))
    short = shortage(now, after, everybody(now), first, max(command.today, was.from_on, command.on))
    if command.reason is None:
        refuse(*short)
    return short


def everybody(now: Standing) -> set[str]:
    """Who has cases: a share that makes the unit's capacity known for a day makes it known for all of them."""
    return {place.support_person for place in now.places}


def set_cap(command: c.SetPersonalCap) -> e.PersonalCapSet:
    refuse(backwards(command.on, command.until))
    now = command.standing
    cap = Cap(support_person=command.support_person, cap=command.cap, from_on=command.on, until=command.until)
    short = shortage(now, replace(now, caps=(*now.caps, cap)), [command.support_person], command.on, command.today)
    if command.reason is None:
        refuse(*short)
    return e.PersonalCapSet(
        support_person=command.support_person,
        unit=now.unit,
        cap=command.cap,
        until=command.until,
        over=codes(short),
        reason=command.reason,
        set_by=command.by,
        on=command.on,
    )


def describe(command: c.DescribeSupportPerson) -> e.SupportPersonDescribed:
    return e.SupportPersonDescribed(
        support_person=command.support_person,
        languages=tuple(dict.fromkeys(command.languages)),
        sectors=tuple(dict.fromkeys(command.sectors)),
        municipalities=tuple(dict.fromkeys(command.municipalities)),
        described_by=command.by,
        on=command.on,
    )


def share_of(state: Workload, share: UUID, unit: str) -> Share:
    for each in state.shares:
        if each.share == share and each.unit == unit:
            return each
    raise errors.ShareUnknown(share=share)


def backwards(first: date, until: date | None) -> Refused | None:
    return errors.EndsBeforeItBegins() if until is not None and until < first else None


def over_full_time(workload: Workload) -> Refused | None:
    over = first_day_over_full_time(workload.shares)
    return errors.OverFullTime(on=over[0], percent=over[1]) if over else None


def evolve(state: Workload, event: e.WorkloadEvent) -> Workload:
    match event:
        case e.ShareSet() | e.ShareCorrected():
            return state.replaced(as_share(event))
        case e.ShareEnded():
            [was] = [each for each in state.shares if each.share == event.share]
            return state.replaced(replace(was, until=event.on))
        case e.PersonalCapSet() | e.SupportPersonDescribed():
            return state
        case _:
            assert_never(event)


def as_share(event: e.ShareSet | e.ShareCorrected) -> Share:
    return Share(
        share=event.share,
        unit=event.unit,
        support_person=event.support_person,
        appropriation=event.appropriation,
        percent=event.percent,
        from_on=event.on,
        until=event.until,
    )


workload: Decider[c.WorkloadCommand, Workload, e.WorkloadEvent] = Decider(decide, evolve, Workload())
