"""What conf.py may say: a setting of another kind is told in one sentence, before anything is done with it."""

from __future__ import annotations

import re
import sys
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn
from urllib.parse import urlsplit

from babel import Locale, UnknownLocaleError

from knowledge_centre.content import renames
from knowledge_centre.content.diagnostics import counted, printable, shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

AUTHOR_TYPES = ("Organization", "Person")
OWN = "own"
SEARCHES = (OWN, "readthedocs")
"""What the search page asks: the site's own index, or the search of Read the Docs where the site is built there."""
SITE_ADDRESS = re.compile(r"""[^\s<>"'?#\\]*""")


class Wanted(NamedTuple):
    """What a setting has to be."""

    fits: Callable[[Any], bool]
    write: str


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_line(value: Any) -> bool:
    return isinstance(value, str) and value.isprintable()


def _is_switch(value: Any) -> bool:
    return isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _are_texts(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(map(_is_text, value))


def _are_many_texts(value: Any) -> bool:
    """Whatever Sphinx goes through one after the other."""
    return isinstance(value, list | tuple | set | frozenset | dict) and all(map(_is_text, value))


def _are_suffixes(value: Any) -> bool:
    return _is_text(value) or (isinstance(value, list | tuple | dict) and all(map(_is_text, value)))


def _are_paths(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(path, str | PurePath) for path in value)


def _are_folders(value: Any) -> bool:
    """Folders that are copied into the output: not that of the site, with its sources and the output itself."""
    return _are_paths(value) and not any(set(PurePath(path).parts) <= {"..", "/"} for path in value)


def _are_files(value: Any) -> bool:
    """Names, some perhaps with attributes of the element that loads them."""
    return isinstance(value, list | tuple) and all(
        _is_text(file)
        or (isinstance(file, tuple) and len(file) == 2 and isinstance(file[1], dict) and _is_text(file[0]))
        for file in value
    )


def _is_held(value: Any) -> bool:
    return _is_text(value) or _are_texts(value)


def _is_language(value: Any) -> bool:
    try:
        Locale.parse(value.replace("-", "_"))
    except (AttributeError, TypeError, ValueError, UnknownLocaleError):
        return False
    return True


def _is_site_address(value: Any) -> bool:
    """Nothing, or a whole address of the web or a path, to which those of pages are added."""
    if not _is_line(value) or not SITE_ADDRESS.fullmatch(value):
        return False
    try:
        parts = urlsplit(value)
        return parts.scheme in {"", "http", "https"} and bool(parts.hostname or not parts.scheme) and parts.port != 0
    except ValueError:
        return False


def _are_sections(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(map(_is_pair, value))


def _are_names(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_is_line, [*value, *value.values()]))


def _are_addresses(value: Any) -> bool:
    """Names of sites and their addresses: from the root of this one, from that of the host, or whole."""
    return isinstance(value, dict) and all(map(_is_line, value)) and all(map(_is_site_address, value.values()))


def _is_pair(value: Any) -> bool:
    return _are_texts(value) and len(value) == 2


def _are_icons(value: Any) -> bool:
    keys = {"name", "url", "html", "class"}
    return isinstance(value, list | tuple) and all(
        isinstance(icon, dict) and keys == icon.keys() and all(map(_is_text, icon.values())) for icon in value
    )


TEXT, LINE, SWITCH = (
    Wanted(_is_text, "a text"),
    Wanted(_is_line, "a text of one line"),
    Wanted(_is_switch, "True or False"),
)
NUMBER, PATHS = Wanted(_is_number, "a whole number above 0"), Wanted(_are_paths, "a list of paths")
FOLDERS = Wanted(_are_folders, "a list of folders in that of the site, such as ['_static']")
FILE = Wanted(lambda value: value is None or _is_line(value), "the name of a file")
TABLE = Wanted(lambda value: isinstance(value, dict) and all(map(_is_text, value)), "a dictionary whose keys are texts")
SETTINGS = {
    "knowledge_centre_author_type": Wanted(lambda value: value in AUTHOR_TYPES, " or ".join(map(repr, AUTHOR_TYPES))),
    "knowledge_centre_include_bytes": NUMBER,
    "knowledge_centre_include_levels": NUMBER,
    "knowledge_centre_max_article_bytes": NUMBER,
    "knowledge_centre_max_nesting": NUMBER,
    "knowledge_centre_max_picture_bytes": NUMBER,
    "knowledge_centre_replaced_scripts": Wanted(_are_texts, "a list of names of files"),
    "knowledge_centre_search": Wanted(lambda value: value in SEARCHES, " or ".join(map(repr, SEARCHES))),
    "knowledge_centre_search_sites": Wanted(
        _are_addresses, "a dictionary of names and addresses, such as {'Data': '../data/'}"
    ),
    "knowledge_centre_show_hidden": SWITCH,
    "knowledge_centre_social_cards": SWITCH,
    "knowledge_centre_tag_uri": TEXT,
    "knowledge_centre_timezone": TEXT,
    "knowledge_centre_trust_articles": SWITCH,
    "author": LINE,
    "copyright": Wanted(_is_held, "a text, or a list of texts"),
    "exclude_patterns": Wanted(_are_texts, "a list of patterns"),
    "extensions": Wanted(_are_many_texts, "a list of names of extensions"),
    "html_additional_pages": Wanted(_are_names, "a dictionary of names of pages and of their templates"),
    "html_baseurl": Wanted(_is_site_address, "the whole address of the site, such as 'https://example.org/', or ''"),
    "html_context": TABLE,
    "html_css_files": Wanted(_are_files, "a list of names of files"),
    "html_extra_path": FOLDERS,
    "html_favicon": FILE,
    "html_js_files": Wanted(_are_files, "a list of names of files"),
    "html_logo": FILE,
    "html_static_path": FOLDERS,
    "html_last_updated_fmt": Wanted(
        lambda value: value is None or _is_line(value), "a format of dates, such as '%d %B %Y'"
    ),
    "html_sidebars": Wanted(lambda value: not value, "{}, as this theme has no sidebar"),
    "html_theme_options": TABLE,
    "html_title": LINE,
    "include_patterns": Wanted(_are_texts, "a list of patterns"),
    "language": Wanted(_is_language, "the code of a language, such as 'en' or 'pt_BR'"),
    "project": LINE,
    "root_doc": LINE,
    "source_suffix": Wanted(_are_suffixes, "a dictionary of suffixes and parsers, such as {'.md': 'markdown'}"),
    "suppress_warnings": Wanted(lambda value: _is_text(value) or _are_many_texts(value), "a list of kinds of warnings"),
    "tags_create_badges": SWITCH,
    "tags_create_tags": SWITCH,
    "tags_intro_text": LINE,
    "tags_overview_title": LINE,
    "tags_page_title": LINE,
    "smartquotes_excludes": TABLE,
    "templates_path": PATHS,
}
"""Settings of this package, of Sphinx and of sphinx-tags that it takes something from."""
CONTEXT = {
    "licence": Wanted(lambda value: not value or _is_pair(value), "a name and an address, such as ('MIT licence', '')"),
    "preview": SWITCH,
    "readthedocs_project": LINE,
    "sections": Wanted(_are_sections, "a list of names and pages, such as [('About', 'about')]"),
    "tagline": LINE,
}
"""What the theme takes from ``html_context``."""

OPTIONS = {
    "announcement": TEXT,
    "dark_logo": LINE,
    "footer_icons": Wanted(_are_icons, "a list of dictionaries with name, url, html and class"),
    "light_logo": LINE,
    **dict.fromkeys(("source_branch", "source_directory", "source_repository"), LINE),
    **dict.fromkeys(("source_edit_link", "source_view_link"), LINE),
}
"""What it takes from ``html_theme_options``, as Furo does."""
WITHOUT_USE = ("navigation_with_keys", "sidebar_hide_name", "top_of_page_button", "top_of_page_buttons")
"""What Furo takes from there and this theme has nothing for."""


def problems(given: Mapping[str, Any]) -> Iterator[str]:
    """A sentence for each setting that is of another kind than it has to be, or has the name of an earlier release."""
    for rename in renames.RENAMES:
        if rename.kind == renames.SETTING and rename.old in given:
            yield f"{rename.old} in conf.py does nothing: {renames.advice(rename)}"
    for name, wanted in SETTINGS.items():
        if name in given and not wanted.fits(given[name]):
            yield sentence(name, given[name], wanted)
    context = given.get("html_context")
    for name, wanted in CONTEXT.items():
        if isinstance(context, dict) and name in context and not wanted.fits(context[name]):
            yield sentence(f'html_context["{name}"]', context[name], wanted)
    options = given.get("html_theme_options")
    for name, wanted in OPTIONS.items():
        if isinstance(options, dict) and name in options and not wanted.fits(options[name]):
            yield sentence(f'html_theme_options["{name}"]', options[name], wanted)
    for name in WITHOUT_USE:
        if isinstance(options, dict) and name in options:
            yield f'html_theme_options["{name}"] in conf.py does nothing with this theme: take it out.'


def refuse_settings(*sentences: str) -> NoReturn:
    """End the build for what conf.py says, before anything is built."""
    print(*sentences, sep="\n", file=sys.stderr)
    sys.exit(f"Nothing was built: {counted(len(sentences), 'mistake')} in conf.py.")


def sentence(name: str, value: Any, wanted: Wanted) -> str:
    return f"{name} in conf.py is {printable(shortened(_shown(value)))}: write {wanted.write}."


def _shown(value: Any) -> str:
    try:
        return repr(value)
    except Exception:
        return f"of the kind {type(value).__name__}"
