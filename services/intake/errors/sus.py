"""Why a command to a participation's registration or outcome in SUS is refused."""

from shared.errors import Refused


class SusNotWithIdentity(Refused):
    code = "sus-not-with-identity"
    sv = "Deltagandets slut registreras inte med identitet. Då registreras bara kön och budgetår, och inget mer."
    en = "The end of the participation is not registered with identity: then only sex and budget year are, and nothing more."


class SusInNotWithIdentity(Refused):
    code = "sus-in-not-with-identity"
    sv = "Deltagandet registreras inte med identitet den dagen. Då registreras bara kön och budgetår, och inget mer."
    en = "The participation is not registered with identity on that day: then only sex and budget year are, and nothing more."


class SusRegisteredAlready(Refused):
    code = "sus-registered-already"
    sv = "Deltagandet är redan registrerat i SUS."
    en = "The participation is registered in SUS already."


class SusNotRegistered(Refused):
    code = "sus-not-registered"
    sv = "Deltagandet är inte registrerat i SUS."
    en = "The participation is not registered in SUS."


class SusOutcomeRegisteredAlready(Refused):
    code = "sus-outcome-registered-already"
    sv = "Utfallet är redan registrerat. Rätta det i stället."
    en = "The outcome is registered already. Correct it instead."


class SusOutcomeNotRegistered(Refused):
    code = "sus-outcome-not-registered"
    sv = "Det finns inget utfall att rätta."
    en = "There is no outcome to correct."


class BeforeIsWithinAWeek(Refused):
    code = "before-is-within-a-week"
    sv = "Läget före gäller en dag under veckan närmast före deltagandets start."
    en = "The situation before is that of a day within one week before the participation's start."


class AfterIsNotBeforeTheEnd(Refused):
    code = "after-is-not-before-the-end"
    sv = "Läget efter gäller dagen då deltagandet slutade, eller en senare dag."
    en = "The situation after is that of the day when the participation ended, or of a later one."


class SupportEndsBeforeItBegins(Refused):
    code = "support-ends-before-it-begins"
    sv = "Försörjningens sista dag ligger före den första."
    en = "The last day of the support lies before its first."


class OccupiedTwice(Refused):
    code = "occupied-twice"
    sv = "Ange varje slag av arbete eller studier en gång."
    en = "State each kind of work or studies once."
