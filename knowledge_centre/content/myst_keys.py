"""MyST's own keys in front matter: which there are, what may stand in them and how MyST gets them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knowledge_centre.compat import myst
from knowledge_centre.content.diagnostics import Remark, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge_centre.content.yaml_source import Located

UNDER_MYST = ("html_meta", "substitutions")
"""Those that MyST wants under ``myst``; front matter may have them at its top level too."""
MYST_VALUES = {bool: "true or false", int: "a number", str: "text", dict: "keys and values under it"}
"""What to write for a key of MyST's whose default has such a type; for any other, a list."""


def myst_fields(passthrough: Mapping[str, Any]) -> dict[str, Any]:
    """What MyST gets of the front matter, with the keys it wants under ``myst`` moved there."""
    under = dict(passthrough.get("myst", {}))
    for key in UNDER_MYST:
        if key in passthrough:
            under[key] = {**passthrough[key], **under.get(key, {})}
    others = {key: value for key, value in passthrough.items() if key not in {"myst", *UNDER_MYST}}
    return {"orphan": True, **others, **({"myst": under} if under else {})}


def check_myst(key: str, value: Any, located: Located) -> list[Remark]:
    """The mistakes in a key of front matter, if it is one of MyST's; *located* has the lines of its *value*."""
    if key in UNDER_MYST:
        return _check_one(key, value, located.line)
    if key != "myst":
        return []
    if not isinstance(value, dict):
        return [Remark(located.line, '"myst" needs keys and values under it, such as "heading_anchors: 2".')]
    given = located.value if isinstance(located.value, dict) else {}
    return [remark for name, one in value.items() for remark in _check_one(name, one, given.get(name, located).line)]


def _check_one(key: str, value: Any, line: int) -> list[Remark]:
    """What MyST would say of one of its keys when it reads the page."""
    if key not in myst.KEYS:
        return [Remark(line, f'unknown key "{key}" in "myst"{did_you_mean(key, myst.KEYS)}')]
    shape = MYST_VALUES.get(type(myst.default(key)), "a list")
    reasons = myst.objections(key, value)
    return [Remark(line, f'"{key}" has a value that MyST refuses ({reason}): write {shape}.') for reason in reasons]
