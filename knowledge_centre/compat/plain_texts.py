"""What docutils, Sphinx and MyST look for in each text though most have none of it: what takes the place of functions.

``repeated_work`` has the list of them, and puts them there.
"""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING, Any

import yaml
from mdit_py_plugins import wordcount
from sphinx.util.nodes import is_smartquotable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from docutils.nodes import Text

ACTIVE = re.compile(r"""["'`\\&]|--|\.\.\.|\. \. \.""")
"""What becomes a quotation mark, a dash or an ellipsis, or may do so."""
STUPEFY = "-1"
"""What docutils calls the way back, from those to plain characters."""
ESCAPED = re.compile(r"(?<=\x00)([-\\'\".`])")


def without_escapes(function: Callable[..., Any]) -> Callable[..., Any]:
    """Docutils' backslashes, of which most texts have none."""

    def processEscapes(text: str, restore: bool = False) -> str:  # noqa: N802 (docutils' signature)
        if ("&#" if restore else "\\") not in text:
            return text
        changed: str = function(text, restore)
        return changed

    return processEscapes


def educate_active(function: Callable[..., Any]) -> Callable[..., Any]:
    """Docutils' quotation marks: a text that has nothing to change is told to it as one that is not to be changed."""

    def educate_tokens(tokens: Iterable[tuple[str, str]], attr: str = "1", language: str = "en") -> Iterator[str]:
        given = tokens if attr == STUPEFY else map(_left_alone, tokens)
        educated: Iterator[str] = function(given, attr, language)
        return educated

    return educate_tokens


def _left_alone(token: tuple[str, str]) -> tuple[str, str]:
    kind, text = token
    return ("literal", text) if kind == "plain" and not ACTIVE.search(text) else token


def texts_to_educate(_function: Callable[..., Any]) -> Callable[..., Any]:
    """Sphinx's texts for that, with a look for escapes before they are searched."""

    def get_tokens(self: Any, txtnodes: list[Text]) -> Iterator[tuple[str, str]]:
        for node in txtnodes:
            if is_smartquotable(node):
                yield "plain", ESCAPED.sub(r"\\\1", str(node)) if "\x00" in node else str(node)
            else:
                yield "literal", node.astext()

    return get_tokens


def count_words(_function: Callable[..., Any]) -> Callable[..., Any]:
    """The words of a text for MyST's ``wordcount``: most are letters only, with nothing to take away around them."""

    def basic_count(text: str) -> int:
        words = text.split()
        return sum(map(str.isalpha, words)) + sum(
            word.strip(string.punctuation).isalpha() for word in words if not word.isalpha()
        )

    defaults: Any = wordcount.wordcount_plugin.__kwdefaults__
    defaults["count_func"] = basic_count
    return basic_count


def load_by_libyaml(function: Callable[..., Any]) -> Callable[..., Any]:
    """YAML, ten times as fast. What is wrong with it is told by PyYAML, as ever."""
    loader: Any = getattr(yaml, "CSafeLoader", None)

    def safe_load(stream: Any) -> Any:
        if loader is None or not isinstance(stream, str):
            return function(stream)
        try:
            return yaml.load(stream, loader)  # noqa: S506 - it is the safe one
        except yaml.YAMLError:
            return function(stream)

    return safe_load
