"""Why a command to a request for evidence is refused."""

from shared.errors import Refused


class EvidenceAlreadyRequested(Refused):
    code = "evidence-already-requested"
    sv = "Begäran om underlag finns redan."
    en = "The request for evidence exists already."


class EvidenceNotAwaited(Refused):
    code = "evidence-not-awaited"
    sv = "Underlaget väntas inte längre: det har kommit in eller behövs inte."
    en = "The evidence is not awaited any more: it has come or is not needed."


class EvidenceNotWanted(Refused):
    code = "evidence-not-wanted"
    sv = "Anvisningen är återlämnad, återkallad eller besvarad. Begär eller påminn inte om underlag till den."
    en = "The referral was returned, withdrawn or answered. Ask for no evidence for it, and remind nobody."


class DueNotAhead(Refused):
    code = "due-not-ahead"
    sv = "Underlaget ska komma efter dagen då det begärs."
    en = "The evidence must be due after the day it is asked for."


class BeforeRequest(Refused):
    code = "before-request"
    sv = "Datumet ligger före begäran om underlag."
    en = "The date lies before the request for evidence."


class DocumentNotWrittenYet(Refused):
    code = "document-not-written-yet"
    sv = "Handlingens datum ligger efter dagen då den kom in."
    en = "The document's date lies after the day it came in."


class EvidenceNotReceived(Refused):
    code = "evidence-not-received"
    sv = "Underlaget är inte registrerat som inkommet."
    en = "The evidence is not registered as received."
