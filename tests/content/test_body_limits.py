"""How deep the text of an article may nest, told by a look that takes no time."""

from __future__ import annotations

import time

import pytest

from knowledge_centre.content.body_limits import Limits, body_diagnostics, is_too_deep_for_rst


def lines(body: str, nesting: int = 20) -> list[int]:
    return [one.line for one in body_diagnostics(body, 10, Limits(nesting=nesting))]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (":::{note}\n" * 21, 30),
        ("```{note}\n" * 21, 30),
        ("~~~{note}\n" * 390, 30),
        ("\n".join(f"{'`' * length}{{note}}" for length in range(400, 10, -1)), 30),
        ("> :::{note}\n" * 21, 29),
        (":::\n" + ":::{note}\n" * 20, 30),
        ("Words.\n\n" + ">" * 21 + " a", 12),
        ("- " * 21 + "a", 10),
        ("1. " * 500 + "a", 10),
        ("Words.\n\n" + "*" * 500 + "a" + "*" * 500, 12),
        ("*a **b " * 30 + "b** a* " * 30, 10),
        ("~~a _b " * 30 + "b_ a~~ " * 30, 10),
        ("> " + "_" * 100 + "a" + "_" * 100, 10),
        ("*a" * 30_000, 10),
    ],
)
def test_what_nests_too_deep(body: str, line: int) -> None:
    assert lines(body) == [line]


@pytest.mark.parametrize(
    "body",
    [
        ":::{note}\n" * 20,
        ":::{note}\nA\n:::\n\n" * 100,
        "```{note}\nA\n```\n\n" * 100,
        "````markdown\n" + ":::{note}\n" * 100 + "````\n",
        "```c\n/" + "*" * 300 + "a" + "*" * 300 + "/\n```\n",
        "```\n" + "> " * 100 + "\n```",
        "*" * 300,
        "- " * 300,
        "* * *\n" * 100,
        "Words *one* and **two** and ~~three~~ and __four__. " * 200,
        "a_b_c * 2 ** 3 " * 200,
        "| a_b | c_d |\n" * 300,
        ">" * 20 + " a",
    ],
)
def test_what_does_not(body: str) -> None:
    assert lines(body) == []


def test_the_limit_is_the_sites() -> None:
    assert lines(":::{note}\n" * 3, nesting=2) == [12]
    assert lines(":::{note}\n" * 300, nesting=300) == []


@pytest.mark.parametrize(
    "text", ["- " * 30 + "a", "\n".join(" " * n + "* a" for n in range(40)), "x\n  :columns: 9999"]
)
def test_restructuredtext_too(text: str) -> None:
    assert is_too_deep_for_rst(text, 20)
    assert not is_too_deep_for_rst("- a\n\n  - b\n\n.. note::\n\n   c", 20)


@pytest.mark.parametrize("piece", ["*", "*a ", ">", "- ", ":::{a}\n", "```\n", "<script ", "*a*\n", "_", "1. "])
def test_it_takes_no_time(piece: str) -> None:
    before = time.monotonic()
    lines(piece * 100_000)
    assert time.monotonic() - before < 2
