"""Why a command to a task, or to a saved filter of tasks, is refused."""

from shared.errors import Refused


class TaskNotOpen(Refused):
    code = "task-not-open"
    sv = "Uppgiften är inte öppen längre."
    en = "The task is not open any more."


class TaskDoneElsewhere(Refused):
    code = "task-done-elsewhere"
    sv = "Uppgiften blir klar av sig själv när åtgärden registreras. Registrera åtgärden."
    en = "The task is done by itself when what it asks for is registered. Register that."


class TooEarly(Refused):
    code = "too-early"
    sv = "Uppgiften gäller en senare dag."
    en = "The task is about a later day."


class FilterNameTaken(Refused):
    code = "filter-name-taken"
    sv = "Du har redan ett sparat filter med det namnet."
    en = "You already have a saved filter of that name."
