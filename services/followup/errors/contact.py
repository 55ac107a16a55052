"""Refusals about a contact."""

from shared.errors import Refused


class NotAtTheWorkplace(Refused):
    code = "not-at-the-workplace"
    sv = "Bara ett besök kan ske på arbetsplatsen."
    en = "Only a visit can be at the workplace."


class MovedToNeeded(Refused):
    code = "moved-to-needed"
    sv = "En flyttad kontakt ska ha dagen som den flyttades till, och bara en flyttad kontakt har en sådan."
    en = "A moved contact needs the day that it was moved to, and only a moved contact has one."


class MovedNothing(Refused):
    code = "moved-nothing"
    sv = "Bara en planerad kontakt kan flyttas. Ange den planerade dagen."
    en = "Only a planned contact can be moved. Give the planned day."


class PlannedContactUnknown(Refused):
    code = "planned-contact-unknown"
    sv = "Ingen kontakt med den parten är planerad den dagen."
    en = "No contact with that party is planned on that day."


class NotAThreePartyMeeting(Refused):
    code = "not-a-three-party-meeting"
    sv = "Ett trepartssamtal hålls med både personen och arbetsgivaren, på plats, per telefon eller video."
    en = "A three-party meeting is kept with both person and employer, at a visit, by phone or by video."


class ContactUnknown(Refused):
    code = "contact-unknown"
    sv = "Kontakten finns inte i ärendet."
    en = "The contact is not in the case."


class ContactReplaced(Refused):
    code = "contact-replaced"
    sv = "Kontakten är redan rättad eller felregistrerad. Rätta den senaste i stället."
    en = "The contact is corrected already, or was in error. Correct the latest one instead."


class ReasonWithoutCorrection(Refused):
    code = "reason-without-correction"
    sv = "Skäl för rättelse anges bara när något rättas."
    en = "A reason for a correction is given only when something is corrected."
