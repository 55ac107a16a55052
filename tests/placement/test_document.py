"""The examples of the API's document are real: every one is posted."""

from tests.harness import Api
from tests.placement.examples import DOCUMENT, STORIES, Examples


def test_every_operation_is_described_in_both_languages() -> None:
    for operations in DOCUMENT["paths"].values():
        for operation in operations.values():
            text = operation["description"]
            assert " / " in text or "\n\n" in text, text


async def test_every_example_can_be_posted(api: Api) -> None:
    examples = Examples(api)
    for story in STORIES:
        await story(examples)
    assert examples.left == set()
