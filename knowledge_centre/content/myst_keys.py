"""MyST's own keys in front matter: which keys there are, their values, and how MyST gets them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from myst_parser.config.main import MdParserConfig, merge_file_level

from knowledge_centre.content.diagnostics import quoted, shortened, suggestion

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge_centre.content.field_values import Problem
    from knowledge_centre.content.yaml_source import Located

UNDER_MYST = ("html_meta", "substitutions")
"""MyST wants these keys under ``myst``. Front matter may have them at its top level too."""
MYST_KEYS = frozenset(field.name for field in MdParserConfig.get_fields() if not field.metadata.get("global_only"))
MYST_VALUES = {bool: "true or false", int: "a number", str: "text", dict: "keys and values under it"}
"""What to write for a key whose default value has this type. For any other type it is a list."""

LONGEST_REASON = 200
"""Characters of what MyST says, which repeats the author's value."""


def myst_fields(passthrough: Mapping[str, Any]) -> dict[str, Any]:
    """What MyST gets of the front matter, with the keys it wants under ``myst`` moved there."""
    myst = dict(passthrough.get("myst", {}))
    for key in UNDER_MYST:
        if key in passthrough:
            myst[key] = {**passthrough[key], **myst.get(key, {})}
    others = {key: value for key, value in passthrough.items() if key not in {"myst", *UNDER_MYST}}
    return {"orphan": True, **others, **({"myst": myst} if myst else {})}


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
    if key not in MYST_KEYS:
        return [(located, f'unknown key {quoted(key)} in "myst"', suggestion(key, MYST_KEYS))]
    reasons: list[str] = []
    config = MdParserConfig()
    shape = MYST_VALUES.get(type(getattr(config, key)), "a list")
    merge_file_level(config, {"myst": {key: value}}, lambda _kind, reason: reasons.append(reason))
    refused = f'"{key}" has a value that MyST refuses'
    return [(located, f"{refused} ({shortened(reason, LONGEST_REASON)})", f"write {shape}.") for reason in reasons]
