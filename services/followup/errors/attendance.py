"""Refusals about attendance."""

from shared.errors import Refused


class WeekNotBegun(Refused):
    code = "week-not-begun"
    sv = "Veckan har inte börjat."
    en = "The week has not begun."


class WeekLogged(Refused):
    code = "week-logged"
    sv = "Närvaron för veckan är redan registrerad. Rätta den."
    en = "Attendance in that week is logged already. Correct it."


class AttendanceUnknown(Refused):
    code = "attendance-unknown"
    sv = "Närvaron som ska rättas finns inte i ärendet, eller är redan rättad."
    en = "The attendance to be corrected is not in the case, or is corrected already."


class AnotherWeek(Refused):
    code = "another-week"
    sv = "En rättelse gäller samma vecka och anställning som det som rättas."
    en = "A correction is about the same week and employment as what it corrects."


class EmploymentUnknown(Refused):
    code = "employment-unknown"
    sv = "Anställningen finns inte i ärendet."
    en = "The employment is not in the case."
