"""What is used of Sphinx beyond its documentation."""

from __future__ import annotations

import logging
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from jinja2 import TemplateNotFound
from jinja2.meta import find_referenced_templates
from sphinx.builders.html._assets import _CascadingStyleSheet
from sphinx.builders.html._build_info import BuildInfo
from sphinx.config import Config, eval_config_file
from sphinx.directives import code
from sphinx.directives.other import TocTree, glob_re
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError
from sphinx.highlighting import PygmentsBridge
from sphinx.jinja2glue import BuiltinTemplateLoader
from sphinx.search import SearchLanguage, languages
from sphinx.util import _lines, docname_join, import_object
from sphinx.util._files import FilenameUniqDict
from sphinx.util.i18n import get_image_filename_for_language
from sphinx.util.logging import (
    NAMESPACE,
    WarningStreamHandler,
    get_node_location,
    is_suppressed_warning,
    suppress_logging,
)
from sphinx.util.matching import Matcher, patfilter
from sphinx.util.nodes import explicit_title_re
from sphinx.util.tags import Tags

from knowledge_centre.compat.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.domains import Domain

__all__ = [
    "FilenameUniqDict",
    "TocTree",
    "docname_join",
    "explicit_title_re",
    "glob_re",
    "patfilter",
    "suppress_logging",
]


def disconnect(app: Sphinx, event: str, handler: Callable[..., Any]) -> None:
    """Undo another extension's ``app.connect``, which only tells its caller the number to undo it by."""
    for listener in app.events.listeners[event]:
        if listener.handler is handler:
            app.disconnect(listener.id)
            return
    msg = f"{handler.__module__}.{handler.__qualname__} does not listen to {event} any more"
    raise LookupError(msg)


def application(env: BuildEnvironment) -> Sphinx:
    """The build that an environment is for: what ``env.app`` gives until Sphinx 11."""
    return env._app


# -- Settings


def settings_digest(app: Sphinx) -> tuple[str, str]:
    """Digests of the settings that decide how pages are written, and of those that decide what is read."""
    builder: Any = app.builder
    return builder.build_info.config_hash, BuildInfo(app.config, app.tags, frozenset({"env"})).config_hash


def conf_values(path: Path) -> dict[str, Any]:
    """What a conf.py sets. Raises :class:`ValueError` where Sphinx could not read it either."""
    try:
        return eval_config_file(path, Tags())
    except ConfigError as error:
        raise ValueError(str(error).strip().splitlines()[-1]) from error


def default_author() -> str:
    """What ``author`` is where conf.py says nothing."""
    return str(Config.config_values["author"].default)


def give(config: Config, **settings: Any) -> None:
    """Give settings to a build whose conf.py and command line say nothing of them."""
    for name, value in settings.items():
        if name not in config._raw_config and name not in config.overrides:
            config[name] = value


# -- Style sheets and static files


def style_sheets(builder: StandaloneHTMLBuilder) -> list[Any]:
    """The sheets of every page, in the order in which pages link to them."""
    return sorted(builder._css_files, key=lambda sheet: sheet.priority)


def style_sheet(name: str) -> Any:
    """A sheet for the template variable ``css_files``."""
    return _CascadingStyleSheet(f"_static/{name}")


def copy_last(app: Sphinx, folder: Path) -> None:
    """Have a folder's files copied over all other static files.

    To be called at ``write-started``: earlier it would count as a setting, and the folder stands elsewhere on each
    machine. Sphinx 9.1 has ``add_static_dir`` for it.
    """
    app.config.html_static_path.append(str(folder))


def static_folders(app: Sphinx) -> tuple[str, ...]:
    """The folders in the site that are copied as they are, by their paths from the site's folder."""
    site, settings = Path(app.srcdir), app.config
    paths = [*settings.html_static_path, *settings.html_extra_path]
    folders = [Path(os.path.normpath(Path(app.confdir, path))) for path in paths]
    return tuple(folder.relative_to(site).as_posix() for folder in folders if site in folder.parents)


def extra_files(app: Sphinx) -> dict[str, Path]:
    """The files that ``html_extra_path`` has copied to the output, by their names there."""
    excluded, found = Matcher(app.config.exclude_patterns), dict[str, Path]()
    for source in (Path(app.confdir, path) for path in app.config.html_extra_path):
        if source.is_file():
            found[source.name] = source
        for root, folders, names in os.walk(source, followlinks=True):
            folder = os.path.relpath(root, source)
            folders[:] = [name for name in folders if not excluded(os.path.join(folder, name))]  # noqa: PTH118
            wanted = (name for name in names if not excluded(os.path.join(folder, name)))  # noqa: PTH118
            found |= {Path(folder, name).as_posix(): Path(root, name) for name in wanted}
    return found


def static_name(name: str) -> str:
    """The name that Sphinx gives to the copy of a static file: templates lose the end of theirs."""
    return name.removesuffix(".jinja").removesuffix("_t") if name.endswith((".jinja", "_t")) else name


