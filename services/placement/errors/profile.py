"""Refusals about a seeker's profile."""

from shared.errors import Refused


class HoursOutOfOrder(Refused):
    code = "hours-out-of-order"
    sv = "Den kortaste veckoarbetstiden kan inte vara längre än den längsta."
    en = "The shortest weekly hours cannot be more than the longest."


class WishedAndExcluded(Refused):
    code = "wished-and-excluded"
    sv = "Samma yrke kan inte vara både önskat och uteslutet."
    en = "The same occupation cannot be both wished for and excluded."


class DimensionTwice(Refused):
    code = "dimension-twice"
    sv = "Varje krav anges en gång: samma dimension förekommer flera gånger."
    en = "Each demand is given once: the same dimension occurs several times."


class LanguageTwice(Refused):
    code = "language-twice"
    sv = "Varje språk anges en gång."
    en = "Each language is given once."


class BeforeProfile(Refused):
    code = "before-profile"
    sv = "En tidigare version av profilen gäller från en senare dag."
    en = "An earlier version of the profile holds from a later day."


class ProfileNotRecorded(Refused):
    code = "profile-not-recorded"
    sv = "Personen har ingen profil. Gör sökandeanalysen först."
    en = "The person has no profile. Record the seeker analysis first."
