"""Refusals about the contact with an employer."""

from shared.errors import Refused


class ContactNotWished(Refused):
    code = "contact-not-wished"
    sv = "Arbetsgivaren vill inte bli kontaktad. Bara en kontakt som arbetsgivaren själv har tagit registreras."
    en = "The employer wishes not to be contacted. Only a contact that the employer took itself is logged."


class ContactPersonUnknown(Refused):
    code = "contact-person-unknown"
    sv = "Kontaktpersonen är inte registrerad hos arbetsgivaren."
    en = "The contact person is not registered with the employer."


class ContactPersonHasLeft(Refused):
    code = "contact-person-has-left"
    sv = "Kontaktpersonen företräder inte längre arbetsgivaren."
    en = "The contact person does not stand for the employer any more."


class ContactWasInError(Refused):
    code = "contact-was-in-error"
    sv = "Kontakten är felregistrerad."
    en = "The contact was registered in error."


class NextStepNeedsItsDay(Refused):
    code = "next-step-needs-its-day"
    sv = "Ange både nästa steg och dess dag, eller inget av dem."
    en = "Give both the next step and its day, or neither."


class NextStepBeforeContact(Refused):
    code = "next-step-before-contact"
    sv = "Nästa steg kommer tidigast samma dag som kontakten."
    en = "The next step comes on the day of the contact at the earliest."


class WishEndsBeforeItBegins(Refused):
    code = "wish-ends-before-it-begins"
    sv = "Önskan ska gälla minst till dagen efter den dag då den uttrycktes."
    en = "The wish must last at least until the day after it was expressed."


class WishUnknown(Refused):
    code = "wish-unknown"
    sv = "Önskan är inte registrerad hos arbetsgivaren."
    en = "The wish is not registered with the employer."


class WishNotInForce(Refused):
    code = "wish-not-in-force"
    sv = "Önskan gäller inte den dagen."
    en = "The wish is not in force on that day."
