"""What is used of Furo beyond its documentation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import furo
from furo import get_pygments_style_colors, get_pygments_stylesheet

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

__all__ = ["TABLE_WRAPPER", "css_variables", "get_pygments_stylesheet", "overwrite_pygments_css"]
TABLE_WRAPPER = "table-wrapper"
"""The class of the block that Furo puts around a table, with the table's ids again."""
COLOURS = {
    "light": {"foreground": "black", "background": "white"},
    "dark": {"foreground": "white", "background": "black"},
}
"""Of code, where the Pygments style says nothing."""


overwrite_pygments_css = furo._overwrite_pygments_css
"""Puts Furo's sheet for code in the place of Sphinx's, in every build once all is written."""


def css_variables(builder: StandaloneHTMLBuilder) -> str:
    """What Furo writes into each page's head: the variables of conf.py and the colours of code, as a style sheet."""
    assert builder.theme
    context: dict[str, object] = {
        f"theme_{key}": value for key, value in builder.theme.get_options(builder.theme_options).items()
    }
    context["furo_pygments"] = {
        name: get_pygments_style_colors(furo._KNOWN_STYLES_IN_USE[name], fallbacks=fallbacks)
        for name, fallbacks in COLOURS.items()
    }
    made = builder.templates.render("partials/_head_css_variables.html", context)
    return re.sub(r"\s*</?style>\s*", "", made)
