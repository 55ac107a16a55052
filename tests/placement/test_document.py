"""The examples of the API's document are real: every one is posted, in the order of a case's life."""

from typing import Any, cast

from services.placement.app import definition
from shared.http.api import document
from tests.harness import Api
from tests.placement.journey import a_case, ok

DOCUMENT = document(definition)


def example(path: str) -> dict[str, Any]:
    content = DOCUMENT["paths"][path]["post"]["requestBody"]["content"]["application/json"]
    return cast("dict[str, Any]", content["examples"]["example"]["value"])


def test_every_operation_is_described_in_both_languages() -> None:
    for operations in DOCUMENT["paths"].values():
        for operation in operations.values():
            text = operation["description"]
            assert " / " in text or "\n\n" in text, text


async def test_every_example_can_be_posted(api: Api) -> None:
    posted = {path for path, operations in DOCUMENT["paths"].items() if "post" in operations and "/ops" not in path}
    case = await a_case(api)
    employer = ok(await api.post("/employers", example("/employers")))["employer"]
    opportunity = ok(await api.post("/opportunities", {**example("/opportunities"), "employer": employer}))["opportunity"]
    named = {"case": case, "employer": employer, "opportunity": opportunity}
    employment = ok(await api.post("/employments", {**example("/employments"), **named}))["employment"]
    for step in ("starts", "terms", "endings", "corrections", "retractions"):
        body = example(f"/employments/{{employment}}/{step}")
        ok(await api.post(f"/employments/{employment}/{step}", body))
    ok(await api.post(f"/opportunities/{opportunity}/closings", example("/opportunities/{opportunity}/closings")))
    ok(await api.post(f"/employers/{employer}/closings", example("/employers/{employer}/closings")))
    assert len(posted) == 10
