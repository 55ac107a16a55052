"""The documentation says what the code says: links, commands, settings, topics, words and tests that it names."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from pydantic import SecretStr
from pydantic_core import PydanticUndefined

from services.followup.events import EVENTS as FOLLOWUP
from services.intake.events import EVENTS as INTAKE
from services.intake.events import Criterion
from services.placement.events import EVENTS as PLACEMENT
from shared.contracts.catalogue import CONTRACTS, PUBLISHED, TOPICS
from shared.contracts.documents import CLOUDEVENTS, writer_of
from shared.contracts.types import SupportForm
from shared.settings import PREFIX, Settings

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]

LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")
COMMAND = re.compile(r"(?<![\w-])make ([a-z]+)(?![\w-])")
CODE_PATH = re.compile(r"`((?:services|shared|deploy|tests|docs)/[\w./-]*)`")
VERBS = frozenset(
    {
        *("Accepted", "Agreed", "Assessed", "Cancelled", "Changed", "Closed", "Completed", "Corrected", "Declined", "Ended"),
        *("Established", "Filled", "Freed", "Granted", "Logged", "Moved", "Noted", "Opened", "Proposed", "Received", "Refused"),
        *("Registered", "Reopened", "Resumed", "Returned", "Started", "Withdrawn"),
        *("Lifted", "Merged", "Protected", "Restored", "Settled", "Undone"),
        *("Reconsidered", "Requested", "Decided", "Extended", "Paused"),
        *("Cleared", "Done", "Flagged"),
        *("Approved", "Made", "Prioritised", "Unassigned", "Described", "Given", "Held"),
        *("Employed", "Interviewed", "Offered", "Presented", "Recorded", "Released", "Reversed", "Used"),
        *("Answered", "Composed", "Counted", "Invited", "Replaced", "Shared", "Signed"),
        *("Acknowledged", "Asked", "Informed", "Intensified"),
        *("Added", "Analysed", "Contacted", "Erased", "Left"),
    }
)
GRAMMAR = frozenset({"By", "End", "Start", "From", "Into", "Set"})
WHOLE_TERMS = {
    "AtRisk": "at risk",
    "EarlySign": "early sign",
    "ThreePartyMeeting": "three-party meeting",
    "ContactPerson": "contact person",
    "SoleTrader": "sole trader",
    "FirstContact": "first contact",
    "HandedOver": "handover",
    "CasePaused": "pause",
    "FollowUp": "follow-up",
    "IdentityNumber": "identity number",
    "PersonalCap": "personal cap",
    "PlannedEnd": "planned end",
    "SearchTakenUpAgain": "search again",
    "SearchAgain": "search again",
    "PriorSupport": "prior support",
    "SetToNotYet": "not yet",
    "WorkTrial": "trial",
    "FoundInError": "error, registered in",
    "RegisteredInError": "error, registered in",
}
"""Names that are one term; the rest of a name is read word by word."""


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def prose(text: str) -> str:
    """The text without comments and fenced code."""
    return re.sub(r"```.*?```|<!--.*?-->", "", text, flags=re.DOTALL)


def anchors(text: str) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def between(name: str, marker: str) -> str:
    """The generated part of a page, between its two comments."""
    found = re.search(rf"<!-- {marker}: begin -->\n(.*?)<!-- {marker}: end -->", text_of(name), flags=re.DOTALL)
    assert found, f"{name} has no part {marker}"
    return found[1]


def table(*rows: tuple[str, ...]) -> str:
    head, *rest = rows
    rule = "|---" * len(head) + "|"
    return "\n".join([_row(head), rule, *map(_row, rest)]) + "\n"


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_somewhere(name: str) -> None:
    for target, anchor in LINK.findall(prose(text_of(name))):
        page = (ROOT / name).parent / target if target else ROOT / name
        assert page.exists(), target
        assert not anchor or anchor in anchors(page.read_text(encoding="utf-8")), f"{target}#{anchor}"


@pytest.mark.parametrize("name", NAMES)
def test_every_path_that_is_named_exists(name: str) -> None:
    for path in CODE_PATH.findall(text_of(name)):
        assert (ROOT / path).exists(), path


@pytest.mark.parametrize("name", NAMES)
def test_every_command_that_is_named_is_in_the_makefile(name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), flags=re.MULTILINE))
    assert {"run", "test", "check"} <= targets
    in_code = " ".join(re.findall(r"`[^`]+`|```.*?```", text_of(name), flags=re.DOTALL))
    assert set(COMMAND.findall(in_code)) <= targets


def default_of(name: str) -> str:
    field = Settings.model_fields[name]
    if field.default is PydanticUndefined:
        return "must be given"
    return "none" if field.default in {None, ""} else f"`{field.default}`"


def values_of(name: str) -> str:
    """The allowed values, for a setting that has a list of them."""
    annotation = Settings.model_fields[name].annotation
    values = [value for value in get_args(annotation) if isinstance(value, str)]
    return f" ({', '.join(values)})" if values else ""


def settings_table() -> str:
    rows = [
        (f"`{PREFIX}{name.upper()}`", f"{field.description}{values_of(name)}", default_of(name))
        for name, field in Settings.model_fields.items()
    ]
    return table(("Variable", "Meaning", "Unless given"), *rows)


def test_the_settings_table_is_the_settings() -> None:
    assert between("docs/operations.md", "settings") == settings_table()


def test_no_secret_setting_has_a_default() -> None:
    secret = [name for name, field in Settings.model_fields.items() if field.annotation is SecretStr]
    assert secret
    assert {default_of(name) for name in secret} == {"must be given"}


def topics_part() -> str:
    overview = table(
        ("Topic", "Partitions", "Written by", "Read by"),
        *((f"`{topic.name}`", str(topic.partitions), writer_of(topic), ", ".join(topic.readers)) for topic in TOPICS),
    )
    listed = [
        table(
            ("Contract", "Key", "Fields", "Says"),
            *(
                (
                    f"`{contract.type}`",
                    f"`{contract.key_field}`",
                    ", ".join(f"`{field}`" for field in contract.model_fields),
                    " ".join((contract.__doc__ or "").split()),
                )
                for contract in PUBLISHED[topic]
            ),
        )
        for topic in TOPICS
    ]
    sections = [f"\n## {topic.name}\n\n{contracts}" for topic, contracts in zip(TOPICS, listed, strict=True)]
    return f"\n{overview}{''.join(sections)}\n"


def test_the_topics_page_is_the_catalogue() -> None:
    assert between("docs/topics.md", "topics") == topics_part()


def test_every_header_of_a_message_is_explained() -> None:
    assert re.findall(r"^\| `([a-z_-]+)` \|", text_of("docs/topics.md").split("## Headers")[1], flags=re.MULTILINE) == list(
        CLOUDEVENTS["properties"]
    )


def glossary() -> list[tuple[str, str, str]]:
    rows = [line.strip("|").split("|") for line in text_of("docs/glossary.md").splitlines() if line.startswith("| ")]
    return [(term.strip().strip("`"), swedish.strip(), meaning.strip()) for term, swedish, meaning in rows[1:]]


def test_the_glossary_is_in_order_and_every_term_has_swedish_and_a_meaning() -> None:
    terms = [term.lower() for term, _, _ in glossary()]
    assert all(first < second for first, second in pairwise(terms))
    assert all(swedish and meaning.endswith(".") for _, swedish, meaning in glossary())


def domain_words(event: str) -> Iterator[str]:
    """`IntroductionEnded` → introduction; verbs and grammar are left out."""
    rest = event
    for written, term in WHOLE_TERMS.items():
        if written in rest:
            yield term
            rest = rest.replace(written, "")
    for word in re.findall(r"[A-Z][a-z]+", rest):
        if word not in VERBS | GRAMMAR:
            yield word.lower()


EVENT_NAMES = sorted({event.__name__ for event in (*INTAKE, *PLACEMENT, *FOLLOWUP, *CONTRACTS.values())})


@pytest.mark.parametrize("event", EVENT_NAMES)
def test_the_words_of_every_event_are_in_the_glossary(event: str) -> None:
    terms = {term.lower() for term, _, _ in glossary()}
    assert set(domain_words(event)) <= terms


@pytest.mark.parametrize("code", [*get_args(SupportForm), *get_args(Criterion)])
def test_forms_and_criteria_are_in_the_glossary(code: str) -> None:
    known = {term.lower().replace("-", " ") for term, _, _ in glossary()}
    assert code.lower().replace("-", " ") in known


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_has_one_page_with_its_four_parts_and_its_tests(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"# {page.stem[:4]} ")
    headings = re.findall(r"^## (.+)$", text, flags=re.MULTILINE)
    assert headings[:2] == ["Context", "Decision"]
    assert headings[-1] == "See it hold"
    assert "tests/" in text.rpartition("## See it hold")[2]
    assert len(text.splitlines()) <= 60


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [int(page.stem[:4]) for page in DECISIONS] == list(range(1, len(DECISIONS) + 1))
