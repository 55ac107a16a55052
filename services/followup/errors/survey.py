"""Refusals of the survey."""

from shared.errors import Refused


class NoSurveyConsent(Refused):
    code = "no-survey-consent"
    basis = "samtycke till enkäten"
    sv = "Personen har inte samtyckt till enkäten. Registrera samtycket i intag först."
    en = "The person has not consented to the survey. Register the consent in intake first."


class ProtectedNotInvited(Refused):
    code = "protected-not-invited"
    sv = "Personer med skyddade personuppgifter bjuds inte in till enkäten."
    en = "Persons with a protected identity are not invited to the survey."


class AlreadyInvited(Refused):
    code = "already-invited"
    sv = "Personen har en inbjudan som gäller. Skicka en ny kod till den, eller vänta tills den har gått ut."
    en = "The person has an invitation in force. Send a new code for it, or wait until it has expired."


class InvitationUnknown(Refused):
    code = "invitation-unknown"
    sv = "Ärendet har ingen sådan inbjudan."
    en = "The case has no such invitation."


class InvitationWithdrawn(Refused):
    code = "invitation-withdrawn"
    sv = "Inbjudan är återtagen. Gör en ny."
    en = "The invitation is withdrawn. Make a new one."


class SurveyCodeNotValid(Refused):
    code = "survey-code-not-valid"
    sv = "Koden stämmer inte, har gått ut eller är redan använd. Har du skickat dina svar har vi fått dem."
    en = "The code is wrong, has expired or is used already. If you have sent your answers, we have them."


class NothingAnswered(Refused):
    code = "nothing-answered"
    sv = "Inget är besvarat. Svara på minst en fråga; du får hoppa över de andra."
    en = "Nothing is answered. Answer at least one question; you may skip the others."
