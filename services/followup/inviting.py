"""Invitations to the survey, per case: only with consent, one at a time, never of a protected person. Pure: no clock, no I/O.

Nothing here knows a code, or whether one was used: an officer cannot tell who has answered.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never
from uuid import UUID

from services.followup import commands as c
from services.followup import errors
from services.followup import events as e
from services.followup.rules import survey_practice_on
from shared.decider import Decider
from shared.errors import refuse


@dataclass(frozen=True, kw_only=True)
class Invitation:
    case: UUID
    person: UUID
    expires_on: date
    withdrawn: bool = False

    def holds_on(self, day: date) -> bool:
        return not self.withdrawn and day <= self.expires_on


State = Mapping[UUID, Invitation]


def decide(command: c.InvitationCommand, state: State) -> list[e.InvitationEvent]:
    match command:
        case c.InviteToSurvey():
            return [invite(command, state)]
        case c.ReplaceSurveyCode():
            return [replace_code(command, state)]
        case c.WithdrawSurveyInvitations():
            return withdraw(command, state)
        case _:
            assert_never(command)


def invite(command: c.InviteToSurvey, state: State) -> e.SurveyInvited:
    held = next((key for key, one in state.items() if one.holds_on(command.today)), None)
    refuse(
        None if command.consented else errors.NoSurveyConsent(),
        errors.ProtectedNotInvited() if command.protected else None,
        errors.AlreadyInvited(invitation=held) if held else None,
    )
    return e.SurveyInvited(
        invitation=command.invitation,
        case=command.case,
        person=command.person,
        unit=command.unit,
        form=command.form,
        wording=command.wording,
        expires_on=command.today + survey_practice_on(command.today).code_lasts,
        on=command.today,
    )


def replace_code(command: c.ReplaceSurveyCode, state: State) -> e.SurveyCodeReplaced:
    """Also for an invitation that was answered: who asks learns nothing, and the new code opens nothing."""
    invitation = state.get(command.invitation)
    if invitation is None:
        raise errors.InvitationUnknown(invitation=command.invitation)
    others = [key for key, one in state.items() if key != command.invitation and one.holds_on(command.today)]
    refuse(
        errors.InvitationWithdrawn() if invitation.withdrawn else None,
        None if command.consented else errors.NoSurveyConsent(),
        errors.ProtectedNotInvited() if command.protected else None,
        errors.AlreadyInvited(invitation=others[0]) if others else None,
    )
    return e.SurveyCodeReplaced(
        invitation=command.invitation,
        case=invitation.case,
        person=invitation.person,
        expires_on=command.today + survey_practice_on(command.today).code_lasts,
        on=command.today,
    )


def withdraw(command: c.WithdrawSurveyInvitations, state: State) -> list[e.InvitationEvent]:
    return [
        e.SurveyInvitationWithdrawn(invitation=key, case=one.case, person=one.person, cause=command.cause, on=command.today)
        for key, one in state.items()
        if one.holds_on(command.today)
    ]


def evolve(state: State, event: e.InvitationEvent) -> State:
    match event:
        case e.SurveyInvited():
            invited = Invitation(case=event.case, person=event.person, expires_on=event.expires_on)
            return {**state, event.invitation: invited}
        case e.SurveyCodeReplaced():
            return {**state, event.invitation: replace(state[event.invitation], expires_on=event.expires_on)}
        case e.SurveyInvitationWithdrawn():
            return {**state, event.invitation: replace(state[event.invitation], withdrawn=True)}
        case _:
            assert_never(event)


NOBODY: State = {}

invitations: Decider[c.InvitationCommand, State, e.InvitationEvent] = Decider(decide, evolve, NOBODY)