# -- Scripts and templates


def registered_scripts(builder: StandaloneHTMLBuilder) -> list[Any]:
    """The scripts of every page."""
    return list(builder._js_files)


def inline_scripts(scripts: Iterable[Any]) -> list[str]:
    """The texts of those scripts that are within the page, from the template variable ``script_files``."""
    return [str(script.attributes["body"]) for script in scripts if getattr(script, "attributes", {}).get("body")]


def template_parts(builder: Builder, template: str) -> tuple[str, list[str]]:
    """The source of a template, and the names of those that it extends, imports or includes; nothing where it is not there.

    Not names that only a variable holds.
    """
    loader = getattr(builder, "templates", None)
    if not isinstance(loader, BuiltinTemplateLoader):
        return "", []
    try:
        source = loader.get_source(loader.environment, template)[0]
    except TemplateNotFound:
        return "", []
    return source, sorted(filter(None, find_referenced_templates(loader.environment.parse(source))))


def math_renderers(app: Sphinx) -> set[str]:
    """The ways to show formulas in HTML that extensions have."""
    return set(app.registry.html_inline_math_renderers)


# -- Pages


def current_page(builder: StandaloneHTMLBuilder) -> tuple[str, dict[str, Any]]:
    """The document that is being written, and the template variables of every page."""
    return builder.current_docname, builder.globalcontext


def move_page(builder: StandaloneHTMLBuilder, name: str, file: str) -> None:
    """Have the page *name* at the address *file*, whatever the builder makes of names."""
    uri_of, path_of = builder.get_target_uri, builder.get_output_path

    def get_target_uri(docname: str, typ: str | None = None) -> str:
        return file if docname == name else uri_of(docname, typ)

    def get_output_path(page_name: str, /) -> Path:
        return type(path_of(page_name))(builder.outdir / file) if page_name == name else path_of(page_name)

    builder.get_target_uri = get_target_uri  # type: ignore[method-assign]
    builder.get_output_path = get_output_path  # type: ignore[method-assign]


def output_name(builder: StandaloneHTMLBuilder, name: str) -> str:
    """The path of a page's file, from the output's folder."""
    return os.path.relpath(builder.get_output_path(name), builder.outdir)


def index_pages(builder: StandaloneHTMLBuilder) -> list[str]:
    """The pages of names that Sphinx makes by itself: the index, and those of the modules of a language."""
    return [*(index[0] for index in builder.domain_indices), *["genindex"] * bool(builder.use_index)]


def module_pages(app: Sphinx) -> dict[str, Any]:
    """The pages of ``sphinx.ext.viewcode``, with what each shows. It writes one where its module is newer, else never."""
    modules: dict[str, Any] = (
        getattr(app.env, "_viewcode_modules", {}) if "sphinx.ext.viewcode" in app.extensions else {}
    )
    pages = {f"_modules/{name.replace('.', '/')}": entry for name, entry in modules.items() if entry}
    return pages | ({"_modules/index": sorted(modules)} if modules else {})


def source_names(builder: StandaloneHTMLBuilder) -> list[str]:
    """The copies of sources that ``html_copy_source`` asks for."""
    if not builder.copysource:
        return []
    env, end = builder.env, builder.config.html_sourcelink_suffix
    paths = [(name, Path(env.doc2path(name)).suffix) for name in env.found_docs]
    return [f"_sources/{name}{suffix}{end if suffix != end else ''}" for name, suffix in paths]


def drop_damaged_build_info(outdir: Path) -> None:
    """Remove a ``.buildinfo`` that Sphinx could not read: it fails with an IndexError for an empty one."""
    path = outdir / ".buildinfo"
    try:
        BuildInfo.load(path)
    except (IndexError, ValueError):
        path.unlink()
    except OSError:
        return


# -- What documents are written from


def forget_doctrees(env: BuildEnvironment) -> None:
    """Drop the doctrees that are kept in memory, so that ``get_doctree`` is asked for each."""
    env._write_doc_doctree_cache.clear()
    vars(env).pop("master_doctree", None)


# -- Directives

MOST_PARTS = 1_000
"""Parts of a list of lines, such as ``1,3-5``."""
NUMBER = re.compile(r"\d+")


def limit_lines() -> None:
    """Have ``1-999999999`` mean as many lines as there are and one more, which Sphinx tells; it would list them all."""
    parse: Any = vars(code)["parse_line_num_spec"]
    if parse.__module__ == __name__:
        return

    def parse_line_num_spec(spec: str, total: int) -> list[int]:
        if spec.count(",") >= MOST_PARTS:
            msg = "invalid line number spec: too many parts"
            raise ValueError(msg)
        end = total + 1
        lines: list[int] = parse(NUMBER.sub(lambda found: _at_most(found[0], end), spec), total)
        return lines

    vars(code)["parse_line_num_spec"] = vars(_lines)["parse_line_num_spec"] = parse_line_num_spec


def _at_most(number: str, most: int) -> str:
    return str(most) if len(number) > 9 or int(number) > most else number


