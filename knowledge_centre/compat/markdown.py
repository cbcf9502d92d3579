"""MyST's parser of Markdown by itself, without Sphinx: what an article's text is before anything is made of it."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any

from markdown_it.common.utils import normalizeReference
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block.table import escapedSplit
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.slugs import github_slugify

from knowledge_centre.compat.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from myst_parser.mdit_to_docutils.base import DocutilsRenderer

EXTENSIONS = frozenset(
    [
        *("alert", "attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist", "gfm_autolink"),
        *("strikethrough", "tasklist"),
    ]
)
"""What articles may be written with; a formula is looked for also where a site has none, as it says nothing of links."""


CONFIG = MdParserConfig(enable_extensions=set(EXTENSIONS), dmath_allow_space=False, dmath_allow_digits=False)
DECIDING = (
    *(
        "commonmark_only",
        "gfm_only",
        "enable_extensions",
        "disable_syntax",
        "sub_delimiters",
        "colon_fence_exact_match",
    ),
    *("dmath_allow_labels", "dmath_allow_space", "dmath_allow_digits", "dmath_double_inline"),
    *("strikethrough_single_tilde", "enable_checkboxes"),
)
"""Settings of MyST that decide which tokens a text has."""


@cache
def _parser() -> MarkdownIt:
    parser = create_md_parser(CONFIG, RendererHTML)
    return parser.disable("wordcount")  # a tenth of the time, for a number that nobody asks for


def is_same_language(config: MdParserConfig) -> bool:
    """Whether MyST finds the same tokens in a text by these settings."""
    return all(getattr(config, name) == getattr(CONFIG, name) for name in DECIDING)


def look_at_tokens(look: Callable[[nodes.document, MdParserConfig, list[Token], dict[str, Any]], None]) -> None:
    """Have *look* given the tokens of each document before MyST makes nodes of them, with lines counted from 0."""
    from myst_parser.mdit_to_docutils.base import DocutilsRenderer  # noqa: PLC0415 - check does without docutils

    def render(method: Any, renderer: DocutilsRenderer, tokens: list[Token], options: Any, env: dict[str, Any]) -> Any:
        if "document" in options:
            look(options["document"], options["myst_config"], tokens, env)
        return method(renderer, tokens, options, env)

    wrap(DocutilsRenderer, "render", render)


def tokens_from(line: int, tokens: list[Token], env: dict[str, Any]) -> tuple[list[Token], dict[str, Any]]:
    """The tokens that stand in a line or below it, and a copy of what the text defines."""
    start = next((at for at, token in enumerate(tokens) if token.map and token.map[0] >= line), len(tokens))
    return tokens[start:], deepcopy(env)


def parse(text: str, env: dict[str, Any]) -> list[Token]:
    """The tokens of a text that is no front matter, with lines counted from 0; *env* gets what the text defines."""
    tokens = _parser().parse(f"\n{text}", env)
    for token in tokens:
        if token.map:
            token.map = [line - 1 for line in token.map]
    return tokens


def heading_slug(words: str) -> str:
    """The anchor of a heading, before it is told from others of the same words."""
    return github_slugify(words)


def link_names(env: dict[str, Any]) -> dict[str, str]:
    """The labels that links may name, as written, by the form in which they are compared."""
    return {label: label.lower() for label in env.get("references", {})}


def link_name(label: str) -> str:
    return normalizeReference(label)


def repeated_links(env: dict[str, Any]) -> list[tuple[int, str]]:
    """Line and label of what the text that was parsed last defines once more."""
    return [(one["map"][0] - 1, one["label"]) for one in env.pop("duplicate_refs", ())]


def cells(row: str) -> list[str]:
    """The cells of a line of a table."""
    found = escapedSplit(row.strip())
    return found[found[0] == "" : len(found) - (len(found) > 1 and found[-1] == "")]


def lines_within(paragraph: Token) -> dict[int, int]:
    """How many lines below the beginning of a paragraph each piece of its text, code and HTML and each picture stands, by its id."""
    source, place, line, lines = paragraph.content, 0, 0, {}
    for token in paragraph.children or []:
        picture = token.type == "image"
        found = source.find("![" if picture else token.content, place) if token.content or picture else -1
        if token.type in {"text", "code_inline", "html_inline", "image"} and found >= 0:
            line += source.count("\n", place, found)
            lines[id(token)] = line
            line += token.content.count("\n")
            place = found + (2 if picture else len(token.content))
    return lines
