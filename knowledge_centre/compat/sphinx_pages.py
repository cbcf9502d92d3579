"""What is used of Sphinx beyond its documentation, to write pages and the files that they load."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import FileSystemBytecodeCache, TemplateNotFound
from jinja2.meta import find_referenced_templates
from sphinx.builders.html._assets import _CascadingStyleSheet
from sphinx.builders.html._build_info import BuildInfo
from sphinx.jinja2glue import BuiltinTemplateLoader
from sphinx.util._uri import is_url
from sphinx.util.matching import Matcher

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment


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
    return _copied(app, app.config.html_extra_path, Matcher(app.config.exclude_patterns))


def static_files(app: Sphinx) -> dict[str, Path]:
    """The files that ``html_static_path`` has copied, by their names in ``_static`` before :func:`static_name`."""
    return _copied(app, app.config.html_static_path, Matcher([*app.config.exclude_patterns, "**/.*"]))


def _copied(app: Sphinx, paths: Iterable[str], excluded: Matcher) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for source in (Path(app.confdir, path) for path in paths):
        if source.is_file():
            found[source.name] = source
        for root, folders, names in os.walk(source, followlinks=True):
            folder = os.path.relpath(root, source)
            folders[:] = [name for name in folders if not excluded(os.path.join(folder, name))]  # noqa: PTH118
            wanted = (name for name in names if not excluded(os.path.join(folder, name)))  # noqa: PTH118
            found |= {Path(folder, name).as_posix(): Path(root, name) for name in wanted}
    return found


def named_pictures(app: Sphinx) -> list[str]:
    """The copies of the logo and the icon that conf.py names."""
    named = filter(None, (app.config.html_logo, app.config.html_favicon))
    return [f"_static/{Path(picture).name}" for picture in named if not is_url(picture)]


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


def template_source(builder: Builder, template: str) -> str:
    """The source of a template; nothing where it is not there."""
    loader = getattr(builder, "templates", None)
    if not isinstance(loader, BuiltinTemplateLoader):
        return ""
    try:
        return loader.get_source(loader.environment, template)[0]
    except TemplateNotFound:
        return ""


def template_parts(builder: Builder, source: str) -> list[str]:
    """The names of those that a template extends, imports or includes. Not names that only a variable holds."""
    loader = getattr(builder, "templates", None)
    if not isinstance(loader, BuiltinTemplateLoader):
        return []
    return sorted(filter(None, find_referenced_templates(loader.environment.parse(source))))


def keep_templates(builder: Builder, folder: Path) -> None:
    """Keep compiled templates in a folder from build to build, and don't look for changes of them within one."""
    loader = getattr(builder, "templates", None)
    if isinstance(loader, BuiltinTemplateLoader):
        folder.mkdir(parents=True, exist_ok=True)
        loader.environment.auto_reload = False
        loader.environment.bytecode_cache = FileSystemBytecodeCache(str(folder))


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
    path, folder = os.fspath(builder.get_output_path(name)), f"{builder.outdir}{os.sep}"
    return path.removeprefix(folder) if path.startswith(folder) else os.path.relpath(path, folder)


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
    if not (builder.copysource and builder.config.html_copy_source):
        return []
    env, end = builder.env, builder.config.html_sourcelink_suffix
    # Of an article in a folder, "/index.md" comes after the name.
    rests = [(name, env.doc2path(name, base=False).as_posix()[len(name) :]) for name in env.found_docs]
    return [f"_sources/{name}{rest}{end if rest != end else ''}" for name, rest in rests]


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
