"""Files that directives read into a page, and every other path that Sphinx is asked for while it reads a document."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from knowledge_centre import __version__
from knowledge_centre.compat.docutils import given_up, guard_directives, included_by, standard_include
from knowledge_centre.compat.myst import asking, guard_include, place
from knowledge_centre.compat.sphinx_reading import guard_paths
from knowledge_centre.content.diagnostics import quoted
from knowledge_centre.content.own_files import HERE, is_missing, name_problem
from knowledge_centre.documents.own_files import accept, folder_of, own_files, refuse

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from knowledge_centre.compat.docutils import NamedFile
    from knowledge_centre.content.own_files import Refusal

LEAST = 2000
"""What the shortest file counts for, in bytes: a page is not to be made of very many either."""
COUNT, CHAIN, FULL = "knowledge_centre_read", "knowledge_centre_including", "knowledge_centre_full"
"""What is kept of a document while it is read: bytes, the files that include each other, and that it is enough."""


def is_ours(env: BuildEnvironment | None) -> bool:
    """Whether this is a site of ours: what is guarded is guarded in all sites of a process."""
    return env is not None and "article" in env.domains


def stop(env: BuildEnvironment, directive: Any, refusal: Refusal) -> NoReturn:
    """Tell what is wrong, and end a directive."""
    source, line = place(directive)
    refuse(env, env.current_document.docname, refusal, f"{source}:{line}")
    raise given_up()


def fetching(env: BuildEnvironment, directive: Any, address: str) -> None:
    """Nothing is asked of other sites, and ``file:`` is no way around the rule."""
    if is_ours(env):
        message, remedy = "would be fetched by every build", "save it beside this file, and name it in :file:."
        stop(env, directive, (f"{quoted(address)} {message}", remedy))


def reading(env: BuildEnvironment, directive: Any, named: NamedFile) -> None:
    """A directive is about to read a file: it is given the name that the file has from where the directive reads."""
    if not is_ours(env):
        return
    docname = env.current_document.docname
    folder = folder_of(env, docname)
    start = Path(env.srcdir, folder)
    if named.folder and Path(named.folder).absolute().is_relative_to(env.srcdir):
        start = Path(named.folder).absolute()
        folder = start.relative_to(env.srcdir).as_posix()
    path = own_files(env).find(named.name, "" if folder == "." else folder)
    if not isinstance(path, str):
        stop(env, directive, path)
    if named.is_text:
        count(env, directive, path)
    accept(env, docname, path)
    if named.folder:
        named.holder[named.key] = os.path.relpath(env.srcdir / path, start)


def including(include: Callable[[Any], Any], directive: Any) -> Any:
    """An include of Markdown's or of reStructuredText's."""
    env = directive.document.settings.env if not hasattr(directive, "env") else directive.env
    if not is_ours(env):
        return include(directive)
    docname = env.current_document.docname
    named = "".join(line.strip() for line in directive.arguments[0].splitlines())
    if named.startswith("<") and named.endswith(">"):
        if standard_include(named[1:-1]) is None:
            stop(env, directive, (f"{quoted(named)} is no file that docutils brings along", HERE))
        return include(directive)
    path = own_files(env).find(named, folder_of(env, docname))
    if not isinstance(path, str):
        stop(env, directive, path)
    chain = env.current_document.setdefault(CHAIN, [env.doc2path(docname, base=False).as_posix()])
    above = [*chain, *(Path(os.path.relpath(one, env.srcdir)).as_posix() for one in included_by(directive))]
    if directive.options.keys().isdisjoint({"literal", "code"}):
        if path in above:
            stop(env, directive, (f"{quoted(path)} includes itself", "leave this include out."))
        if len(above) > env.config.knowledge_centre_include_levels:
            stop(
                env,
                directive,
                (f"{quoted(path)} is included by a file that is included, {len(above)} times over", HERE),
            )
    count(env, directive, path)
    accept(env, docname, path)
    chain.append(path)
    try:
        return include(directive)
    finally:
        chain.pop()


def count(env: BuildEnvironment, directive: Any, path: str) -> None:
    """A page is made of so much text, and of text only."""
    kept, limit = env.current_document, env.config.knowledge_centre_include_bytes
    kept[COUNT] = (kept.get(COUNT) or 0) + max(LEAST, (env.srcdir / path).stat().st_size)
    if kept[COUNT] > limit:
        if kept.get(FULL):
            raise given_up()
        kept[FULL] = True
        message = f"with {quoted(path)}, this page reads more than {limit:,} bytes from files"
        stop(env, directive, (message, "read less, or link to the file."))
    encoding = directive.options.get("encoding", "utf-8")
    try:
        (env.srcdir / path).read_text(encoding=encoding)
    except (OSError, UnicodeError) as error:
        stop(env, directive, (f"{quoted(path)} is no text in {encoding} ({type(error).__name__})", "save it as UTF-8."))


def asked(env: BuildEnvironment, named: str, docname: str) -> str:
    """Sphinx is asked for the path of a file."""
    if not is_ours(env):
        return named
    own, folder = own_files(env), folder_of(env, docname)
    found = own.find(named, folder)
    if isinstance(found, str) or is_missing(found):
        return named
    nowhere = f"/{env.doc2path(docname, base=False).as_posix()}/nowhere"
    asker = asking()
    if asker == "link":  # what it leads to is judged where it is a download
        return nowhere if name_problem(named) or not own.place(named, folder).is_file() else named
    if asker is not None:
        stop(env, asker, found)
    refuse(env, docname, found, docname)
    return nowhere


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_config_value("knowledge_centre_include_levels", 20, "env", types=frozenset({int}))
    app.add_config_value("knowledge_centre_include_bytes", 1_000_000, "env", types=frozenset({int}))
    guard_paths(asked)
    guard_directives(reading, fetching, including)
    guard_include(including)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
