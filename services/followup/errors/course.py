"""Refusals about the course of the support."""

from services.followup.errors.general import ORDINANCE
from shared.errors import Refused


class IntroductionNotEnded(Refused):
    code = "introduction-not-ended"
    basis = ORDINANCE
    sv = "Introduktionen pågår. Uppföljningen kan starta först när den är avslutad."
    en = "Introduction is under way. Follow-up can start only when it has ended."


class NoIntroduction(Refused):
    code = "no-introduction"
    basis = ORDINANCE
    sv = "Ingen introduktion har avslutats. Uppföljningen följer på introduktionen."
    en = "No introduction has ended. Follow-up comes after introduction."


class BeforeIntroductionEnd(Refused):
    code = "before-introduction-end"
    sv = "Uppföljningen kan inte starta före introduktionens slut."
    en = "Follow-up cannot start before introduction has ended."


class FollowUpAlreadyStarted(Refused):
    code = "follow-up-already-started"
    sv = "Uppföljningen har redan startat."
    en = "Follow-up has started already."


class FollowUpNotStarted(Refused):
    code = "follow-up-not-started"
    sv = "Uppföljningen har inte startat. Stödet slutförs när uppföljningen är klar."
    en = "Follow-up has not started. The support is completed when follow-up is over."


class BeforeFollowUp(Refused):
    code = "before-follow-up"
    sv = "Stödet kan inte slutföras innan uppföljningen startade."
    en = "The support cannot be completed before follow-up started."
