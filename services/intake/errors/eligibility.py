"""Why a command to an assessment or a decision is refused."""

from shared.errors import Refused


class NotInTheRules(Refused):
    code = "not-in-the-rules"
    sv = "Kriteriet finns inte i det regelverk som gäller den dagen."
    en = "The criterion is not in the rules that are in force on that day."


class ShortfallNotStated(Refused):
    code = "shortfall-not-stated"
    sv = "Ange på vilket sätt kriteriet inte är uppfyllt: rekommendationen beror på det."
    en = "Say in which way the criterion is not met: what is recommended depends on it."


class ShortfallDoesNotFit(Refused):
    code = "shortfall-does-not-fit"
    sv = "Det angivna sättet att inte uppfylla kriteriet hör inte till kriteriet eller svaret."
    en = "The stated way of not meeting the criterion does not belong to the criterion or the answer."


class RegisteredAhead(Refused):
    code = "registered-ahead"
    sv = "Inskrivningen kan inte börja efter bedömningen."
    en = "The registration cannot begin after the assessment."


class AssessedBeforeLast(Refused):
    code = "assessed-before-last"
    sv = "Det finns en senare bedömning. Bedöm med dess datum eller senare."
    en = "There is a later assessment. Assess with its date or a later one."


class ReferralNotHandled(Refused):
    code = "referral-not-handled"
    sv = "Anvisningen är inte öppen: den väntar på att godtas, eller är redan besvarad."
    en = "The referral is not open: it waits to be accepted, or is answered already."


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


class NothingToReconsider(Refused):
    code = "nothing-to-reconsider"
    basis = "förordning (2017:462) 57 §"
    sv = "Det finns inget beslut om att bevilja eller avslå att ompröva."
    en = "There is no decision to grant or refuse that could be reconsidered."


class NotRequested(Refused):
    code = "not-requested"
    basis = "förordning (2017:462) 57 §"
    sv = "Ingen begäran om omprövning väntar på beslut."
    en = "No request for reconsideration is waiting."


class AlreadyRequested(Refused):
    code = "already-requested"
    sv = "En begäran om omprövning finns redan."
    en = "There is a request for reconsideration already."


class NotToDisadvantage(Refused):
    code = "not-to-disadvantage"
    basis = "förvaltningslagen (2017:900) 37 §"
    sv = "En omprövning får inte ändra beslutet till personens nackdel."
    en = "A reconsideration may not change the decision to the person's disadvantage."


class DeciderMayNotReconsider(Refused):
    code = "decider-may-not-reconsider"
    sv = "Den som fattade beslutet får inte ompröva det. En annan handläggare måste göra det."
    en = "Whoever took the decision may not reconsider it. Another officer must."


class RequestedInTime(Refused):
    code = "requested-in-time"
    basis = "förordning (2017:462) 57 §"
    sv = "Begäran kom in i tid och ska prövas."
    en = "The request came in time and must be tried."


class BeforeTheDecision(Refused):
    code = "before-the-decision"
    sv = "Datumet ligger före beslutet."
    en = "The date lies before the decision."


class BeforeTheRequest(Refused):
    code = "before-the-request"
    sv = "Datumet ligger före begäran."
    en = "The date lies before the request."
