"""Keys of MyST, Sphinx and Furo in front matter: which an article may set, to which values, and how MyST gets them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from knowledge_centre.compat.myst_config import KEYS
from knowledge_centre.content.diagnostics import quoted, suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from knowledge_centre.content.field_values import Problem
    from knowledge_centre.content.yaml_source import Located

META_NAME = re.compile(r"[A-Za-z]{1,40}")
PAGE_WIDE = frozenset({"referrer", "viewport"})
"""Names of meta elements that change how browsers treat the whole page."""
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
WORD = re.compile(r"[A-Za-z0-9_+#.-]{1,40}")
DEEPEST = 7
"""Levels of headings that MyST and Sphinx count, and one more."""


class Allowed(NamedTuple):
    """A key that an article may set."""

    fits: Callable[[Any], bool]
    write: str
    """What to write for it."""
    reason: str
    """Why it does no harm."""


def _is_flag(value: Any) -> bool:
    """Whether a value is true or false; a key without a value is how Sphinx's own flags are written."""
    return value is None or isinstance(value, bool)


def _is_switch(value: Any) -> bool:
    return isinstance(value, bool)


def _is_depth(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= DEEPEST


def _are_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) and WORD.fullmatch(word) for word in value)


def _is_data(value: Any) -> bool:
    """Whether a value is names with words or numbers, perhaps one below another."""
    return isinstance(value, dict) and all(
        isinstance(key, str) and (_is_data(part) or _is_plain(part)) for key, part in value.items()
    )


def _is_plain(value: Any) -> bool:
    if isinstance(value, str):
        return CONTROL.search(value) is None
    return value is None or isinstance(value, bool | int | float)


SWITCH, FLAG, DEPTH = "true or false.", "true, or leave the line out.", f"a number from 0 to {DEEPEST}."
UNDER_MYST = ("html_meta", "substitutions")
"""MyST wants these keys under ``myst``. Front matter may have them at its top level too."""
MYST_KEYS = {
    "dmath_allow_digits": Allowed(_is_switch, SWITCH, "which dollar signs are formulas"),
    "dmath_allow_labels": Allowed(_is_switch, SWITCH, "whether formulas have labels"),
    "dmath_allow_space": Allowed(_is_switch, SWITCH, "which dollar signs are formulas"),
    "dmath_double_inline": Allowed(_is_switch, SWITCH, "which dollar signs are formulas"),
    "enable_checkboxes": Allowed(_is_switch, SWITCH, "whether readers can tick boxes, which does nothing else"),
    "footnote_sort": Allowed(_is_switch, SWITCH, "the order of the article's own footnotes"),
    "footnote_transition": Allowed(_is_switch, SWITCH, "a line above them"),
    "heading_anchors": Allowed(_is_depth, DEPTH, "anchors of its own headings"),
    "heading_anchors_html_ids": Allowed(_is_switch, SWITCH, "anchors of its own headings"),
    "links_external_new_tab": Allowed(_is_switch, SWITCH, "MyST adds noopener and noreferrer"),
    "number_code_blocks": Allowed(_are_words, "a list of languages, such as [python].", "numbers beside its own code"),
    "strikethrough_single_tilde": Allowed(_is_switch, SWITCH, "which tildes strike words out"),
}
"""What an article may have under ``myst``, besides html_meta. All else is for conf.py, as it can run or hide things."""
TOP_KEYS = {
    "hide-toc": Allowed(_is_flag, FLAG, "hides the page's own contents"),
    "no-search": Allowed(_is_flag, FLAG, "hides the page from a search that this site has not"),
    "nocomments": Allowed(_is_flag, FLAG, "turns comments off, which this site has not"),
    "nosearch": Allowed(_is_flag, FLAG, "another name of no-search"),
    "orphan": Allowed(_is_flag, FLAG, "silences a warning that no article gets"),
    "tocdepth": Allowed(_is_depth, DEPTH, "the depth of the page's own contents"),
}
"""What it may have at the top level, besides ``myst`` and html_meta."""
NOTEBOOK_KEYS = {
    "file_format": Allowed(lambda value: value == "mystnb", '"mystnb".', "has MyST-NB take it for a notebook"),
    "jupytext": Allowed(_is_data, "names with words or numbers.", "how other programs save a notebook"),
    "kernelspec": Allowed(_is_data, "name, display_name and language.", "the language of a notebook's code"),
}
"""What a notebook in Markdown has there besides."""
FOR_THE_SITE = "leave it out: only the site can set it, as myst_{key} in conf.py."


def myst_fields(passthrough: Mapping[str, Any]) -> dict[str, Any]:
    """What MyST gets of the front matter, with the keys it wants under ``myst`` moved there."""
    under = dict(passthrough.get("myst", {}))
    for key in UNDER_MYST:
        if key in passthrough:
            under[key] = {**passthrough[key], **under.get(key, {})}
    others = {key: value for key, value in passthrough.items() if key not in {"myst", *UNDER_MYST}}
    return {"orphan": True, **others, **({"myst": under} if under else {})}


def check_myst(key: str, value: Any, located: Located) -> list[Problem]:
    """What is wrong with a key that is handed on; *located* has the places in its *value*."""
    if allowed := TOP_KEYS.get(key) or NOTEBOOK_KEYS.get(key):
        return list(_check_value(key, value, allowed, located))
    if key != "myst":
        return list(_check_key(key, value, located))
    if not isinstance(value, dict):
        return [(located, '"myst" needs keys and values under it', 'write such as "heading_anchors: 2".')]
    places = located.value if isinstance(located.value, dict) else {}
    return [problem for name in value for problem in _check_key(name, value[name], places.get(name, located))]


def _check_key(key: str, value: Any, located: Located) -> Iterator[Problem]:
    """What is wrong with a key of MyST's."""
    if key == "html_meta":
        yield from _check_meta(value, located)
    elif key in MYST_KEYS:
        yield from _check_value(key, value, MYST_KEYS[key], located)
    elif key in KEYS:
        yield located, f'an article may not set "{key}"', FOR_THE_SITE.format(key=key)
    else:
        yield located, f'unknown key {quoted(key)} in "myst"', suggestion(key, {*MYST_KEYS, "html_meta"})


def _check_value(key: str, value: Any, allowed: Allowed, located: Located) -> Iterator[Problem]:
    if not allowed.fits(value):
        yield located, f'"{key}" has a value that it cannot have', f"write {allowed.write}"


def _check_meta(value: Any, located: Located) -> Iterator[Problem]:
    """Meta elements: a name of plain letters, and text. Others redirect readers, or prove who owns the site."""
    if not isinstance(value, dict):
        yield located, '"html_meta" needs keys and values under it', 'write such as "keywords: one, two".'
        return
    places = located.value if isinstance(located.value, dict) else {}
    for name, text in value.items():
        place = places.get(name, located)
        if not is_plain_meta(name):
            message = f"an article may not set the meta element {quoted(name)}"
            yield place, message, "leave it out, or write a name of letters only, such as description or keywords."
        elif not isinstance(text, str) or not text.strip() or CONTROL.search(text):
            yield place, f'"{name}" in "html_meta" is no plain text', "write it on one line, in quotes."


def is_plain_meta(name: str) -> bool:
    """Whether a meta element of that name only says something, and changes nothing."""
    return META_NAME.fullmatch(name) is not None and name.casefold() not in PAGE_WIDE
