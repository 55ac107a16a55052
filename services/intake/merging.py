"""Two records of one person: proposed by one officer, merged by another, settled where they differ, and undone. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import assert_never
from uuid import UUID

from services.intake import commands as c
from services.intake import errors
from services.intake import events as e
from services.intake.record import Conflict, Registered, in_the_future
from shared.errors import Refused, refuse

ONE_ONLY: Mapping[e.ConflictAbout, type[Refused]] = MappingProxyType(
    {"two-open": errors.StillTwoOpen, "two-consents": errors.StillTwoConsents}
)
"""What is settled by ending one of the two. The other conflicts are settled by saying which holds."""


def decide(command: c.MergeCommand, state: Registered) -> e.PersonEvent:
    match command:
        case c.ProposeMerge():
            return propose_merge(command, state)
        case c.MergePersons():
            return merge(command, state)
        case c.MergeInto():
            return merge_into(command, state)
        case c.SettleMergeConflict():
            return settle(command, state)
        case c.UndoMerge():
            return undo_merge(command, state)
        case c.RestorePerson():
            return restore(command, state)
        case _:
            assert_never(command)


def propose_merge(command: c.ProposeMerge, state: Registered) -> e.MergeProposed:
    refuse(
        in_the_future(command.on, command.today),
        cannot_join(command.other, state),
        errors.MergeAlreadyProposed() if command.other in state.proposed else None,
    )
    return e.MergeProposed(person=state.person, other=command.other, reason=command.reason, proposed_by=command.by, on=command.on)


def merge(command: c.MergePersons, state: Registered) -> e.MergedFrom:
    proposed_by = state.proposed.get(command.other)
    refuse(
        in_the_future(command.on, command.today),
        cannot_join(command.other, state),
        errors.MergeNotProposed() if proposed_by is None else None,
        errors.ProposerMayNotMerge() if proposed_by == command.by else None,
    )
    return e.MergedFrom(
        person=state.person,
        merged=command.other,
        conflicts=command.conflicts,
        protected=command.protected,
        reason=command.reason,
        proposed_by=proposed_by or "",
        merged_by=command.by,
        on=command.on,
    )


def cannot_join(other: UUID, state: Registered) -> Refused | None:
    if other == state.person:
        return errors.MergeWithSelf()
    if other in state.merged or state.merged_into is not None:
        return errors.AlreadyMerged(person=state.merged_into or state.person)
    return None


def merge_into(command: c.MergeInto, state: Registered) -> e.MergedInto:
    """One step at most from a merged person to who remains: so a merge can be undone without touching another."""
    refuse(
        errors.AlreadyMerged(person=state.merged_into) if state.merged_into else None,
        errors.OtherHasMerged(person=state.person) if state.merged else None,
    )
    return e.MergedInto(
        person=state.person, survivor=command.survivor, protected=command.protected, merged_by=command.by, on=command.on
    )


def settle(command: c.SettleMergeConflict, state: Registered) -> e.MergeConflictSettled:
    conflict = state.conflicts.get(command.conflict)
    if conflict is None:
        raise errors.NotMerged
    of_two = ONE_ONLY.get(conflict.about)
    refuse(
        in_the_future(command.on, command.today),
        errors.ConflictAlreadySettled() if conflict.settled else None,
        of_two() if of_two is not None and command.still_two else None,
        errors.SayWhichHolds() if of_two is None and command.holds is None else None,
    )
    return e.MergeConflictSettled(
        person=state.person,
        merged=conflict.merged,
        conflict=command.conflict,
        about=conflict.about,
        holds=command.holds if of_two is None else None,
        reason=command.reason,
        settled_by=command.by,
        on=command.on,
    )


def undo_merge(command: c.UndoMerge, state: Registered) -> e.MergeUndone:
    refuse(
        in_the_future(command.on, command.today),
        None if command.merged in state.merged else errors.NotMerged(),
    )
    return e.MergeUndone(
        person=state.person,
        merged=command.merged,
        protected=command.protected,
        reason=command.reason,
        undone_by=command.by,
        on=command.on,
    )


def restore(command: c.RestorePerson, state: Registered) -> e.PersonRestored:
    if state.merged_into is None:
        raise errors.NotMerged
    return e.PersonRestored(
        person=state.person, survivor=state.merged_into, protected=command.protected, undone_by=command.by, on=command.on
    )


def joined(state: Registered, event: e.MergedFrom) -> Registered:
    conflicts = {found.conflict: Conflict(merged=event.merged, about=found.about) for found in event.conflicts}
    return replace(
        state,
        merged=state.merged | {event.merged},
        proposed={other: by for other, by in state.proposed.items() if other != event.merged},
        conflicts={**state.conflicts, **conflicts},
    )


def parted(state: Registered, event: e.MergeUndone) -> Registered:
    return replace(
        state,
        merged=state.merged - {event.merged},
        conflicts={key: conflict for key, conflict in state.conflicts.items() if conflict.merged != event.merged},
    )
