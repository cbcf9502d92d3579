"""Which addresses a page may link to."""

from __future__ import annotations

import pytest

from knowledge_centre.content.urls import is_web_address


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://example.org/a?b#c", True),
        ("http://[::1]:80/", True),
        ("mailto:ada@example.org", True),
        ("https://[x", False),
        ("https://example.org:99999/", False),
        ("https://exam\u2100ple.org", False),
        ("https:///path", False),
        ("https://a b", False),
        ("mailto:", False),
        ("ftp://example.org", False),
    ],
)
def test_web_addresses(text: str, expected: bool) -> None:
    assert is_web_address(text) is expected
