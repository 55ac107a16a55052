"""The ways a story can go after the referral. Pure."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from deploy.local import acts
from deploy.local.story import Story

EMPLOYERS: Final = 6
FORMS: Final = ("LFU", "LFU", "LFA", "NYSTART", "INTRO", "NONE", "NONE")
HOURS: Final = (20, 30, 40)
GROUPS: Final = ("61", "61", "92", "71", "43", "51", "22")
EXITS: Final = (("own-wish", "Vill pröva annat."), ("health", "Behöver vård först."), ("no-show", "Kommer inte till möten."))
AGREE_TO_SUS, REGISTERED_IN_SUS = 0.85, 0.9
LAST_WEEKS: Final = 20
"""Days from the last contact of an introduction to its end: the whole stays within the six months that are allowed."""


def started(story: Story, **answers: str) -> None:
    """Assessed, granted, opened and started within some weeks."""
    story.wait(story.chance.randint(5, 20))
    acts.assess(story, story.chance.choice(GROUPS), **answers)
    story.wait(story.chance.randint(1, 6))
    acts.decide(story, "granted", **({"reason": "Arbetsgivaren väntar på personen."} if answers else {}))
    story.wait(story.chance.randint(0, 2))
    acts.open_case(story)
    story.wait(story.chance.randint(2, 14))
    acts.start_case(story)
    if story.chance.random() < AGREE_TO_SUS:
        acts.agree_to_sus(story)
        if story.chance.random() < REGISTERED_IN_SUS:
            acts.register_in_sus(story)


def hired(story: Story, after: tuple[int, int], *, late: int = 0) -> str:
    """A job some days after the start, and its support form; `late`: registered so many days after it began."""
    story.wait(story.chance.randint(*after) + late)
    employer, form, hours = story.chance.randrange(EMPLOYERS), story.chance.choice(FORMS), story.chance.choice(HOURS)
    acts.visit_employer(story, employer)
    acts.agree_job(story, employer, form=form, hours=hours)
    acts.start_job(story, story.before(late))
    return form


def introduced(story: Story) -> None:
    """Plan, contacts that thin out, and the end of introduction within six months."""
    story.wait(2)
    acts.agree_plan(story, "introduction", person_every=1, employer_every=2, days=150)
    for gap in (5, 12, 18, 21, 28, 28):
        story.wait(gap)
        acts.contact(story, story.chance.choice(("visit", "visit", "phone")), kept=story.chance.random() < 0.9)  # noqa: PLR2004
    story.wait(LAST_WEEKS)
    acts.end_introduction(story)
    acts.follow_up(story)
    acts.agree_plan(story, "follow-up", person_every=2, employer_every=4, days=400)


def followed(story: Story, months: int) -> None:
    for _ in range(months):
        story.wait(30)
        acts.contact(story, story.chance.choice(("phone", "video")))


def keeps_the_job(story: Story) -> None:
    started(story)
    form = hired(story, (20, 90))
    introduced(story)
    followed(story, 6)
    acts.status(story, "in-work", "employer")
    followed(story, 2)
    acts.complete(story)
    story.wait(3)
    acts.end_case(story, "completed", "employment", form=form)
    story.wait(90)
    acts.status(story, "in-work")


def keeps_it_with_more_hours(story: Story) -> None:
    started(story)
    hired(story, (10, 60))
    introduced(story)
    story.wait(20)
    acts.change_hours(story, 32.5)
    followed(story, 3)
    acts.change_form(story, "LFT")
    followed(story, 8)


def loses_it(story: Story) -> None:
    started(story)
    hired(story, (30, 140))
    story.wait(2)
    acts.agree_plan(story, "introduction", person_every=1, employer_every=2, days=150)
    story.wait(story.chance.randint(40, 110))
    acts.contact(story, "visit", kept=False)
    acts.end_job(story, "probation-ended")
    story.wait(40)
    acts.status(story, "looking")


def changes_jobs(story: Story) -> None:
    """The next job comes within the fourteen days that join two spells; both share the six months of introduction."""
    started(story)
    hired(story, (20, 80))
    story.wait(25)
    acts.end_job(story, "fixed-term-over")
    hired(story, (6, 9))
    introduced(story)
    followed(story, 4)


def finds_it_late(story: Story) -> None:
    """A job, but more than 180 days after the start."""
    started(story)
    hired(story, (190, 230))
    introduced(story)


def had_it_already(story: Story) -> None:
    """The support began for a job that had just begun; it was registered late and with the wrong day."""
    started(story)
    hired(story, (1, 2), late=9)
    story.wait(14)
    acts.correct_job(story, story.before(40))
    introduced(story)


def in_error(story: Story) -> None:
    started(story)
    hired(story, (30, 60))
    story.wait(5)
    acts.retract_job(story)
    hired(story, (60, 90))
    introduced(story)


def leaves(story: Story) -> None:
    started(story)
    story.wait(story.chance.randint(25, 200))
    exit_to, reason = story.chance.choice(EXITS)
    acts.end_case(story, "interrupted", exit_to, reason)


def comes_back(story: Story) -> None:
    leaves(story)
    story.wait(3)
    acts.reopen_case(story)
    hired(story, (20, 40))
    introduced(story)


def studies(story: Story) -> None:
    started(story)
    story.wait(75)
    acts.end_case(story, "completed", "studies")
    story.wait(90)
    acts.status(story, "studies")


def searches(story: Story) -> None:
    started(story)


def searches_from_another_day(story: Story) -> None:
    started(story)
    story.wait(6)
    acts.correct_start(story, story.before(5))
    hired(story, (80, 150))
    introduced(story)


def overridden(story: Story) -> None:
    """Granted by a second officer although it is not known whether the person is ready."""
    started(story, job_ready="unknown")
    hired(story, (15, 30))
    introduced(story)


def never_was(story: Story) -> None:
    started(story)
    story.wait(4)
    acts.retract_case(story)


def returned(story: Story) -> None:
    story.wait(story.chance.randint(2, 8))
    acts.give_back(story, "not-ready", "incomplete")


def withdrawn(story: Story) -> None:
    story.wait(4)
    acts.withdraw(story)


def not_yet(story: Story) -> None:
    story.wait(9)
    acts.assess(story, "61", attendance="not-met", job_ready="unknown")
    story.wait(2)
    recheck = date.fromisoformat(story.on) + timedelta(days=90)
    acts.decide(story, "not-yet", recheck_on=recheck.isoformat())


def refused(story: Story) -> None:
    story.wait(9)
    acts.assess(story, "51", needs_support="not-met")
    story.wait(2)
    acts.decide(story, "refused", reason="Behöver inte stöd för att få eller behålla ett arbete.")


def waits(story: Story) -> None:
    story.wait(8)
    acts.assess(story, "71")
    acts.decide(story, "granted")
    acts.open_case(story)


COURSES: Final[tuple[Callable[[Story], None], ...]] = (
    *(keeps_the_job, loses_it, searches, keeps_it_with_more_hours, returned),
    *(leaves, changes_jobs, searches, had_it_already, not_yet),
    *(finds_it_late, leaves, keeps_the_job, studies, refused),
    *(overridden, searches, in_error, leaves, comes_back),
    *(waits, searches_from_another_day, never_was, withdrawn, finds_it_late),
)
"""In turn, so that any number of persons has something of each."""
