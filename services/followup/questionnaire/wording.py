"""The questions in words: every file in `forms/` is a version, in Swedish and in easy Swedish.

The standard form's own wording is under a user agreement, so an authority puts it in as a version of its own.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from services.followup import events as e
from shared.errors import NotFound

FOLDER: Final = Path(__file__).parent / "forms"

Language = Literal["sv", "easy"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)

SCALED: Final = ("q1", "q2", "q3", "q4", "q5", "q6", "q7")
WRITTEN: Final = ("q8", "q9", "q10")
OFTEN: Final = SCALED[:4]
OFTEN_SCALE: Final[tuple[e.Often, ...]] = get_args(e.Often)
MUCH_SCALE: Final[tuple[e.Much, ...]] = get_args(e.Much)

Question = Literal["q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8", "q9", "q10", "sex", "plan_follows"]


class Words(BaseModel):
    """Everything that the page says, in one language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    lang: str
    name: str
    title: str
    switch: str
    intro: list[str]
    code_label: str
    code_hint: str
    code_button: str
    fault_title: str
    fault_code: str
    fault_code_missing: str
    fault_often: str
    fault_nothing: str
    fault_text: str
    fault_choice: str
    often_heading: str
    much_heading: str
    text_heading: str
    text_intro: str
    text_hint: str
    more_heading: str
    skip: str
    send_heading: str
    send_hint: str
    send: str
    thanks_title: str
    thanks: list[str]
    form_ongoing: str
    form_closing: str
    questions: Mapping[Question, str] = Field(min_length=len(get_args(Question)))
    often: Mapping[e.Often, str] = Field(min_length=len(get_args(e.Often)))
    much: Mapping[e.Much, str] = Field(min_length=len(get_args(e.Much)))
    sex: Mapping[e.SurveySex, str] = Field(min_length=len(get_args(e.SurveySex)))
    plan_follows: Mapping[e.PlanFollows, str] = Field(min_length=len(get_args(e.PlanFollows)))

    def scale(self, question: str) -> Mapping[str, str]:
        """Code → words, lowest first."""
        if question in OFTEN:
            return {code: self.often[code] for code in OFTEN_SCALE}
        return {code: self.much[code] for code in MUCH_SCALE}


class Wording(BaseModel):
    """A version, chosen for invitations from `applies_from` on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: str = Field(pattern=r"^[0-9]{4}-[0-9]{1,3}$")
    applies_from: date
    sv: Words
    easy: Words

    def words(self, language: Language) -> Words:
        return self.sv if language == "sv" else self.easy


def read(folder: Path) -> dict[str, Wording]:
    """Every version in the folder, by its name; ValueError for a file that is not a whole version, or is not named as it is."""
    found = {}
    for path in sorted(folder.glob("*.toml")):
        wording = Wording.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        if wording.version != path.stem:
            raise ValueError(f"{path.name} says that it is version {wording.version}.")
        found[wording.version] = wording
    return found


@cache
def versions() -> Mapping[str, Wording]:
    return read(FOLDER)


def wording_on(day: date) -> Wording:
    """The version for an invitation made on the day; before the first, the first."""
    in_order = sorted(versions().values(), key=lambda one: (one.applies_from, one.version))
    return next((one for one in reversed(in_order) if one.applies_from <= day), in_order[0])


def wording_of(version: str) -> Wording:
    """The version that an invitation was made with."""
    if version not in versions():
        raise NotFound("survey-wording", version)
    return versions()[version]