# -- Warnings


NO_LINE = re.compile(r":(?:0|None)?$")
"""The end of a place in a document whose line is not known."""


class _Rewritten(logging.Filter):
    """Changes the words of what is logged, or has it not said; what has no place is in the document that is read."""

    def __init__(self, app: Sphinx, change: Callable[[str, str], str]) -> None:
        super().__init__()
        self.app, self.change = app, change

    def filter(self, record: logging.LogRecord) -> bool:
        docname = self.app.env.current_document.docname if hasattr(self.app, "env") else ""
        place = getattr(record, "location", None) or (f"{self.app.env.doc2path(docname)}:1" if docname else None)
        if isinstance(place, tuple) and place[0]:
            place = f"{self.app.env.doc2path(place[0])}:{place[1] or 1}"
        elif isinstance(place, nodes.Node):
            place = get_node_location(place)
        place = NO_LINE.sub(":1", place) if isinstance(place, str) else place
        vars(record)["location"] = place
        kind, subtype = (str(getattr(record, name, "") or "") for name in ("type", "subtype"))
        if is_suppressed_warning(
            kind, subtype, self.app.config.suppress_warnings if hasattr(self.app, "config") else ()
        ):
            return False
        said = self.change(logging.LogRecord.getMessage(record), place if isinstance(place, str) else "")
        record.msg, record.args = said, ()
        return bool(said)


def rewrite_warnings(app: Sphinx, change: Callable[[str, str], str]) -> None:
    """Have each warning of a build say something else, or nothing; *change* is given its words and its place."""
    for handler in logging.getLogger(NAMESPACE).handlers:
        if isinstance(handler, WarningStreamHandler):
            handler.filters.insert(0, _Rewritten(app, change))  # before the type is put behind it


def show_unread_plain() -> None:
    """Have code that its highlighter cannot read shown without colours; Sphinx marks what it takes for errors in it."""

    def highlight_block(method: Any, bridge: Any, source: str, lang: str, *args: Any, **options: Any) -> Any:
        bridge.is_forced = options.get("force", args[1] if len(args) > 1 else False)
        return method(bridge, source, lang, *args, **options)

    def get_lexer(method: Any, bridge: Any, source: str, lang: str, *args: Any) -> Any:
        again = len(args) > 1 and args[1] and not getattr(bridge, "is_forced", True)
        return method(bridge, source, "none" if again else lang, *args)

    if not hasattr(PygmentsBridge.get_lexer, "around"):
        wrap(PygmentsBridge, "highlight_block", highlight_block)
        wrap(PygmentsBridge, "get_lexer", get_lexer)


# -- What documents define


def toctree_documents(env: BuildEnvironment) -> list[str]:
    """The documents that toctrees name."""
    return [name for names in env.toctree_includes.values() for name in names]


def section_numbers(env: BuildEnvironment, docname: str) -> Any:
    """The numbers of a document's sections."""
    return env.toc_secnumbers.get(docname)


def set_numbers(
    env: BuildEnvironment, docname: str, numbers: dict[str, dict[str, tuple[int, ...]]], *, over: bool
) -> None:
    """Give a document numbers of figures: over those that Sphinx has given it, or where it has given none."""
    if numbers and (over or docname not in env.toc_fignumbers):
        env.toc_fignumbers[docname] = numbers


def equation(env: BuildEnvironment, label: str) -> Any:
    """The document and number of an equation; ``None`` where no document has it."""
    return env.domains.math_domain.equations.get(label)


def domain_entries(domain: Domain) -> Iterator[tuple[str, Any, tuple[Any, ...]]]:
    """What a domain's tables hold: table, key and entry. Entries are tuples that begin with a docname."""
    for title, table in domain.data.items():
        if isinstance(table, dict):
            yield from ((title, key, entry) for key, entry in table.items() if isinstance(entry, tuple))


def search_language(code: str) -> SearchLanguage:
    """Stems and stop words, as Sphinx has them for its own search; of a language that it does not know, none."""
    known = languages.get(code) or languages.get(code.replace("-", "_").partition("_")[0], SearchLanguage)
    made: SearchLanguage = (import_object(known) if isinstance(known, str) else known)({})
    return made


# -- Files that texts name


def guard_paths(asked: Callable[[BuildEnvironment, str, str], str]) -> None:
    """Have *asked* told each name that a path is asked for, with the document. It gives the name to go on with."""
    if hasattr(BuildEnvironment.relfn2path, "around"):
        return

    def relfn2path(method: Any, env: BuildEnvironment, filename: str | Path, docname: str | None = None) -> Any:
        reading = docname or env.current_document.docname
        return method(env, asked(env, os.fspath(filename), reading) if reading else filename, docname)

    wrap(BuildEnvironment, "relfn2path", relfn2path)


def language_name(env: BuildEnvironment, picture: str) -> str:
    """The name under which Sphinx looks for the picture of the site's language first."""
    return get_image_filename_for_language(picture, env)
