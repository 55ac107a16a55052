"""A made-up cohort of the last year and a half: who comes, what happens to them and when. Pure, and the same for the same day.

Nobody in it is real, and the shares that come out of it say nothing about the programme.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import takewhile
from random import Random
from typing import Final

from deploy.local import acts
from deploy.local.courses import COURSES
from deploy.local.story import Step, Story
from shared.testing.numbers import organisation_number, personal_number

SEED: Final = "sius"
SPAN: Final = 530
"""Days from the first referral to today."""

PLACES_EACH: Final = 400
OFFICERS: Final = ("sam", "kim")
BENCHMARK: Final = 30
PERCENT: Final = 80
UNITS: Final = {"stockholm": "0180", "gavle": "2180"}
SOURCES: Final = ("af", "municipality", "municipality", "forsakringskassan", "region", "self")
EMPLOYERS: Final = (
    ("Exempelköpings kommun", "municipal", "84111"),
    ("Påhittade Livs AB", "private", "47112"),
    ("Provlagret AB", "private", "52100"),
    ("Region Exempel", "regional", "86103"),
    ("Föreningen Påhitt", "non-profit", "94990"),
    ("Provköket AB", "private", "56100"),
)


def plan(today: date, persons: int) -> list[Step]:
    """Every step before `today`, in order of time, for so many persons."""
    first = today - timedelta(days=SPAN)
    stories = [story_of(number, first + timedelta(days=number * (SPAN - 20) // persons)) for number in range(persons)]
    before = [*units(first - timedelta(days=20), persons), *employers(first - timedelta(days=10))]
    steps = [*before, *(step for story in stories for step in past(story, today))]
    return sorted(steps, key=lambda step: step.at)


def past(story: Story, today: date) -> Iterator[Step]:
    return takewhile(lambda step: step.at.date() < today, story.steps)


def units(day: date, persons: int) -> Iterator[Step]:
    """What the units have to work with: a benchmark that has room for so many persons, and most of their officers' time."""
    for unit in UNITS:
        for first, officer in enumerate(OFFICERS):
            story = Story(f"{unit}-{officer}", day, Random(SEED), unit=unit, support_person=f"{officer}-{unit}")  # noqa: S311 - the same every time
            if not first:
                acts.set_benchmark(story, max(BENCHMARK, persons // len(UNITS)))
            story.wait(1)
            acts.give_time(story, PERCENT)
            yield from story.steps


def employers(day: date) -> list[Step]:
    """Employers with an opportunity each, before anybody is referred."""
    story = Story("employers", day, Random(SEED), unit="stockholm", support_person="sam")  # noqa: S311 - the same every time
    for number, (name, sector, sni) in enumerate(EMPLOYERS):
        acts.register_employer(
            story, number, organisation_number=organisation_number(number), name=name, sector=sector, sni=sni, municipality="0180"
        )
        acts.open_opportunity(story, number, places=PLACES_EACH, municipality="0180")
    return story.steps


def story_of(number: int, begins: date) -> Story:
    """Who person `number` is, and what happens to them."""
    chance = Random(f"{SEED}-{number}")  # noqa: S311 - it must come out the same every time
    unit = chance.choice(tuple(UNITS))
    story = Story(f"p{number:03d}", begins, chance, unit=unit, support_person=chance.choice(OFFICERS) + f"-{unit}")
    birth = date(chance.randint(1963, 2005), chance.randint(1, 12), chance.randint(1, 28))
    woman = chance.random() < 0.45  # noqa: PLR2004 - somewhat fewer women than men
    acts.register(
        story,
        identity_number=personal_number(birth, number * 2 % 1000 + (0 if woman else 1)),
        name=f"Exempel Exempelsson {number + 1}",
        birth_date=birth.isoformat(),
        sex="woman" if woman else "man",
        municipality=UNITS[unit],
    )
    acts.refer(story, chance.choice(SOURCES))
    COURSES[number % len(COURSES)](story)
    return story
