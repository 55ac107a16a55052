"""Why a command to a consent is refused."""

from shared.errors import Refused


class ConsentInForce(Refused):
    code = "consent-in-force"
    sv = "Personen har redan lämnat det samtycket, och det gäller."
    en = "The person has given that consent already, and it is in force."


class ConsentNotInForce(Refused):
    code = "consent-not-in-force"
    sv = "Samtycket gäller inte längre."
    en = "The consent is not in force any more."


class RecipientDoesNotFit(Refused):
    code = "recipient-does-not-fit"
    sv = "Ett samtycke att dela uppgifter anger mottagaren. Andra samtycken anger ingen."
    en = "A consent to share names the recipient. Other consents name none."


class ConsentCaseDoesNotFit(Refused):
    code = "consent-case-does-not-fit"
    sv = "Ett samtycke till registrering i SUS gäller ett av personens ärenden. Andra samtycken anger inget."
    en = "A consent to registration in SUS is about one of the person's cases. Other consents name none."


class BeforeConsent(Refused):
    code = "before-consent"
    sv = "Datumet ligger före samtycket."
    en = "The date lies before the consent."


class ConsentNotGiven(Refused):
    code = "consent-not-given"
    sv = "Samtycket är inte registrerat som lämnat, eller är felregistrerat."
    en = "The consent is not registered as given, or was registered in error."


class WithdrawnBeforeGiven(Refused):
    code = "withdrawn-before-given"
    sv = "Återkallelsen ligger före samtycket."
    en = "The withdrawal lies before the consent."
