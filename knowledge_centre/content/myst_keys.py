"""MyST's own keys in front matter: which keys there are, their values, and how MyST gets them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knowledge_centre.compat import myst
from knowledge_centre.content.diagnostics import quoted, shortened, suggestion

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge_centre.content.field_values import Problem
    from knowledge_centre.content.yaml_source import Located

UNDER_MYST = ("html_meta", "substitutions")
"""MyST wants these keys under ``myst``. Front matter may have them at its top level too."""
MYST_VALUES = {bool: "true or false", int: "a number", str: "text", dict: "keys and values under it"}
"""What to write for a key whose default value has this type. For any other type it is a list."""

LONGEST_REASON = 200
"""Characters of what MyST says, which repeats the author's value."""


def myst_fields(passthrough: Mapping[str, Any]) -> dict[str, Any]:
    """What MyST gets of the front matter, with the keys it wants under ``myst`` moved there."""
    under = dict(passthrough.get("myst", {}))
    for key in UNDER_MYST:
        if key in passthrough:
            under[key] = {**passthrough[key], **under.get(key, {})}
    others = {key: value for key, value in passthrough.items() if key not in {"myst", *UNDER_MYST}}
    return {"orphan": True, **others, **({"myst": under} if under else {})}


def check_myst(key: str, value: Any, located: Located) -> list[Problem]:
    """What is wrong with a key of front matter, if it is one of MyST's; *located* has the places in its *value*."""
    if key in UNDER_MYST:
        return _check_key(key, value, located)
    if key != "myst":
        return []
    if not isinstance(value, dict):
        return [(located, '"myst" needs keys and values under it, such as "heading_anchors: 2"', "")]
    places = located.value if isinstance(located.value, dict) else {}
    return [problem for name in value for problem in _check_key(name, value[name], places.get(name, located))]


def _check_key(key: str, value: Any, located: Located) -> list[Problem]:
    """What MyST would say of one of its keys when it reads the page."""
    if key not in myst.KEYS:
        return [(located, f'unknown key {quoted(key)} in "myst"', suggestion(key, myst.KEYS))]
    shape = MYST_VALUES.get(type(myst.default(key)), "a list")
    refused, reasons = f'"{key}" has a value that MyST refuses', myst.objections(key, value)
    return [(located, f"{refused} ({shortened(reason, LONGEST_REASON)})", f"write {shape}.") for reason in reasons]
