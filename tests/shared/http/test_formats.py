"""Which format Accept prefers."""

import pytest

from shared.http.formats import preferred

JSON, HTML = "application/json", "text/html"


@pytest.mark.parametrize(
    ("accept", "format_"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("text/html", HTML),
        ("TEXT/HTML; charset=utf-8", HTML),
        ("text/*", HTML),
        ("application/json;q=0.5, text/html", HTML),
        ("text/html, application/xhtml+xml, */*;q=0.8", HTML),
        ("text/html;q=0.1, */*;q=0.2", JSON),
        ("application/json;q=0, */*", HTML),
        ("application/pdf", None),
        ("application/json;q=0, text/html;q=0", None),
        ("text/html;q=much", None),
    ],
)
def test_the_format_that_the_client_prefers_of_those_offered(accept: str, format_: str | None) -> None:
    assert preferred(accept, (JSON, HTML)) == format_
