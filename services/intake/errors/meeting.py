"""Why a command to a meeting is refused."""

from shared.errors import Refused


class MeetingAlreadyRegistered(Refused):
    code = "meeting-already-registered"
    sv = "Mötet är redan registrerat."
    en = "The meeting is registered already."


class MeetingWasInError(Refused):
    code = "meeting-was-in-error"
    sv = "Mötet är felregistrerat."
    en = "The meeting was registered in error."


class ConsultationHasNoCase(Refused):
    code = "consultation-has-no-case"
    sv = "En konsultation gäller inget ärende. Välj ett annat slag av möte."
    en = "A consultation is about no case. Choose another kind of meeting."


class NothingToCorrect(Refused):
    code = "nothing-to-correct"
    sv = "Mötet är redan registrerat så."
    en = "The meeting is registered like that already."
