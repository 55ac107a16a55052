"""Refusals that every stream has."""

from shared.errors import Refused


class DateInTheFuture(Refused):
    code = "date-in-the-future"
    sv = "Datumet ligger i framtiden. Ange ett datum till och med i dag."
    en = "The date is in the future. Give a date up to and including today."


class HoursOutOfBounds(Refused):
    code = "hours-out-of-bounds"
    sv = "Veckoarbetstiden ska vara mer än 0 och högst 40 timmar."
    en = "Weekly hours must be more than 0 and at most 40."


class HoursNotInQuarters(Refused):
    code = "hours-not-in-quarters"
    sv = "Veckoarbetstiden anges i hela kvartar, till exempel 32,25."
    en = "Weekly hours are given in whole quarters, such as 32.25."
