"""Why a command to an assessment or a decision is refused."""

from shared.errors import Refused


class CriteriaMissing(Refused):
    code = "criteria-missing"
    sv = "Alla kriterier ska bedömas: uppfyllt, inte uppfyllt eller okänt."
    en = "Every criterion must be judged: met, not met or unknown."


class CriterionTwice(Refused):
    code = "criterion-twice"
    sv = "Ett kriterium har bedömts mer än en gång."
    en = "A criterion is judged more than once."


class NotAssessedYet(Refused):
    code = "not-assessed-yet"
    sv = "Anvisningen måste bedömas innan beslut kan fattas."
    en = "The referral must be assessed before it can be decided."


class AlreadyDecided(Refused):
    code = "already-decided"
    sv = "Beslut är redan fattat."
    en = "The decision has been taken already."


class CriteriaNotMet(Refused):
    code = "criteria-not-met"
    sv = "Alla kriterier är inte uppfyllda. Bevilja kräver ett skriftligt skäl och en andra handläggare."
    en = "Not all criteria are met. Granting needs a written reason and a second officer."


class AssessorMayNotOverride(Refused):
    code = "assessor-may-not-override"
    sv = "Den som bedömde får inte själv bevilja mot bedömningen. En andra handläggare måste besluta."
    en = "Whoever assessed may not grant against the assessment. A second officer must decide."


class NothingToRefuse(Refused):
    code = "nothing-to-refuse"
    sv = "Alla kriterier är uppfyllda. Bedöm på nytt innan avslag."
    en = "Every criterion is met. Assess again before refusing."


class NothingMissing(Refused):
    code = "nothing-missing"
    sv = "Inget kriterium saknas. Beslutet är att bevilja eller avslå."
    en = "No criterion is missing. The decision is to grant or to refuse."


class RecheckNotAhead(Refused):
    code = "recheck-not-ahead"
    sv = "Datumet för ny bedömning måste ligga efter beslutsdatumet."
    en = "The re-check date must lie after the decision's date."


class DecidedBeforeAssessed(Refused):
    code = "decided-before-assessed"
    sv = "Beslutet kan inte vara tidigare än bedömningen."
    en = "The decision cannot be earlier than the assessment."
