"""Forms of work and the classes the figures choose among. Work trial, praktik and work training are never employment."""

from collections.abc import Collection
from enum import StrEnum
from typing import Final


class WorkClass(StrEnum):
    """What kind of labour market an employment stands on."""

    REGULAR = "regular"
    SUBSIDISED = "subsidised"
    PROTECTED = "protected"


CLASS_OF_FORM: Final = {
    "NONE": WorkClass.REGULAR,
    "LFU": WorkClass.SUBSIDISED,
    "LFA": WorkClass.SUBSIDISED,
    "LFT": WorkClass.SUBSIDISED,
    "NYSTART": WorkClass.SUBSIDISED,
    "INTRO": WorkClass.SUBSIDISED,
    "OSA": WorkClass.PROTECTED,
    "SAMHALL": WorkClass.PROTECTED,
}

DEFAULT_CLASSES: Final = frozenset({WorkClass.REGULAR, WorkClass.SUBSIDISED})


class UnknownForm(ValueError):  # noqa: N818
    """A form of work that belongs to no class: counting without it would be silently wrong."""

    def __init__(self, form: str) -> None:
        super().__init__(f"The form of work {form!r} belongs to no work class; known forms are {', '.join(CLASS_OF_FORM)}.")


def work_class(form: str) -> WorkClass:
    """The class of a form of work (2017:462, 2018:42, 2018:43). Raises UnknownForm."""
    try:
        return CLASS_OF_FORM[form]
    except KeyError:
        raise UnknownForm(form) from None


def forms_of(classes: Collection[WorkClass]) -> list[str]:
    """The forms of work of these classes."""
    return [form for form, each in CLASS_OF_FORM.items() if each in classes]
