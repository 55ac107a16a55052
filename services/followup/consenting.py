"""A person's consents to be asked in the survey, as intake tells them: the last word about each holds. Pure."""

from collections.abc import Mapping
from typing import Any, assert_never
from uuid import UUID

from services.followup import commands as c
from services.followup import events as e
from shared.decider import Decider

State = Mapping[UUID, e.SurveyConsentEvent]
"""The last word about each consent."""


def decide(command: c.SurveyConsentCommand, state: State) -> list[e.SurveyConsentEvent]:
    """Never refuses; what is known already gives nothing."""
    whose: dict[str, Any] = {"person": command.person, "consent": command.consent, "on": command.on}
    match command:
        case c.NoteSurveyConsent():
            said: e.SurveyConsentEvent = e.SurveyConsentNoted(**whose)
        case c.NoteSurveyConsentEnd():
            said = e.SurveyConsentEndNoted(**whose)
        case _:
            assert_never(command)
    return [] if state.get(command.consent) == said else [said]


def evolve(state: State, event: e.SurveyConsentEvent) -> State:
    return {**state, event.consent: event}


NOTHING: State = {}

survey_consents: Decider[c.SurveyConsentCommand, State, e.SurveyConsentEvent] = Decider(decide, evolve, NOTHING)
