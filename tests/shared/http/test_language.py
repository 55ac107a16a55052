"""Swedish unless English is preferred."""

import pytest

from shared.http.language import preferred


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "sv"),
        ("*", "sv"),
        ("en", "en"),
        ("EN-us", "en"),
        ("sv-SE, en;q=0.9", "sv"),
        ("de, en;q=0.8, sv;q=0.7", "en"),
        ("en;q=0.5, sv;q=0.5", "sv"),
        ("en;q=0", "sv"),
        ("en;q=nonsense", "sv"),
        ("fi, de", "sv"),
    ],
)
def test_the_preferred_of_the_two_is_chosen(accept: str, chosen: str) -> None:
    assert preferred(accept) == chosen
