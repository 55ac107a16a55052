"""Refusals about what a unit decides for itself."""

from shared.errors import Refused


class AtMostBelowAtLeast(Refused):
    code = "at-most-below-at-least"
    sv = "Den längsta tiden är kortare än den kortaste."
    en = "The longest time is shorter than the shortest."
